"""The public database of the quotes of the bundled example, as they were when the questions were written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reports.publishing.database import build
from reports.tables import ReportTable, read_tables

_FILE = Path(__file__).with_name("voorbeeld.json")
COLUMNS = {
    "citaten": (
        "citaat_id", "citaat", "elementen", "richting", "document_id", "titel", "gemeenten", "jaar", "bladzijde",
        "score",
    ),
    "codeboeken": ("dimensie", "naam", "omschrijving"),
    "gemeenten": ("gemeente_code", "gemeente"),
}  # fmt: skip
"""The columns that are kept; the others are empty."""


def make_example(path: Path) -> sqlite3.Connection:
    """Write the database to a path and return a connection to it."""
    path.write_bytes(build(_tables()))
    return sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)


def _tables() -> Iterator[tuple[ReportTable, list[dict[str, Any]]]]:
    kept = json.loads(_FILE.read_text(encoding="utf-8"))
    for table in read_tables():
        if table.name in COLUMNS:
            empty = dict.fromkeys(table.columns)
            yield table, [empty | dict(zip(COLUMNS[table.name], row, strict=True)) for row in kept[table.name]]
