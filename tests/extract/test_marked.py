"""Running text with its marks taken out: what is left is clean, and each mark stays where it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.cells import table_pieces
from extract.marked import BREAK, Reference, assemble, joined, stretches, token, untoken, without_start
from extract.sheet import Mark, Piece, clean

PARTS = st.lists(st.one_of(st.text(max_size=12), st.builds(Reference, st.sampled_from("1*a"))), max_size=12)


@given(PARTS)
def test_the_text_is_clean_and_has_every_mark_in_order(parts: list[str | Reference]) -> None:
    text, marks = assemble(parts)
    assert text == clean(text)
    assert [mark.text for mark in marks] == [part.mark for part in parts if isinstance(part, Reference)]
    assert [mark.start for mark in marks] == sorted(mark.start for mark in marks)
    assert all(0 <= mark.start <= len(text) for mark in marks)


@given(st.lists(st.text(max_size=12), max_size=8))
def test_text_without_marks_is_that_of_its_parts_together(parts: list[str]) -> None:
    words = "".join(parts).replace("\n", " ")
    if clean(words).isascii():
        assert assemble(parts)[0] == clean(words)


@pytest.mark.parametrize(
    ("parts", "text", "start"),
    [
        (["Het team", Reference("1"), " werkt"], "Het team werkt", 8),
        (["Het team ", Reference("1"), " werkt"], "Het team werkt", 8),
        (["e\u0301\u00ad\ufb01n", Reference("1"), "."], "éfin.", 4),
        ([" ", Reference("1"), " Begin"], "Begin", 0),
        (["Eind", " ", Reference("1"), " "], "Eind", 4),
    ],
)
def test_a_mark_stands_after_the_word_it_belongs_to(parts: list[str | Reference], text: str, start: int) -> None:
    assert assemble(parts) == (text, (Mark(start, "1"),))


def test_tokens_travel_through_other_readers() -> None:
    piece = untoken(Piece(role="paragraph", text=f"Het team{token('12')} werkt {token('*')}."))
    assert (piece.text, piece.marks) == ("Het team werkt .", (Mark(8, "12"), Mark(14, "*")))
    assert untoken(Piece(role="table", rows=((f"a{token('1')}", "b"),))).rows == (("a", "b"),)


def test_what_is_taken_off_the_start_moves_marks() -> None:
    piece = Piece(role="paragraph", text="I: Ja hoor", marks=(Mark(1, "1"), Mark(5, "2")))
    assert without_start(piece, 2) == Piece(role="paragraph", text="Ja hoor", marks=(Mark(0, "1"), Mark(2, "2")))


def test_pieces_join_with_their_marks() -> None:
    pieces = [Piece(role="paragraph", text=text, marks=(Mark(2, "1"),)) for text in ("Een", "Twee")]
    assert joined([Piece(role="paragraph"), *pieces]) == ("Een Twee", (Mark(2, "1"), Mark(6, "1")))


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Dit is een zin.", "Nog een."], ["Dit is een zin.", "Nog een."]),
        (["een regel die verder gaat", "op de volgende"], ["een regel die verder gaat op de volgende"]),
        (["Adres", "Postbus 1", "1000 AA Berkelmonde"], ["Adres", "Postbus 1", "1000 AA Berkelmonde"]),
        (["Een", "", "Twee"], ["Een", "", "Twee"]),
    ],
)
def test_line_breaks_part_lines_that_stand_alone(lines: list[str], found: list[str]) -> None:
    parts = [part for line in lines for part in (BREAK, line)][1:]
    assert [assemble(stretch)[0] for stretch in stretches(parts)] == found


def cells(*rows: str) -> list[list[tuple[Piece, ...]]]:
    return [[(Piece(role="paragraph", text=text),) if text else () for text in row.split("|")] for row in rows]


def test_empty_rows_and_columns_are_no_part_of_a_table() -> None:
    (table,) = table_pieces(cells("Jaar||Aantal", "||", "2020||12", "2021"))
    assert table.rows == (("Jaar", "Aantal"), ("2020", "12"), ("2021", ""))


def test_long_answers_with_labels_that_come_back_are_a_table() -> None:
    long = "woord " * 80
    rows = cells(f"I|{long}", f"R|{long}", f"I|{long}", f"R|{long}")
    assert [piece.role for piece in table_pieces(rows)] == ["table"]
    other = cells(f"Doel|{long}", f"Aanpak|{long}")
    assert [piece.role for piece in table_pieces(other)] == ["table"]
    assert {piece.role for piece in table_pieces(cells(f"{long}|{long}", f"{long}|{long}"))} == {"paragraph"}
