"""What judgements of codings say of passages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from synthesis.priority.judged import read_passages, vote_of
from tests.synthesis.priority_cases import judge, make_passage

PASSAGES = [make_passage(number) for number in range(5)]


@pytest.mark.parametrize(
    ("dimension", "code", "verdict", "other_code", "vote"),
    [
        ("soort", "geen", "akkoord", "", False),
        ("soort", "geen", "niet akkoord", "", True),
        ("soort", "geen", "anders", "opgave", True),
        ("soort", "opgave", "akkoord", "", True),
        ("soort", "opgave", "niet akkoord", "", False),
        ("soort", "opgave", "anders", "geen", False),
        ("soort", "opgave", "anders", "resultaat", True),
        ("element", "wijkgericht", "akkoord", "", True),
        ("element", "wijkgericht", "niet akkoord", "", None),
        ("element", "wijkgericht", "weet niet", "", None),
    ],
)
def test_a_judgement_of_a_coding_tells_whether_the_passage_is_relevant(
    dimension: str, code: str, verdict: str, other_code: str, vote: bool | None
) -> None:
    judgement = replace(judge(0), dimension=dimension, code=code, verdict=verdict, other_code=other_code)
    assert vote_of(judgement) is vote


def test_one_relevant_code_makes_a_passage_relevant_for_a_person() -> None:
    refused = replace(judge(1), code="opgave", verdict="niet akkoord")
    agreed = replace(judge(1), code="resultaat", verdict="akkoord")
    (read,), _ = read_passages([refused, agreed], PASSAGES)
    assert read.is_relevant is True


def test_half_of_the_persons_are_enough() -> None:
    yes, no = judge(1, "niet akkoord", pseudonym="uil"), judge(1, "akkoord", pseudonym="valk")
    other = judge(1, "akkoord", pseudonym="merel")
    assert read_passages([yes, no], PASSAGES)[0][0].is_relevant is True
    assert read_passages([yes, no, other], PASSAGES)[0][0].is_relevant is False


def test_passages_come_in_the_order_of_reading_and_nothing_is_dropped_in_silence() -> None:
    unknown = replace(judge(2, "weet niet"))
    adrift = replace(judge(4), quote="staat nergens")
    read, issues = read_passages([judge(3), adrift, unknown, judge(0, name="Steekproef 1")], PASSAGES)
    assert [each.passage_id for each in read] == [PASSAGES[number].id for number in (3, 2, 0)]
    assert [each.is_relevant for each in read] == [True, None, True]
    assert [each.is_sampled for each in read] == [False, False, True]
    assert len(issues) == 1
