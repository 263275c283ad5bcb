"""A word of a PDF page with its place, and how the page lies.

Coordinates are points with the origin at the lower left and y upwards, turned so that most text runs to the right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

Bounds = tuple[float, float, float, float]


class Word(NamedTuple):
    """A word: its text, box, baseline (y), type size in points and typeface.

    `is_glued`: no space stands before it. `is_raised`: it is a number drawn high in its line, as that of a note is.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    face: str
    is_bold: bool
    is_glued: bool = False
    is_raised: bool = False


@dataclass(frozen=True)
class Frame:
    """How a page lies: the corner of its box, the quarter turns of its text, and its size after turning it upright."""

    left: float
    bottom: float
    turn: int
    width: float
    height: float

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the page lies once text runs to the right."""
        x, y = x - self.left, y - self.bottom
        return ((x, y), (y, self.height - x), (self.width - x, self.height - y), (self.width - y, x))[self.turn]

    def place_box(self, x0: float, y0: float, x1: float, y1: float) -> Bounds:
        """Return where a box of the page lies once text runs to the right."""
        (x0, y0), (x1, y1) = self.place(x0, y0), self.place(x1, y1)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def holds(self, word: Word) -> bool:
        """Tell whether the middle of a word lies on the page."""
        return 0 <= word.x0 + word.x1 <= 2 * self.width and 0 <= word.y0 + word.y1 <= 2 * self.height


NO_FRAME = Frame(0, 0, 0, 0, 0)
"""The frame of a page that cannot be read."""
