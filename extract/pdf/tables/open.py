"""Tables with level rules only: under the header, above and below, between rows, or as the sides of shaded rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise

from extract.pdf.lines import Line
from extract.pdf.tables.columns import Columns
from extract.pdf.tables.grid import Box, Draft, draft
from extract.pdf.tables.judge import is_open_table
from extract.pdf.tables.labels import Labels
from extract.pdf.tables.lookup import Lookup
from extract.pdf.tables.prose import find_prose
from extract.pdf.tables.rows import Parted, group_rows, is_stacked
from extract.pdf.tables.rules import Rule
from extract.pdf.tables.runs import columns_of, grow, is_label
from extract.pdf.tables.textline import TextLine, text_lines

_SAME_PT = 5.0
_WIDEST = 0.7
_MOST_PROSE = 0.34
_RULED_BANDS = 3
"""From this many bands on a rule stands between each two rows."""
_REACH_PT = 700.0
_NEAR = 2.6


@dataclass
class _Band:
    """The lines between two rules."""

    lines: list[TextLine] = field(default_factory=list)

    def is_prose(self, width: float) -> bool:
        """Tell whether most lines run on from side to side."""
        wide = sum(
            len(line.segments()) == 1 and line.words[-1].x1 - line.words[0].x0 > _WIDEST * width and len(line.words) > 2
            for line in self.lines
        )
        return wide > _MOST_PROSE * len(self.lines)


def find_open(levels: Sequence[Rule], lines: Sequence[Line], labels: Labels) -> list[Draft]:
    """Return the tables between level rules that begin and end at the same places."""
    found: list[Draft] = []
    groups = _groups(levels)
    if not groups:
        return []
    lookup = Lookup(lines)
    prose = {id(line) for block in find_prose(lines) for line in block}
    beyond = Lookup([line for line in lines if id(line) not in prose]) if prose else lookup
    for group in groups:
        span = group[0].start, group[0].end
        for bands, top, bottom in _runs(group, lookup):
            tables = _tables(bands, (span[0], bottom, span[1], top), beyond)
            found += islice((each for each in tables if _is_new(each, found, labels)), 1)
    return found


def _is_new(table: Draft, found: Sequence[Draft], labels: Labels) -> bool:
    """Tell whether a draft is a table, with no words of those found before."""
    taken = {id(word) for each in found for word in each.words}
    return is_open_table(table, labels.near(table.box)) and not any(id(word) in taken for word in table.words)


def _groups(levels: Sequence[Rule]) -> list[list[Rule]]:
    """Return rules by where they begin and end, each group from top to bottom."""
    groups: list[list[Rule]] = []
    for rule in sorted(levels, reverse=True):
        for group in groups:
            if abs(group[-1].start - rule.start) < _SAME_PT and abs(group[-1].end - rule.end) < _SAME_PT:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) > 1]


def _runs(group: Sequence[Rule], lookup: Lookup) -> Iterator[tuple[list[_Band], float, float]]:
    """Yield the bands without running text that follow each other, and the heights of the outer rules."""
    width = group[0].end - group[0].start
    bands: list[_Band] = []
    top = group[0].at
    for above, below in pairwise(group):
        words = lookup.inside((above.start, below.at, above.end, above.at))
        band = _Band(text_lines(words))
        if band.lines and (band.is_prose(width) or any(is_label(line) for line in band.lines)):
            if bands:
                yield bands, top, above.at
            bands, top = [], below.at
        elif band.lines:
            bands.append(band)
    if bands:
        yield bands, top, group[-1].at


def _tables(bands: Sequence[_Band], box: Box, lookup: Lookup) -> Iterator[Draft]:
    """Yield the bands as a table: with the lines above and below that fit, and without those below."""
    inner = [line for band in bands for line in band.lines]
    if not any(line.is_parted for line in inner):
        return
    above = _above(inner, box, lookup)
    below = _below([*above, *inner], box, lookup)
    for rest in (below, []) if below else ([],):
        columns = columns_of([*above, *inner, *rest])
        if columns.count > 1:
            parts = [_rows(band.lines, columns, len(bands) >= _RULED_BANDS) for band in bands]
            rows = [*group_rows(above, columns), *chain.from_iterable(parts), *group_rows(rest, columns)]
            if any(map(any, rows)):
                yield draft(rows)


def _rows(lines: Sequence[TextLine], columns: Columns, is_ruled: bool) -> list[Parted]:
    if not is_ruled or is_stacked(lines, columns):
        return group_rows(lines, columns)
    parted = [columns.part(line) for line in lines]
    return [[[word for each in parted for word in each[index]] for index in range(columns.count)]]


def _above(inner: Sequence[TextLine], box: Box, lookup: Lookup) -> list[TextLine]:
    """Return the lines of a header right above the first rule."""
    size = inner[0].size
    lines = text_lines(lookup.inside((box[0], box[3], box[2], box[3] + 3 * _NEAR * size)))
    kept: list[TextLine] = []
    base = box[3]
    for line in reversed(lines):
        if line.base - base > (_NEAR if not kept else 1.4) * size or not line.is_parted or is_label(line):
            break
        if columns_of([line, *kept, *inner]).count < max(columns_of(inner).count, 2):
            break
        kept.insert(0, line)
        base = line.base
    return kept


def _below(inner: Sequence[TextLine], box: Box, lookup: Lookup) -> list[TextLine]:
    """Return the lines below the last rule that go on with the table."""
    lines = text_lines(lookup.inside((box[0], max(box[1] - _REACH_PT, 0.0), box[2], box[1])))
    every = [*inner, *lines]
    if not lines or not lines[0].is_parted:
        return []
    return every[len(inner) : grow(every, 0, len(inner))]
