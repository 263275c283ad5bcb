"""References: entries of lists in several styles, footnotes, and evaluations that the text names."""

from __future__ import annotations

import time

import pytest

from extract.metadata import reference
from extract.metadata.choice import best_of_each, choose
from extract.metadata.refentries import entries_in
from extract.metadata.sections import reference_pages
from tests.extract.metadata_cases import make_reading, section


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Loman, I., & Tolk, B. van der (2019). Dichtbij. Evaluatie van de teams. Urk: X.",
            ["Loman, I., & Tolk, B. van der (2019). Dichtbij"],
        ),
        ("• Rekenkamer Elst (2019). Aanbellen bij ons.", ["Rekenkamer Elst (2019). Aanbellen bij ons"]),
        ("[3] KPMG (mei 2020), ‘Samen verder met de wijk’, Amsterdam.", ["KPMG (2020). Samen verder met de wijk"]),
        ("Raad voor het bestuur (2015). Wisselwerking. Urk.", ["Raad voor het bestuur (2015). Wisselwerking"]),
        ("Loman I. 2018. De wijk aan zet. Urk.", ["Loman I. (2018). De wijk aan zet"]),
        ("Loman, I., De wijk aan zet. Een verkenning, mei 2018.", ["Loman, I. (2018). De wijk aan zet"]),
        ("Rekenkamer Oost, Grip op samenwerking?, oktober 2014.", ["Rekenkamer Oost (2014). Grip op samenwerking?"]),
        ("Loman, I. (2019). De wijk. https://urk.example/a.pdf Tolk, B. (2020). De straat.",
         ["Tolk, B. (2020). De straat"]),
        ("Gemeenten kregen er in 2015 veel taken bij.", []),
        ("Dit bleek eerder ook (Loman, 2019).", []),
    ],
)  # fmt: skip
def test_entries_of_a_list(text: str, shown: list[str]) -> None:
    assert [entry.shown for entry in entries_in(text, is_list=True)][-len(shown) or 99 :] == shown


def test_an_entry_stands_where_it_is_said_to() -> None:
    text = "Loman, I. (2019). De wijk aan zet. Urk.\nTolk, B. (2020). De straat op. Elst."
    entries = list(entries_in(text, is_list=True))
    assert [text[entry.start : entry.end].strip() for entry in entries] == text.split("\n")


ENTRY = "Loman, I. (2019). De wijk aan zet. Urk: X."


@pytest.mark.parametrize(
    "heading",
    [
        "Literatuur",
        "Literatuurlijst",
        "Bijlage 3 Geraadpleegde bronnen",
        "6. Bronnen",
        "Geraadpleegde documenten",
        "Referenties",
    ],
)
def test_lists_are_known_by_their_heading(heading: str) -> None:
    reading = section(ENTRY, heading=heading)
    found = choose(best_of_each(reference.read(reading)), reference.SEVERAL_FROM)
    assert [(item.value, item.quote) for item in found] == [("Loman, I. (2019). De wijk aan zet", ENTRY)]
    assert reference_pages(reading) == {1}


def test_elsewhere_an_entry_counts_in_a_footnote_only() -> None:
    assert list(reference.read(section(ENTRY, heading="Inleiding"))) == []
    assert [item.method for item in reference.read(section(ENTRY, heading="Inleiding", role="footnote"))] == [
        "voetnoot"
    ]


def test_evaluations_that_the_text_names() -> None:
    reading = make_reading(
        "Dichtbij\n\nWij lazen ‘Aanbellen’, de evaluatie van de wijkteams in Lindervoort (KPMG, 2019)."
    )
    found = list(reference.read(reading))
    assert [item.method for item in found] == ["vermelding in de tekst"]
    assert "Lindervoort" in found[0].value and "2019" in found[0].value


def test_a_long_list_takes_time_in_proportion() -> None:
    text = "Loman, I., Tolk, B. van der, & Zand, A. (2019). De wijk aan zet, en, van, de, het. Urk: X. " * 3000
    began = time.process_time()
    assert len(list(entries_in(text, is_list=True))) > 2000
    assert list(entries_in("De, Het, Van, " * 20000, is_list=True)) == []
    assert time.process_time() - began < 5.0
