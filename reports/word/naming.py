"""What a row of a report table is about, in the words that an author would use for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reports.publication import Origin, Publication

_NAMED_BY = {
    "element_code": "element",
    "gemeente_code": "gemeente",
    "cbs_code": "gemeente",
    "document_id": "titel",
    "thema_id": "thema",
    "met_code": "met",
    "code": "naam",
    "andere_code": "andere_naam",
    "formulering_id": "element",
}
"""A column of a table's key → the column with the name that it stands for."""
_ITSELF = ("vraag", "stap", "bron", "onderdeel", "criterium")
"""Columns of a key that are names themselves."""


def names_of(publication: Publication, origin: Origin) -> tuple[str, ...]:
    """Return the names that tell the row at an origin from others of its table; none where nobody would name it."""
    row = publication.row_at(origin)
    table = publication.tables.get(origin.table)
    if row is None or table is None:
        return ()
    found = [name for part in table.key if (name := _name(row, part))]
    return tuple(dict.fromkeys(found))


def _name(row: Mapping[str, Any], part: str) -> str:
    column = part if part in _ITSELF else _NAMED_BY.get(part, "")
    value = row.get(column)
    return value if isinstance(value, str) else ""
