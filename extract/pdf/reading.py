"""The lines of a page as its text layer has them: plain ones straight from their runs, others word by word.

Where the words of a run stand is asked only where it is wider than its letters account for: a gap may hide in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, pairwise
from operator import sub
from typing import Any, NamedTuple

from extract.pdf.layer import Layer, read_layer, words_in
from extract.pdf.lines import Line, Source, Spot, goes_on, make_lines
from extract.pdf.marks import is_mark, marks_in, may_be_mark, with_whole_marks
from extract.pdf.pdfium import FILLER, Glyphs
from extract.pdf.signs import attached, fits_in, with_signs
from extract.pdf.widths import Widths
from extract.pdf.words import Frame, Word
from extract.sheet import Mark

_DIGITS = re.compile(r"\d+")
_NOTE_LENGTH = 3
_LOOSE_SIGN = re.compile(r" (?=[.,;:!?)\]’”-])")
_RAISED = 0.42
"""Ink above this share of the height of a line is raised: figures stand on the baseline, at about a quarter."""
_TOUCH = 0.12
_CLOSING = ".,;:!?)]’”-"
_SAME_BASE = 0.12
_LEAST_RISE, _SMALL = 0.15, 0.85
_SHORT_MARK = re.compile(r"\S{1,5}")
_BACK = 0.6
_BREAK = 0.3
"""A gap wider than this share of the type size parts two words."""
_SPACE_EM, _SLACK_EM = 0.36, 0.4


class PageText(NamedTuple):
    """The lines of a page in the order of its content stream, its frame, and the count of unreadable characters."""

    lines: list[Line]
    frame: Frame
    unreadable_count: int


@contextmanager
def open_text(page: Any, widths: Widths) -> Iterator[TextReader]:
    """Give a reader of the text layer of a page of pypdfium2, as long as it is open."""
    text_page = page.get_textpage()
    try:
        yield TextReader(Glyphs(text_page), page.get_bbox(), widths)
    finally:
        text_page.close()


class TextReader:
    """Reads the lines of a page from its text layer."""

    def __init__(self, glyphs: Glyphs, box: tuple[float, float, float, float], widths: Widths) -> None:
        """Take the characters and the box of a page, and what is known of the width of letters."""
        self._glyphs, self._widths = glyphs, widths
        self._layer: Layer = read_layer(glyphs, box)
        runs = self._layer.runs
        self._gaps = [*map(sub, runs.x0[1:], runs.x1), 0.0]
        self._high: set[int] = set()
        self._spots = self._find_spots([run for run, count in self._spaces() if self._is_loose(run, count)])

    def locate_words(self) -> None:
        """Find where each word of the lines stands; without this, words no wide gap parts are spread evenly."""
        self._locate(range(len(self._layer.runs.cuts.start)))

    def _locate(self, runs: Iterable[int]) -> None:
        unknown = [run for run in runs if run not in self._spots]
        if unknown:
            self._spots.update(self._find_spots(unknown))

    def _spaces(self) -> Iterator[tuple[int, int]]:
        """Yield the runs with spaces in them, and how many."""
        count, cuts = self._layer.text.count, self._layer.runs.cuts
        for run, (start, end) in enumerate(zip(cuts.start, cuts.end, strict=True)):
            spaces = count(" ", start, end)
            if spaces:
                yield run, spaces

    def _is_loose(self, run: int, spaces: int) -> bool:
        """Tell whether a run is wider than its letters and common spaces account for, or may be."""
        runs = self._layer.runs
        letter = self._widths.known.get(runs.face[run])
        if letter is None:
            return True
        letters = runs.cuts.end[run] - runs.cuts.start[run] - spaces
        return runs.x1[run] - runs.x0[run] > runs.size[run] * (letters * letter + spaces * _SPACE_EM + _SLACK_EM)

    def _find_spots(self, chosen: Sequence[int]) -> dict[int, list[Spot]]:
        """Return the words of some runs with their left and right."""
        layer = self._layer
        runs, frame = layer.runs, layer.frame
        spans = [words_in(layer.text, runs.cuts.start[run], runs.cuts.end[run]) for run in chosen]
        flat = list(chain.from_iterable(spans))
        count = len(flat)
        starts, ends = zip(*flat, strict=True) if flat else ((), ())
        boxes = self._glyphs.boxes([*starts, *[end - 1 for end in ends]])
        left, right = boxes.left[:count], boxes.right[count:]
        if frame.turn or frame.left or frame.bottom or any(runs.turn):
            sides = zip(boxes.left, boxes.bottom, boxes.right, boxes.top, strict=True)
            placed = [frame.place_box(*box) for box in sides]
            left = [min(one[0], other[0]) for one, other in zip(placed[:count], placed[count:], strict=True)]
            right = [max(one[2], other[2]) for one, other in zip(placed[:count], placed[count:], strict=True)]
        spots = list(zip(starts, ends, left, right, strict=True))
        found, at = {}, 0
        for run, words in zip(chosen, spans, strict=True):
            found[run] = spots[at : at + len(words)]
            at += len(words)
            self._widths.learn(runs.face[run], runs.size[run], found[run])
        return found

    def read(self) -> PageText:
        """Return the lines, those that go on on the same baseline joined."""
        layer = self._layer
        starts, ends = layer.runs.cuts.start, layer.runs.cuts.end
        odd = self._odd_places()
        lines: list[Line] = []
        for first, stop in layer.lines:
            while odd and odd[-1] < starts[first]:
                odd.pop()
            plain = None if odd and odd[-1] < ends[stop - 1] else self._plain_line(first, stop)
            for line in [plain] if plain else make_lines(with_whole_marks(self._words(first, stop))):
                if lines and goes_on(lines[-1], line):
                    lines[-1:] = make_lines([*lines[-1].words, *attached(line, lines[-1])])
                elif lines and fits_in(line, lines[-1]):
                    lines[-1] = with_signs(lines[-1], line)
                else:
                    lines.append(line)
        return PageText(lines, layer.frame, layer.unreadable_count)

    def _odd_places(self) -> list[int]:
        """Return the places, last first, where a raised figure stands or a space before a closing sign."""
        text = self._layer.text
        for found in _DIGITS.finditer(text):
            start, end = found.span()
            if end - start <= _NOTE_LENGTH and may_be_mark(text, start) and self._is_high(start):
                self._high.add(start)
        loose = [found.end() for found in _LOOSE_SIGN.finditer(text)]
        return sorted({*self._high, *loose}, reverse=True)

    def _is_high(self, index: int) -> bool:
        """Tell whether a figure's ink stands high between the heights of the character beside it."""
        text = self._layer.text
        beside = index - 1 if index and not text[index - 1].isspace() else self._after_digits(index)
        while beside < len(text) and text[beside] == " ":
            beside += 1
        if beside >= len(text) or text[beside] in "\r\n":
            return False
        box = self._glyphs.boxes([beside])
        return self._glyphs.ink_bottom(index) > box.bottom[0] + _RAISED * (box.top[0] - box.bottom[0])

    def _after_digits(self, index: int) -> int:
        found = _DIGITS.match(self._layer.text, index)
        return found.end() if found else index

    def _plain_line(self, first: int, stop: int) -> Line | None:
        """Return the line that runs on one baseline make, None where they are not that plain."""
        layer = self._layer
        runs, last = layer.runs, stop - 1
        if not self._is_on_page(first, last):
            return None
        gap, raised = 0.0, list[int]()
        if first != last:
            if any(runs.turn[first:stop]):
                return None
            gap = max(self._gaps[first:last])
            bases = runs.base[first:stop]
            if max(bases) - min(bases) > _SAME_BASE * runs.size[first]:
                raised = self._raised(first, stop)
                if not raised:
                    return None
            if min(self._gaps[first:last]) < -_BACK * runs.size[first] or self._is_torn(first, stop, gap):
                return None
        elif runs.turn[first]:
            return None
        for run in range(first, stop) if self._spots else ():
            for before, after in pairwise(self._spots.get(run, ())):
                gap = max(gap, after[2] - before[3])
        text, marks = self._text(first, stop, raised)
        if not text.strip():
            return None
        return Line.of_runs(text, marks, Source(layer.text, runs, first, stop, self._spots), gap)

    def _text(self, first: int, stop: int, raised: Sequence[int]) -> tuple[str, tuple[Mark, ...]]:
        """Return the text of runs without those of raised marks, and those marks."""
        cuts, page = self._layer.runs.cuts, self._layer.text
        text, marks, at = "", list[Mark](), cuts.start[first]
        for run in raised:
            text += page[at : cuts.start[run]].rstrip()
            found = page[cuts.start[run] : cuts.end[run]]
            if not is_mark(found, text):
                text += found
            else:
                marks += (Mark(len(text), mark) for mark in marks_in(found))
            at = cuts.end[run]
        text += page[at : cuts.end[stop - 1]]
        if FILLER in text:
            text = text.replace(FILLER, "")
        if "  " in text and not marks:
            text = " ".join(text.split())
        return text, tuple(marks)

    def _raised(self, first: int, stop: int) -> list[int]:
        """Return the runs of a line that are raised marks, none where something else is not on its baseline."""
        runs, cuts = self._layer.runs, self._layer.runs.cuts
        size, base = runs.size[first], runs.base[first]
        found = []
        for run in range(first + 1, stop):
            rise = runs.base[run] - base
            if abs(rise) > _SAME_BASE * size:
                text = self._layer.text[cuts.start[run] : cuts.end[run]]
                if rise < _LEAST_RISE * size or runs.size[run] > _SMALL * size or not _SHORT_MARK.fullmatch(text):
                    return []
                found.append(run)
        return found

    def _is_torn(self, first: int, stop: int, gap: float) -> bool:
        """Tell whether a gap as wide as between words stands where the text has no space."""
        runs = self._layer.runs
        return gap > _BREAK * runs.size[first] and any(
            runs.cuts.is_glued[run] and self._gaps[run - 1] > _BREAK * runs.size[first] for run in range(first, stop)
        )

    def _is_on_page(self, first: int, last: int) -> bool:
        runs, frame = self._layer.runs, self._layer.frame
        return (
            runs.x0[first] >= 0
            and runs.x1[last] <= frame.width
            and runs.y0[first] + runs.y1[first] >= 0
            and runs.y1[first] <= frame.height
        )

    def _words(self, first: int, stop: int) -> Iterator[Word]:
        """Yield the words of a line that is not plain, raised figures apart."""
        runs, frame = self._layer.runs, self._layer.frame
        before: Word | None = None
        level = [run for run in range(first, stop) if not runs.turn[run]]
        self._locate(level)
        for run in level:
            is_glued = runs.cuts.is_glued[run]
            for spot in self._spots[run]:
                for word in self._parts(run, spot, before, is_glued=is_glued):
                    if frame.holds(word):
                        yield word
                    before = word
                is_glued = False

    def _parts(self, run: int, spot: Spot, before: Word | None, *, is_glued: bool) -> Iterator[Word]:
        """Yield a word, or the parts that a raised figure makes of it."""
        text, runs = self._layer.text, self._layer.runs
        start, end, left, right = spot
        y0, y1 = runs.y0[run], runs.y1[run]
        step = (right - left) / (end - start)
        for begin, stop in pairwise(self._bounds(start, end)):
            own = text[begin:stop].replace(FILLER, "")
            if own:
                x0, x1 = left + step * (begin - start), right - step * (end - stop)
                gap = x0 - before.x1 if before else 0.0
                near = (_BREAK if own == "-" else _TOUCH) * runs.size[run]
                touches = before is not None and own[0] in _CLOSING and abs(gap) < near
                is_part = begin > start or (is_glued and gap <= _BREAK * runs.size[run]) or touches
                before = Word(
                    own, x0, y0, x1, y1, runs.base[run], runs.size[run], *runs.face[run], is_part, begin in self._high
                )
                yield before

    def _bounds(self, start: int, end: int) -> list[int]:
        """Return where a word begins, where raised figures in it begin and end, and where it ends."""
        cuts: Mapping[int, None] = {start: None}
        if self._high:
            found = [index for index in self._high if start <= index < end]
            digits = [match.span() for index in sorted(found) if (match := _DIGITS.match(self._layer.text, index))]
            cuts = dict.fromkeys([start, *(cut for span in digits for cut in span if cut < end)])
        return [*cuts, end]
