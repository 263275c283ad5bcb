"""Words by the height at which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from extract.pdf.lines import is_lead
from extract.pdf.words import Word

GAP = 0.75
"""A gap wider than this many type sizes may part cells; few spaces between words are as wide, but in justified text."""
SPACE = 0.28
"""A gap narrower than this many type sizes is no more than the space between words."""
_SAME_BASE = 0.45

Span = tuple[float, float]


class TextLine:
    """Words at one height, from left to right, and the stretches that they fill."""

    __slots__ = ("base", "is_parted", "size", "spans", "words")

    def __init__(self, words: Sequence[Word]) -> None:
        """Make a line of words."""
        first = words[0]
        self.words = words
        self.base, self.size = first.base, first.size
        self.is_parted = False
        spans: list[Span] = []
        start, end = first.x0, first.x1
        wide, mark = GAP * first.size, is_lead(first)
        strip = SPACE * first.size
        for word in words:
            gap = word.x0 - end
            if gap > strip:
                spans.append((start, end))
                start = word.x0
                self.is_parted = self.is_parted or (gap > wide and not (mark and len(spans) == 1))
            if word.x1 > end:
                end = word.x1
        spans.append((start, end))
        self.spans = spans

    def segments(self, gap: float = GAP) -> list[list[Word]]:
        """Return the stretches of words that gaps of more than so many type sizes part."""
        found = [[self.words[0]]]
        if len(self.spans) == 1:
            return [list(self.words)]
        for before, word in pairwise(self.words):
            if word.x0 - before.x1 > gap * word.size:
                found.append([word])
            else:
                found[-1].append(word)
        return found


def text_lines(words: Iterable[Word]) -> list[TextLine]:
    """Return words by the height at which they stand, top to bottom, each line from left to right."""
    lines: list[list[Word]] = []
    floor = float("inf")
    for word in sorted(words, key=_height):
        if word.base >= floor:
            lines[-1].append(word)
        else:
            lines.append([word])
            floor = word.base - _SAME_BASE * word.size
    return [TextLine(sorted(line, key=_left)) for line in lines]


def _height(word: Word) -> float:
    return -word.base


def _left(word: Word) -> float:
    return word.x0
