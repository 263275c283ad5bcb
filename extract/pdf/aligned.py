"""Tables without upright rulings: neighbouring lines whose words leave the same gaps open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.pdf.grids import Grid, is_table, text_of, tidy
from extract.pdf.lines import Line, is_lead
from extract.pdf.words import Word

_CAPTION = re.compile(r"^(?:tabel|schema) ?\d+", re.IGNORECASE)
_LOOSE = 0.7
"""A gap wider than this many type sizes may part columns."""
_OPEN = 0.45
"""A strip wider than this many type sizes that no word of a table enters parts its columns."""
_APART = 3.2
_ROW_STEP = 1.25


def find_aligned(lines: Sequence[Line]) -> list[Grid]:
    """Return the tables among lines that come in the order of the content stream."""
    grids: list[Grid] = []
    at = 0
    while at < len(lines):
        after_caption = at > 0 and bool(_CAPTION.match(lines[at - 1].text))
        run = _run(lines[at:]) if _is_loose(lines[at]) or after_caption else []
        grid = _grid(run) if _is_convincing(run, after_caption) else None
        if grid:
            grids.append(grid)
        at += len(run) if grid else 1
    return grids


def _is_convincing(run: Sequence[Line], after_caption: bool) -> bool:
    return sum(_is_loose(line) for line in run) >= (2 if after_caption else 3)


def _is_loose(line: Line) -> bool:
    """Tell whether a gap wider than between words stands in a line, other than after the mark of a list item."""
    words = line.words[1:] if is_lead(line.words[0]) else line.words
    return any(after.x0 - before.x1 > _LOOSE * max(line.size, 1) for before, after in pairwise(words))


def _run(lines: Sequence[Line]) -> list[Line]:
    """Return the lines from the first on that may be of one table with it."""
    run: list[Line] = []
    for line in lines:
        if run and not _fits(run, line):
            break
        run.append(line)
    while run and not _is_loose(run[-1]) and not _is_beside(run[-1], run[:-1]):
        run.pop()
    return run


def _fits(run: Sequence[Line], line: Line) -> bool:
    first = run[0]
    if max(first.size, line.size) > 1.07 * min(first.size, line.size):
        return False
    lowest = min(each.base for each in run)
    if not lowest - _APART * line.size < line.base <= first.base + 3 * line.size:
        return False
    left, right = min(each.box[0] for each in run), max(each.box[2] for each in run)
    if line.box[0] > right + 12 * line.size or line.box[2] < left - line.size:
        return False
    return _is_loose(line) or line.box[2] - line.box[0] < 0.6 * (right - left) or _is_beside(line, run)


def _is_beside(line: Line, run: Sequence[Line]) -> bool:
    """Tell whether a line stands at the height of an earlier one, in another column."""
    return any(abs(line.base - each.base) < 0.5 * line.size for each in run)


def _grid(run: Sequence[Line]) -> Grid | None:
    words = [word for line in run for word in line.words]
    lefts = _columns(words)
    table = [[text_of(_column(row, lefts, index)) for index in range(len(lefts))] for row in _rows(words, lefts)]
    rows = tidy(table)
    full = sum(all(row) for row in rows)
    if not is_table(rows) or 2 * full < len(rows) or len(rows[0]) < 2:
        return None
    boxes = [line.box for line in run]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Grid(box, rows, tuple(run))


def _columns(words: Sequence[Word]) -> list[float]:
    """Return where each column begins: after a strip that no word enters."""
    size = max(word.size for word in words)
    lefts: list[float] = []
    right = float("-inf")
    for word in sorted(words, key=lambda each: (each.x0, each.x1)):
        if word.x0 > right + _OPEN * size:
            lefts.append(word.x0)
        right = max(right, word.x1)
    return lefts


def _column(words: Sequence[Word], lefts: Sequence[float], index: int) -> list[Word]:
    right = lefts[index + 1] if index + 1 < len(lefts) else float("inf")
    return [word for word in words if lefts[index] - 0.1 <= word.x0 < right - 0.1]


def _rows(words: Sequence[Word], lefts: Sequence[float]) -> Iterator[list[Word]]:
    """Yield the words of each row: lines close together, or without a first cell, belong to one."""
    lines = list(_by_base(words))
    steps = [above[0].base - below[0].base for above, below in pairwise(lines)]
    is_spaced = bool(steps) and max(steps) > _ROW_STEP * min(steps)
    row: list[Word] = []
    for index, line in enumerate(lines):
        if row and index:
            has_first = bool(_column(line, lefts, 0))
            is_new = steps[index - 1] > _ROW_STEP * min(steps) if is_spaced else has_first
            if is_new:
                yield row
                row = []
        row = [*row, *line]
    if row:
        yield row


def _by_base(words: Sequence[Word]) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in sorted(words, key=lambda each: (-each.base, each.x0)):
        if line and line[0].base - word.base > 0.5 * word.size:
            yield sorted(line, key=lambda each: each.x0)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda each: each.x0)
