"""Tables of office documents: rows of cells, as one table, or as running text where they are layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from extract.marked import joined
from extract.sheet import Mark, Piece, clean

Cell: TypeAlias = tuple[Piece, ...]
"""What stands in a cell; a cell that is covered by a merged one is empty."""

_PROSE = 60
"""Words: where the filled cells hold more than this on average, a table is a way to lay out running text."""
_LABEL = 5
_BETWEEN_CELLS, _BETWEEN_ROWS = " | ", "\n"


def table_pieces(rows: Sequence[Sequence[Cell]]) -> Iterator[Piece]:
    """Yield a table and the tables within its cells, or what stands in the cells where the table is only layout."""
    grid = _rectangle(rows)
    if _is_layout(grid):
        yield from (piece for row in grid for cell in row for piece in cell)
        return
    texts = [[joined(piece for piece in cell if piece.role != "table") for cell in row] for row in grid]
    marks = tuple(_marks([[(clean(text), found) for text, found in row] for row in texts]))
    yield Piece(role="table", rows=tuple(tuple(text for text, _ in row) for row in texts), marks=marks)
    yield from (piece for row in grid for cell in row for piece in cell if piece.role == "table")


def _rectangle(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """Return rows of the same length, without rows and columns in which nothing stands."""
    width = max((len(row) for row in rows), default=0)
    full = [[tuple(piece for piece in cell if piece.text or piece.rows) for cell in row] for row in rows]
    full = [row + [()] * (width - len(row)) for row in full if any(row)]
    columns = [number for number in range(width) if any(row[number] for row in full)]
    return [[row[number] for number in columns] for row in full]


def _is_layout(grid: Sequence[Sequence[Cell]]) -> bool:
    if len(grid) < 2 or len(grid[0]) < 2:
        return True
    if _has_labels(grid):
        return False
    filled = [cell for row in grid for cell in row if cell]
    if any(piece.role == "heading" for cell in filled for piece in cell):
        return True
    return sum(len(piece.text.split()) for cell in filled for piece in cell) > _PROSE * len(filled)


def _has_labels(grid: Sequence[Sequence[Cell]]) -> bool:
    """Tell whether the first column tells by a few short labels, which come back, what the other columns hold."""
    labels = [" ".join(piece.text for piece in row[0]) for row in grid]
    return all(len(label.split()) <= _LABEL for label in labels) and 2 * len(set(labels)) <= len(labels)


def _marks(rows: Sequence[Sequence[tuple[str, tuple[Mark, ...]]]]) -> Iterator[Mark]:
    """Yield the marks in cells, counted in the text of the whole table as it stands on its page."""
    before = ""
    for row in rows:
        for number, (text, marks) in enumerate(row):
            before += _BETWEEN_CELLS if number else ""
            for mark in marks:
                yield Mark(len(clean(f"{before}{text[: mark.start]}.")) - 1, mark.text)
            before += text
        before += _BETWEEN_ROWS
