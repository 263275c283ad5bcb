"""Notes of PDFs: each with its mark and its whole text, and nothing else that is small taken for one."""

from __future__ import annotations

import pytest
import weasyprint

from tests.extract.pdf_cases import TEXT, pdf, pieces_of, texts_of

LONG = "Dit staat in een noot die lang is en over meer regels loopt. " * 4


def notes_of(content: bytes) -> list[tuple[str, str]]:
    return [(piece.mark, piece.text) for piece in pieces_of(content) if piece.role == "footnote"]


def test_notes_have_marks_and_whole_texts() -> None:
    body = f"Een.#footnote[Kort.] Twee.#footnote[{LONG}] Drie.#footnote[Eerste alinea.\n\nTweede alinea.]\n\n{TEXT}"
    assert notes_of(pdf(body)) == [("1", "Kort."), ("2", LONG.strip()), ("3", "Eerste alinea. Tweede alinea.")]


def test_numbers_of_two_figures_are_one_mark() -> None:
    body = " ".join(f"Zin.#footnote[Noot nummer {number}.]" for number in range(1, 13))
    found = notes_of(pdf(f"{body}\n\n{TEXT}"))
    assert found == [(str(number), f"Noot nummer {number}.") for number in range(1, 13)]
    marks = [mark.text for piece in pieces_of(pdf(f"{body}\n\n{TEXT}")) for mark in piece.marks]
    assert marks == [str(number) for number in range(1, 13)]


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    body = f"{TEXT * 5}\n\nSlot.#footnote[{'Deze noot gaat maar door ' * 60}en houdt dan op.]\n\n{TEXT * 4}"
    ((mark, text),) = notes_of(pdf(body))
    assert mark == "1" and text.startswith("Deze noot") and text.endswith("en houdt dan op.")
    assert not any("noot" in text for text in texts_of(pdf(body), "paragraph"))


CSS = """<html lang="nl"><style>@page {{ size: A5 }} .n {{ float: footnote; font-size: {size} }}
.n::footnote-call {{ content: "{call}" }} .n::footnote-marker {{ content: "{marker}" }}</style>
<p>Het team sprak 23 inwoners<span class="n">Van hen zijn er 14 gebeld.</span> en ouders.</p><p>{text}</p></html>"""


@pytest.mark.parametrize(
    ("marker", "call", "mark"), [("1. ", "1", "1"), ("1 ", "1", "1"), ("[1] ", "[1]", "1"), ("* ", "*", "*")]
)
def test_marks_have_many_forms(marker: str, call: str, mark: str) -> None:
    content = weasyprint.HTML(string=CSS.format(size="8pt", marker=marker, call=call, text=TEXT)).write_pdf()
    assert notes_of(content) == [(mark, "Van hen zijn er 14 gebeld.")]


def test_notes_below_a_rule_may_be_as_large_as_the_text() -> None:
    rules = "#show footnote.entry: set text(size: 10pt)\n"
    assert notes_of(pdf(f"Een zin.#footnote[Even groot.]\n\n{TEXT}", rules=rules)) == [("1", "Even groot.")]


def test_notes_at_the_end_stand_under_their_heading() -> None:
    body = f"= Slot\n{TEXT}\n= Noten\n1. Eerste bron.\n\n2. Tweede bron, die ook lang is.\n= Bijlage A\n1. Een vraag\n"
    found = notes_of(pdf(body))
    assert found == [("1", "Eerste bron."), ("2", "Tweede bron, die ook lang is.")]


def test_small_type_alone_makes_no_note() -> None:
    small = "#text(size: 8pt)[{}]\n\n"
    body = (
        f"{TEXT}\n\n{small.format('1 januari 2021 is de peildatum van deze cijfers.')}{TEXT}\n\n"
        f"{small.format('Bron: gemeente, 2021')}{small.format('De cijfers zijn afgerond.')}"
    )
    assert notes_of(pdf(body)) == []
    assert texts_of(pdf(body), "caption") == ["Bron: gemeente, 2021"]


def test_notes_that_say_the_same_are_no_footers() -> None:
    page = f"{TEXT}Zin.#footnote[Zie het rapport van de rekenkamer.] {TEXT}\n#pagebreak()\n"
    rules = '#set page(numbering: "1", footer: context [#counter(page).display() Gemeente Voorbeeldstad])\n'
    content = pdf(page * 4, rules=rules)
    assert notes_of(content) == [(str(number), "Zie het rapport van de rekenkamer.") for number in range(1, 5)]
    assert not any("Voorbeeldstad" in piece.text for piece in pieces_of(content))
