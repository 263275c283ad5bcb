"""When reading may stop."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import hypergeom

from synthesis.priority.stopping import (
    missed_probability,
    most_left,
    recall,
    sampled,
    unread_by_order,
    unread_by_sample,
)


def _published(relevant: list[bool], total: int, target: float) -> float:
    """Return the p-value as Callaghan and Müller-Hansen (2020) define it, window by window."""
    found, chances = sum(relevant), []
    for first in range(len(relevant)):
        hits = sum(relevant[first:])
        fewest = int(np.floor(found / target - (found - hits) + 1 + 1e-9))
        unseen, size = total - first, len(relevant) - first
        chances.append(hypergeom.cdf(hits, unseen, fewest, size) if fewest <= unseen else 0.0)
    return float(min(chances))


@pytest.mark.parametrize("seed", range(12))
def test_the_chance_is_that_of_the_published_rule(seed: int) -> None:
    chance = np.random.default_rng(seed)
    read = int(chance.integers(1, 120))
    relevant = [bool(each) for each in chance.random(read) < np.linspace(0.9, 0.02, read)]
    total = read + int(chance.integers(5, 200))
    assert missed_probability(relevant, total, 0.9) == pytest.approx(_published(relevant, total, 0.9), abs=1e-9)


def test_a_long_stretch_without_anything_ends_the_reading() -> None:
    begin = [True] * 19
    assert missed_probability(begin + [False] * 10, 500, 0.95) > 0.5
    assert missed_probability(begin + [False] * 470, 500, 0.95) < 0.05


def test_nothing_read_tells_nothing_and_all_read_tells_all() -> None:
    assert missed_probability([], 10, 0.95) == 1.0
    assert most_left([], 10) == 10
    assert missed_probability([False, True], 2, 0.95) == 0.0
    assert most_left([False, True], 2) == 0


def test_the_bound_is_the_rule_turned_around() -> None:
    relevant = [True] * 40 + [False] * 60
    left = most_left(relevant, 200)
    assert 0 < left < 100
    at, beyond = 40 / (40 + left), 40 / (40 + left + 1)
    assert missed_probability(relevant, 200, (at + beyond) / 2) < 0.05
    assert missed_probability(relevant, 200, 40 / (40 + left - 0.5)) >= 0.05


def test_more_read_than_windows_makes_the_rule_no_bolder() -> None:
    chance = np.random.default_rng(5)
    relevant = [bool(each) for each in chance.random(1500) < np.linspace(0.8, 0.05, 1500)]
    assert missed_probability(relevant, 2000, 0.95) >= _published(relevant, 2000, 0.95) - 1e-9


@pytest.mark.parametrize(("total", "truth", "size"), [(400, 40, 60), (300, 5, 50), (100, 100, 20)])
def test_the_interval_of_a_sample_holds_as_often_as_it_says(total: int, truth: int, size: int) -> None:
    held = 0.0
    for hits in range(size + 1):
        low, high = sampled(hits, size, total)
        assert hits <= low <= high <= total - (size - hits)
        held += hypergeom.pmf(hits, total, truth, size) * (low <= truth <= high)
    assert held >= 0.95


def test_what_was_found_since_is_no_longer_unread() -> None:
    unread = unread_by_sample(hits=2, size=50, total=500, found=12)
    low, high = sampled(2, 50, 500)
    assert unread.expected == pytest.approx(8.0)
    assert (unread.low, unread.high) == (max(0, low - 12), high - 12)


def test_the_expectation_never_contradicts_what_was_read() -> None:
    unread = unread_by_order([True] * 10 + [False] * 80, 100, predicted=60.0)
    assert unread.expected == unread.high <= 10
    assert unread.low == 0


def test_recall_is_a_share() -> None:
    assert recall(9, 1) == 0.9
    assert recall(0, 0) == 1.0
