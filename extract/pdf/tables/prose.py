"""Running text of a page, and the columns that it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.pdf.lines import CELL_GAP, Line
from extract.pdf.tables.grid import Box

_PROSE, _PROSE_LINES, _LONG_PROSE = 12, 6, 8
"""Running text: lines of at least so many type sizes, so many below each other, and so many that it tells by itself."""
_FEWEST = 3


def zones(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each column of running text, and those over several of them."""
    gutter = _gutter(lines)
    if gutter is None:
        yield list(lines)
        return
    yield [line for line in lines if line.box[2] <= gutter]
    yield from zones([line for line in lines if line.box[0] >= gutter])
    yield [line for line in lines if line.box[0] < gutter < line.box[2]]


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return where the first column of running text and what stands beside it part, None for one column."""
    blocks = [(_around(block), len(block)) for block in find_prose(lines)]
    gutters = [
        one[2] + _beside(one, other) / 2
        for one, _ in blocks
        for other, _ in blocks
        if _beside(one, other) > 0 and _overlap(one, other) > 0
    ]
    for block, count in blocks if not gutters else ():
        if count >= _LONG_PROSE:
            gutters += _alone(block, lines)
    return min(gutters, default=None)


def find_prose(lines: Sequence[Line]) -> list[list[Line]]:
    """Return running text: wide lines right below each other in the content stream."""
    blocks: list[list[Line]] = []
    for line in lines:
        left, _, right, _ = line.box
        if right - left < _PROSE * line.size or line.gap > CELL_GAP * line.size:
            continue
        last = blocks[-1][-1] if blocks else None
        if last and 0.8 * line.size < last.base - line.base < 1.8 * line.size and _beside(last.box, line.box) < 0:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return [block for block in blocks if len(block) >= _PROSE_LINES]


def _around(block: Sequence[Line]) -> Box:
    lefts, lows, rights, tops = zip(*(line.box for line in block), strict=True)
    return min(lefts), min(lows), max(rights), max(tops)


def _alone(block: Box, lines: Sequence[Line]) -> Iterator[float]:
    """Yield where a column of running text parts from what else stands beside it."""
    boxes = [line.box for line in lines if _overlap(line.box, block) > 0]
    right = [box[0] for box in boxes if box[0] > block[2]]
    left = [box[2] for box in boxes if box[2] < block[0]]
    if any(box[0] < block[2] < box[2] - 1 or box[0] + 1 < block[0] < box[2] for box in boxes):
        return
    if len(right) >= _FEWEST:
        yield (block[2] + min(right)) / 2
    if len(left) >= _FEWEST:
        yield (max(left) + block[0]) / 2


def _beside(one: Box, other: Box) -> float:
    """Return how far one box stands to the left of another; less than 0 where they overlap."""
    return other[0] - one[2]


def _overlap(one: Box, other: Box) -> float:
    """Return how much height two boxes share."""
    return min(one[3], other[3]) - max(one[1], other[1])
