"""How the numbers of a publication add up: what is counted behind each, against what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reports.publication import Publication
from reports.tables import ReportTable
from reports.tables.tracing import counted, database_of, find

Cell = tuple[ReportTable, Mapping[str, Any], str]


def numbers(publication: Publication) -> Iterator[Cell]:
    """Yield every cell that holds a number: its table, its row, and its column."""
    for name, table in publication.tables.items():
        for row in publication.rows[name]:
            yield from ((table, row, column) for column in table.columns if isinstance(row[column], int | float))


def added_up(publication: Publication, said: set[tuple[str, str]] | None = None) -> tuple[int, list[str]]:
    """Return how many numbers a rule counts, and those that are another or, while not nil, have nothing behind them.

    `said` holds numbers, and tables (with no column) of numbers, that are not looked at.
    """
    db, wrong, count = database_of(publication), [], 0
    for table, row, column in numbers(publication):
        expected = counted(db, table, row, column, publication.tables)
        if expected is None or {(table.name, column), (table.name, "")} & (said or set()):
            continue
        count += 1
        found = find(db, table, row, column, publication.tables)
        behind = {name for sql in (found.quotes, found.documents) if sql for (name,) in db.execute(sql, found.values)}
        if expected != row[column] or bool(behind) != bool(row[column]):
            key = "|".join(str(row[name]) for name in table.key)
            wrong.append(
                f"{table.name}/{key}/{column}: {row[column]}, but {expected} are counted in {len(behind)} rows"
            )
    return count, wrong
