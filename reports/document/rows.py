"""What chapters say of a row: its values in sentences, its quotes with their source, and tables of its kind."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from reports.document.blocks import Cite, Column, Grid, Line, Link, Quote
from reports.publication import Publication, Value
from reports.shown import day, number, spread

_SIMPLE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_ -]*")
_LONGEST = 40
_DIGIT = re.compile(r"\d")
_DATED = re.compile(r"\s*\([^()]*\d[^()]*\)")


@dataclass(frozen=True)
class Row:
    """A row of a report table, which gives its columns as values that tell where they stand."""

    publication: Publication
    table: str
    cells: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        """Return what a column holds."""
        return self.cells[column]

    def value(self, column: str, digits: int = 0) -> Value:
        """Return a column as readers see it; a dash where it is empty."""
        return self.publication.value(self.table, self.cells, column, digits)

    def low(self, column: str) -> Value:
        """Return a text that goes on within a sentence, its first letter small."""
        found = self.value(column)
        return found._replace(text=found.text[:1].lower() + found.text[1:])

    def high(self, column: str) -> Value:
        """Return a text that begins a sentence, its first letter a capital."""
        found = self.value(column)
        return found._replace(text=found.text[:1].upper() + found.text[1:])

    def day(self, column: str) -> Value:
        """Return a date as Dutch readers write it."""
        return self.value(column)._replace(text=day(self[column]))

    def percent(self, column: str) -> Value:
        """Return a share as a percentage."""
        share = self[column]
        return self.value(column)._replace(text="–" if share is None else f"{number(100 * share)} %")

    def some(self, column: str, one: str, more: str) -> Line:
        """Return how many there are and of what: one, or more."""
        return (self.value(column), f" {one if self[column] == 1 else more}")

    def cite(self, prefix: str = "") -> Cite:
        """Return the reference to the document of a quote, at its page."""
        return Cite(self[f"{prefix}document_id"], self.value(f"{prefix}bladzijde"))

    def quote(self, remark: Line = (), *, column: str = "citaat", prefix: str = "") -> Quote:
        """Return a quote with its source and a remark."""
        return Quote(self.value(prefix + column), self.cite(prefix), remark)


class Shown(NamedTuple):
    """How a column of a table is shown: under which head, and with how many decimals where it holds numbers."""

    title: str
    column: str
    digits: int = 0


def rows(publication: Publication, table: str, **wanted: Any) -> list[Row]:
    """Return the rows of a report table whose columns are as wanted, in the order of the table."""
    return [
        Row(publication, table, cells)
        for cells in publication.rows[table]
        if all(cells[column] == found for column, found in wanted.items())
    ]


def first(publication: Publication, table: str, **wanted: Any) -> Row | None:
    """Return the first row of a report table whose columns are as wanted, or None."""
    return next(iter(rows(publication, table, **wanted)), None)


def indexed(publication: Publication, table: str, *columns: str) -> Mapping[tuple[Any, ...], list[Row]]:
    """Return the rows of a report table by what some columns hold; no rows for what they do not hold."""
    found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows(publication, table):
        found[tuple(row[column] for column in columns)].append(row)
    return found


def spread_rows(found: Iterable[Row], limit: int) -> list[Row]:
    """Return the first `limit` rows such that each document comes once before any comes twice."""
    by_cells = {id(row.cells): row for row in found}
    return [by_cells[id(cells)] for cells in spread((row.cells for row in by_cells.values()), limit)]


def by(found: Sequence[Row], column: str) -> list[tuple[Row, list[Row]]]:
    """Return rows by what a column holds, in the order in which that comes first, each with its first row."""
    groups: dict[Any, list[Row]] = {}
    for row in found:
        groups.setdefault(row[column], []).append(row)
    return [(group[0], group) for group in groups.values()]


def grid(anchor: str, caption: str, columns: Sequence[Shown], found: Sequence[Row], source: str = "") -> Grid:
    """Return a table with a row for each row; a column whose cells are all numbers is one of numbers."""
    heads = tuple(Column(shown.title, _is_numeric(shown.column, found)) for shown in columns)
    cells = tuple(tuple((row.value(shown.column, shown.digits),) for shown in columns) for row in found)
    return Grid(anchor, caption, heads, cells, source or found[0].table)


def _is_numeric(column: str, found: Sequence[Row]) -> bool:
    values = [row[column] for row in found]
    return any(value is not None for value in values) and all(isinstance(value, int | float | None) for value in values)


def table_link(publication: Publication, table: str) -> Link:
    """Return the title of a report table, which leads to its file."""
    return Link(title_of(publication, table), f"tabellen/{table}.csv")


def title_of(publication: Publication, table: str) -> str:
    """Return the title of a report table, without what holds digits."""
    return bare(_DATED.sub("", publication.tables[table].title), table)


def bare(label: str, otherwise: str) -> str:
    """Return a label, or other words where it holds digits, which only values may."""
    return otherwise if _DIGIT.search(label) else label


def slug(text: str) -> str:
    """Return a text as part of an anchor; one that is long or holds other signs ends in a mark of its own."""
    bare_ = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    made = re.sub(r"[^a-z0-9]+", "-", bare_.lower()).strip("-")
    if len(made) <= _LONGEST and _SIMPLE.fullmatch(bare_):
        return made
    mark = hashlib.sha256(text.encode(errors="replace")).hexdigest()[:6]
    return f"{made[:_LONGEST].strip('-')}-{mark}".strip("-")


def listed(lines: Iterable[Line], between: str = ", ") -> Line:
    """Return lines as one, with something between them."""
    return tuple(_joined(lines, between))


def _joined(lines: Iterable[Line], between: str) -> Iterator[Any]:
    for number_, line in enumerate(lines):
        yield from ((between,) if number_ else ())
        yield from line
