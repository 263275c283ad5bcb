"""What was published of a study, as writers of reports read it: the rows of `publiek.db`, each with its address."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import quote

from sqlite_utils import Database

from corpus.issues import Refused
from reports.publishing.database import Rows
from reports.shown import FICTIONAL, number
from reports.tables import ReportTable, read_tables

_BARE = re.compile(r"(^|_)(jaar|bladzijde|begin|einde|volgorde|nummer)$")
"""Columns whose numbers name something, such as the year 2018: no point between thousands."""


class File(NamedTuple):
    """A file for readers: its name in the folder of the study, what it is (Dutch), and its bytes."""

    name: str
    description: str
    content: bytes


class Origin(NamedTuple):
    """Where a value stands in `publiek.db`: table, row (by the table's key) and column."""

    table: str
    row: str
    column: str

    @property
    def address(self) -> str:
        """The origin as one word: `table/row/column`, each percent-encoded."""
        return "/".join(quote(part, safe="") for part in self)


class Value(NamedTuple):
    """A value out of a row as readers see it, and where it stands."""

    text: str
    origin: Origin


@dataclass(frozen=True)
class Publication:
    """The report tables of a published study with their rows, by name; all that documents, figures and files say."""

    tables: Mapping[str, ReportTable]
    rows: Mapping[str, Rows]
    digest: str
    """SHA-256 of the database."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return what is in a public database; raise Refused where there is none.

        Tables that an older database lacks have no rows; columns that it lacks are None.
        """
        if not path.is_file():
            raise Refused(str(path), "the public database is not there yet", "Run `make synthesis` first")
        described = {table.name: table for table in read_tables()}
        content = path.read_bytes()
        db = Database(path)
        try:
            there = set(db.table_names())
            rows = {name: _rows(db, table) if name in there else [] for name, table in described.items()}
        finally:
            db.close()
        return cls(described, rows, hashlib.sha256(content).hexdigest())

    def about(self, part: str) -> tuple[str, ...]:
        """Return what the study says of itself: `titel`, `beschrijving`, `vraag`, `contact` or `citaatlengte`."""
        return tuple(row["inhoud"] for row in self.rows["studie"] if row["onderdeel"] == part)

    @property
    def title(self) -> str:
        """The title of the study."""
        return next(iter(self.about("titel")), "Kennissynthese")

    @property
    def is_fictional(self) -> bool:
        """Tell whether gemeenten in it do not exist."""
        return any(row["provincie"] == FICTIONAL for row in self.rows["gemeenten"])

    def origin(self, table: str, row: Mapping[str, Any], column: str) -> Origin:
        """Return where a column of one of our rows stands; rows with equal keys are told apart by their turn."""
        return Origin(table, self._names[table][id(row)], column)

    def value(self, table: str, row: Mapping[str, Any], column: str, digits: int = 0) -> Value:
        """Return a column of one of our rows as readers see it: a number with `digits` decimals, or a text."""
        found = row[column]
        is_number = isinstance(found, int | float) and not _BARE.search(column)
        shown = number(found, digits) if is_number or found is None else str(found)
        return Value(shown, self.origin(table, row, column))

    def row_at(self, origin: Origin) -> Mapping[str, Any] | None:
        """Return the row at an origin, or None where it is not there."""
        return self._at.get((origin.table, origin.row))

    @cached_property
    def _names(self) -> dict[str, dict[int, str]]:
        return {name: _named(self.tables[name], rows) for name, rows in self.rows.items()}

    @cached_property
    def _at(self) -> dict[tuple[str, str], Mapping[str, Any]]:
        return {(name, self._names[name][id(row)]): row for name, rows in self.rows.items() for row in rows}


def _rows(db: Database, table: ReportTable) -> Rows:
    return [
        {name: row.get(name) for name in table.columns}
        for row in db.query(f"SELECT * FROM {table.name} ORDER BY rowid")
    ]


def _named(table: ReportTable, rows: Rows) -> dict[int, str]:
    """Return the name of each row: the values of its key, with the turn where an earlier row has the same."""
    turns: dict[str, int] = {}
    found = {}
    for row in rows:
        name = "|".join("" if row[part] is None else str(row[part]) for part in table.key)
        turns[name] = turns.get(name, 0) + 1
        found[id(row)] = name if turns[name] == 1 else f"{name}#{turns[name]}"
    return found
