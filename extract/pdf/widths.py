"""How wide the letters of typefaces are, learned from words that were measured."""

from __future__ import annotations

from collections.abc import Sequence

from extract.pdf.layer import Face
from extract.pdf.lines import Spot

_ENOUGH = 400
"""Letters measured before the width of a typeface is known."""
_LETTER_SLACK = 1.02


class Widths:
    """How wide the letters of each typeface are on average, in type sizes, learned from words that were measured."""

    def __init__(self) -> None:
        """Know no typeface."""
        self._measured: dict[Face, tuple[int, float]] = {}
        self.known: dict[Face, float] = {}

    def learn(self, face: Face, size: float, spots: Sequence[Spot]) -> None:
        """Take in the width of words."""
        if face in self.known or not size:
            return
        count, total = self._measured.get(face, (0, 0.0))
        for start, end, left, right in spots:
            count += end - start
            total += (right - left) / size
        self._measured[face] = count, total
        if count >= _ENOUGH:
            self.known[face] = total / count * _LETTER_SLACK
