"""The report tables: each is one file here, an SQL query under a header that describes it to readers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.issues import Refused
from reports.tables.rules import Rule, read_rules, read_types

TABLES_FOLDER = Path(__file__).parent
_HEADER = re.compile(r"^--\s*(titel|beschrijving|sleutel|kolom\s+(\w+))\s*:\s*(.+?)\s*$")


@dataclass(frozen=True)
class ReportTable:
    """A table for readers: its name, Dutch title and description, what each column holds, and its query."""

    name: str
    title: str
    description: str
    columns: dict[str, str]
    """Column → description, in the order of the columns."""
    sql: str
    key: tuple[str, ...] = ()
    """The columns that tell a row from the others, by which reports refer to it."""
    rules: tuple[Rule, ...] = ()
    """Where its numbers come from."""
    types: dict[str, str] = field(default_factory=dict)
    """Column → kind of value, of those where the header says it."""


def read_tables(folder: Path = TABLES_FOLDER) -> tuple[ReportTable, ...]:
    """Return the report tables of a folder by name; raise Refused at a header that is not complete."""
    return tuple(parse_table(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.sql")))


def parse_table(name: str, text: str) -> ReportTable:
    """Return the report table of one file; raise Refused when its header lacks a title, a description or columns."""
    header: dict[str, str] = {}
    columns: dict[str, str] = {}
    for line in text.splitlines():
        if match := _HEADER.match(line):
            target, key = (columns, match[2]) if match[2] else (header, match[1])
            target[key] = match[3]
    for key in ("titel", "beschrijving", "sleutel"):
        if key not in header:
            raise Refused(f"tables/{name}.sql", f"the header has no '-- {key}: …'", "Add that line at the top")
    if not columns:
        raise Refused(f"tables/{name}.sql", "the header describes no column", "Add '-- kolom naam: …' for each column")
    key = tuple(part.strip() for part in header["sleutel"].split(","))
    if absent := [name for name in key if name not in columns]:
        raise Refused(f"tables/{name}.sql", f"the key has {absent[0]!r}, which is no column", "Name columns in it")
    rules, types = read_rules(name, text, columns), read_types(name, text, columns)
    return ReportTable(name, header["titel"], header["beschrijving"], columns, text, key, rules, types)


def run_table(db: Database, table: ReportTable) -> list[dict[str, Any]]:
    """Return the rows of a report table; raise Refused when its columns are not those that its header describes."""
    cursor = db.execute(table.sql)
    names = [item[0] for item in cursor.description]
    _check(table, names)
    return [dict(zip(names, values, strict=True)) for values in cursor]


def _check(table: ReportTable, names: Iterable[str]) -> None:
    found = list(names)
    if found == list(table.columns):
        return
    bare = sorted(set(found) - set(table.columns))
    idle = sorted(set(table.columns) - set(found))
    problem = (
        f"column {bare[0]!r} has no description" if bare
        else f"the described column {idle[0]!r} is not in the query" if idle
        else "the columns are described in another order than the query yields them"
    )  # fmt: skip
    raise Refused(
        f"tables/{table.name}.sql", problem, "Describe each column with '-- kolom naam: …', in the query's order"
    )
