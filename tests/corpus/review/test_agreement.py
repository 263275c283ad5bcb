"""How far people agree: figures against worked examples and another implementation, and what counts as one unit."""

from __future__ import annotations

import random
from typing import Any

import pytest
from sklearn.metrics import cohen_kappa_score

from corpus.judgements import AGREED, DISAGREED, OTHER, UNSURE, Judgement
from corpus.records import Agreement
from corpus.review.agreement import PEOPLE, WITH_MODEL, agreements, cohen_kappa, krippendorff, mean_kappa, units_of

QUOTE = "Het team werkt outreachend en dat helpt"


def judged(who: str, verdict: str = AGREED, *, start: int = 0, length: int = len(QUOTE), **values: Any) -> Judgement:
    """Return a judgement of a coding that begins at a place."""
    said: dict[str, Any] = {
        "document_id": "d", "page": 1, "start": start, "end": start + length, "quote": QUOTE, "codebook": "proef 1",
        "dimension": "element", "code": "outreachend", "verdict": verdict, "pseudonym": who, "round": "1",
        "judged_at": f"2026-01-01T10:00:{len(who):02}", "role": "klankbordgroep",
    }  # fmt: skip
    return Judgement(**said | values)


def test_alpha_is_that_of_a_published_example_with_missing_values() -> None:
    """Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C: four observers, twelve units."""
    observers = {"A": "123321412...", "B": "1233224125.3", "C": ".3332342251.", "D": "12332441251."}
    units = [{name: row[place] for name, row in observers.items() if row[place] != "."} for place in range(12)]
    assert krippendorff(units) == pytest.approx(0.743, abs=0.0005)


def test_alpha_does_not_exist_where_nothing_differs_or_nothing_is_shared() -> None:
    assert krippendorff([{"a": "x", "b": "x"}, {"a": "x", "c": "x"}]) is None
    assert krippendorff([{"a": "x"}, {"b": "y"}]) is None
    assert krippendorff([]) is None


def test_kappa_is_that_of_cohen() -> None:
    """Compare with scikit-learn on labels by chance."""
    chance = random.Random(7)
    for _ in range(60):
        pairs = [(chance.choice("abc"), chance.choice("abcd")) for _ in range(chance.randint(3, 40))]
        expected = cohen_kappa_score([first for first, _ in pairs], [second for _, second in pairs])
        assert cohen_kappa(pairs) == pytest.approx(expected)


def test_kappa_of_two_who_always_say_one_thing_does_not_exist() -> None:
    assert cohen_kappa([("a", "a"), ("a", "a")]) is None
    assert mean_kappa([(("x", "y"), ("a", "a"))]) is None


def test_mean_kappa_weighs_pairs_by_what_both_judged() -> None:
    whole = [(("x", "y"), pair) for pair in [("a", "a"), ("b", "b"), ("a", "a")]]
    none = [(("x", "z"), pair) for pair in [("a", "b")]]
    assert mean_kappa([*whole, *none]) == pytest.approx(3 / 4)


@pytest.mark.parametrize(
    ("start", "length", "count"),
    [(20, 40, 1), (21, 40, 2), (0, 10, 1), (30, 20, 1), (31, 20, 2), (100, 40, 2)],
    ids=["half", "less than half", "inside", "half of the shorter", "less of the shorter", "apart"],
)
def test_codings_are_one_from_half_of_the_shorter_quote(start: int, length: int, count: int) -> None:
    said = [judged("a", start=0, length=40), judged("b", start=start, length=length)]
    assert len(units_of(said)) == count
    assert units_of(said) == units_of(reversed(said))


@pytest.mark.parametrize("name", ["document_id", "codebook", "dimension", "code"])
def test_another_code_or_document_is_another_unit(name: str) -> None:
    other: dict[str, Any] = {name: "ander"}
    assert len(units_of([judged("a"), judged("b", **other)])) == 2


def test_quotes_that_meet_through_a_third_are_one() -> None:
    said = [judged("a", length=20), judged("b", start=20, length=20), judged("c", start=8, length=24)]
    assert len(units_of(said)) == 1
    assert units_of(said) == units_of(said[::-1])


def test_the_last_word_of_a_person_holds_also_on_a_quote_that_shifted() -> None:
    first = judged("a", DISAGREED, judged_at="2026-01-01")
    (unit,) = units_of([judged("a", start=3, judged_at="2026-02-01"), first])
    assert unit.labels == {"a": AGREED}


def test_not_knowing_is_missing() -> None:
    (unit,) = units_of([judged("a"), judged("bb", UNSURE)])
    assert unit.labels == {"a": AGREED}


def test_others_agree_only_on_code_and_direction() -> None:
    said = [
        judged(who, OTHER, other_code="tijd", other_direction=way) for who, way in (("a", "helpt"), ("bb", "nodig"))
    ]
    (unit,) = units_of(said)
    assert len(set(unit.labels.values())) == 2


def _found(said: list[Judgement]) -> dict[tuple[str, str, str], Agreement]:
    return {(each.round, each.code, each.raters): each for each in agreements(said)}


def test_agreement_is_told_by_round_by_code_and_with_the_model() -> None:
    said = [judged(who) for who in ("a", "bb", "ccc")]
    said += [judged("a", start=100), judged("bb", DISAGREED, start=100)]
    said += [judged(who, DISAGREED, code="tijd", round="2", start=200) for who in ("a", "bb")]
    found = _found(said)
    assert set(found) == {
        (name, code, raters)
        for name, codes in {"": ("", "outreachend", "tijd"), "1": ("", "outreachend"), "2": ("", "tijd")}.items()
        for code in codes
        for raters in (PEOPLE, WITH_MODEL)
    }
    people, model = found["1", "outreachend", PEOPLE], found["1", "outreachend", WITH_MODEL]
    assert (people.coding_count, people.judgement_count, people.share) == (2, 5, 0.75)
    assert (model.coding_count, model.judgement_count, model.share, model.kappa) == (2, 5, 0.8, None)
    assert found["2", "tijd", WITH_MODEL].share == 0.0
    assert found["2", "tijd", PEOPLE].kappa is None


def test_what_one_person_judged_has_agreement_with_the_model_only() -> None:
    assert {each.raters for each in agreements([judged("a")])} == {WITH_MODEL}
    assert not list(agreements([judged("a", is_own=True)]))


def test_a_round_keeps_what_was_said_in_it() -> None:
    said = [judged("a"), judged("bb"), judged("a", DISAGREED, round="2", judged_at="2026-03-01")]
    found = _found(said)
    assert found["1", "", PEOPLE].share == 1.0
    assert found["", "", PEOPLE].share == 0.0
