"""The estimate of what is unseen: its bounds, its worth in a universe that is known, and where it fails."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.coverage.estimate import OTHERS, Unit, chapman, estimates

SEEDS = 200
UNIVERSE = [(f"GM{gemeente:04}", year) for gemeente in range(400) for year in range(2015, 2021)]


@st.composite
def _counts(draw: st.DrawFn) -> tuple[int, int, int]:
    first, second = draw(st.integers(1, 3000)), draw(st.integers(1, 3000))
    return first, second, draw(st.integers(0, min(first, second)))


@given(_counts())
def test_the_estimate_is_at_least_what_was_seen_and_lies_in_its_interval(counts: tuple[int, int, int]) -> None:
    first, second, both = counts
    found = chapman(*counts)
    assert first + second - both <= found.low <= found.estimate <= found.high
    assert found == chapman(second, first, both)
    assert found.estimate == pytest.approx((first + 1) * (second + 1) / (both + 1) - 1, abs=1e-3)


@given(_counts())
def test_more_overlap_means_less_unseen(counts: tuple[int, int, int]) -> None:
    first, second, both = counts
    if both < min(first, second):
        assert chapman(first, second, both + 1).estimate < chapman(first, second, both).estimate


def test_figures_are_those_of_the_formulas() -> None:
    found = chapman(200, 100, 40)
    assert found.estimate == pytest.approx(201 * 101 / 41 - 1, abs=1e-4)
    assert found.low == pytest.approx(411.64, abs=0.01)
    assert found.high == pytest.approx(621.53, abs=0.01)


def test_a_source_within_the_other_is_no_proof_that_all_is_seen() -> None:
    assert chapman(1, 30, 1).high == 30 / 0.025
    assert chapman(30, 30, 30) == (30, 30, 31)
    assert chapman(10, 20, 10).high > 20


@pytest.mark.parametrize("counts", [(3, 5, 4), (0, 5, 0), (3, 5, -1)])
def test_counts_that_cannot_be_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        chapman(*counts)


def _seen(chance: float, dice: random.Random) -> set[Unit]:
    return {unit for unit in UNIVERSE if dice.random() < chance}


@pytest.mark.parametrize(("harvested", "cited"), [(0.75, 0.2), (0.5, 0.5)], ids=["hidden from one", "hidden from both"])
def test_the_interval_holds_the_truth_in_nine_of_ten_universes_of_which_a_quarter_is_hidden(
    harvested: float, cited: float
) -> None:
    """A quarter is hidden from the harvest, while others refer to a fifth; or from two sources of a half each."""
    holding = 0
    for seed in range(SEEDS):
        dice = random.Random(seed)
        (found,) = estimates({"site": _seen(harvested, dice), "verwijzingen": _seen(cited, dice)})
        holding += found.low <= len(UNIVERSE) <= found.high
    assert holding >= 0.9 * SEEDS


def test_sources_that_find_the_same_make_the_estimate_too_low() -> None:
    """What was harvested is cited twice as often as what was not: the estimate misses about an eighth, as it warns."""
    shares = []
    for seed in range(20):
        dice = random.Random(seed)
        site = _seen(0.75, dice)
        cited = {unit for unit in UNIVERSE if dice.random() < (0.4 if unit in site else 0.2)}
        (found,) = estimates({"site": site, "verwijzingen": cited})
        assert found.high < len(UNIVERSE)
        shares.append(found.estimate / len(UNIVERSE))
    assert sum(shares) / len(shares) == pytest.approx(0.875, abs=0.01)


def test_two_sources_give_one_estimate_and_one_alone_gives_none() -> None:
    units: set[Unit] = {("GM0001", 2019), ("GM0002", 2020)}
    (found,) = estimates({"b": units, "a": {("GM0001", 2019)}, "leeg": set()})
    assert (found.first, found.second, found.first_count, found.second_count, found.both_count) == ("a", "b", 1, 2, 1)
    assert list(estimates({"a": units, "leeg": set()})) == []


def test_of_more_sources_each_is_set_against_the_others_and_pairs_that_overlap() -> None:
    one, two, three, four = (("GM0001", year) for year in range(2019, 2023))
    found = list(estimates({"a": {one, two}, "b": {two, three}, "c": {four}}))
    assert [(item.first, item.second, item.both_count) for item in found] == [
        ("a", OTHERS, 1), ("b", OTHERS, 1), ("c", OTHERS, 0), ("a", "b", 1),
    ]  # fmt: skip
