"""The rules by which one of several versions counts, each in its place in the order."""

from __future__ import annotations

import pytest

from extract.versions.traits import DRAFT, FINAL, PLAIN, status_of, years_in
from tests.extract.versions_cases import Shelf, edited, id_of, text

REPORT = text(1)
LONGER = f"{REPORT} slot"
PDF, ODT, HTML = "application/pdf", "application/vnd.oasis.opendocument.text", "text/html"


@pytest.mark.parametrize(
    ("worse", "better", "reason"),
    [
        (
            {"state": "gone", "listed": "Rapport definitief", "published_on": "2022"},
            {"published_on": "2021"},
            "dit is bij de bron verdwenen",
        ),
        (
            {"title": "Rapport concept", "published_on": "2022"},
            {"title": "Rapport", "published_on": "2021"},
            "dit is een concept",
        ),
        (
            {"title": "Voorstel", "published_on": "2022"},
            {"url": "https://bron.example/2/Gewijzigd%20voorstel.pdf", "published_on": "2021"},
            "62" * 6 + " is definitief of gewijzigd",
        ),
        (
            {"published_on": "2021-11-30"},
            {"published_on": "2021-12", "media_type": HTML},
            "dit is ouder (2021-11-30 tegenover 2021-12)",
        ),
        ({"year": "2020"}, {"published_on": "2021-05-01"}, "dit is ouder (2020 tegenover 2021-05-01)"),
        ({"media_type": ODT}, {"media_type": PDF, "published_on": "2021"}, "een PDF gaat voor"),
        ({"media_type": HTML}, {"media_type": PDF}, "een PDF gaat voor"),
        ({"media_type": HTML}, {"media_type": ODT}, "een document gaat voor een webpagina"),
        ({"published_on": "2021-03"}, {"published_on": "2021", "media_type": PDF}, "heeft meer tekst"),
        ({}, {}, "heeft meer tekst"),
    ],
)
def test_the_first_rule_that_tells_two_apart_decides(
    worse: dict[str, str], better: dict[str, str], reason: str
) -> None:
    shelf = Shelf().add("a", REPORT, **worse).add("b", LONGER, **better)
    versions = shelf.versions()
    assert (versions["a"].is_counted, versions["b"].is_counted) == (False, True)
    assert reason in versions["a"].reason
    assert versions["b"].reason.startswith("telt voor 2 documenten: ")


def test_a_rule_outranks_all_after_it() -> None:
    """The one that counts lacks all that the rules after the deciding one ask."""
    shelf = Shelf().add("a", LONGER, title="Concept rapport", published_on="2024", media_type=PDF)
    shelf.add("b", REPORT, published_on="2020", media_type=HTML)
    assert shelf.groups() == {"a": "b", "b": "b"}


def test_the_smallest_id_counts_where_nothing_tells_them_apart() -> None:
    versions = Shelf().add("b", REPORT).add("a", REPORT).versions()
    assert versions["a"].is_counted and versions["a"].reason == "telt voor 2 documenten: geen verschil"
    assert versions["b"].reason.startswith("tekst voor 100 procent gelijk; er is geen verschil")


def test_the_later_version_at_an_address_counts_before_its_form() -> None:
    shelf = Shelf().add("a", LONGER, state="changed").add("b", REPORT, replaces="a", media_type=HTML)
    assert shelf.groups() == {"a": "b", "b": "b"}


def test_a_text_that_came_back_to_its_address_counts() -> None:
    other = edited(REPORT, 0.05)
    shelf = Shelf().add("a", REPORT, state="changed").add("b", other, state="changed", replaces="a")
    shelf.find("a", "https://bron.example/a.pdf", replaces="b")
    assert shelf.groups() == {"a": "a", "b": "a"}


def test_a_document_is_gone_only_where_every_source_lost_it() -> None:
    shelf = Shelf().add("a", LONGER, state="gone").add("b", REPORT)
    assert shelf.groups()["a"] == "b"
    shelf.find("a", "https://elders.example/a.pdf")
    assert shelf.groups()["a"] == "a"


def test_of_three_the_one_without_a_date_loses_to_none_and_the_oldest_does() -> None:
    shelf = Shelf().add("a", LONGER, published_on="2020").add("b", REPORT, published_on="2021")
    shelf.add("c", f"{LONGER} nog meer slot")
    versions = shelf.versions()
    assert versions["c"].is_counted
    assert "dit is ouder (2020 tegenover 2021)" in versions["a"].reason
    assert versions["c"].reason == "telt voor 3 documenten: nieuwste, meeste tekst"
    assert {version.group_id for version in versions.values()} == {id_of("a")}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Conceptrapport toegang", DRAFT),
        ("rapport concept def pdf", DRAFT),
        ("Ontwerpbegroting", DRAFT),
        ("Voorlopige cijfers", DRAFT),
        ("Conceptuele verkenning", PLAIN),
        ("Herontwerp van de toegang", PLAIN),
        ("Evaluatie defensie", PLAIN),
        ("Raadsvoorstel geamendeerd", FINAL),
        ("rapport def pdf", FINAL),
        ("Vastgestelde nota", FINAL),
    ],
)
def test_words_tell_a_draft_from_a_final_version(words: str, status: int) -> None:
    assert status_of([words]) == status


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Jaarverslag 2019", ["2019"]),
        ("Agenda 2024-2034", ["2024", "2034"]),
        ("Monitor juni 2023", ["2023"]),
        ("Raad van 18 december 2025", []),
        ("Besluit 2025-12-18", []),
        ("Artikel 20190", []),
    ],
)
def test_years_of_a_title_are_not_those_of_a_day(title: str, years: list[str]) -> None:
    assert list(years_in(title)) == years
