"""What the judgements of one coding come to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.review.entries import KLANKBORDGROEP, ONDERZOEKER
from corpus.review.outcome import Outcome, outcome_of
from tests.corpus.test_judgements import JUDGEMENT

YES, NO, UNSURE, DISPUTED, UNDECIDED = "akkoord", "niet akkoord", "weet niet", "betwist", "onbeslist"


def _outcome(*words: str, role: str = "klankbordgroep") -> Outcome:
    """Return the outcome of one person a word; `> code` says that it should be another, `>> direction` so too."""
    said = []
    for number, word in enumerate(words):
        name, by, word = f"p{number}", role, word
        if word.startswith("onderzoeker: "):
            by, word = ONDERZOEKER, word.removeprefix("onderzoeker: ")
        other = {}
        if word.startswith(">> "):
            word, other = "anders", {"other_direction": word.removeprefix(">> ")}
        elif word.startswith("> "):
            word, other = "anders", {"other_code": word.removeprefix("> ")}
        when = f"2026-03-01T10:{number:02d}:00"
        said.append(
            replace(JUDGEMENT, pseudonym=name, role=by, verdict=word, judged_at=when, direction="helpt", **other)
        )
    return outcome_of(said)


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ([YES], YES),
        ([NO], NO),
        ([UNSURE], UNDECIDED),
        ([YES, NO], DISPUTED),
        ([YES, YES, NO], YES),
        ([YES, NO, UNSURE], DISPUTED),
        ([YES, UNSURE, UNSURE], YES),
        ([YES, NO, NO], NO),
        (["> opgave"], "anders"),
        (["> opgave", "> opgave", YES], "anders"),
        (["> opgave", "> resultaat"], NO),
        ([NO, "> opgave"], NO),
        ([YES, "> opgave"], DISPUTED),
        ([YES, YES, NO, "> opgave"], DISPUTED),
        ([">> belemmert", ">> belemmert", YES], "anders"),
    ],
)
def test_more_than_half_of_those_who_said_something_decide(words: list[str], outcome: str) -> None:
    found = _outcome(*words)
    assert found.outcome == outcome
    assert found.decided_by == (KLANKBORDGROEP if outcome not in (DISPUTED, UNDECIDED) else "")
    assert _outcome(*reversed(words)).outcome == outcome


def test_the_last_researcher_outranks_all_others() -> None:
    found = _outcome(YES, YES, YES, f"onderzoeker: {NO}")
    assert (found.outcome, found.decided_by) == (NO, ONDERZOEKER)
    found = _outcome(f"onderzoeker: {NO}", f"onderzoeker: {YES}", NO, NO)
    assert (found.outcome, found.decided_by) == (YES, ONDERZOEKER)


def test_a_researcher_who_is_unsure_decides_nothing() -> None:
    assert _outcome(YES, f"onderzoeker: {UNSURE}").decided_by == KLANKBORDGROEP


def test_the_other_code_and_direction_come_along() -> None:
    assert (_outcome("> opgave").code, _outcome("> opgave").direction) == ("opgave", "helpt")
    assert (_outcome(">> nodig").code, _outcome(">> nodig").direction) == (JUDGEMENT.code, "nodig")
    assert _outcome(YES).code == JUDGEMENT.code


def test_who_agrees_with_what_others_made_of_it_is_with_them() -> None:
    first = replace(JUDGEMENT, pseudonym="uil", direction="helpt", verdict="anders", other_direction="nodig")
    after = replace(JUDGEMENT, pseudonym="valk", direction="nodig")
    found = outcome_of([first, after])
    assert (found.outcome, found.direction) == (YES, "nodig")


def test_of_each_person_the_last_word_counts() -> None:
    first = replace(JUDGEMENT, verdict=NO, judged_at="2026-03-01T10:00:00")
    later = replace(JUDGEMENT, verdict=YES, judged_at="2026-03-02T10:00:00")
    found = outcome_of([later, first])
    assert (found.outcome, found.agreed_count, found.disagreed_count) == (YES, 1, 0)


def test_all_are_counted() -> None:
    found = _outcome(YES, YES, NO, "> opgave", UNSURE)
    assert (found.agreed_count, found.disagreed_count, found.other_count, found.unsure_count) == (2, 1, 1, 1)


def test_without_judgements_there_is_no_outcome() -> None:
    with pytest.raises(ValueError, match="no judgements"):
        outcome_of([])
