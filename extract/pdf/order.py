"""Reading order: that of the content stream where the page bears it out, else by columns, found by the gaps between."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

Box = tuple[float, float, float, float]

_BACK_SHARE, _BACK_FEWEST = 0.12, 2
"""A stream that goes back up more often than this, as a share of its steps, says nothing about the order."""
_CROSSING = 0.4
"""A gutter may be crossed by headings, tables and pictures that take up this share of the height of what is there."""
_SLACK_PT = 2.0


class Placed(Protocol):
    """Something with a place on a page."""

    @property
    def box(self) -> Box:
        """Left, bottom, right and top, in points."""

    @property
    def size(self) -> float:
        """The type size, in points."""


P = TypeVar("P", bound=Placed)


def in_order(lumps: Sequence[P]) -> list[P]:
    """Return what stands on a page in reading order, given that of the content stream."""
    inverted = [_is_over(after, before) for before, after in pairwise(lumps)]
    back = sum(inverted) + sum(_is_back(before, after) for before, after in pairwise(lumps))
    if back >= max(_BACK_FEWEST, _BACK_SHARE * len(lumps)):
        return _by_columns(list(lumps))
    return _top_first(lumps) if any(inverted) else list(lumps)


def _top_first(lumps: Sequence[P]) -> list[P]:
    """Return lumps in the order of the stream, save that what stands above another in its column goes before it."""
    above: dict[int, set[int]] = {
        index: {other for other, each in enumerate(lumps) if other != index and _is_over(each, lump)}
        for index, lump in enumerate(lumps)
    }
    ready = [index for index, waits in above.items() if not waits]
    heapq.heapify(ready)
    order: list[P] = []
    while ready:
        done = heapq.heappop(ready)
        order.append(lumps[done])
        for index, waits in above.items():
            if done in waits:
                waits.remove(done)
                if not waits:
                    heapq.heappush(ready, index)
    return order


def _is_over(one: Placed, other: Placed) -> bool:
    """Tell whether one lump stands wholly above another one and shares a third of the narrower one's width."""
    left, bottom, right, _ = one.box
    x0, _, x1, top = other.box
    return bottom > top - other.size and min(right, x1) - max(left, x0) > min(right - left, x1 - x0) / 3


def _is_back(before: Placed, after: Placed) -> bool:
    """Tell whether the stream goes back to the left without going down."""
    return after.box[2] <= before.box[0] + _SLACK_PT and after.box[3] > before.box[1] + after.size


def _by_columns(lumps: list[P]) -> list[P]:
    """Return lumps column by column; what runs over several columns parts what is above it from what is below."""
    gutter = _gutter(lumps)
    if gutter is None:
        return sorted(lumps, key=lambda each: (-each.box[3], each.box[0]))
    crossing = sorted((each for each in lumps if _crosses(each, gutter)), key=lambda each: -each.box[3])
    rest = [each for each in lumps if not _crosses(each, gutter)]
    order: list[P] = []
    for wide in [*crossing, None]:
        middle = (wide.box[1] + wide.box[3]) / 2 if wide else float("-inf")
        band = [each for each in rest if (each.box[1] + each.box[3]) / 2 > middle]
        rest = [each for each in rest if (each.box[1] + each.box[3]) / 2 <= middle]
        order += _by_columns([each for each in band if each.box[0] < gutter])
        order += _by_columns([each for each in band if each.box[0] >= gutter])
        order += [wide] if wide else []
    return order


def _crosses(lump: Placed, gutter: float) -> bool:
    return lump.box[0] < gutter - _SLACK_PT and lump.box[2] > gutter + _SLACK_PT


def _gutter(lumps: Sequence[Placed]) -> float | None:
    """Return where the first column ends: the place that least crosses, with lumps beside each other; None for none."""
    best: tuple[float, float] | None = None
    for x in sorted({each.box[0] for each in lumps}):
        left = [each for each in lumps if each.box[2] <= x + _SLACK_PT]
        right = [each for each in lumps if each.box[0] >= x - _SLACK_PT]
        if not left or not right or not _are_beside(left, right):
            continue
        crossing = _height(each for each in lumps if _crosses(each, x))
        share = crossing / (crossing + min(_height(left), _height(right)))
        if share <= _CROSSING and (best is None or share < best[0]):
            best = share, x
    return best[1] if best else None


def _height(lumps: Iterable[Placed]) -> float:
    return sum(each.box[3] - each.box[1] for each in lumps)


def _are_beside(left: Sequence[Placed], right: Sequence[Placed]) -> bool:
    lowest = max(min(each.box[1] for each in left), min(each.box[1] for each in right))
    return min(max(each.box[3] for each in left), max(each.box[3] for each in right)) > lowest
