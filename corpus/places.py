"""From a stretch of a page's text back to where it stands on paper: the boxes of its lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from corpus.records import Block


class Place(NamedTuple):
    """A box on an upright page: left, bottom, right and top, in points from its lower left corner."""

    page: int
    box: tuple[float, ...]


def places_of(blocks: Iterable[Block], page: int, start: int, end: int) -> list[Place]:
    """Return where characters `start` to `end` of a page's text stand: the boxes of the lines that hold them, in order.

    A paragraph that goes on in the next column or on the next page has boxes there. What was read without lines, such
    as a table, has the box of the whole block; formats without pages have none.
    """
    return [place for block in blocks if block.page == page for place in _places(block, start, end)]


def _places(block: Block, start: int, end: int) -> Iterator[Place]:
    if end <= block.start or block.end <= start:
        return
    if not block.lines and block.box:
        yield Place(block.page, block.box)
    stops = (*(int(line[0]) for line in block.lines), block.end)
    for (begin, stop), (_, page, *box) in zip(pairwise(stops), block.lines, strict=True):
        if start < stop and begin < end:
            yield Place(int(page), tuple(box))
