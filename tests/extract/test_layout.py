"""Sheets as records: spans, places, captions and the ties of notes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Block
from extract.layout import Laid, lay_out
from extract.notes import At, tie_notes
from extract.sheet import Mark, Piece, Place, Sheet

ID = "d" * 64
BOX = (10.0, 20.0, 30.0, 40.0)


def _sheet(*pieces: Piece, number: int = 1) -> Sheet:
    return Sheet(number=number, method="proef", pieces=pieces)


def _note(mark: str, text: str = "Zie de bijlage.") -> Piece:
    return Piece(role="footnote", text=text, mark=mark)


def _body(*marks: tuple[int, str], text: str = "De teams helpen vaak goed.") -> Piece:
    return Piece(role="paragraph", text=text, marks=tuple(Mark(*mark) for mark in marks))


def _texts(laid: Laid) -> list[str]:
    return [laid.page.text[block.start : block.end] for block in laid.blocks]


@given(st.lists(st.text(max_size=12), max_size=6))
def test_blocks_are_spans_of_the_text_of_their_page(texts: list[str]) -> None:
    (laid,) = lay_out(ID, [_sheet(*(Piece(role="paragraph", text=text) for text in texts))])
    assert "\n\n".join(_texts(laid)) == laid.page.text
    assert all(found.strip() == found != "" for found in _texts(laid))


def test_lines_tell_the_first_character_the_page_and_the_box() -> None:
    places = (Place(0, 1, BOX), Place(9, 2, BOX))
    first = Piece(role="paragraph", text="Vooraf.")
    (laid,) = lay_out(ID, [_sheet(first, Piece(role="paragraph", text="De teams helpen.", places=places))])
    lines = laid.blocks[1].lines
    assert [(start, page) for start, page, *_ in lines] == [(9, 1), (18, 2)]
    assert laid.page.text[9:18] + laid.page.text[18:] == "De teams helpen."
    assert lines[0][2:] == BOX


def test_places_and_marks_keep_to_their_words_when_text_becomes_clean() -> None:
    raw = "  De  te\u00adams\u00a0 helpen."
    at = raw.index("helpen")
    piece = Piece(role="paragraph", text=raw, places=(Place(0, 1, BOX), Place(at, 1, BOX)), marks=(Mark(at, "1"),))
    (laid,) = lay_out(ID, [_sheet(piece, _note("1"))])
    assert laid.page.text.startswith("De teams helpen.")
    assert [laid.page.text[int(line[0]) :][:6] for line in laid.blocks[0].lines] == ["De tea", "helpen"]
    assert laid.blocks[1].anchor == (1, laid.page.text.index("helpen"))


def test_a_note_is_tied_to_the_mark_on_its_page() -> None:
    first, second = _sheet(_body((8, "1")), _note("1")), _sheet(_body((3, "1")), _note("1"), number=2)
    laid = lay_out(ID, [first, second])
    assert [_anchor(page) for page in laid] == [(1, 8), (2, 3)]


def _anchor(laid: Laid) -> tuple[int, ...]:
    notes: list[Block] = [block for block in laid.blocks if block.role == "footnote"]
    return notes[0].anchor


def test_a_note_that_stands_on_the_next_page_is_tied_to_the_page_before() -> None:
    sheets = [_sheet(_body((2, "1"))), _sheet(_body((8, "1"))), _sheet(_note("1"), number=3)]
    sheets[1] = _sheet(_body((8, "1")), number=2)
    assert tie_notes(sheets) == {At(2, 0): (At(1, 0), 8)}


def test_a_mark_where_a_paragraph_goes_on_belongs_to_that_page() -> None:
    places = (Place(0, 1, BOX), Place(9, 2, BOX))
    running = Piece(role="paragraph", text="De teams helpen.", places=places, marks=(Mark(16, "1"),))
    sheets = [_sheet(_body((2, "1")), running, _note("1")), _sheet(_note("1"), number=2)]
    assert tie_notes(sheets) == {At(0, 2): (At(0, 0), 2), At(1, 0): (At(0, 1), 16)}


def test_notes_at_the_end_are_tied_in_order_where_numbers_begin_anew() -> None:
    chapters = [_sheet(_body((2, "1"), (8, "2")), number=n) for n in (1, 2)]
    notes = _sheet(_note("1"), _note("2"), _note("1"), _note("2"), number=9)
    ties = tie_notes([*chapters, notes])
    assert [ties[At(2, index)] for index in range(4)] == [
        (At(0, 0), 2), (At(0, 0), 8), (At(1, 0), 2), (At(1, 0), 8),
    ]  # fmt: skip


def test_a_note_without_a_mark_in_the_text_is_not_tied() -> None:
    (laid,) = lay_out(ID, [_sheet(_body((2, "1")), _note("2"))])
    assert _anchor(laid) == ()
    assert laid.blocks[1].mark == "2"


def test_a_table_has_the_caption_next_to_it_and_no_caption_serves_two() -> None:
    rows = (("jaar", "aantal"), ("2020", "12"))
    table, caption = Piece(role="table", rows=rows), Piece(role="caption", text="Tabel 1 Aantallen")
    (above,) = lay_out(ID, [_sheet(caption, table, table)])
    assert [found.caption for found in above.tables] == ["Tabel 1 Aantallen", None]
    (below,) = lay_out(ID, [_sheet(table, caption)])
    assert below.tables[0].caption == "Tabel 1 Aantallen"
    assert below.tables[0].rows == rows
