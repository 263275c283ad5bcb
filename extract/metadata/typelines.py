"""The lines of type on the first pages of a PDF, with their height."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as c

from extract.metadata.reading import Line

PAGES = 2
_CHARACTERS = 4000
"""Characters read of each page: a title stands among the first."""
_WORD = re.compile(r"[^\s\x00-\x1f\xa0]+")
_ENDS_LINE = re.compile(r"[\r\n]")
_SAME_SIZE = 0.04
_SHORTEST = 4
"""Twice the mean number of letters below which lines are none: the page is turned, or its characters mean others."""
_MOST_SIZES = 40
"""The most heights of type that two pages are set in: what was recognised in a picture has a height for each word."""


@dataclass(frozen=True)
class _Run:
    """Characters that stand on one base line in one size."""

    text: str
    size: float
    left: float
    right: float
    base: float


def read_lines(pdf: pdfium.PdfDocument) -> tuple[tuple[Line, ...], float]:
    """Return the lines of the first pages, from the top, and the height in points of most of their characters."""
    lines: list[Line] = []
    for index in range(min(PAGES, len(pdf))):
        try:
            page = pdf[index]
            runs = list(_runs(page.get_textpage()))
        except pdfium.PdfiumError:
            continue
        width, height = page.get_size()
        lines += [_line(index + 1, part, width or 1.0, height or 1.0) for part in _rows(runs)]
    letters = sum(letter.isalpha() for line in lines for letter in line.text)
    if letters < _SHORTEST * len(lines) / 2 or len({line.size for line in lines}) > _MOST_SIZES:
        return (), 0.0
    counts: Counter[float] = Counter()
    for line in lines:
        counts[line.size] += len(line.text)
    body = max(sorted(counts), key=lambda size: counts[size], default=0.0)
    return tuple(line for line in lines if line.text), body


def _runs(textpage: pdfium.PdfTextPage) -> Iterator[_Run]:
    """Yield the runs of a page in the order of its content."""
    raw = textpage.raw
    text = "".join(chr(c.FPDFText_GetUnicode(raw, index)) for index in range(min(textpage.count_chars(), _CHARACTERS)))
    box = c.FS_RECTF()
    words: list[_Run] = []
    end = 0
    for match in _WORD.finditer(text):
        word = _word(raw, box, match)
        if word is None:
            continue
        if words and (_ENDS_LINE.search(text, end, match.start()) or _breaks(words[-1], word)):
            yield from _run(words)
            words = []
        words.append(word)
        end = match.end()
    yield from _run(words)


def _word(raw: object, box: c.FS_RECTF, match: re.Match[str]) -> _Run | None:
    """Return a word with the height of its first character; None where it has no place."""
    if not c.FPDFText_GetLooseCharBox(raw, match.start(), ctypes.byref(box)):
        return None
    left, base, height = float(box.left), float(box.bottom), abs(float(box.top) - float(box.bottom))
    if match.end() - match.start() > 1 and not c.FPDFText_GetLooseCharBox(raw, match.end() - 1, ctypes.byref(box)):
        return None
    return _Run(match[0], height, left, float(box.right), base)


def _breaks(last: _Run, word: _Run) -> bool:
    """Tell whether a word begins a new run: another size, another line, or a wide gap before it."""
    tall = max(last.size, word.size, 1.0)
    return (
        abs(last.size - word.size) > _SAME_SIZE * tall
        or abs(last.base - word.base) > 0.5 * tall
        or word.left - last.right > 1.5 * tall
    )


def _run(words: list[_Run]) -> Iterator[_Run]:
    text = " ".join(word.text for word in words)
    if not text or not text.isprintable():
        return
    size = round(sorted(word.size for word in words)[len(words) // 2], 1)
    left, right = min(word.left for word in words), max(word.right for word in words)
    yield _Run(text, size, left, right, words[0].base)


def _rows(runs: Iterable[_Run]) -> Iterator[list[_Run]]:
    """Yield the runs as lines, from the top: neighbours of one size on one base line stand together."""
    ordered = sorted(runs, key=lambda run: (-round(run.base), run.left, run.text))
    for _, group in groupby(ordered, key=lambda run: (round(run.base), run.size)):
        row: list[_Run] = []
        for run in group:
            if row and run.left - row[-1].right > 1.5 * run.size:
                yield row
                row = []
            row.append(run)
        yield row


def _line(page: int, row: list[_Run], width: float, height: float) -> Line:
    top, left = 1 - row[0].base / height, row[0].left / width
    return Line(page, " ".join(run.text for run in row), row[0].size, round(top, 4), round(left, 4))
