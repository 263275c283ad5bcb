"""The words of a page by place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extract.pdf.lines import Line
from extract.pdf.tables.grid import DEPTH, RISE, Box
from extract.pdf.words import Word

_HALF = (RISE - DEPTH) / 2


class Lookup:
    """The words of lines by place; only those of lines that are near are made."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Make a look-up of lines."""
        self._lines = sorted(lines, key=_middle)
        self._middles = [_middle(line) for line in self._lines]
        self._slack = max((line.size for line in lines), default=0.0) / 2

    def inside(self, box: Box, slack: float = 1.0) -> list[Word]:
        """Return the words whose middle is in a box, or at most `slack` points to its left or right."""
        left, right = box[0] - slack, box[2] + slack
        first = bisect_left(self._middles, box[1] - self._slack)
        near = self._lines[first : bisect_right(self._middles, box[3] + self._slack)]
        return [
            word
            for line in near
            if line.box[0] < right and line.box[2] > left
            for word in line.words
            if 2 * left <= word.x0 + word.x1 <= 2 * right and box[1] <= middle(word) <= box[3]
        ]


def middle(word: Word) -> float:
    """Return the height of the middle of a word."""
    return word.base + _HALF * word.size


def _middle(line: Line) -> float:
    return line.base + _HALF * line.size
