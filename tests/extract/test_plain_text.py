"""Plain text: encodings, paragraphs whose lines were broken, headings, lists, tables and notes."""

from __future__ import annotations

import time

import pytest

from tests.extract.office_cases import marked, pieces_of, sheets_of, shown, texts

WRAPPED = """In opdracht van de gemeente is onderzocht of de sociale wijk-
teams doen wat ervan verwacht werd. Het onderzoek liep van
januari tot en met juni en omvatte interviews, een enquête
onder inwoners en een analyse van de registratie.
"""
JOINED = (
    "In opdracht van de gemeente is onderzocht of de sociale wijkteams doen wat ervan verwacht werd. Het onderzoek "
    "liep van januari tot en met juni en omvatte interviews, een enquête onder inwoners en een analyse van de "
    "registratie."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_from_the_bytes(encoding: str) -> None:
    assert texts("Coördinatie kost € 12 – één keer.\n".encode(encoding)) == ["Coördinatie kost € 12 – één keer."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_that_were_broken_are_joined_and_hyphens_repaired(end: str) -> None:
    assert texts((WRAPPED + "\n" + WRAPPED).replace("\n", end).encode()) == [JOINED, JOINED]


def test_paragraphs_may_be_told_by_their_indent() -> None:
    indented = "".join(f"   {WRAPPED}" for _ in range(3))
    assert texts(indented.encode()) == [JOINED] * 3


def test_lines_that_are_paragraphs_stay_apart() -> None:
    lines = [
        "Kort.",
        "Dit is een heel lange alinea op één regel, " + "met veel woorden " * 20 + "en een eind.",
        "Slot.",
    ]
    assert texts("\n".join(lines).encode()) == lines


def test_headings_are_told_by_lines_under_them_numbers_hashes_and_capitals() -> None:
    text = f"""Evaluatie wijkteams
===================

1. Inleiding

{WRAPPED}
1.1 Vragen

{WRAPPED}
CONCLUSIES

{WRAPPED}
Bereik
------
{WRAPPED}
### Diep

{WRAPPED}
Bijlage A

{WRAPPED}"""
    assert [found for found in shown(text.encode()) if found[0] != "paragraph"] == [
        ("title", None, "Evaluatie wijkteams"),
        ("heading", 1, "1. Inleiding"),
        ("heading", 2, "1.1 Vragen"),
        ("heading", 1, "CONCLUSIES"),
        ("heading", 2, "Bereik"),
        ("heading", 3, "Diep"),
        ("heading", 1, "Bijlage A"),
    ]


def test_items_of_lists_are_no_headings() -> None:
    plan = "- Eén plan voor het hele huishouden, dat iedereen die erbij\n  betrokken is ook kent\n"
    text = f"{WRAPPED}\n{plan}- Korte lijnen\n\n"
    text += "1. Vraag een\n\n2. Vraag twee\n\n3. Vraag drie\n"
    assert shown(text.encode())[1:] == [
        ("list_item", 1, "Eén plan voor het hele huishouden, dat iedereen die erbij betrokken is ook kent"),
        ("list_item", 1, "Korte lijnen"),
        ("list_item", 1, "1. Vraag een"),
        ("list_item", 1, "2. Vraag twee"),
        ("list_item", 1, "3. Vraag drie"),
    ]


@pytest.mark.parametrize("text", ["| Jaar | Aantal |\n|---|--:|\n| 2020 | 12 |\n", "Jaar\tAantal\n2020\t12\n"])
def test_tables_have_rows(text: str) -> None:
    (piece,) = pieces_of(text.encode())
    assert piece.rows == (("Jaar", "Aantal"), ("2020", "12"))


def test_notes_are_tied_only_where_they_are_referred_to() -> None:
    text = f"De enquête[1] liep in maart, zie ook [2] en [bijlage].\n\n[1] Onder 200 inwoners.\n\n{WRAPPED}"
    first, last, note = pieces_of(text.encode())
    assert marked(first) == "De enquête[1] liep in maart, zie ook [2] en [bijlage]." and len(first.marks) == 1
    assert (note.role, note.mark, note.text) == ("footnote", "1", "Onder 200 inwoners.")
    assert last.text == JOINED


def test_short_lines_before_running_text_are_headings_below_those_with_numbers() -> None:
    text = f"1. Inleiding\n\nAanpak\n\n{WRAPPED}\nAlmere, 3 maart 2021\n\n{WRAPPED}\nLos eind\n"
    assert [found for found in shown(text.encode()) if found[2] != JOINED] == [
        ("heading", 1, "1. Inleiding"),
        ("heading", 2, "Aanpak"),
        ("paragraph", None, "Almere, 3 maart 2021"),
        ("paragraph", None, "Los eind"),
    ]


def test_pages_have_no_numbers_as_text_and_lone_signs_are_none() -> None:
    assert texts(b"Een.\n\n1\n\f2\n\n\xe2\x80\xa2\n\nTwee 2021.\n2021\n") == ["Een.", "Twee 2021."]
    assert texts(b"Een.\n\n2021\n") == ["Een.", "2021"]


@pytest.mark.parametrize(
    "text", ["**a " * 40_000, "# " + "#" * 200_000, "[1] " * 30_000, "a: " * 30_000, "| " * 50_000, "-\n" * 20_000]
)
def test_strange_text_takes_no_time(text: str) -> None:
    began = time.process_time()
    pieces_of(text.encode())
    assert time.process_time() - began < 5


def test_form_feeds_part_pages() -> None:
    assert [(sheet.number, len(sheet.pieces)) for sheet in sheets_of(b"Een.\n\fTwee.\n\f\fVier.\n")] == [
        (1, 1), (2, 1), (4, 1),
    ]  # fmt: skip
