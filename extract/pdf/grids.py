"""Tables with rulings: cells from lines that cross, by the geometry of pdfplumber, filled with words read by pdfium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pdfplumber import table as geometry

from extract.pdf.lines import Line, make_lines
from extract.pdf.rulings import Ruling
from extract.pdf.words import Word
from extract.sheet import Rows

_SNAP_PT = 3.0
_CELL_WORDS = 30
"""Tables whose filled cells hold more words than this on average only lay out running text."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Grid:
    """A table: its box, its rows with the header first, and the lines of the page that it takes up."""

    box: Box
    rows: Rows
    lines: tuple[Line, ...]


def find_grids(lines: Sequence[Line], rulings: Sequence[Ruling], height: float) -> list[Grid]:
    """Return the tables that crossing rulings make on a page of this height, in points."""
    level = sum(ruling.is_level for ruling in rulings)
    if level < 2 or len(rulings) - level < 2:
        return []
    cells = [_upward(cell, height) for cell in _cells(rulings, height)]
    found = (_grid(lines, [cells[index] for index in group]) for group in _groups(cells))
    return [grid for grid in found if grid]


def _cells(rulings: Sequence[Ruling], height: float) -> list[Box]:
    edges = geometry.merge_edges([_edge(ruling, height) for ruling in rulings], *(_SNAP_PT,) * 4)
    crossings = geometry.edges_to_intersections(edges, _SNAP_PT, _SNAP_PT)
    return sorted(geometry.intersections_to_cells(crossings))


def _edge(ruling: Ruling, height: float) -> dict[str, Any]:
    """Return a ruling as pdfplumber keeps one: with y downwards from the top."""
    return {
        "x0": ruling.x0, "x1": ruling.x1, "top": height - ruling.y1, "bottom": height - ruling.y0,
        "width": ruling.x1 - ruling.x0, "height": ruling.y1 - ruling.y0,
        "orientation": "h" if ruling.is_level else "v",
    }  # fmt: skip


def _upward(cell: Box, height: float) -> Box:
    return cell[0], height - cell[3], cell[2], height - cell[1]


def _groups(cells: Sequence[Box]) -> Iterator[list[int]]:
    """Yield the indexes of cells that hang together by shared corners."""
    at: dict[tuple[float, float], list[int]] = {}
    for index, (x0, y0, x1, y1) in enumerate(cells):
        for corner in ((x0, y0), (x0, y1), (x1, y0), (x1, y1)):
            at.setdefault((round(corner[0], 1), round(corner[1], 1)), []).append(index)
    left = set(range(len(cells)))
    neighbours: dict[int, set[int]] = {index: set() for index in left}
    for indexes in at.values():
        for index in indexes:
            neighbours[index].update(indexes)
    for first in range(len(cells)):
        if first in left:
            yield sorted(_reached(first, neighbours, left))


def _reached(first: int, neighbours: dict[int, set[int]], left: set[int]) -> set[int]:
    group, waiting = set(), [first]
    while waiting:
        index = waiting.pop()
        if index in left:
            left.remove(index)
            group.add(index)
            waiting += sorted(neighbours[index])
    return group


def _grid(lines: Sequence[Line], cells: Sequence[Box]) -> Grid | None:
    box = (min(c[0] for c in cells), min(c[1] for c in cells), max(c[2] for c in cells), max(c[3] for c in cells))
    taken = tuple(line for line in lines if _is_in(line.box, box))
    words = [word for line in taken for word in line.words]
    tops = sorted({round(cell[3], 1) for cell in cells}, reverse=True)
    lefts = sorted({round(cell[0], 1) for cell in cells})
    table = [["" for _ in lefts] for _ in tops]
    for cell in cells:
        inside = [word for word in words if _is_in(word[1:5], cell)]
        table[tops.index(round(cell[3], 1))][lefts.index(round(cell[0], 1))] = text_of(inside)
    rows = tidy(table)
    return Grid(box, rows, taken) if is_table(rows) else None


def _is_in(inner: Sequence[float], outer: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] - 1 <= x <= outer[2] + 1 and outer[1] - 1 <= y <= outer[3] + 1


def text_of(words: Sequence[Word]) -> str:
    """Return the words of a cell as text, hyphens at the end of a line taken away before a small letter."""
    text = ""
    for line in make_lines(words):
        is_split = text.endswith("-") and text[-2:-1].isalpha() and line.text[:1].islower()
        text = text[:-1] + line.text if is_split else f"{text} {line.text}"
    return text.strip()


def tidy(table: Sequence[Sequence[str]]) -> Rows:
    """Return the rows and columns of a table that are not empty."""
    filled = [row for row in table if any(row)]
    columns = [index for index in range(len(filled[0])) if any(row[index] for row in filled)] if filled else []
    return tuple(tuple(row[index] for index in columns) for row in filled)


def is_table(rows: Rows) -> bool:
    """Tell whether rows are a table, and not a frame around text or a lay-out of running text."""
    cells = [cell for row in rows for cell in row if cell]
    if len(rows) < 2 or len(rows[0]) < 2 or len(cells) < 4:
        return False
    return sum(len(cell.split()) for cell in cells) <= _CELL_WORDS * len(cells)
