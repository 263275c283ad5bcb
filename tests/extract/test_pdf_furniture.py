"""What repeats near the edges of pages: running titles go, rows of tables, items and boxes that look alike stay."""

from __future__ import annotations

import typst

from extract.pdf import document
from extract.pdf.arrange import move_captions
from extract.pdf.furniture import without_furniture
from extract.pdf.lines import Line, make_lines
from extract.pdf.words import Word
from extract.sheet import Piece, Sheet
from tests.extract.pdf_cases import TEXT, pdf, pieces_of

HEIGHT = 800.0


def line(text: str, x: float, base: float, size: float = 10) -> Line:
    """A line of words of one width each."""
    words, left = [], x
    for word in text.split():
        words.append(Word(word, left, base - 2, left + 5 * len(word), base + 8, base, size, "Serif", False))
        left += 5 * len(word) + 3
    return make_lines(words)[0]


def column(top: float, page: int, *, x: float = 50) -> list[Line]:
    """Lines of running text, no two of them alike."""
    name = "abcde"[page] + ("links" if x < 100 else "rechts")
    return [line(f"regel {'abcdefghijklmnopqrst'[at]} van {name}", x, top - at * 12) for at in range(20)]


def texts(pages: list[list[Line]]) -> list[list[str]]:
    return [[each.text for each in lines] for lines in without_furniture(pages, [HEIGHT] * len(pages))]


def test_rows_of_a_table_at_the_top_of_pages_stay() -> None:
    def page(number: int) -> list[Line]:
        header = line("Rapport wijkteams", 50, 770, 8)
        rows = [
            each
            for at in range(12)
            for each in (line(f"Wijk {number + at}", 50, 740 - 18 * at), line(f"{at + number}%", 300, 740 - 18 * at))
        ]
        return [header, *rows]

    found = texts([page(number) for number in (1, 20, 30, 40)])
    assert all(
        len(lines) == 24 and lines[:2] == [f"Wijk {n}", f"{n}%"]
        for lines, n in zip(found, (1, 20, 30, 40), strict=True)
    )


def test_what_repeats_within_a_column_stays() -> None:
    def page(number: int) -> list[Line]:
        box = [line(f"Aanbeveling {number}", 300, 740), *column(728, number, x=300)]
        return [line("Rapport wijkteams", 50, 780, 8), *column(744, number), *box]

    for number, lines in enumerate(texts([page(number) for number in range(4)])):
        assert f"Aanbeveling {number}" in lines
        assert "Rapport wijkteams" not in lines


def test_marks_of_items_are_no_page_numbers() -> None:
    def page(number: int) -> list[Line]:
        return [line("4.", 40, 760), line(f"item {'abcd'[number]} van de lijst", 55, 760), *column(738, number)]

    assert all("4." in lines for lines in texts([page(number) for number in range(3)]))


def test_a_running_title_of_one_page_goes_with_those_of_others() -> None:
    titles = ["Inhoudsopgave", *["Rapport wijkteams"] * 4]
    pages = [
        [line(title, 50, 780, 8), line(f"Kop {'abcde'[at]}", 50, 752, 18), *column(730, at)]
        for at, title in enumerate(titles)
    ]
    found = texts(pages)
    assert not {"Inhoudsopgave", "Rapport wijkteams"} & {text for lines in found for text in lines}
    assert [lines[0] for lines in found] == [f"Kop {each}" for each in "abcde"]


def test_a_table_after_the_contents_keeps_its_rows() -> None:
    chapters = "\n".join(f"= Hoofdstuk over wijk {name}\n{TEXT}" for name in "ABCDE")
    cells = "".join(f"[Wijk {name}], [{at}], [{at}%]," for at, name in enumerate("ABCDEF"))
    table = f"#table(columns: 3, [Naam], [Aantal], [Deel], {cells})"
    pieces = pieces_of(pdf(f"#outline(title: [Inhoud])\n#pagebreak()\n{table}\n{chapters}"))
    (rows,) = (piece.rows for piece in pieces if piece.role == "table")
    assert rows[:2] == (("Naam", "Aantal", "Deel"), ("Wijk A", "0", "0%"))


def test_a_caption_at_the_end_of_a_page_goes_with_its_table() -> None:
    table = Piece(role="table", rows=(("Naam", "Aantal"), ("Noord", "3")))
    caption, note = Piece(role="caption", text="Tabel 1: wijken"), Piece(role="footnote", text="Zie ook de nota.")
    first, second = move_captions([(caption, note), (table,)])
    assert [piece.role for piece in first] == ["footnote"]
    assert [piece.role for piece in second] == ["caption", "table"]
    for kept in ((table, caption), (Piece(role="caption", text="Figuur 1: wijken"),)):
        assert move_captions([kept, (table,)]) == [kept, (table,)]


def test_the_ending_of_an_ordinal_is_no_text_of_a_note() -> None:
    source = f'#set super(typographic: false)\n#set text(lang: "nl", size: 10pt)\n{TEXT}\n\n#v(1fr)\n'
    content = typst.compile(f"{source}#text(size: 8pt)[1#super[e] druk maart 2024]".encode(), format="pdf")
    sheets = [each for each in document.read_pdf(content, "proef") if isinstance(each, Sheet)]
    assert [(piece.role, piece.text) for piece in sheets[0].pieces][-1] == ("paragraph", "1e druk maart 2024")
