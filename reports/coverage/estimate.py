"""How many evaluations there are, seen or not: an estimate by capture and recapture over two sources.

With n₁ evaluations in one source, n₂ in another and m in both, the number in all is estimated by
(n₁ + 1)(n₂ + 1) / (m + 1) − 1 (Chapman 1951), with the variance of Seber (1970) and the interval of Chao (1987), which
takes the logarithm of what is unseen, so that it never falls below what was seen and leans to the side of more.

It holds where the sources find independently of each other, where no evaluations come or go in between (a closed
population), where each evaluation has the same chance to be in a source, and where both tell apart the same
evaluations. Sources that tend to find the same ones, such as all that are on the web, make the estimate too low, and
what no source can ever find is not in it.

Chapman, D.G. (1951). Some properties of the hypergeometric distribution with applications to zoological sample
censuses. University of California Publications in Statistics 1, 131–160.
Seber, G.A.F. (1970). The effects of trap response on tag recapture estimates. Biometrics 26, 13–22.
Chao, A. (1987). Estimating the population size for capture-recapture data with unequal catchability. Biometrics 43,
783–791.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from itertools import combinations
from math import exp, lgamma, log, log1p, sqrt
from typing import NamedTuple, TypeAlias

from corpus.records import Estimate

Unit: TypeAlias = tuple[str, int]
"""An evaluation as the sources tell it apart: the code of its gemeente and its year."""
OTHERS = "alle andere bronnen"
_Z = 1.96
"""The normal deviate of a two-sided interval of 95 %."""
_TAIL = 0.025
_DIGITS = 4


class Interval(NamedTuple):
    """An estimate with the bounds of its interval of 95 %."""

    estimate: float
    low: float
    high: float


def chapman(first: int, second: int, both: int) -> Interval:
    """Return the estimated number in all, from the numbers in two sources and in both.

    Raises ValueError where a source is empty or `both` is more than the smaller of them.
    """
    if not 0 <= both <= min(first, second) or not min(first, second):
        raise ValueError(f"{both} in both cannot be, with {first} in the one source and {second} in the other")
    seen = first + second - both
    unseen = (first - both) * (second - both) / (both + 1)
    if not unseen:
        return Interval(float(seen), float(seen), float(_most(min(first, second), max(first, second))))
    relative = (first + 1) * (second + 1) / ((both + 2) * (first - both) * (second - both))
    factor = exp(_Z * sqrt(log1p(relative)))
    return Interval(*(round(seen + part, _DIGITS) for part in (unseen, unseen / factor, unseen * factor)))


def _most(fewer: int, more: int) -> int:
    """Return the most there can be when one source lies wholly within the other, where the variance is 0.

    It is the largest number for which that has at least 2.5 % chance: C(more, fewer) / C(number, fewer).
    """
    low, high = more, more * 64
    while high - low > 1:
        middle = (low + high) // 2
        chance = _log_choose(more, fewer) - _log_choose(middle, fewer)
        low, high = (middle, high) if chance >= log(_TAIL) else (low, middle)
    return low


def _log_choose(number: int, taken: int) -> float:
    return lgamma(number + 1) - lgamma(taken + 1) - lgamma(number - taken + 1)


def estimates(sources: Mapping[str, Set[Unit]]) -> Iterator[Estimate]:
    """Yield an estimate for two sources that saw something; of more, for each with all others and for each pair.

    Of more than two sources, a pair that has nothing in common gives none.
    """
    names = sorted(name for name, units in sources.items() if units)
    if len(names) == 2:
        yield _estimate(names[0], sources[names[0]], names[1], sources[names[1]])
    if len(names) <= 2:
        return
    for name in names:
        others = frozenset().union(*(sources[other] for other in names if other != name))
        yield _estimate(name, sources[name], OTHERS, others)
    for first, second in combinations(names, 2):
        if sources[first] & sources[second]:
            yield _estimate(first, sources[first], second, sources[second])


def _estimate(first: str, ones: Set[Unit], second: str, others: Set[Unit]) -> Estimate:
    both = len(ones & others)
    found = chapman(len(ones), len(others), both)
    return Estimate(
        first=first,
        second=second,
        first_count=len(ones),
        second_count=len(others),
        both_count=both,
        estimate=found.estimate,
        low=found.low,
        high=found.high,
    )
