"""Headings of PDFs: which lines are, and of what level, by tags, outline, contents, numbers and type."""

from __future__ import annotations

import pypdfium2
import pytest
import weasyprint

from extract.pdf.lines import Line
from extract.pdf.numbering import bare_key, read_number
from extract.pdf.outline import Entry, Names, read_outline, root_of
from extract.pdf.reading import open_text
from extract.pdf.tagged import TagReader
from extract.pdf.widths import Widths
from extract.pdf.words import Frame
from tests.extract.pdf_cases import BARE, TEXT, headings_of, pdf, texts_of

PLAIN = "#show heading: set text(size: 10pt)\n"
"""All headings alike: bold, as large as running text."""
STAIRS = (
    "#show heading.where(level: 1): set text(size: 17pt)\n#show heading.where(level: 2): set text(size: 13pt)\n"
    '#show heading.where(level: 3): set text(size: 10pt, style: "italic", weight: "regular")\n'
)
BODY = f"""= Aanleiding
{TEXT}
== Vraag van de raad
{TEXT}
=== Wat wij niet vroegen
{TEXT}
== Aanpak
{TEXT}
= Uitkomsten
{TEXT}
== Aanpak van schulden
{TEXT}
"""
TRUE = [
    (1, "Aanleiding"), (2, "Vraag van de raad"), (3, "Wat wij niet vroegen"), (2, "Aanpak"), (1, "Uitkomsten"),
    (2, "Aanpak van schulden"),
]  # fmt: skip


@pytest.mark.parametrize("text", ["2.3 Aanpak", "2.3. Aanpak", "A.3 Aanpak", "§ 2.3 Aanpak"])
def test_numbers_of_two_parts_are_of_the_second_level(text: str) -> None:
    number = read_number(text)
    assert number and (number.depth, text[number.end :]) == (2, "Aanpak")


@pytest.mark.parametrize(
    "text", ["3 Aanpak", "3. Aanpak", "Hoofdstuk 3: Aanpak", "Bijlage B Aanpak", "Deel II – Aanpak", "IV. Aanpak"]
)
def test_numbers_are_left_out_where_titles_are_compared(text: str) -> None:
    assert bare_key(text) == "aanpak"


@pytest.mark.parametrize("text", ["12 inwoners", "2021 was goed", "De Wmo", "Deel van de stad", "0 klachten", "3.1%"])
def test_a_number_in_a_sentence_is_none_of_a_heading(text: str) -> None:
    assert read_number(text) is None


def test_an_entry_is_found_by_text_near_its_page() -> None:
    names = Names([Entry("1 Aanpak", 1, 4), Entry("Aanpak", 2, 9), Entry("Slot", 1, 0)])
    assert [(names.find("Aanpak", page) or Entry("", 0, 0)).level for page in (4, 5, 9, 20)] == [0, 0, 2, 0]
    assert names.find("2. Slot", 30) == Entry("Slot", 1, 0)
    assert names.find("1 Aanpak", 4) == Entry("1 Aanpak", 1, 4)


@pytest.mark.parametrize(("rules", "is_tagged"), [(BARE, True), ("", False)])
def test_tags_or_an_outline_tell_levels_that_type_does_not(rules: str, is_tagged: bool) -> None:
    assert headings_of(pdf(BODY, rules=rules + PLAIN, is_tagged=is_tagged)) == TRUE


def test_type_tells_levels_where_nothing_else_does() -> None:
    assert headings_of(pdf(BODY, rules=BARE + STAIRS)) == TRUE


def test_a_style_of_one_page_moves_no_others_down() -> None:
    colophon = "#text(size: 15pt)[*Colofon*]\n\nGemeente Voorbeeldstad, maart 2021\n#pagebreak()\n"
    found = headings_of(pdf(f"#text(size: 20pt)[Evaluatie]\n#pagebreak()\n{colophon}{BODY}", rules=BARE + STAIRS))
    assert [each for each in found if each[1] != "Colofon"] == TRUE


def test_numbers_tell_levels_where_all_headings_look_alike() -> None:
    numbered = BODY.replace("=== Wat", "= 1.1.1 Wat").replace("== Aanpak van", "= 2.1 Aanpak van")
    numbered = numbered.replace("== Vraag", "= 1.1 Vraag").replace("== Aanpak", "= 1.2 Aanpak")
    numbered = numbered.replace("= Aanl", "= 1 Aanl").replace("= Uitk", "= 2 Uitk")
    assert [level for level, _ in headings_of(pdf(numbered, rules=BARE + PLAIN))] == [level for level, _ in TRUE]


def test_numbers_that_begin_anew_are_not_of_chapters() -> None:
    parts = "\n".join(f"= {name}\n{TEXT}\n== 1. Doel\n{TEXT}\n== 2. Bereik\n{TEXT}" for name in ("Jeugd", "Zorg"))
    assert {text: level for level, text in headings_of(pdf(parts, rules=BARE + STAIRS))} == {
        "Jeugd": 1, "1. Doel": 2, "2. Bereik": 2, "Zorg": 1,
    }  # fmt: skip


def test_numbers_below_many_headings_without_are_not_of_chapters() -> None:
    parts = "".join(f"= Deelgebied {name}\n{TEXT}\n#pagebreak()\n" for name in ("Noord", "Oost", "Zuid", "West"))
    found = dict(headings_of(pdf(f"{parts}== 1. Doel\n{TEXT}\n== 2. Bereik\n{TEXT}", rules=BARE + STAIRS))[::-1])
    assert found == {1: "Deelgebied Noord", 2: "1. Doel"}


def test_the_contents_name_headings_and_are_none_themselves() -> None:
    rules = "#set heading(bookmarked: false)\n#show heading: set block(below: 2em)\n"
    rules += '#show heading.where(level: 2): set text(size: 10pt, weight: "regular")\n'
    found = headings_of(pdf(f"#outline(title: [Inhoud])\n#pagebreak()\n{BODY}", rules=rules))
    assert [text for _, text in found] == ["Inhoud", *(text for _, text in TRUE)]
    assert [level for level, text in found if text.startswith("Aanpak")] == [2, 2]


HTML = f"""<html lang="nl"><style>@page {{ size: A5 }} h2, h3 {{ font-size: 1em }}</style>
<h1>Evaluatie van het wijkteam</h1><p>{TEXT}</p><h2>Aanleiding</h2><p>{TEXT}</p><h3>Vraag</h3><p>{TEXT}</p>
<p><b>Vet gezegd maar geen kop</b></p><p>{TEXT}</p><h2>Uitkomsten</h2><p>{TEXT}</p></html>"""


@pytest.mark.parametrize("variant", [{}, {"pdf_tags": True}])
def test_chapters_are_of_level_one_where_the_title_is_a_heading_too(variant: dict[str, bool]) -> None:
    content = weasyprint.HTML(string=HTML).write_pdf(**variant)
    assert texts_of(content, "title") == ["Evaluatie van het wijkteam"]
    found = headings_of(content)
    assert {(1, "Aanleiding"), (2, "Vraag"), (1, "Uitkomsten")} <= set(found)
    assert ("Vet gezegd maar geen kop" in {text for _, text in found}) is not bool(variant)


def test_running_text_tables_and_boxes_hold_no_headings() -> None:
    body = f"""= Kop
{TEXT}

*Dit is een zin in vette letters die gewoon doorloopt en met een punt eindigt.*

*Let op.* {TEXT}

#block(stroke: 1pt, inset: 6pt, width: 100%)[*In het kort*

{TEXT}]

+ *Snel*
+ *Dichtbij*

#table(columns: 2, [*Wijk*], [*Aantal*], [Noord], [12], [Zuid], [7])

{TEXT}
= Slot
{TEXT}"""
    assert headings_of(pdf(body, rules=BARE)) == [(1, "Kop"), (1, "Slot")]


def test_headings_that_differ_in_their_numbers_are_no_running_headers() -> None:
    chapters = "".join(f"#pagebreak(weak: true)\n= {at} Jaar 20{at + 14}\n{TEXT}\n" for at in range(1, 5))
    assert headings_of(pdf(chapters, rules=BARE + STAIRS)) == [(1, f"{at} Jaar 20{at + 14}") for at in range(1, 5)]


def test_an_outline_has_a_root_only_where_one_entry_holds_all() -> None:
    content = pdf(BODY)
    entries = read_outline(pypdfium2.PdfDocument(content))
    assert [(entry.level, entry.text) for entry in entries] == TRUE
    assert root_of(entries) is None
    assert root_of(entries[:4]) == entries[0]


def test_a_heading_below_a_title_may_hold_all_others() -> None:
    part = BODY.partition("= Uitkomsten")[0]
    found = headings_of(pdf(f"#text(size: 24pt)[Evaluatie van het wijkteam]\n\n{part}", rules=STAIRS))
    assert found == TRUE[:4]


def test_pages_are_read_for_tags_until_their_styles_are_known() -> None:
    content = pdf("#pagebreak()\n".join(["= Kop\nTekst."] * 30), is_tagged=True)
    document = pypdfium2.PdfDocument(content)
    reader, frame = TagReader(document), Frame(0, 0, 0, 425, 567)
    lines = _lines(content)
    found = [bool(reader.read(document[index], frame, lines)) for index in range(len(document))]
    assert found == [True, True] + [False] * 28


def _lines(content: bytes) -> list[Line]:
    with open_text(pypdfium2.PdfDocument(content)[0], Widths()) as text:
        return text.read().lines


def test_a_document_without_tags_costs_no_reading() -> None:
    document = pypdfium2.PdfDocument(pdf(BODY))
    assert not TagReader(document).read(document[0], Frame(0, 0, 0, 425, 567), _lines(pdf(BODY)))
