"""What people do not agree on, in the order in which a meeting takes it."""

from __future__ import annotations

from corpus.judgements import AGREED, DISAGREED, OTHER, UNSURE
from corpus.review.disputes import disputes_of
from corpus.review.entries import ONDERZOEKER
from tests.corpus.review.test_agreement import judged


def test_only_what_people_say_differently_is_disputed() -> None:
    said = [judged("a"), judged("bb"), judged("ccc", UNSURE)]
    assert disputes_of(said) == []
    (found,) = disputes_of([*said, judged("dddd", DISAGREED)])
    assert found.counts == {AGREED: 2, DISAGREED: 1, UNSURE: 1}
    assert not found.is_tied
    assert found.share == 2 / 3


def test_what_is_not_decided_and_divides_most_comes_first() -> None:
    decided = [judged("a"), judged("bb", DISAGREED), judged("ccc", DISAGREED, role=ONDERZOEKER)]
    tied = [judged("a", start=100), judged("bb", DISAGREED, start=100)]
    mostly = [judged("a", start=200), judged("bb", start=200), judged("ccc", OTHER, other_code="tijd", start=200)]
    found = disputes_of([*decided, *mostly, *tied])
    assert [each.judgements[0].start for each in found] == [100, 200, 0]
    assert [each.is_tied for each in found] == [True, False, True]
    assert found[2].decision is not None and found[2].decision.verdict == DISAGREED
