from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.private import private_passages
from corpus.records import Coding, Passage, PersonalSpan
from reports.publishing.quotes import cut_quote, cut_quotes

LONG = "Het team is dichtbij en wordt gewaardeerd door bewoners. " * 8


def _coding(quote: str, *, is_published: bool = True) -> Coding:
    return Coding(
        document_id="d", passage_id="p", codebook="c 1", dimension="soort", code="resultaat", page=1, start=7,
        end=7 + len(quote), quote=quote, made_by="rule", score=0.9, reason="regel", is_published=is_published,
    )  # fmt: skip


def test_a_cut_ends_at_a_sentence_and_keeps_its_place() -> None:
    cut = cut_quote(LONG, 100, 20)
    assert cut.text == " ".join([LONG.split(". ")[0] + "."] * 2)
    assert LONG[cut.start - 100 : cut.end - 100] == cut.text


@pytest.mark.parametrize(
    "text",
    [
        "Mail het team via wijkteam@gemeente.example voor een afspraak.",
        "Het team is bereikbaar op 06-12345678 en ook in het weekend.",
        "Bel 0320 123 456 of kom langs bij de balie van het buurthuis.",
        "Bel +31 6 12 34 56 78 voor een afspraak met het team.",
        "Onder nummer 123456782 staat de inwoner bekend bij het team.",
    ],
)
def test_a_quote_with_an_address_or_number_of_a_person_is_not_published(text: str) -> None:
    assert cut_quotes([_coding(text)], 60) == {}


@pytest.mark.parametrize(
    "text",
    [
        "In 2019 daalde het aantal van 1.234 naar 987, een afname van 20,1 procent.",
        "De kosten liepen op tot € 123456789 in 2020 en 0,5 procent meer in 2021.",
        "Tussen 2015-2019 en 2020-2024 steeg het aantal meldingen van 012 naar 034.",
    ],
)
def test_figures_are_no_personal_data(text: str) -> None:
    assert len(cut_quotes([_coding(text)], 60)) == 1


def test_only_published_codings_give_quotes() -> None:
    assert cut_quotes([_coding("Dit werkt.", is_published=False)], 60) == {}


def _passage(start: int, end: int) -> Passage:
    return Passage(document_id="d", page=1, start=start, end=end, text="x" * (end - start))


def _name(start: int, end: int, *, is_resolved: bool = False) -> PersonalSpan:
    return PersonalSpan(
        document_id="d", page=1, start=start, end=end, kind="naam", method="m", confidence=0.9, is_resolved=is_resolved
    )


def test_nothing_is_published_of_a_passage_that_names_a_private_person() -> None:
    before, named, after = _passage(0, 50), _passage(52, 100), _passage(102, 150)
    private = private_passages([before, named, after], [_name(60, 70)])
    assert private == {named.id}
    codings = [replace(_coding("Dit werkt goed."), id="", passage_id=each.id) for each in (before, named, after)]
    assert sorted(cut_quotes(codings, 60, private)) == sorted(
        each.id for each in codings if each.passage_id != named.id
    )


def test_a_name_that_a_researcher_released_keeps_nothing_back() -> None:
    assert private_passages([_passage(0, 50)], [_name(10, 20, is_resolved=True)]) == frozenset()


def test_a_name_on_another_page_or_next_to_a_passage_keeps_nothing_back() -> None:
    spans = [_name(50, 55), replace(_name(10, 20), id="", page=2)]
    assert private_passages([_passage(0, 50)], spans) == frozenset()
