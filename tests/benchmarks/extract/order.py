"""Whether words come in the order in which they are to be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.extract.truth import Block, Truth

WORD = re.compile(r"\w+")
_PLACE = 5
"""Words by which a block is found in a text."""


@dataclass
class Tally:
    """A share as two counts, so that documents add up."""

    good: float = 0
    all: float = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.good + other.good, self.all + other.all)

    @property
    def share(self) -> float | None:
        """Return the share, or None where there is nothing to count."""
        return self.good / self.all if self.all else None


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return WORD.findall(text)


def longest_common(first: Sequence[str], second: Sequence[str]) -> int:
    """Return the length of the longest common subsequence, bit-parallel (Hyyrö 2004)."""
    where: dict[str, int] = {}
    for at, word in enumerate(first):
        where[word] = where.get(word, 0) | 1 << at
    full = (1 << len(first)) - 1
    row = full
    for word in second:
        step = row & where.get(word, 0)
        row = (row + step | row - step) & full
    return len(first) - row.bit_count()


def _places(blocks: Iterable[Block], text: Sequence[str]) -> list[float | None]:
    """Return for each block the place in a text where its words begin, by the runs of words that occur but once."""
    grams: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(text) - _PLACE + 1):
        grams.setdefault(tuple(text[at : at + _PLACE]), []).append(at)
    places: list[float | None] = []
    for block in blocks:
        own = words(block.text)
        hits = ((start, grams.get(tuple(own[start : start + _PLACE]), [])) for start in range(len(own)))
        starts = [found[0] - start for start, found in hits if len(found) == 1]
        places.append(median(starts) if starts else None)
    return places


def settle(truth: Truth, text: Sequence[str]) -> list[Block]:
    """Return the blocks in reading order, with what floats put between those blocks where the text has it."""
    flow: list[tuple[float | None, Block]] = []
    homes: dict[int, int] = {}
    floating: dict[int, list[tuple[float | None, Block]]] = {}
    for block, place in zip(truth.blocks, _places(truth.blocks, text), strict=True):
        if block.floats:
            homes.setdefault(block.floats, len(flow))
            floating.setdefault(block.floats, []).append((place, block))
        else:
            flow.append((place, block))
    before: dict[int, list[Block]] = {}
    for number, group in floating.items():
        place = next((place for place, _ in group if place is not None), None)
        home = homes[number] if place is None else _home([place for place, _ in flow], place, homes[number])
        before.setdefault(home, []).extend(block for _, block in group)
    parts = [[*before.get(at, []), block] for at, (_, block) in enumerate(flow)]
    return [block for part in parts for block in part] + before.get(len(flow), [])


def _home(flow: Sequence[float | None], place: float, true: int) -> int:
    """Return before which block of the flow a place comes: where the fewest blocks stand on the wrong side of it.

    Of several such, it is the one nearest to where it truly comes.
    """
    wrong = [sum(each is not None and each < place for each in flow)]
    for each in flow:
        wrong.append(wrong[-1] + (0 if each is None else 1 if each > place else -1))
    return min(range(len(wrong)), key=lambda at: (wrong[at], abs(at - true)))


def order(truth: Truth, text: str) -> Tally:
    """Return how many of the words that both have come in the same order."""
    found = words(text)
    true = [word for block in settle(truth, found) for word in words(block.text)]
    return Tally(longest_common(true, found), (Counter(true) & Counter(found)).total())
