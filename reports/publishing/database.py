"""`publiek.db`: the database that anyone may read; it holds the report tables and a word index of the quotes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from reports.publishing.search import index_text
from reports.publishing.words import add_forms
from reports.tables import ReportTable

INDEX = "zoekwoorden"
"""The FTS5 table with the words of each quote, by `citaat_id`."""
INDEXED = (
    "document_id", "citaat_id", "element_code", "gemeente_code", "venster", "aspect", "richting", "soort", "thema_id",
    "passage", "code", "formulering_id",
)  # fmt: skip
"""Columns by which rows are looked up."""
_KEYS = {
    "documenten": "document_id",
    "overzicht_evaluaties": "document_id",
    "gemeenten": "gemeente_code",
    "elementen": "element_code",
    "citaten": "citaat_id",
    "themas": "thema_id",
}
_PARENTS = {
    "document_id": "documenten",
    "gemeente_code": "gemeenten",
    "element_code": "elementen",
    "citaat_id": "citaten",
    "ander_citaat_id": "citaten",
}
Rows = list[dict[str, Any]]


def build(tables: Iterable[tuple[ReportTable, Rows]]) -> bytes:
    """Return the bytes of a fresh public database with these tables: equal rows give equal bytes."""
    pairs = list(tables)
    with tempfile.TemporaryDirectory(prefix="publiek-") as folder:
        path = Path(folder) / "publiek.db"
        db = Database(path)
        db.execute("PRAGMA page_size = 4096")
        names = {table.name for table, _ in pairs}
        with db.atomic():
            for table, rows in sorted(pairs, key=lambda pair: _rank(pair[0].name)):
                _add(db, table, rows, names)
            _add_index(db, names)
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("VACUUM")
        db.close()
        return path.read_bytes()


def _rank(name: str) -> tuple[int, str]:
    """Sort tables that others refer to before the others."""
    parents = list(_PARENTS.values())
    return parents.index(name) if name in parents else len(parents), name


def _add(db: Database, table: ReportTable, rows: Rows, names: set[str]) -> None:
    key = _KEYS.get(table.name)
    types = {name: _type(row[name] for row in rows) for name in table.columns}
    parents = [
        (column, parent, _KEYS[parent])
        for column, parent in _PARENTS.items()
        if column in table.columns and parent in names and parent != table.name
    ]
    created = db.table(table.name).create(types, pk=key, foreign_keys=parents)
    created.insert_all(rows, batch_size=500)
    for name in INDEXED:
        if name in table.columns and name != key:
            created.create_index([name])


def _type(values: Iterable[Any]) -> type:
    found = {type(value) for value in values if value is not None}
    return next((kind for kind in (str, float, int) if kind in found), str)


def _add_index(db: Database, names: set[str]) -> None:
    if "citaten" not in names:
        return
    db.execute(f"CREATE VIRTUAL TABLE {INDEX} USING fts5(citaat_id UNINDEXED, woorden, tokenize='unicode61')")
    rows = db.execute(
        "SELECT citaat_id, citaat, elementen, gemeenten, titel FROM citaten ORDER BY citaat_id"
    ).fetchall()
    for quote_id, *texts in rows:
        words = index_text(" ".join(text for text in texts if text))
        db.execute(f"INSERT INTO {INDEX} (citaat_id, woorden) VALUES (?, ?)", [quote_id, words])
    db.execute(f"INSERT INTO {INDEX} ({INDEX}) VALUES ('optimize')")
    add_forms(db)
