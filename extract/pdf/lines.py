"""Lines: words that follow each other on one baseline, parted in cells where a wide gap stands between."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.pdf.layer import Runs, words_in
from extract.pdf.lazy import lazy
from extract.pdf.marks import is_mark, marks_in
from extract.pdf.pdfium import FILLER
from extract.pdf.words import Word
from extract.sheet import Mark

_SAME_BASE = 0.45
"""Baselines nearer than this share of the type size belong to one line; superscripts rise less, leading is more."""
_MARK_SIZE, _MARK_GAP, _MARK_RISE = 0.8, 0.4, 0.7
"""The mark of a note is smaller than its line and close to the word beside it; it may rise more than other type."""
_BACK = 0.6
CELL_GAP = 1.7
"""A gap wider than this many type sizes parts cells; justified text has narrower ones."""
MARKER = re.compile(r"^(?:[•▪◦‣●○■□➢►✓⁃∙·*–—-]|o|\d{1,2}[.)]|[a-z][.)]|\([a-z0-9]{1,3}\))$")
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_END_LENGTH = 4
_EVEN, _MOSTLY = 0.5, 0.6
_STRETCH = 6
"""Gaps wider than this many type sizes are not those of a stretched line."""
_MARKER_LENGTH = 5
_NOTE_LENGTH = 3
_LEAD = re.compile(r"^\d{1,3}(?:\.\d{1,2}){0,3}[.)]?$")


Spot = tuple[int, int, float, float]
"""A word: its first character, the one after its last, and its left and right, in points."""


class Source(NamedTuple):
    """What a line of runs is made from: the text of its page, and the runs from `first` to before `stop`.

    `spots` has the places of the words of those runs in which a wide gap may be.
    """

    text: str
    runs: Runs
    first: int
    stop: int
    spots: Mapping[int, Sequence[Spot]]

    def weigh(self, values: Sequence[float]) -> Iterator[tuple[float, int]]:
        """Yield a value of each run with the number of its characters."""
        for run in range(self.first, self.stop):
            yield values[run], self.runs.cuts.end[run] - self.runs.cuts.start[run]

    def words(self) -> Iterator[Word]:
        """Yield the words; those of a run in which no wide gap is are spread evenly over it."""
        runs, page = self.runs, self.text
        for run in range(self.first, self.stop):
            is_glued = runs.cuts.is_glued[run]
            low, high, base, size = runs.y0[run], runs.y1[run], runs.base[run], runs.size[run]
            face, is_bold = runs.face[run]
            for start, end, left, right in self.spots.get(run) or self._spread(run):
                text = page[start:end].replace(FILLER, "")
                if text:
                    yield Word(text, left, low, right, high, base, size, face, is_bold, is_glued)
                    is_glued = False

    def _spread(self, run: int) -> Iterator[Spot]:
        runs = self.runs
        begin, stop, x0, x1 = runs.cuts.start[run], runs.cuts.end[run], runs.x0[run], runs.x1[run]
        step = (x1 - x0) / (stop - begin)
        for start, end in words_in(self.text, begin, stop):
            yield start, end, x0 + step * (start - begin), x1 - step * (stop - end)


class Line:
    """A line of text, as cells of words; most lines have one cell.

    Words are made when they are asked for; what most lines need is there without them.
    """

    source: Source

    def __init__(self, cells: tuple[tuple[Word, ...], ...]) -> None:
        """Make a line of cells."""
        self.cells = cells

    @classmethod
    def of_runs(cls, text: str, marks: tuple[Mark, ...], source: Source, gap: float) -> Line:
        """Return a line of runs on one baseline, with its text, the marks in it, and the widest gap."""
        line = cls.__new__(cls)
        _, runs, first, stop, _ = source
        size, face = runs.size[first], runs.face[first]
        box = (runs.x0[first], runs.y0[first], runs.x1[stop - 1], runs.y1[first])
        line.__dict__ = own = {
            "source": source, "text": text, "marks": marks, "gap": gap, "base": runs.base[first], "size": size,
            "box": box, "face": face.name, "is_bold": face.is_bold,
        }  # fmt: skip
        if stop - first > 1:
            sizes, faces = runs.size[first:stop], runs.face[first:stop]
            if sizes.count(size) < len(sizes):
                own["size"] = most_common(source.weigh(runs.size))
            if faces.count(face) < len(faces):
                del own["face"], own["is_bold"]
        return line

    @lazy
    def words(self) -> tuple[Word, ...]:
        """All words of the line."""
        if "source" in self.__dict__:
            return tuple(self.source.words())
        return tuple(word for cell in self.cells for word in cell)

    @lazy
    def cells(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each cell."""
        return _cells(self.words)

    @property
    def is_parted(self) -> bool:
        """Tell whether it has several cells."""
        if self.gap <= CELL_GAP * self.size:
            return False
        return len(self.cells) > 1

    @lazy
    def gap(self) -> float:
        """The widest gap between its words, in points."""
        return max((after.x0 - before.x1 for before, after in pairwise(self.words)), default=0.0)

    @lazy
    def first(self) -> Word:
        """Its first word."""
        made = self.__dict__.get("words")
        if made is None and "source" in self.__dict__:
            return next(self.source.words())
        return self.words[0]

    @lazy
    def is_ended(self) -> bool:
        """Tell whether it ends with the end of a sentence or clause."""
        return bool(_ENDS.search(self.text[-_END_LENGTH:]))

    @lazy
    def word_count(self) -> int:
        """The number of its words."""
        return self.text.count(" ") + 1 if "source" in self.__dict__ else len(self.words)

    @lazy
    def text(self) -> str:
        """The words with spaces between, without the raised marks of notes."""
        return self._read(self.words)[0]

    @lazy
    def marks(self) -> tuple[Mark, ...]:
        """The raised marks of notes in it: the character of its text before which each stood, and the mark."""
        return self._read(self.words)[1]

    def text_of(self, words: Sequence[Word]) -> str:
        """Return some of the words with spaces between, without the raised marks of notes."""
        return self._read(words)[0]

    def _read(self, words: Sequence[Word]) -> tuple[str, tuple[Mark, ...]]:
        text, marks = "", list[Mark]()
        for word in words:
            if text and self._is_raised(word) and is_mark(word.text, text):
                marks += (Mark(len(text), mark) for mark in marks_in(word.text))
                continue
            is_number = len(text) <= _NOTE_LENGTH and text.isdigit()
            is_after_note = is_number and not word.text[0].isdigit() and not self._is_raised(word)
            text += word.text if not text or (word.is_glued and not is_after_note) else f" {word.text}"
        return text, tuple(marks)

    def _is_raised(self, word: Word) -> bool:
        return word.is_raised or (word.base - self.base > 0.15 * self.size and word.size <= 0.85 * self.size)

    @lazy
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top, in points."""
        words = self.words
        return words[0].x0, min(word.y0 for word in words), max(word.x1 for word in words), max(w.y1 for w in words)

    @lazy
    def size(self) -> float:
        """The type size of most of its characters, in points."""
        return most_common((word.size, len(word.text)) for word in self.words)

    @lazy
    def base(self) -> float:
        """The baseline of most of its characters of that size."""
        return most_common((word.base, len(word.text)) for word in self.words if word.size == self.size)

    @lazy
    def is_bold(self) -> bool:
        """Tell whether nearly all of its characters are bold."""
        total = sum(len(word.text) for word in self.words)
        return sum(len(word.text) for word in self.words if word.is_bold) >= 0.9 * total

    @lazy
    def face(self) -> str:
        """The typeface of all its letters, empty where it has several."""
        faces = {word.face for word in self.words if any(c.isalpha() for c in word.text)}
        return faces.pop() if len(faces) == 1 else ""

    @lazy
    def is_numbered_note(self) -> bool:
        """Tell whether it begins with a raised number, as the text of a note does."""
        if "source" in self.__dict__:
            return False
        first = self.words[0]
        return len(self.words) > 1 and self._is_raised(first) and is_mark(first.text, "")

    @lazy
    def is_marked(self) -> bool:
        """Tell whether it begins with the mark or the number of a list item."""
        first, space, _ = self.text.partition(" ")
        return bool(space) and len(first) <= _MARKER_LENGTH and bool(MARKER.match(first))


def most_common(weighted: Iterable[tuple[float, int]]) -> float:
    """Return the value of the greatest total weight, the smallest of equals; 0 for none."""
    totals: dict[float, int] = {}
    for value, weight in weighted:
        totals[value] = totals.get(value, 0) + weight
    if len(totals) < 2:
        return next(iter(totals), 0.0)
    return min(totals, key=lambda value: (-totals[value], value))


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
    is_mark = min(last.size, word.size) <= _MARK_SIZE * size and abs(word.x0 - last.x1) < _MARK_GAP * size
    return near <= (_MARK_RISE if is_mark else _SAME_BASE) * size and word.x0 >= last.x1 - _BACK * size


def goes_on(line: Line, after: Line) -> bool:
    """Tell whether a line goes on in the one after it, on the same baseline."""
    size = max(line.size, after.size, 1.0)
    return abs(line.base - after.base) <= _SAME_BASE * size and after.box[0] >= line.box[2] - _BACK * size


def _cells(row: Sequence[Word]) -> tuple[tuple[Word, ...], ...]:
    wide = [word.x0 - before.x1 > CELL_GAP * max(word.size, before.size) for before, word in pairwise(row)]
    if any(wide) and is_lead(row[0]):
        wide[0] = False
    if not any(wide) or _is_stretched(row):
        return (tuple(row),)
    cuts = [0, *(index for index, is_wide in enumerate(wide, 1) if is_wide), len(row)]
    return tuple(tuple(row[start:end]) for start, end in pairwise(cuts))


def _is_stretched(row: Sequence[Word]) -> bool:
    """Tell whether the gaps in a line are wide because it fills a narrow column: all of them are, between words."""
    if any(word.x0 - before.x1 > _STRETCH * word.size for before, word in pairwise(row)):
        return False
    if len(row) == 2:
        return row[1].text[0].islower() and row[0].text[0].isalpha()
    gaps = [word.x0 - before.x1 for before, word in pairwise(row) if not word.is_glued]
    letters = sum(word.text[0].isalpha() for word in row)
    return min(gaps, default=0) >= _EVEN * max(gaps, default=0) and letters >= _MOSTLY * len(row)
