"""Rows of `referenties` that are made up, and publications that hold them."""

from __future__ import annotations

from typing import Any

from reports.publication import Publication
from reports.tables import read_tables

TABLES = {table.name: table for table in read_tables()}


def reference(document_id: str, **told: Any) -> dict[str, Any]:
    """Return a row: what is not told is empty."""
    names = (
        "auteurs", "uitvoerder", "uitgever", "opdrachtgever", "titel", "ondertitel", "jaar", "verschenen_op",
        "soort_document", "isbn", "doi", "bron_url",
    )  # fmt: skip
    return {"document_id": document_id, **dict.fromkeys(names), **told}


def published(**rows: list[dict[str, Any]]) -> Publication:
    """Return a publication with these rows and no others."""
    return Publication(TABLES, {name: rows.get(name, []) for name in TABLES}, "")
