"""Tables in PDFs set with typst and weasyprint: rows come back as written, and what is no table is none."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cache

import pypdfium2
import pytest
import typst
import weasyprint

from corpus.records import Table
from extract.pdf.lines import make_lines
from extract.pdf.rulings import Ruling, read_rulings
from extract.pdf.tables import find_tables, may_hold_tables
from extract.pdf.words import NO_FRAME, Frame, Word
from extract.read import read_content

Rows = tuple[tuple[str, ...], ...]

FIGURES: Rows = (
    ("Wijk", "Aantal", "Aandeel", "Kosten"),
    ("Noord", "1.204", "12,5%", "€ 1.200"),
    ("Zuid", "87", "-", "€ 310.450"),
    ("Oud-West", "", "7,0%", "€ 9"),
    ("Haven en strand", "15", "100%", "€ 45.000"),
    ("Totaal", "1.306", "9,1%", "€ 356.659"),
)
TEXTS: Rows = (
    ("Maatregel", "Toelichting van het team", "Wie"),
    (
        "Vaste contactpersoon",
        "Inwoners vertellen hun verhaal nog maar een keer aan een medewerker van het team",
        "Wijkteam",
    ),
    ("Spreekuur", "Elke week in het buurthuis, ook zonder afspraak en ook in de vakantie", "Gemeente"),
    ("Nazorg", "Een half jaar later belt de medewerker nog eens op", "Aanbieder"),
)
PROSE = (
    "Inwoners waarderen de vaste contactpersoon omdat zij hun verhaal nog maar één keer hoeven te vertellen. "
    "Medewerkers van het wijkteam overleggen wekelijks met huisartsen, corporaties en hulpverleners. "
    "De afspraken zijn vastgelegd in een convenant dat jaarlijks wordt herzien door de gemeente. "
)


@cache
def set_pdf(source: str) -> bytes:
    head = '#set text(lang: "nl", size: 10pt)\n#set page(paper: "a4", margin: 2cm)\n#set par(justify: true)\n'
    return typst.compile((head + source).encode(), format="pdf")


def html_pdf(body: str, css: str) -> bytes:
    style = "@page {size: A4; margin: 2cm} body {font: 10pt sans-serif}" + css
    return weasyprint.HTML(string=f"<html lang=nl><style>{style}</style>{body}</html>").write_pdf()


def tables(content: bytes) -> list[Table]:
    records = read_content(hashlib.sha256(content).hexdigest(), content)
    return [record for record in records if isinstance(record, Table)]


def table(rows: Rows, look: str) -> str:
    """A table in typst; columns of figures stand to the right."""
    cells = ", ".join("[" + cell.replace("-", "\\-").replace("€", "\\u{20AC}") + "]" for row in rows for cell in row)
    aligned = "(left, right, right, right)" if rows is FIGURES else "left"
    widths = "(4cm, 2.5cm, 2.5cm, 3cm)" if rows is FIGURES else "(3.5cm, 6cm, 3cm)"
    return f"#table(columns: {widths}, align: {aligned}, {look}, {cells})"


LOOKS = {
    "grid": "stroke: 0.5pt",
    "thick": "stroke: 2pt",
    "dashed": '(stroke: (thickness: 0.6pt, dash: "dashed"))'[1:-1],
    "rules": "stroke: (_, y) => (top: 0.5pt)",
    "booktabs": "stroke: (_, y) => (top: if y < 2 {0.8pt}, bottom: if y > 0 and y > ROWS {0.8pt})",
    "head": "stroke: (_, y) => (bottom: if y == 0 {0.6pt})",
    "shaded head": "stroke: none, fill: (_, y) => if y == 0 {silver}",
    "zebra": "stroke: none, fill: (_, y) => if calc.odd(y) {luma(230)}",
    "inner": "stroke: (x, y) => (top: 0.4pt, left: if x > 0 {0.4pt})",
    "columns": "stroke: (x, y) => (left: 0.5pt, right: 0.5pt, top: if y < 2 {0.5pt})",
    "none": "stroke: none",
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("rows", [FIGURES, TEXTS], ids=["figures", "texts"])
def test_rows_come_back_whatever_the_lines(look: str, rows: Rows) -> None:
    style = LOOKS[look].replace("ROWS", str(len(rows) - 2))
    if rows is TEXTS and look == "columns":
        pytest.skip("nothing parts the rows of such a table but the sense of its words")
    (found,) = tables(set_pdf(f"{PROSE}\n\nTabel 1: Wat er is\n\n{table(rows, style)}\n\n{PROSE}"))
    assert found.rows == rows
    assert found.caption == "Tabel 1: Wat er is"


CSS = {
    "collapsed": "table {border-collapse: collapse} td, th {border: 1px solid}",
    "apart": "table {border-spacing: 2px} td, th {border: 1px solid #888}",
    "double": "table {border-collapse: collapse} td, th {border: 3px double}",
    "under": "table {border-collapse: collapse} td, th {border-bottom: 1px solid #aaa}",
    "filled": "table {border-spacing: 3px} td, th {background: #eef}",
    "bare": "td, th {padding: 4px 12px}",
}


@pytest.mark.parametrize("look", CSS)
def test_rows_of_styled_pages_come_back(look: str) -> None:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in FIGURES)
    content = html_pdf(f"<p>{PROSE}</p><table>{cells}</table><p>{PROSE}</p>", "td {padding: 3px 8px}" + CSS[look])
    (found,) = tables(content)
    assert found.rows == FIGURES


def test_a_merged_header_stands_at_its_first_column() -> None:
    body = """#table(columns: (3cm, 2cm, 2cm), [], table.cell(colspan: 2)[Aantal], [Wijk], [2020], [2021],
    table.cell(rowspan: 2)[Noord], [12], [15], [13], [16])"""
    (found,) = tables(set_pdf(body + "\n\n" + PROSE))
    assert found.rows == (("", "Aantal", ""), ("Wijk", "2020", "2021"), ("Noord", "12", "15"), ("", "13", "16"))


def test_a_table_on_its_side_is_read_upright() -> None:
    (found,) = tables(
        set_pdf(f"{PROSE}\n#pagebreak()\n#rotate(90deg, reflow: true)[{table(FIGURES, 'stroke: 0.5pt')}]")
    )
    assert found.rows == FIGURES


def test_a_table_in_a_column_leaves_the_text_beside_it_alone() -> None:
    small = (
        "#table(columns: (3cm, 1.5cm, 1.5cm), stroke: none, "
        + ", ".join(f"[{cell}]" for row in FIGURES for cell in (row[0].replace("-", " "), row[1] or "3", "8"))
        + ")"
    )
    content = set_pdf(f"#columns(2)[{PROSE * 3}\n\n{small}\n\n{PROSE * 8}]")
    (found,) = tables(content)
    assert [row[0] for row in found.rows] == [row[0].replace("-", " ") for row in FIGURES]
    assert {len(row) for row in found.rows} == {3}


def test_each_page_has_its_part_of_a_long_table() -> None:
    rows = (
        FIGURES[0],
        *((f"Wijk {one}{other}", f"{len(one)}", "5%", "€ 7") for one in "ABCDEFGH" for other in "abcdefghij"),
    )
    cells = ", ".join(f"[{cell}]".replace("€", "\\u{20AC}") for row in rows for cell in row)
    found = tables(set_pdf(f"#table(columns: (4cm, 2cm, 2cm, 2cm), {cells})"))
    assert [each.page for each in found] == list(range(1, len(found) + 1))
    assert len(found) > 1
    assert tuple(row for each in found for row in each.rows) == rows


NOT_TABLES = {
    "columns": f"#columns(2)[{PROSE * 12}]",
    "three columns": f"#columns(3)[{PROSE * 14}]",
    "callout": f"#rect(width: 100%, inset: 8pt)[{PROSE}]\n\n{PROSE}",
    "boxes": f"#grid(columns: 2, gutter: 8pt, rect(inset: 8pt)[{PROSE * 2}], rect(inset: 8pt)[{PROSE * 2}])",
    "contents": "#outline()\n#pagebreak()\n" + "#pagebreak()".join(f"\n= Deel {each}\n{PROSE}\n" for each in "ABCDE"),
    "address": "Gemeente Noorderveen #h(1fr) Datum: 3 mei 2021\n\nPostbus 12 #h(1fr) Kenmerk: 2021/44\n\n" + PROSE * 3,
    "form": "\n\n".join(f"{label}: #h(2cm) {value}" for label, value in (
        ("Naam", "Team Noord"), ("Datum", "3 mei"), ("Plaats", "Zuiderstad"), ("Paraaf", "akkoord"))) + "\n\n" + PROSE,
    "signatures": PROSE + "\n\n#grid(columns: (1fr, 1fr), row-gutter: 1em, [Namens de gemeente], [Namens het team], "
    "[De wethouder], [De directeur])",
    "list": "\n".join(f"{number}) #h(1.5cm) {PROSE[:60]}\n" for number in range(1, 6)),
    "rules": f"#line(length: 100%)\n{PROSE * 4}\n#line(length: 100%)\n{PROSE}\n#line(length: 100%)",
    "chart": "#place(dx: 2cm)[#" + "box(width: 10cm, height: 6cm)[" + "".join(
        f"#place(dx: {number * 2}cm, dy: {5 - height}cm)[#rect(width: 1cm, height: {height}cm, fill: blue)[{height}%]]"
        for number, height in enumerate((2, 4, 3, 5))
    ) + "]]\n#v(7cm)\nFiguur 1: Tevredenheid per wijk",
}  # fmt: skip


@pytest.mark.parametrize("kind", NOT_TABLES)
def test_what_is_no_table_is_none(kind: str) -> None:
    assert tables(set_pdf(NOT_TABLES[kind])) == []


def word(text: str, x: float, base: float, width: float = 30) -> Word:
    return Word(text, x, base - 2, x + width, base + 8, base, 10, "serif", False)


def test_each_word_stands_once_in_rows_or_in_lines_outside() -> None:
    words = [word(f"{row}{column}", 50 + 60 * column, 500 - 15 * row) for row in range(5) for column in range(4)]
    beside = [word("ernaast", 400, 500 - 15 * row) for row in range(5)]
    rulings = [Ruling(45, 511 - 15 * row, 280, 511 - 15 * row) for row in range(6)]
    rulings += [Ruling(45 + 60 * column, 436, 45 + 60 * column, 511) for column in range(5)]
    lines = make_lines([each for row in range(5) for each in (*words[4 * row : 4 * row + 4], beside[row])])
    parted, (grid,) = find_tables(lines, rulings, Frame(0, 0, 0, 595, 842))
    inside = {id(line) for line in grid.lines}
    assert Counter(cell for row in grid.rows for cell in row) == Counter(each.text for each in words)
    assert [line.text for line in parted if id(line) not in inside] == ["ernaast"] * 5


def test_pages_without_evidence_are_not_looked_at() -> None:
    lines = make_lines([word(f"w{row}", 50 + 33 * column, 700 - 14 * row) for row in range(40) for column in range(12)])
    assert not may_hold_tables(lines, [])
    assert may_hold_tables(lines, [Ruling(50, 600, 400, 600), Ruling(50, 650, 400, 650)])
    assert find_tables([], [], NO_FRAME) == ([], [])


def test_rulings_are_read_from_rectangles_paths_and_forms() -> None:
    body = """#place(line(length: 5cm)) #place(dy: 1cm, rect(width: 5cm, height: 3cm))
    #place(dy: 5cm, circle(radius: 1cm)) #place(dy: 8cm, line(end: (3cm, 3cm)))
    #place(dy: 12cm, rect(width: 8pt, height: 8pt))"""
    document = pypdfium2.PdfDocument(set_pdf(body))
    found = read_rulings(document[0], Frame(0, 0, 0, 595, 842))
    assert sum(ruling.is_level for ruling in found) == 3
    assert sum(not ruling.is_level for ruling in found) == 2
