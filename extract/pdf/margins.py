"""Which lines near the edge of a page belong to its text, and which ones stand where running titles stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from extract.pdf.lines import MARKER, Line, most_common

_ZONE = 0.13
_APART = 1.7
"""The gap to the text, from baseline to baseline, in type sizes; lines of text are nearer to each other."""
_SAME_ROW = 0.3
_REGULAR = 1.25
_FEWEST_ROWS, _FEWEST_CELLS = 3, 2
_ALIGNED_PT = 2.0
_FARTHEST = 3.0
_LONGEST = 120
_OUTERMOST = 2
_ALIKE = 1.03
"""Larger than running text by more than this share, lines at the top of a page are headings."""
_FEWEST = 2

_Place = tuple[bool, int, float]
"""Whether it is at the top of the page, the height in points, and the type size."""


def in_text(lines: Sequence[Line], running: set[int], height: float) -> set[int]:
    """Return which lines that repeat, by `id`, belong to the text all the same: rows of tables, lines within a column.

    `running` are the lines of the page that repeat on other pages.
    """
    found = [line for line in lines if id(line) in running]
    if not found:
        return set()
    others = [line for line in lines if id(line) not in running]
    for line in sorted(found, key=lambda each: abs(2 * each.base - height)):
        if _is_within(line, others, height) or _marks_one(line, others):
            others.append(line)
    kept = {id(line) for line in others}
    rows = _rows(lines)
    own = [row for row in rows if any(id(line) in running for line in row)]
    if any(_cell_count(row) >= _FEWEST_CELLS for row in own):
        for run in _tables(rows):
            if any(all(id(line) not in running for line in row) for row in run):
                kept |= {id(line) for row in run for line in row}
    return kept & running


def alike(pages: Sequence[Sequence[Line]], running: set[int], heights: Sequence[float]) -> set[int]:
    """Return the lines, by `id`, that stand at the edge of a page where others run, in the same type."""
    places: Counter[_Place] = Counter()
    others: Counter[_Place] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        places.update({_place(line, height) for line in lines if id(line) in running and _has_word(line)})
        others.update({_place(line, height) for line in lines if id(line) not in running})
    body = most_common((line.size, len(line.text)) for lines in pages for line in lines)
    usual = {place for place, count in places.items() if count >= max(_FEWEST, others[place])}
    return {
        id(line)
        for lines, height in zip(pages, heights, strict=True)
        for line in _outermost(lines, running, height)
        if line.size <= _ALIKE * body and _place(line, height) in usual and len(line.text) <= _LONGEST
    }


def _has_word(line: Line) -> bool:
    return any(map(str.isalpha, line.text))


def _place(line: Line, height: float) -> _Place:
    return 2 * line.base > height, round(line.base), round(line.size, 1)


def _outermost(lines: Sequence[Line], running: set[int], height: float) -> Iterator[Line]:
    """Yield the lines that are not known to run in the first and last rows, where a gap parts them from the text."""
    rows = _rows([line for line in lines if not _ZONE * height < line.base < (1 - _ZONE) * height])
    for order in (rows, rows[::-1]):
        for row in order[:_OUTERMOST]:
            for line in row:
                if id(line) not in running and not line.is_numbered_note and _is_apart(line, lines, height):
                    yield line


def _is_apart(line: Line, lines: Sequence[Line], height: float) -> bool:
    is_top = 2 * line.base > height
    outward = [each for each in lines if (each.base > line.base) == is_top and not _is_beside(each, line)]
    if len(_rows(outward)) >= _OUTERMOST:
        return False
    gap = _gap_inward(line, lines, height)
    return gap is None or gap > _APART * line.size


def _is_beside(one: Line, other: Line) -> bool:
    return abs(one.base - other.base) <= _SAME_ROW * other.size


def _gap_inward(line: Line, lines: Sequence[Line], height: float) -> float | None:
    """Return how far the next line towards the middle of the page is that stands above or below this one."""
    is_top = 2 * line.base > height
    gaps = [
        abs(each.base - line.base)
        for each in lines
        if each.box[0] < line.box[2]
        and line.box[0] < each.box[2]
        and (each.base < line.base) == is_top
        and not _is_beside(each, line)
    ]
    return min(gaps, default=None)


def _is_within(line: Line, others: Sequence[Line], height: float) -> bool:
    """Tell whether a line has two rows of text nearer to the edge, or any there or beside it and text close to it."""
    is_top = 2 * line.base > height
    beside = [each for each in others if _is_beside(each, line)]
    outward = [each for each in others if (each.base > line.base) == is_top and not _is_beside(each, line)]
    gap = _gap_inward(line, others, height)
    if gap is None or gap > _APART * line.size:
        return len(_rows(outward)) >= _OUTERMOST
    return bool(beside or outward)


def _marks_one(line: Line, others: Sequence[Line]) -> bool:
    """Tell whether a line is the mark of a list item that stands at its right."""
    right = line.box[2]
    return bool(MARKER.match(line.text)) and any(
        right <= each.box[0] < right + _FARTHEST * line.size and _is_beside(each, line) for each in others
    )


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Return lines by their height, the highest first."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: -each.base):
        if rows and _is_beside(line, rows[-1][0]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _cell_count(row: Sequence[Line]) -> int:
    return sum(len(line.cells) if line.is_parted else 1 for line in row)


def _tables(rows: Sequence[Sequence[Line]]) -> Iterator[list[Sequence[Line]]]:
    """Yield rows that follow each other at regular distances, with cells below cells."""
    runs: list[list[Sequence[Line]]] = []
    for row in rows:
        if runs and _are_aligned(runs[-1][-1], row):
            runs[-1].append(row)
        else:
            runs.append([row])
    for run in runs:
        if len(run) < _FEWEST_ROWS:
            continue
        gaps = [before[0].base - row[0].base for before, row in pairwise(run)]
        widest = _REGULAR * median(gaps)
        while len(run) > 1 and run[0][0].base - run[1][0].base > widest:
            run = run[1:]
        while len(run) > 1 and run[-2][0].base - run[-1][0].base > widest:
            run = run[:-1]
        if len(run) >= _FEWEST_ROWS:
            yield run


def _are_aligned(one: Sequence[Line], other: Sequence[Line]) -> bool:
    if min(_cell_count(one), _cell_count(other)) < _FEWEST_CELLS:
        return False
    sides = [[(cell[0].x0, cell[-1].x1) for line in row for cell in line.cells] for row in (one, other)]
    shared = sum(any(_is_below(cell, above) for above in sides[0]) for cell in sides[1])
    return shared >= _FEWEST_CELLS


def _is_below(cell: tuple[float, float], above: tuple[float, float]) -> bool:
    left, right = abs(cell[0] - above[0]), abs(cell[1] - above[1])
    middle = abs(sum(cell) - sum(above)) / 2
    return min(left, right, middle) < _ALIGNED_PT
