"""What the captions near a draft say that it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from extract.pdf.lines import CELL_GAP, Line
from extract.pdf.tables.grid import Box
from extract.pdf.tables.judge import Signs

_ABOVE_PT, _BELOW_PT, _FAR_PT = 40.0, 40.0, 400.0
_WIDE = 0.6
_TABLE = re.compile(r"^(?:tabel|schema|matrix) ?(?:[\dIVX]|[a-z]\b|:)", re.IGNORECASE)
_FIGURE = re.compile(r"^(?:figuur|grafiek|kaart|afbeelding|diagram|infographic) ?(?:[\dIVX]|[a-z]\b|:)", re.IGNORECASE)


class Labels:
    """The captions of a page."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Take lines to find captions among them once one is asked for."""
        self._lines = lines

    @cached_property
    def _captions(self) -> list[tuple[Box, bool]]:
        texts = ((line.box, line.text) for line in self._lines)
        found = ((box, bool(_TABLE.match(text)), _FIGURE.match(text)) for box, text in texts)
        return [(box, is_table) for box, is_table, is_figure in found if is_table or is_figure]

    @cached_property
    def _prose(self) -> list[Box]:
        widest = max((line.box[2] - line.box[0] for line in self._lines), default=0.0)
        return [
            line.box
            for line in self._lines
            if line.box[2] - line.box[0] > _WIDE * widest and line.gap < CELL_GAP * line.size
        ]

    def near(self, box: Box) -> Signs:
        """Return what the nearest caption says: first above a box, else below it."""
        beside = [(each, is_table) for each, is_table in self._captions if _is_over(each, box)]
        above = [(each[1] - box[3], is_table) for each, is_table in beside if -4 < each[1] - box[3] < _FAR_PT]
        below = [(box[1] - each[3], is_table) for each, is_table in beside if -4 < box[1] - each[3] < _BELOW_PT]
        for distance, is_table in sorted(above):
            if distance < _ABOVE_PT or not (is_table or self._has_prose(box, distance)):
                return Signs(has_caption=is_table, is_figure=not is_table)
        return Signs(has_caption=min(below)[1], is_figure=not min(below)[1]) if below else Signs()

    def _has_prose(self, box: Box, height: float) -> bool:
        """Tell whether running text stands in a stretch above a box."""
        return any(_is_over(each, box) and box[3] < each[1] < box[3] + height - 4 for each in self._prose)


def _is_over(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0]
