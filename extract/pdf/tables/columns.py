"""Columns that no ruling parts: strips of a table that no word enters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.pdf.tables.textline import SPACE, Span, TextLine
from extract.pdf.words import Word

_STRIP = 0.5
"""A strip wider than this many type sizes parts columns if no word of any row enters it."""
_MANY = 9999
"""Of so many lines the spaces between words do not come to stand below each other by chance."""
_EDGE_PT = 1.0
_BESIDE = 0.4
_HEADER_LINES, _CLEAR = 2, 7
_SPANNING = 0.1
"""The share of the lines that may run over a strip: headings over several columns."""
_NUMBER = re.compile(r"^[-–+±<>≤≥(]*[€$£]?\d[\d.,:/–-]*[%)*‰]*$|^[€$£%–—-]$|^n\.?[vb]\.?t?\.?$", re.IGNORECASE)
_UNITS = frozenset({"€", "%", "eur", "euro", "mln", "mln.", "miljoen", "mld", "n", "x", "pp", "dagen", "weken", "uur"})


class Columns:
    """Where the words of each column begin and end, from left to right, in points."""

    def __init__(self, spans: Sequence[Span]) -> None:
        """Make columns of where each begins and ends."""
        self.spans = tuple(spans)
        self.count = len(spans)
        self._bounds = [(before[1] + after[0]) / 2 for before, after in pairwise(spans)]

    def at(self, x: float) -> int:
        """Return the index of the column at a place."""
        return bisect_right(self._bounds, x)

    def part(self, line: TextLine) -> list[list[Word]]:
        """Return the words of a line by column; what runs over a strip stays with the column where it begins."""
        cells: list[list[Word]] = [[] for _ in self.spans]
        for segment in line.segments(_STRIP):
            if self.crosses((segment[0].x0, segment[-1].x1)):
                index = self.at(segment[0].x0 + 1)
                for word in segment:
                    index = self._edge_of(word, index)
                    cells[index].append(word)
            else:
                for word in segment:
                    cells[self.at((word.x0 + word.x1) / 2)].append(word)
        return cells

    def _edge_of(self, word: Word, index: int) -> int:
        """Return the column after one at an index on whose left or right side a word stands, else that index."""
        for later in range(index + 1, self.count):
            left, right = self.spans[later]
            if abs(word.x0 - left) < _EDGE_PT or abs(word.x1 - right) < _EDGE_PT:
                return later
        return index

    def overlaps(self, stretch: Span) -> bool:
        """Tell whether a stretch touches more than one column."""
        x0, x1 = stretch
        return sum(x0 < end and x1 > start for start, end in self.spans) > 1

    def crosses(self, stretch: Span) -> bool:
        """Tell whether a stretch stands across the middle of a strip."""
        return self.at(stretch[0] + 1) != self.at(stretch[1] - 1)


def find_columns(lines: Iterable[TextLine]) -> Columns:
    """Return the columns of lines: between strips that none of their words enters."""
    spans: list[Span] = []
    size = 0.0
    count = 0
    stretches: list[Span] = []
    for line in lines:
        size = max(size, line.size)
        stretches += line.spans
        count += 1
    stretches.sort()
    strip = (SPACE if count >= _MANY else _STRIP) * size
    for x0, x1 in stretches:
        if spans and x0 - spans[-1][1] <= strip:
            if x1 > spans[-1][1]:
                spans[-1] = spans[-1][0], x1
        else:
            spans.append((x0, x1))
    return Columns(spans)


def usual_columns(lines: Sequence[TextLine]) -> Columns:
    """Return the columns of most lines: a few may run over a strip, as a heading over several columns does."""
    most = max(1, int(_SPANNING * len(lines))) if len(lines) > 5 else 0
    parts = [(part[0].x0, part[-1].x1) for line in lines for part in line.segments()]
    strip = _STRIP * max(line.size for line in lines)
    ends = sorted([(start, 1) for start, _ in parts] + [(end, -1) for _, end in parts])
    spans: list[Span] = []
    depth, start, is_open = 0, 0.0, False
    for x, step in ends:
        depth += step
        if depth > most and not is_open:
            start, is_open = x, True
        elif depth <= most and is_open:
            is_open = False
            if spans and start - spans[-1][1] <= strip:
                start = spans.pop()[0]
            spans.append((start, x))
    found = Columns(spans)
    return found if len(spans) > 1 and _are_parted(found, lines) else Columns(spans[:1])


def _are_parted(columns: Columns, lines: Sequence[TextLine]) -> bool:
    """Tell whether many lines fill both columns beside each strip, and only headings run over one."""
    rows = [[bool(cell) for cell in columns.part(line)] for line in lines]
    strips = range(columns.count - 1)
    beside = [sum(row[index] and row[index + 1] for row in rows) for index in strips]
    crossing = sum(_runs_over(columns, line) for line in lines[_HEADER_LINES:])
    return all(count >= max(_BESIDE * len(lines), _CLEAR * crossing) for count in beside)


def _runs_over(columns: Columns, line: TextLine) -> bool:
    """Tell whether a line, other than one without gaps, runs over a strip."""
    parts = line.segments()
    return len(parts) > 1 and any(columns.crosses((part[0].x0, part[-1].x1)) for part in parts)


def is_number(cell: Sequence[Word]) -> bool:
    """Tell whether a cell holds a figure, an amount or a share, and no more."""
    return any(_NUMBER.match(word.text) for word in cell) and all(
        _NUMBER.match(word.text) or word.text.casefold() in _UNITS for word in cell
    )
