"""When reading may stop: a test of whether enough was found, and how much that is relevant is likely still unread.

The rule is that of Callaghan and Müller-Hansen (2020, Systematic Reviews 9:273). Suppose that so much is still unread
that the target for recall is missed. Take the last so many passages that were read as a sample from what was unread
before them: then the chance of finding so few relevant ones is hypergeometric. Where it is below 5 % for some number
of last passages, reading may stop. It is assumed that reading in order of priority finds relevant passages at least as
fast as chance would, and that judgements are right. The smallest of many chances is taken, and the test is made again
after every batch, so that 5 % is no exact level: `make bench-screening` prints how often the target was missed. The
upper bound of what is unread is the same test turned around.

A random sample from what is unread has an exact interval (hypergeometric, as Clopper and Pearson 1934 for a binomial),
which asks nothing of the order of reading. It holds when the sample is drawn once, after the rule has said stop; who
draws again until the answer pleases loses it (Lewis, Yang and Frieder 2021, CIKM '21, doi:10.1145/3459637.3482415).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln
from scipy.stats import hypergeom

DOUBT = 0.05
"""The chance of being wrong that is accepted."""
_SLACK = 1e-9
_MOST_WINDOWS = 200
"""So many numbers of last passages are tried, evenly spread; fewer tries make the rule more careful, not less."""
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Unread:
    """How many relevant passages are still unread: expected, and the bounds of the 95 % interval."""

    expected: float
    low: int
    high: int


def missed_probability(relevant: Sequence[bool], total: int, target: float) -> float:
    """Return the chance of what was read last, supposed that less than the target share was found; 0 if that cannot be.

    `relevant` tells of each passage that was read, in that order, whether it is relevant; `total` counts all passages.
    """
    found = sum(relevant)
    missing = int(found / target + _SLACK) + 1 - found
    return _chance(np.asarray(relevant, dtype=np.int64), total, missing)


def _chance(relevant: Numbers, total: int, left: int) -> float:
    """Return the smallest chance, over numbers of last passages, of so few hits where `left` are unread.

    Of all numbers with the same hits the largest has the smallest chance: one irrelevant passage more, before the
    others, makes it less likely that as many are left. So only those before which a hit was read are looked at.
    """
    unread = total - len(relevant)
    if left > unread:
        return 0.0
    sizes = np.concatenate([np.flatnonzero(relevant[::-1]), [len(relevant)]])
    sizes = sizes[np.unique(np.linspace(0, len(sizes) - 1, _MOST_WINDOWS).astype(np.int64))]
    hits = np.concatenate([[0], relevant[::-1].cumsum()])[sizes]
    return float(_at_most(hits, unread + sizes, hits + left, sizes).min())


def _at_most(hits: Numbers, totals: Numbers, relevant: Numbers, sizes: Numbers) -> NDArray[np.float64]:
    """Return the hypergeometric chance of at most `hits` in samples of `sizes` from `totals` with `relevant` hits."""
    logs = gammaln(np.arange(int(totals.max()) + 2) + 1.0)
    found = np.arange(int(hits.max()) + 1)[None]
    rest, other = sizes[:, None] - found, (totals - relevant)[:, None]
    is_possible = (found <= hits[:, None]) & (rest >= 0) & (rest <= other)
    rest = np.where(is_possible, rest, 0)
    kept = np.where(is_possible, found, 0)

    def choose(of: Numbers, number: Numbers) -> NDArray[np.float64]:
        return np.asarray(logs[of] - logs[number] - logs[of - number], dtype=np.float64)

    every = choose(totals, sizes)[:, None]
    chances = np.exp(choose(relevant[:, None], kept) + choose(other, rest) - every)
    return np.asarray(np.where(is_possible, chances, 0.0).sum(axis=1), dtype=np.float64)


def most_left(relevant: Sequence[bool], total: int) -> int:
    """Return the largest number of relevant unread passages that what was read does not contradict."""
    told = np.asarray(relevant, dtype=np.int64)
    return _last(total - len(told), lambda left: _chance(told, total, left) >= DOUBT)


def sampled(hits: int, size: int, total: int) -> tuple[int, int]:
    """Return the bounds of the relevant passages among `total`, of which a random sample of `size` holds `hits`."""
    high = _last(total - size, lambda rest: hypergeom.cdf(hits, total, hits + rest, size) >= DOUBT / 2)
    low = 0
    if hits:
        low = _last(total, lambda every: hypergeom.sf(hits - 1, total, every, size) < DOUBT / 2) + 1
    return max(low, hits), hits + high


def _last(most: int, holds: Callable[[int], bool]) -> int:
    """Return the largest number up to `most`, at least 0, for which something holds that holds up to some number."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def unread_by_order(relevant: Sequence[bool], total: int, predicted: float) -> Unread:
    """Return what is still unread by the order of reading, with the model's expectation as far as that is possible."""
    high = most_left(relevant, total)
    return Unread(min(predicted, float(high)), 0, high)


def unread_by_sample(hits: int, size: int, total: int, found: int) -> Unread:
    """Return what is still unread by a sample from `total` passages, of which `found` relevant ones were read since."""
    low, high = sampled(hits, size, total)
    expected = max(0.0, hits / size * total - found)
    return Unread(expected, max(0, low - found), max(0, high - found))


def recall(found: int, left: float) -> float:
    """Return the share of what is relevant that was found; 1 where nothing is."""
    return found / (found + left) if found + left else 1.0
