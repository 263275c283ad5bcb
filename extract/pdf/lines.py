"""Lines: words that follow each other on one baseline, parted in cells where a wide gap stands between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extract.pdf.words import Word

_SAME_BASE = 0.45
"""Baselines nearer than this share of the type size belong to one line; superscripts rise less, leading is more."""
_BACK = 0.6
_CELL_GAP = 1.7
"""A gap wider than this many type sizes parts cells; justified text has narrower ones."""
MARKER = re.compile(r"^(?:[•▪◦‣●○■□➢►✓⁃∙·*–—-]|o|\d{1,2}[.)]|[a-z][.)]|\([a-z0-9]{1,3}\))$")
_NOTE_LENGTH = 3
_UNITS = frozenset({"m", "km", "cm"})
_LEAD = re.compile(r"^\d{1,3}(?:\.\d{1,2}){0,3}[.)]?$")


@dataclass(frozen=True)
class Line:
    """A line of text, as cells of words; most lines have one cell."""

    cells: tuple[tuple[Word, ...], ...]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words of the line."""
        return tuple(word for cell in self.cells for word in cell)

    @cached_property
    def text(self) -> str:
        """The words with spaces between, without the raised numbers of notes."""
        return self.text_of(self.words)

    def text_of(self, words: Sequence[Word]) -> str:
        """Return some of the words with spaces between, without the raised numbers of notes."""
        text = ""
        for word in words:
            if text and self._is_note(word) and text not in _UNITS:
                continue
            is_after_note = len(text) <= _NOTE_LENGTH and text.isdigit() and not word.text[0].isdigit()
            text += word.text if not text or (word.is_glued and not is_after_note) else f" {word.text}"
        return text

    def _is_note(self, word: Word) -> bool:
        raised = word.base - self.base > 0.15 * self.size and word.size <= 0.85 * self.size
        return (
            (raised or word.is_raised)
            and len(word.text) <= _NOTE_LENGTH
            and all(c.isdigit() or c in "*,†" for c in word.text)
        )

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top, in points."""
        words = self.words
        return words[0].x0, min(word.y0 for word in words), max(word.x1 for word in words), max(w.y1 for w in words)

    @cached_property
    def size(self) -> float:
        """The type size of most of its characters, in points."""
        return most_common((word.size, len(word.text)) for word in self.words)

    @cached_property
    def base(self) -> float:
        """The baseline of most of its characters of that size."""
        return most_common((word.base, len(word.text)) for word in self.words if word.size == self.size)

    @cached_property
    def is_bold(self) -> bool:
        """Tell whether nearly all of its characters are bold."""
        total = sum(len(word.text) for word in self.words)
        return sum(len(word.text) for word in self.words if word.is_bold) >= 0.9 * total

    @cached_property
    def face(self) -> str:
        """The typeface of all its letters, empty where it has several."""
        faces = {word.face for word in self.words if any(c.isalpha() for c in word.text)}
        return faces.pop() if len(faces) == 1 else ""

    @property
    def is_numbered_note(self) -> bool:
        """Tell whether it begins with a raised number, as the text of a note does."""
        return len(self.words) > 1 and self._is_note(self.words[0])

    @property
    def is_marked(self) -> bool:
        """Tell whether it begins with the mark or the number of a list item."""
        words = self.words
        return len(words) > 1 and bool(MARKER.match(words[0].text))


def most_common(weighted: Iterable[tuple[float, int]]) -> float:
    """Return the value of the greatest total weight, the smallest of equals; 0 for none."""
    totals: Counter[float] = Counter()
    for value, weight in weighted:
        totals[value] += weight
    return min(totals, key=lambda value: (-totals[value], value)) if totals else 0.0


def is_lead(word: Word) -> bool:
    """Tell whether a word at the start of a line is the mark or number of what follows it."""
    return bool(MARKER.match(word.text) or _LEAD.match(word.text))


def make_lines(words: Iterable[Word]) -> list[Line]:
    """Return the lines of words that come in the order of the content stream."""
    rows: list[list[Word]] = []
    for word in words:
        if rows and _goes_on(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Line(_cells(row)) for row in rows]


def _goes_on(row: Sequence[Word], word: Word) -> bool:
    last, main = row[-1], max(row[-6:], key=lambda each: each.size)
    size = max(main.size, word.size, 1.0)
    near = min(abs(main.base - word.base), abs(last.base - word.base))
    return near <= _SAME_BASE * size and word.x0 >= last.x1 - _BACK * size


def _cells(row: Sequence[Word]) -> tuple[tuple[Word, ...], ...]:
    cells: list[list[Word]] = [[row[0]]]
    for before, word in pairwise(row):
        wide = word.x0 - before.x1 > _CELL_GAP * max(word.size, before.size)
        if wide and not (before is row[0] and is_lead(before)):
            cells.append([word])
        else:
            cells[-1].append(word)
    return tuple(tuple(cell) for cell in cells)
