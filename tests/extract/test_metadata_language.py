"""The language of a document."""

from __future__ import annotations

import pytest

from extract.metadata import language
from extract.metadata.choice import best_of_each, choose
from extract.metadata.reading import Candidate
from tests.extract.metadata_cases import make_reading

DUTCH = "De evaluatie laat zien dat inwoners tevreden zijn over de hulp die zij van het wijkteam krijgen."
ENGLISH = "The evaluation shows that residents are satisfied with the support they receive from the local team."
GERMAN = "Die Auswertung zeigt, dass die Bewohner mit der Unterstützung durch das Team sehr zufrieden sind."
FRENCH = "Cette évaluation montre que les habitants sont satisfaits de l'aide que leur donne leur équipe."


def found(*texts: str) -> Candidate | None:
    chosen = choose(best_of_each(language.read(make_reading(*texts))))
    return chosen[0] if chosen else None


@pytest.mark.parametrize(("text", "code"), [(DUTCH, "nl"), (ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr")])
def test_the_language_of_a_sentence(text: str, code: str) -> None:
    candidate = found(text)
    assert candidate and candidate.value == code and candidate.confidence > 0.8


def test_a_summary_in_another_language_changes_nothing() -> None:
    candidate = found(ENGLISH, *[f"{DUTCH} En de gemeente wil de teams in de wijk verder versterken."] * 3)
    assert candidate and candidate.value == "nl"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 34 56",
        "It ûndersyk nei de gebietsteams lit sjen dat ynwenners tefreden binne oer de help dy't se krije.",
    ],
)
def test_what_no_dictionary_knows_has_no_language(text: str) -> None:
    assert found(text) is None


def test_the_quote_is_the_first_line_of_the_text() -> None:
    candidate = found("Rapport\n\n2021", f"Inhoud\n\n{DUTCH}\nSlot")
    assert candidate and (candidate.quote, candidate.page) == (DUTCH, 2)
