"""Records in which every text that no table may draw on holds a word that says where it was put."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from corpus.record import Record, columns
from corpus.records import TABLES, Source
from reports.publishing.load import ALLOWED

CANARY = "zqkanarie"
"""Begins each of those words."""
_NUMBERS: dict[str, Any] = {"int": 1, "float": 0.5, "bool": True}


def canary(table: type[Record], name: str) -> str:
    """Return the word of a column, in letters only, so that no index splits it."""
    return f"{CANARY}{table.__name__}{name}".lower().replace("_", "")


def guarded(table: type[Record]) -> dict[str, str]:
    """Return the columns of a table that hold text and are not public, with their types; keys hold no text."""
    return {
        item.name: str(item.type)
        for item in columns(table)
        if "str" in str(item.type) and item.name != "id" and not item.name.endswith("_id")
        if item.name not in ALLOWED.get(table, ())
    }


def with_canaries(records: list[Record]) -> list[Record]:
    """Return the records with such a word in each guarded column, and a record of each table that had none."""
    absent = [table for table in TABLES if not any(isinstance(record, table) for record in records)]
    made = [_made(table, {type(record): record for record in records}) for table in absent]
    return [replace(record, **dict(_changes(record))) for record in [*records, *made]]


def _changes(record: Record) -> Iterator[tuple[str, Any]]:
    for name, kind in guarded(type(record)).items():
        word, value = canary(type(record), name), getattr(record, name)
        if isinstance(record, Source):
            yield name, json.dumps(json.loads(value) | {"note": word})
        elif kind.startswith("tuple[tuple"):
            yield name, (*value, (word,))
        elif kind.startswith("tuple"):
            yield name, (*value, word)
        else:
            yield name, f"{value or ''} {word}".strip()


def _made(table: type[Record], others: dict[type[Record], Record]) -> Record:
    """Return a record of a table, that points to others where it must."""
    parents = {kind.table: record.id for kind, record in others.items()}
    values: dict[str, Any] = {}
    for item in columns(table):
        kind = str(item.type).removesuffix(" | None")
        if item.name == "id":
            continue
        if item.name.endswith("_id"):
            parent = item.metadata.get("references") or f"{item.name.removesuffix('_id')}s"
            values[item.name] = parents.get(parent, "elders")
        elif kind.startswith("tuple"):
            values[item.name] = ()
        else:
            values[item.name] = b"" if kind == "bytes" else _NUMBERS.get(kind, "")
    return table(**values)
