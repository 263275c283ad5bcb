"""Boxes drawn around text: the bold line at the head of a box is its label, and no heading of the document."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.pdf.blocks import Lump
from extract.pdf.rulings import Ruling
from extract.pdf.styles import Leaf

_SLACK_PT = 2.5
_NARROWEST, _LOWEST, _HIGHEST = 90.0, 24.0, 0.62
"""A box is at least so wide and high, in points, and at most this share of the page high."""

Box = tuple[float, float, float, float]


def labels_of(leaf: Leaf, lumps: Sequence[Lump]) -> set[int]:
    """Return the ids of those lumps that share a box with running text below them."""
    if not lumps or len(leaf.rulings) < 4:
        return set()
    boxes = _boxes(leaf.rulings, leaf.height)
    return {id(lump) for lump in lumps if any(_is_label(lump, box, leaf) for box in boxes)}


def _boxes(rulings: Sequence[Ruling], height: float) -> list[Box]:
    """Return the rectangles that pairs of level rulings with the same ends make, where sides join them."""
    level = sorted(
        (each for each in rulings if each.is_level), key=lambda each: (round(each.x0), round(each.x1), each.y0)
    )
    upright = [each for each in rulings if not each.is_level]
    boxes: list[Box] = []
    for low, high in pairwise(level):
        is_pair = abs(low.x0 - high.x0) < _SLACK_PT and abs(low.x1 - high.x1) < _SLACK_PT
        is_sized = _LOWEST <= high.y0 - low.y0 <= _HIGHEST * height and low.x1 - low.x0 >= _NARROWEST
        if is_pair and is_sized and _has_sides(low, high, upright):
            boxes.append((low.x0, low.y0, low.x1, high.y0))
    return boxes


def _has_sides(low: Ruling, high: Ruling, upright: Sequence[Ruling]) -> bool:
    spans = [each.x0 for each in upright if each.y0 <= low.y0 + _SLACK_PT and each.y1 >= high.y0 - _SLACK_PT]
    return any(abs(x - low.x0) < _SLACK_PT for x in spans) and any(abs(x - low.x1) < _SLACK_PT for x in spans)


def _is_label(lump: Lump, box: Box, leaf: Leaf) -> bool:
    return _is_in(lump, box) and any(
        _is_in(each, box) and each.box[3] <= lump.box[1] + 2 and len(each.text) > len(lump.text) for each in leaf.lumps
    )


def _is_in(lump: Lump, box: Box) -> bool:
    x, y = (lump.box[0] + lump.box[2]) / 2, (lump.box[1] + lump.box[3]) / 2
    return box[0] < x < box[2] and box[1] < y < box[3]
