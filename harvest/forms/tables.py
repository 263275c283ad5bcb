"""Tables in text: rows with the line they begin on, of which a broken one does not take the others along."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

_DELIMITERS = ",;\t"


class Row(NamedTuple):
    """A row of a table."""

    line: int
    """The line of the file where it begins, from 1."""
    cells: tuple[str, ...]
    """Its cells, outer spaces left out."""
    problem: str | None = None
    """Why it cannot be read, if it cannot."""


def rows_in(text: str) -> list[Row]:
    """Return the rows of a table in CSV that are not empty, its header among them (RFC 4180).

    Cells are parted by the comma, semicolon or tab that the first row has most of.
    """
    lines = list(io.StringIO(text, newline=""))
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    return [row for row in _rows(lines, delimiter) if row.problem or any(row.cells)]


def _rows(lines: list[str], delimiter: str) -> Iterator[Row]:
    at = 0
    while at < len(lines):
        reader = csv.reader((lines[line] for line in range(at, len(lines))), delimiter=delimiter, strict=True)
        try:
            cells = next(reader)
        except csv.Error as error:
            # An open quote would swallow all that follows, so reading goes on at the next line.
            yield Row(at + 1, (), str(error))
            at += 1
            continue
        yield Row(at + 1, tuple(cell.strip() for cell in cells))
        at += reader.line_num
