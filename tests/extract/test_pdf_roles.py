"""Roles of what is neither heading nor note: title, contents, captions, list items, and what stands on slides."""

from __future__ import annotations

import pytest
import weasyprint

from extract.pdf.captions import is_caption
from tests.extract.pdf_cases import BARE, TEXT, headings_of, pdf, pieces_of, texts_of


@pytest.mark.parametrize(
    "text",
    [
        "Tabel 1", "Tabel 2.3: Meldingen per wijk", "Figuur 4 Meldingen per wijk", "Grafiek B.1 – Bereik",
        "Kader 3. Zo werkt het", "Bron: CBS, 2020", "Figuur 12a. Bereik",
    ],
)  # fmt: skip
def test_captions_begin_with_a_label(text: str) -> None:
    assert is_caption(text, is_plain=True)


@pytest.mark.parametrize("text", ["Tabel 2 laat zien dat de wachttijd daalt.", "Tabellen", "Kaders geven houvast"])
def test_sentences_about_a_table_are_no_captions(text: str) -> None:
    assert not is_caption(text, is_plain=True)


def test_the_title_of_a_cover_is_no_heading() -> None:
    cover = "#v(3cm)\n#text(size: 26pt)[Samen verder]\n\n#text(size: 16pt)[Evaluatie 2020]\n#pagebreak()\n"
    content = pdf(f"{cover}= Aanleiding\n{TEXT}\n= Uitkomsten\n{TEXT}", rules=BARE)
    assert texts_of(content, "title") == ["Samen verder"]
    assert headings_of(content) == [(1, "Aanleiding"), (1, "Uitkomsten")]
    assert "Evaluatie 2020" in texts_of(content, "paragraph")


def test_a_title_may_stand_above_the_text() -> None:
    content = pdf(f"#text(size: 20pt)[*Evaluatie van\\ het wijkteam*]\n\n{TEXT}\n= Slot\n{TEXT}", rules=BARE)
    assert texts_of(content, "title") == ["Evaluatie van het wijkteam"]
    assert headings_of(content) == [(1, "Slot")]


def test_a_document_that_begins_with_a_chapter_has_no_title() -> None:
    content = pdf(f"= Aanleiding\n{TEXT}\n= Uitkomsten\n{TEXT}", rules=BARE)
    assert texts_of(content, "title") == []
    assert len(headings_of(content)) == 2


@pytest.mark.parametrize("fill", ["repeat[.]", "none"])
def test_entries_of_the_contents_are_neither_headings_nor_items(fill: str) -> None:
    chapters = "\n".join(f"= {at}. Hoofdstuk over wijk {name}\n{TEXT * 3}" for at, name in enumerate("ABCDE", 1))
    rules = f"#set outline.entry(fill: {fill})\n{BARE}#set heading(outlined: true)\n"
    pieces = pieces_of(pdf(f"#outline(title: [Inhoud])\n#pagebreak()\n{chapters}", rules=rules))
    before = pieces[: next(at for at, piece in enumerate(pieces) if "De raad stelt" in piece.text) - 1]
    assert [piece.role for piece in before] == ["heading", *["paragraph"] * 5]


def test_marks_of_items_that_stand_apart_are_put_back() -> None:
    items = "<ul><li>Eerste punt<li>Tweede punt<ol><li>Genummerd</ol></ul>"
    html = f"<html lang=nl><p>{TEXT}</p>{items}<p>{TEXT}</p></html>"
    found = texts_of(weasyprint.HTML(string=html).write_pdf(), "list_item")
    assert [text.split(" ", 1)[1] for text in found] == ["Eerste punt", "Tweede punt", "Genummerd"]


SLIDE = """#pagebreak(weak: true)
#text(size: 30pt)[*{title}*]

#text(size: {size}pt)[
- Bereik van het team groeit
- Inwoners zijn tevreden

Van inwoners en ouders gehoord
]

#text(size: 12pt)[{text}]
"""


def test_each_slide_has_one_heading() -> None:
    rules = "#set page(width: 25cm, height: 14cm)\n" + BARE
    first = "#v(4cm)\n#text(size: 44pt)[Evaluatie wijkteam]\n"
    slides = [SLIDE.format(title=f"Deel {name} in beeld", size=20, text=TEXT[:200]) for name in "ABCDEF"]
    content = pdf(first + "".join(slides), rules=rules)
    assert texts_of(content, "title") == ["Evaluatie wijkteam"]
    assert headings_of(content) == [(1, f"Deel {name} in beeld") for name in "ABCDEF"]
    assert len(texts_of(content, "list_item")) == 12
