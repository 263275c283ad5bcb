"""Runs of lines whose words leave the same gaps open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.pdf.tables.columns import Columns, find_columns, usual_columns
from extract.pdf.tables.textline import TextLine

_FAR = 3.0
"""Lines further apart than this many type sizes are not of one table, unless its rows are all so far apart."""
_CLOSE = 1.4
_OVERLAP = 0.9
"""Lines nearer than this many type sizes stand in one row: cells centred beside each other."""
_ALIKE = 1.35
_OTHER, _LEAP = 0.04, 1.1
"""A line of another size, or further away than the lines before it, must leave all gaps open that they leave."""
_TAIL = 6
_LABEL = re.compile(r"^(?:tabel|figuur|grafiek|kaart|afbeelding|schema) ?\d|^bron(?:nen)?:", re.IGNORECASE)


@dataclass(frozen=True)
class Run:
    """Lines from `start` up to `end`, and the columns that most of them leave."""

    start: int
    end: int
    columns: Columns


def find_run(lines: Sequence[TextLine], at: int, floor: int = 0) -> Run | None:
    """Return the run that a parted line begins, with the lines above it, from `floor` on, that are of its header."""
    end = grow(lines, at, at + 1)
    if end - at < 2:
        return None
    columns = columns_of(lines[at:end])
    if columns.count < 2:
        return None
    return Run(_with_header(lines, at, floor, columns), end, columns)


def columns_of(lines: Sequence[TextLine]) -> Columns:
    """Return the columns of lines, of which some may run over all of them."""
    left = min(line.spans[0][0] for line in lines)
    parted = [line for line in lines if line.is_parted or line.spans[0][0] > left + 2 * line.size] or list(lines)
    strict, usual = find_columns(parted), usual_columns(parted)
    return usual if usual.count > strict.count else strict


def grow(lines: Sequence[TextLine], start: int, end: int) -> int:
    """Return the end of the run that lines begin: the lines below that fit are of it."""
    last = end
    far = 0.0
    while end < len(lines):
        line, size = lines[end], lines[end - 1].size
        step = lines[end - 1].base - line.base
        if step > max(_FAR * size, 1.25 * far) or not _is_alike(lines[start], line) or is_label(line):
            break
        is_other = abs(line.size - lines[start].size) > _OTHER * line.size or (
            end - start > _TAIL and step > _LEAP * far
        )
        shared = _shared(lines[start:last], line, is_other=is_other)
        if shared is None:
            break
        far = max(far, step) if end - start > 1 else far
        end += 1
        if shared or (step < _CLOSE * size and end - last <= 4):
            last = end if shared or _is_cell(lines, end - 1, last) else last
    return last


def _shared(run: Sequence[TextLine], line: TextLine, *, is_other: bool) -> bool | None:
    """Tell whether a line has gaps where a run has; None if it does not fit, False if it fills one column only."""
    tail = [each for each in run[-_TAIL:] if each.is_parted]
    columns = find_columns(tail)
    if line.is_parted:
        left = find_columns([*tail, line]).count
        if left >= (columns.count if is_other else 2):
            return True
        if is_other:
            return None
        crossing = sum(columns.overlaps(part) for part in line.spans)
        return True if columns.count > 2 and crossing <= 1 else None
    start, end = line.spans[0][0], line.spans[-1][1]
    if not columns.overlaps((start, end)):
        return False
    is_first = start < columns.spans[0][0] + 2 * line.size
    return None if is_first or find_columns([*tail, line]).count < 2 else False


def _is_cell(lines: Sequence[TextLine], index: int, last: int) -> bool:
    """Tell whether a line that fills one column goes on with a cell of the line above, and is not a note below."""
    line, above = lines[index], lines[index - 1]
    if index > last:
        return False
    before = [word for word in above.words if word.x1 > line.words[0].x0 - 1 and word.x0 < line.words[-1].x1 + 1]
    if not before or abs(before[0].x0 - line.words[0].x0) > 2 * line.size:
        return False
    return line.words[0].text[:1].islower() or line.words[0].x0 > above.words[0].x0 + 2 * line.size


def _with_header(lines: Sequence[TextLine], at: int, floor: int, columns: Columns) -> int:
    """Return where a run begins with the upper lines of its header, which fill only some columns."""
    start = at
    while start > floor and at - start < 3:
        line, below = lines[start - 1], lines[start]
        step = line.base - below.base
        is_beside = step < _OVERLAP * below.size
        is_first = columns.at(line.words[0].x0 + 1) == 0 and not is_beside
        is_over = columns.overlaps((line.spans[0][0], line.spans[-1][1]))
        if step > _CLOSE * below.size or is_label(line) or is_over or is_first:
            break
        start -= 1
    return start


def is_label(line: TextLine) -> bool:
    """Tell whether a line begins a caption or names a source."""
    return bool(_LABEL.match(" ".join(word.text for word in line.words[:2])))


def _is_alike(one: TextLine, other: TextLine) -> bool:
    sizes = one.size, other.size
    return max(sizes) <= _ALIKE * max(min(sizes), 0.1)
