"""A table on a page: its box, its rows, and the words that stand in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from extract.pdf.hyphens import join_lines
from extract.pdf.lines import Line
from extract.pdf.tables.textline import text_lines
from extract.pdf.words import Word
from extract.sheet import Rows

Box = tuple[float, float, float, float]
Cells = Sequence[Sequence[Sequence[Word]]]
"""The words of each cell of each row."""

RISE, DEPTH = 0.75, 0.25
"""How far letters reach above and below the baseline, as a share of the type size; boxes of fonts may say anything."""
_TOUCH = 0.08
_SIGNS = frozenset("€$£•▪◦●○■□➢►✓")


@dataclass(frozen=True)
class Grid:
    """A table: its box, its rows with the header first, and the lines of the page that it takes up."""

    box: Box
    rows: Rows
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Draft:
    """What may be a table: the words of each cell, rectangular, empty rows and columns left out."""

    cells: Cells

    @property
    def words(self) -> Iterator[Word]:
        """All words, row by row."""
        return (word for row in self.cells for cell in row for word in cell)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.cells[0]) if self.cells else 0

    def column(self, index: int) -> list[Sequence[Word]]:
        """Return the filled cells of a column."""
        return [row[index] for row in self.cells if row[index]]

    def rows(self, known: Counter[str]) -> Rows:
        """Return the text of the cells; `known` counts the document's words, by which hyphens are judged."""
        return tuple(tuple(cell_text(cell, known) for cell in row) for row in self.cells)

    @cached_property
    def box(self) -> Box:
        """Left, bottom, right and top, in points."""
        return box_of(self.words)


def draft(cells: Cells) -> Draft:
    """Return a draft of cells without the rows and columns that are empty; a column of mere signs joins the next."""
    filled = [row for row in cells if any(row)]
    columns = [index for index in range(len(filled[0])) if any(row[index] for row in filled)] if filled else []
    kept = [[list(row[index]) for index in columns] for row in filled]
    for index in range(len(columns) - 2, -1, -1):
        if all(not row[index] or _is_sign(row[index]) for row in kept[1:]) and any(row[index] for row in kept[1:]):
            kept = [[*row[:index], row[index] + row[index + 1], *row[index + 2 :]] for row in kept]
    return Draft(kept)


def _is_sign(cell: Sequence[Word]) -> bool:
    return len(cell) == 1 and cell[0].text in _SIGNS


def box_of(words: Iterable[Word]) -> Box:
    """Return the box around words: left, bottom, right and top; their height is told from type size and baseline."""
    sides = ((word.x0, word.base - DEPTH * word.size, word.x1, word.base + RISE * word.size) for word in words)
    x0s, y0s, x1s, y1s = zip(*sides, strict=True)
    return min(x0s), min(y0s), max(x1s), max(y1s)


def cell_text(words: Sequence[Word], known: Counter[str]) -> str:
    """Return the words of a cell as text, without the raised numbers of notes."""
    if len(words) == 1:
        return words[0].text
    return join_lines([text for line in text_lines(words) if (text := _line_text(line.words))], known)


def _line_text(line: Sequence[Word]) -> str:
    text = ""
    end = 0.0
    for word in line:
        if text and word.is_raised:
            continue
        is_glued = word.is_glued or word.x0 - end < _TOUCH * word.size
        text += word.text if not text or is_glued else f" {word.text}"
        end = word.x1
    return text
