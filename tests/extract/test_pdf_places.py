"""PDFs set with typst: where lines stand, what goes on on the next page, marks of notes, order, running titles."""

from __future__ import annotations

import pytest
import typst

from extract.pdf.document import read_pdf
from extract.pdf.marks import is_mark, marks_in
from extract.pdf.order import in_order
from extract.sheet import Mark, Piece, Sheet
from tests.extract.test_pdf_text import LONG, PARAGRAPHS, SENTENCES, pdf

RUNNING_TITLE = """#set page(width: 14cm, height: 12cm, margin: 2cm, header: context text(size: 8pt, {
  let found = query(selector(heading).before(here()))
  if found.len() > 0 { found.last().body } else [Voorwerk]
}))
#show heading: it => block(above: 2em, below: 1em, text(size: 13pt, it.body))"""


def sheets(content: bytes) -> list[Sheet]:
    return [part for part in read_pdf(content, "test") if isinstance(part, Sheet)]


def body(content: bytes) -> list[Piece]:
    return [piece for sheet in sheets(content) for piece in sheet.pieces]


def small_page(columns: int = 1) -> str:
    return f"#set page(width: 14cm, height: 9cm, margin: 2cm, columns: {columns})"


def test_every_line_has_its_place() -> None:
    content = pdf("\n\n".join(PARAGRAPHS[:3]))
    for piece in body(content):
        assert piece.places[0].start == 0
        tops = [place.box[3] for place in piece.places]
        assert tops == sorted(tops, reverse=True)
        for place in piece.places[1:]:
            # A line begins at a word, or within the one that a hyphen cut.
            assert 0 < place.start < len(piece.text)
            assert piece.text[place.start].strip()


@pytest.mark.parametrize("columns", [1, 2])
def test_a_paragraph_over_pages_and_columns_is_one_piece_where_it_begins(columns: int) -> None:
    text = " ".join(f"Zin nummer {number} over samenwerkingsafspraken, zonder eind, gaat" for number in range(60)) + "."
    (piece,) = body(pdf(text, rules=small_page(columns)))
    assert piece.text == text
    pages = [place.page for place in piece.places]
    assert pages == sorted(pages)
    assert set(pages) == set(range(1, max(pages) + 1))
    assert max(pages) > 1


def test_paragraphs_that_end_are_not_joined() -> None:
    content = pdf(f"{SENTENCES[0]}\n#pagebreak()\n{SENTENCES[1]}", rules=small_page())
    assert [piece.text for piece in body(content)] == list(SENTENCES[:2])


def test_marks_of_notes_stand_beside_the_text() -> None:
    text = "Het team#super[1] sprak 23 inwoners.#super[12] Zij hebben 14 m#super[2] en een tuin."
    (piece, *_) = body(pdf(text))
    assert piece.text == "Het team sprak 23 inwoners. Zij hebben 14 m2 en een tuin."
    assert piece.marks == (Mark(8, "1"), Mark(27, "12"))


@pytest.mark.parametrize(
    ("raised", "before", "expected"),
    [
        ("1", "woord", True), ("*", "woord.", True), ("[3]", "woord", True), ("a", "woord", True), ("†", "x", True),
        ("1,2", "woord", True), ("2", "12 m", False), ("2", "km", False), ("3", "x", False), ("6", "10", False),
        ("e", "de 3", False), ("de", "de 2", False), ("ste", "de 1", False), ("2", "in 2019", True),
    ],
)  # fmt: skip
def test_which_raised_characters_are_marks(raised: str, before: str, expected: bool) -> None:
    assert is_mark(raised, before) == expected


def test_marks_are_plain() -> None:
    assert marks_in("[12]") == ["12"]
    assert marks_in("¹²") == ["12"]
    assert marks_in("1,a") == ["1", "a"]


def test_boxes_out_of_order_are_read_by_column() -> None:
    places = [(1, 1), (9, 1), (1, 8), (9, 8), (1, 15), (9, 15)]
    read = [0, 2, 4, 1, 3, 5]
    drawn = [3, 0, 5, 2, 1, 4]
    boxes = [
        f"#place(top + left, dx: {x}cm, dy: {y}cm, block(width: 7cm)[{PARAGRAPHS[index]}])"
        for index in drawn
        for x, y in [places[index]]
    ]
    content = pdf("\n".join(boxes), rules="#set page(margin: 1cm)")
    assert [piece.text for piece in body(content)] == [PARAGRAPHS[index] for index in read]


class Box:
    """A box of ten points' type."""

    size = 10.0

    def __init__(self, *box: float) -> None:
        self.box = (box[0], box[1], box[2], box[3])


def test_the_order_of_the_stream_stands_where_it_can() -> None:
    left, right, below = Box(0, 500, 100, 700), Box(120, 400, 220, 700), Box(0, 100, 220, 300)
    assert in_order([left, right, below]) == [left, right, below]
    assert in_order([right, below, left]) == [right, left, below]


def test_running_titles_go_also_where_they_change() -> None:
    chapters = "\n".join(f"= Hoofdstuk over thema {name}\n{LONG}\n\n{LONG}\n#pagebreak()" for name in ("wonen", "zorg"))
    texts = [piece.text for piece in body(pdf(chapters, rules=RUNNING_TITLE))]
    assert texts.count("Hoofdstuk over thema wonen") == 1
    assert texts.count("Hoofdstuk over thema zorg") == 1
    assert not any("Voorwerk" in text for text in texts)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_text_is_read_upright(turn: int) -> None:
    content = typst.compile(
        f'#set page(width: 15cm, height: 15cm, margin: 1cm)\n#set text(lang: "nl")\n'
        f"#rotate({turn}deg, reflow: true, block(width: 12cm)[{SENTENCES[0]} {SENTENCES[1]}])".encode(),
        format="pdf",
    )
    assert " ".join(piece.text for piece in body(content)) == f"{SENTENCES[0]} {SENTENCES[1]}"
