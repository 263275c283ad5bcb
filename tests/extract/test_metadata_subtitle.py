"""The subtitle below the title, and what stands there without being one."""

from __future__ import annotations

import pytest

from extract.metadata import subtitle
from extract.metadata.choice import best_of_each, choose
from extract.metadata.reading import Reading
from tests.extract.metadata_cases import make_reading

TITLE = "Dichtbij en vertrouwd"


def chosen(reading: Reading) -> list[str]:
    return [item.value for item in choose(best_of_each(subtitle.read(reading)), subtitle.SEVERAL_FROM)]


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ([("Evaluatie van de wijkteams", 14.0), ("Gemeente Urk, mei 2021", 10.0)], "Evaluatie van de wijkteams"),
        (
            [("Evaluatie van de sociale teams", 14.0), ("in de gemeente Urk", 14.0), ("mei 2021", 10.0)],
            "Evaluatie van de sociale teams in de gemeente Urk",
        ),
        ([("Een onderzoek naar drie wijkteams", 10.0), ("mei 2021", 10.0)], "Een onderzoek naar drie wijkteams"),
        ([("Gemeente Lindervoort, mei 2021", 14.0)], ""),
        ([("Eindrapport", 14.0)], ""),
        ([("In opdracht van de gemeente Urk", 14.0)], ""),
        ([("Inge Loman en Bas de Tolk", 14.0)], ""),
        ([("18 juni 2019", 14.0)], ""),
        ([("Versie 0.2 van het concept", 14.0)], ""),
        ([("Inleiding en leeswijzer bij dit stuk", 14.0)], ""),
    ],
)  # fmt: skip
def test_what_stands_below_the_title_in_other_type(below: list[tuple[str, float]], expected: str) -> None:
    lines = [(TITLE, 24.0), *below]
    reading = make_reading("\n\n".join(text for text, _ in lines), type_lines=lines)
    assert chosen(reading) == ([expected] if expected else [])


def test_running_text_below_the_title_is_no_subtitle() -> None:
    body = [(f"Dit is regel {number} van een alinea die gewoon doorloopt", 10.0) for number in range(30)]
    lines = [(TITLE, 24.0), *body]
    assert chosen(make_reading("\n".join(text for text, _ in lines), type_lines=lines)) == []


def test_the_quote_is_literal_across_a_line_end() -> None:
    lines = [(TITLE, 24.0), ("Procesevaluatie van de", 14.0), ("sociale wijkteams", 14.0)]
    reading = make_reading(f"{TITLE}\n\nProcesevaluatie van de\nsociale wijkteams", type_lines=lines)
    found = subtitle.read(reading)
    assert [(item.quote, item.page) for item in found] == [("Procesevaluatie van de\nsociale wijkteams", 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{TITLE}\n\nGespreksverslag bij de evaluatie\n\nEen lange alinea volgt hier.",
            ["Gespreksverslag bij de evaluatie"],
        ),
        (f"{TITLE}\n\nBent u op zoek naar hulp? Lees dan verder.\n\nTekst.", []),
        (f"{TITLE}\n\nRaadsnummer: 24161\n\nTekst.", []),
    ],
)
def test_without_lines_of_type_it_is_the_block_below(text: str, expected: list[str]) -> None:
    reading = make_reading(text, media_type="text/html", tags={"h1": TITLE})
    assert chosen(reading) == expected


def test_a_label_says_it() -> None:
    reading = make_reading(TITLE, "Colofon\n\nTitel: Dichtbij\n\nOndertitel: Evaluatie van de teams\n\nDatum: 2021")
    assert chosen(reading) == ["Evaluatie van de teams"]
