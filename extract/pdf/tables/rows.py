"""Rows that no ruling parts: lines that belong to one row, by the space between them and by what they fill."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.pdf.tables.columns import Columns, is_number
from extract.pdf.tables.textline import TextLine
from extract.pdf.words import Word

_OVERLAP = 0.9
"""Lines nearer than this many type sizes stand in one row: cells centred beside each other."""
_JUMP = 1.2
"""The step between rows is this many times the step between lines of a cell, or more."""
_MOST_SEVERAL = 0.2

Parted = list[list[Word]]
"""The words of a line or row, by column."""


def group_rows(lines: Sequence[TextLine], columns: Columns) -> list[Parted]:
    """Return the rows of lines that come from top to bottom."""
    if not lines:
        return []
    blocks = _blocks(lines)
    parted = [_merged([columns.part(line) for line in block]) for block in blocks]
    steps = [above[-1].base - below[0].base for above, below in pairwise(blocks)]
    starts = _starts(parted, steps, blocks[0][0].size)
    return [_merged(parted[start:end]) for start, end in pairwise([*starts, len(parted)])]


def is_stacked(lines: Sequence[TextLine], columns: Columns) -> bool:
    """Tell whether lines between two rulings are rows of their own, and not lines of the cells of one row."""
    if len(lines) < 2:
        return False
    parted = [columns.part(line) for line in lines]
    numbers = [sum(is_number(row[index]) for row in parted) for index in range(columns.count)]
    full = sum(_is_full(row) for row in parted)
    if max(numbers) >= 2 and max(numbers) >= 0.6 * len(lines) and full >= 0.6 * len(lines):
        return True
    steps = [above.base - below.base for above, below in pairwise(lines)]
    is_wide = min(steps) > 1.5 * lines[0].size
    return len(lines) >= 3 and full >= 0.8 * len(lines) and is_wide


def _blocks(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Return lines together that stand too close to be of several rows."""
    blocks: list[list[TextLine]] = [[lines[0]]]
    for above, below in pairwise(lines):
        if above.base - below.base < _OVERLAP * below.size:
            blocks[-1].append(below)
        else:
            blocks.append([below])
    return blocks


def _merged(parts: Sequence[Parted]) -> Parted:
    return [[word for part in parts for word in part[index]] for index in range(len(parts[0]))]


def _is_full(row: Parted) -> bool:
    filled = sum(bool(cell) for cell in row)
    return filled >= 2 and filled >= 0.6 * len(row)


def _starts(parted: Sequence[Parted], steps: Sequence[float], size: float) -> list[int]:
    """Return the indexes of the lines with which rows begin."""
    limit = _limit(parted, steps)
    starts = [0]
    for index in range(1, len(parted)):
        step = steps[index - 1]
        if step > limit if limit else _begins(parted, index, steps, size):
            starts.append(index)
    return starts


def _limit(parted: Sequence[Parted], steps: Sequence[float]) -> float | None:
    """Return the step above which a row begins, None where steps tell nothing."""
    ordered = sorted(steps)
    if len(ordered) < 2:
        return None
    ratio, low, high = max(((after / before, before, after) for before, after in pairwise(ordered)), default=(1, 0, 0))
    if ratio < _JUMP:
        return None
    limit = (low + high) / 2
    starts = [0, *(index + 1 for index, step in enumerate(steps) if step > limit), len(parted)]
    groups = [parted[start:end] for start, end in pairwise(starts) if end - start > 1]
    return limit if sum(map(_has_several, groups)) <= _MOST_SEVERAL * len(groups) else None


def _has_several(group: Sequence[Parted]) -> bool:
    """Tell whether lines are several rows: two have figures in a column, or fill most columns with what begins."""
    if any(sum(is_number(row[index]) for row in group) > 1 for index in range(len(group[0]))):
        return True
    return sum(_is_full(row) and not any(cell[0].text[:1].islower() for cell in row if cell) for row in group) > 1


def _begins(parted: Sequence[Parted], index: int, steps: Sequence[float], size: float) -> bool:
    row, before = parted[index], parted[index - 1]
    filled = [cell for cell in row if cell]
    if any(is_number(cell) for cell in filled):
        return True
    if 2 * sum(cell[0].text[:1].islower() for cell in filled) >= len(filled):
        return False
    if _is_full(row) and row[0]:
        return _is_full(before) or index > 1 or steps[0] > 1.6 * size
    return bool(row[0])
