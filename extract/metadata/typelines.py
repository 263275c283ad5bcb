"""The lines of type on the first pages of a PDF, with their height."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as c

from extract.metadata.reading import Line

PAGES = 2
_CHARACTERS = 6000
"""Characters read of each page: a title stands among the first."""
_SAME_SIZE = 0.04
_SHORTEST = 4
"""Mean number of characters below which lines are none: the page is turned, or its text was recognised askew."""


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
        page = pdf[index]
        runs = list(_runs(page.get_textpage()))
        width, height = page.get_size()
        lines += [_line(index + 1, part, width or 1.0, height or 1.0) for part in _rows(runs)]
    if sum(len(line.text) for line in lines) < _SHORTEST * len(lines):
        return (), 0.0
    counts: Counter[float] = Counter()
    for line in lines:
        counts[line.size] += len(line.text)
    body = max(sorted(counts), key=lambda size: counts[size], default=0.0)
    return tuple(line for line in lines if line.text), body


def _runs(textpage: pdfium.PdfTextPage) -> Iterator[_Run]:
    """Yield the runs of a page in the order of its content."""
    characters: list[tuple[str, c.FS_RECTF]] = []
    for index in range(min(textpage.count_chars(), _CHARACTERS)):
        letter = chr(c.FPDFText_GetUnicode(textpage.raw, index))
        box = c.FS_RECTF()
        if letter in "\r\n":
            yield from _run(characters)
            characters = []
        elif c.FPDFText_GetLooseCharBox(textpage.raw, index, ctypes.byref(box)):
            if characters and not letter.isspace() and _breaks(characters, box):
                yield from _run(characters)
                characters = []
            characters.append((letter, box))
    yield from _run(characters)


def _height(box: c.FS_RECTF) -> float:
    return abs(float(box.top) - float(box.bottom))


def _breaks(characters: list[tuple[str, c.FS_RECTF]], box: c.FS_RECTF) -> bool:
    """Tell whether a character begins a new run: another size, another line, or a wide gap before it."""
    last = next((known for letter, known in reversed(characters) if not letter.isspace()), characters[-1][1])
    tall = max(_height(last), _height(box), 1.0)
    return (
        abs(_height(last) - _height(box)) > _SAME_SIZE * tall
        or abs(float(last.bottom) - float(box.bottom)) > 0.5 * tall
        or float(box.left) - float(last.right) > 1.5 * tall
    )


def _run(characters: list[tuple[str, c.FS_RECTF]]) -> Iterator[_Run]:
    text = " ".join("".join(letter for letter, _ in characters).split())
    if not text or not text.isprintable():
        return
    boxes = [box for letter, box in characters if not letter.isspace()]
    size = round(sorted(_height(box) for box in boxes)[len(boxes) // 2], 1)
    left, right = min(float(box.left) for box in boxes), max(float(box.right) for box in boxes)
    yield _Run(text, size, left, right, float(boxes[0].bottom))


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
