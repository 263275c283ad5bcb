"""What stands behind every number that its table can tell of, for the files that take the numbers along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from reports.publication import Publication
from reports.tables import ReportTable
from reports.tables.tracing import database_of, find

MOST = 150_000
"""With a higher sum of all numbers, what stands behind them takes more room than the tables: the largest go without."""
MOST_WORK = 150_000_000
"""With more numbers times rows that they may count, following them all takes minutes: again the largest go without."""


class Cell(NamedTuple):
    """A cell: its table, the position of its row in that table, and its column."""

    table: str
    position: int
    column: str


class Source(NamedTuple):
    """What stands behind a number: the ids of quotes, and of documents, each sorted."""

    quotes: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Traces:
    """What stands behind the numbers of a publication."""

    sources: tuple[Source, ...]
    """Each once, in the order of the first cell that has it."""
    cells: Mapping[Cell, int]
    """The place in `sources` of what stands behind each cell, by table, row and column."""
    left_out: tuple[str, ...]
    """Tables of which it is not told because there is too much."""


_kept: dict[tuple[str, int], Traces] = {}
"""What was found last, by the digest of the publication, since several files tell of it."""


def traces(publication: Publication, most: int = MOST) -> Traces:
    """Return what stands behind each number that a rule counts, but of the tables that are too large for it."""
    key = publication.digest, most
    if key not in _kept:
        _kept.clear()
        _kept[key] = _traces(publication, most)
    return _kept[key]


def _traces(publication: Publication, most: int) -> Traces:
    sizes = {name: _size(table, publication.rows[name]) for name, table in publication.tables.items()}
    work = {name: _work(publication, table) for name, table in publication.tables.items()}
    left_out = _largest(sizes, most) | _largest(work, MOST_WORK)
    sources: dict[Source, int] = {}
    cells = {}
    for name in sorted(set(publication.tables) - left_out):
        for cell, source in _of_table(publication, publication.tables[name]):
            cells[cell] = sources.setdefault(source, len(sources))
    return Traces(tuple(sources), cells, tuple(sorted(left_out)))


def bare_documents(source: Source, homes: Mapping[str, str]) -> tuple[str, ...]:
    """Return the documents that none of the quotes is from; `homes` holds the document of each quote."""
    quoted = {homes[name] for name in source.quotes}
    return tuple(name for name in source.documents if name not in quoted)


def _largest(sizes: Mapping[str, int], most: int) -> set[str]:
    """Return the largest, so many that the others are not too much together."""
    total, found = sum(sizes.values()), set()
    for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
        if total <= most:
            break
        found.add(name)
        total -= sizes[name]
    return found


def _work(publication: Publication, table: ReportTable) -> int:
    """Return the numbers of a table times the rows that each may count."""
    rows = sum(len(rule.columns) * len(publication.rows[rule.table]) for rule in table.rules if rule.rows)
    return len(publication.rows[table.name]) * rows


def _size(table: ReportTable, rows: Any) -> int:
    columns = sorted(
        {column for rule in table.rules if rule.rows for column in rule.columns if not _is_year(table, column)}
    )
    return sum(int(row[column]) for row in rows for column in columns if _is_number(row[column]))


def _of_table(publication: Publication, table: ReportTable) -> Any:
    """Yield the cells of a table with what stands behind them."""
    db = database_of(publication)
    columns = [column for column in table.columns if any(column in rule.columns and rule.rows for rule in table.rules)]
    for position, row in enumerate(publication.rows[table.name]):
        for column in columns:
            if not row[column] or not _is_number(row[column]):
                continue
            found = find(db, table, row, column, publication.tables)
            quotes, documents = (
                tuple(sorted({item[0] for item in db.execute(sql, found.values) if item[0] is not None})) if sql else ()
                for sql in (found.quotes, found.documents)
            )
            if quotes or documents:
                yield Cell(table.name, position, column), Source(quotes, documents)


def _is_year(table: ReportTable, column: str) -> bool:
    return table.types.get(column) == "jaar"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float)
