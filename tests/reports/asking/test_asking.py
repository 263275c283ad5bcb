"""The search for answers: whatever is typed, only literal quotes come back, the same ones each time, or none."""

from __future__ import annotations

import sqlite3

import pytest

from reports.asking.question import LONGEST, MOST_WORDS, understood
from reports.asking.search import answers

HOSTILE = (
    "", " ", "?", '"', "'", "a OR b", "NEAR(wachttijd, 3)", "wachttijd*", "^wachttijd", "wacht:tijd", "AND", "(((",
    "woorden:wachttijd", "{woorden}: wachttijd", "') OR 1=1 --", "wachttijd; DROP TABLE citaten", "%", "_", "\x00",
    "\ud83d", "\U0001f600 wachttijd \U0001f469\u200d\U0001f467", "de het een van en", "x" * 100_000,
    "wachttijd " * 5_000, "-" * 50, "\ufb01nanciering", "\u0130stanbul", "\uff41\uff11", "e\u0301\u0301",
    "wachttijd-wachttijd-wachttijd",
    "NOT wachttijd", "wachttijd\n\r\tlang", "ggz-", "-ggz", "l'heure", "\u2019s nachts",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
def test_any_text_is_answered(example: sqlite3.Connection, text: str) -> None:
    found = answers(example, text)
    literal = {row[0] for row in example.execute("SELECT citaat FROM citaten")}
    assert all(hit.row["citaat"] in literal for hit in found.hits)
    assert len(found.question.text) <= LONGEST and len(found.question.concepts) <= MOST_WORDS


def test_a_question_has_the_same_answers_each_time(example: sqlite3.Connection) -> None:
    first, second = (answers(example, "Hoe lang wachten inwoners op hulp?") for _ in range(2))
    assert first == second and first.hits
    scores = [hit.score for hit in first.hits]
    assert scores == sorted(scores, reverse=True)


def test_only_quotes_of_the_gemeente_that_is_named_are_answers(example: sqlite3.Connection) -> None:
    found = answers(example, "Hoe is de toegang geregeld in Stormvliet?")
    assert found.question.places == ("Stormvliet",) and found.hits
    assert {hit.row["gemeenten"] for hit in found.hits} == {"Stormvliet"}


@pytest.mark.parametrize("text", ["Hoe is de toegang in Utrecht?", "Wat schrijft Hoeksche Waard over toegang?"])
def test_a_gemeente_that_is_not_in_the_corpus_has_no_answers(example: sqlite3.Connection, text: str) -> None:
    found = answers(example, text)
    assert found.question.elsewhere and not found.hits


def test_documents_of_the_year_that_is_named_come_first(example: sqlite3.Connection) -> None:
    years = [hit.row["jaar"] for hit in answers(example, "Hoe is de wachttijd in 2023?").hits]
    assert years[0] == 2023 and set(years) > {2023}


def test_letters_may_be_composed_or_not(example: sqlite3.Connection) -> None:
    composed, apart = (answers(example, f"casu{letter}stiek").hits for letter in ("\u00ef", "i\u0308"))
    assert composed and [hit.row for hit in composed] == [hit.row for hit in apart]


def test_a_word_that_is_also_a_gemeente_is_a_word(example: sqlite3.Connection) -> None:
    assert understood(example, "Wat werkt het best voor buren?").elsewhere == ()
    assert understood(example, "Best veel wachttijd?").elsewhere == ()


def test_a_question_without_words_of_its_own_asks_nothing(example: sqlite3.Connection) -> None:
    found = answers(example, "Wat is er met hen en waarom?")
    assert not found.question.concepts and not found.hits and not found.missing and found.is_vague


@pytest.mark.parametrize("text", ["Wat werkt goed voor mensen?", "Helpt het team?", "Is er genoeg tijd?"])
def test_a_question_that_names_no_subject_is_vague_and_not_guessed_at(example: sqlite3.Connection, text: str) -> None:
    found = answers(example, text)
    assert found.is_vague and not found.hits


def test_words_that_are_nowhere_are_told(example: sqlite3.Connection) -> None:
    found = answers(example, "Wat doet kwantumschuim met de wachttijd?")
    assert found.missing == ("kwantumschuim",)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("wachttijd", {"wachttijd", "wachttijden"}),
        ("financiering", {"bekostigd", "subsidie"}),
        ("huisartsen", {"huisarts", "huisartsen"}),
        ("Wie stelt het plan op?", {"opgesteld"}),
    ],
)
def test_a_word_stands_for_its_family_and_its_synonyms(example: sqlite3.Connection, text: str, forms: set[str]) -> None:
    found = {form for concept in understood(example, text).concepts for form in concept.forms}
    assert forms <= found


def test_rare_words_weigh_more_than_usual_ones_and_light_ones_least(example: sqlite3.Connection) -> None:
    concepts = understood(example, "praatplaat vertrouwen helpt xyzzy").concepts
    weights = {concept.word: concept.weight for concept in concepts}
    assert weights["helpt"] < weights["vertrouwen"] < weights["praatplaat"] < weights["xyzzy"] == 1


@pytest.mark.parametrize(
    ("text", "direction"), [("Wat belemmert delen?", "Belemmert"), ("Helpt delen?", "Helpt"), ("Delen", "")]
)
def test_a_question_may_ask_for_a_direction(example: sqlite3.Connection, text: str, direction: str) -> None:
    assert understood(example, text).direction == direction
