"""What kinds of change lie between two findings on an element."""

from __future__ import annotations

from itertools import product

import pytest

from corpus.review.findings import (
    COUNTS,
    HELPS,
    HINDERS,
    KINDS,
    MIXED,
    NEEDED,
    REVERSED,
    STRONGER,
    TOO_LITTLE,
    WEAKER,
    Finding,
    kinds_of,
    told,
    untold,
)

Said = tuple[str, int, int, int]


def _finding(said: Said | None) -> Finding | None:
    return Finding("e", "Element", *said) if said else None


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        (None, (HELPS, 2, 0, 0), ("nieuw",)),
        ((HELPS, 2, 0, 0), None, ("vervallen",)),
        (None, None, ()),
        ((HELPS, 2, 0, 0), (HELPS, 2, 0, 0), ()),
        ((HELPS, 3, 1, 0), (HINDERS, 3, 7, 0), ("omgekeerd",)),
        ((HINDERS, 0, 3, 0), (HELPS, 7, 3, 0), ("omgekeerd", "nieuw tegengesproken")),
        ((TOO_LITTLE, 1, 0, 0), (HELPS, 3, 0, 0), ("sterker",)),
        ((TOO_LITTLE, 1, 0, 0), (NEEDED, 1, 0, 0), ("sterker",)),
        ((TOO_LITTLE, 1, 0, 0), (HELPS, 4, 1, 0), ("sterker",)),
        ((HELPS, 3, 0, 0), (TOO_LITTLE, 1, 0, 0), ("zwakker",)),
        ((MIXED, 2, 2, 0), (HINDERS, 2, 5, 0), ("sterker",)),
        ((HELPS, 4, 1, 0), (MIXED, 4, 4, 0), ("zwakker",)),
        ((HELPS, 3, 0, 0), (MIXED, 3, 2, 0), ("nieuw tegengesproken", "zwakker")),
        ((HELPS, 3, 0, 0), (HELPS, 5, 0, 0), ("sterker",)),
        ((HELPS, 5, 0, 0), (HELPS, 6, 1, 0), ("nieuw tegengesproken",)),
        ((HELPS, 5, 1, 0), (HELPS, 6, 2, 0), ("aantallen",)),
        ((HINDERS, 1, 5, 0), (HINDERS, 1, 4, 0), ("zwakker",)),
        ((HINDERS, 1, 5, 0), (HINDERS, 0, 5, 0), ("sterker",)),
        ((MIXED, 2, 2, 0), (MIXED, 3, 2, 1), ("aantallen",)),
        ((NEEDED, 0, 1, 0), (HELPS, 5, 1, 0), ("nieuw tegengesproken", "anders")),
        ((NEEDED, 0, 0, 0), (HELPS, 5, 1, 0), ("anders",)),
        ((NEEDED, 1, 0, 0), (NEEDED, 2, 0, 0), ("aantallen",)),
        ((HELPS, 2, 0, 0), (HELPS, 2, 0, 1), ("nieuw tegengesproken",)),
    ],
)
def test_a_change_has_the_kinds_that_its_rules_give(was: Said | None, now: Said | None, expected: tuple[str]) -> None:
    assert kinds_of(_finding(was), _finding(now)) == expected


def test_the_way_back_is_the_reverse() -> None:
    """Stronger there is weaker back, and what turned round turns round again."""
    reverse = {STRONGER: WEAKER, WEAKER: STRONGER, REVERSED: REVERSED, COUNTS: COUNTS, "anders": "anders"}
    verdicts = (HELPS, HINDERS, MIXED, NEEDED, TOO_LITTLE)
    findings = [Finding("e", "E", *each) for each in product(verdicts, range(3), range(3), range(2))]
    for was, now in product(findings, findings):
        kinds = kinds_of(was, now)
        assert bool(kinds) == (was != now)
        main = [kind for kind in kinds if kind in reverse] or [COUNTS] * bool(kinds)
        back = [kind for kind in kinds_of(now, was) if kind in reverse] or [COUNTS] * bool(kinds)
        assert [reverse[kind] for kind in main] == back
        assert list(kinds) == [kind for kind in KINDS if kind in kinds]


def test_what_is_told_can_be_read_again() -> None:
    finding = Finding("e", "Element", HINDERS, 1, 12, 3)
    assert told(finding) == "Overwegend belemmert (1 voor, 12 tegen, 3 beide)"
    assert untold("e", "Element", told(finding)) == finding
    assert untold("e", "Element", "") is untold("e", "Element", None) is untold("e", "Element", "Anders") is None
