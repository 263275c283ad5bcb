"""What kind of values a column holds, as its header says or its values show, and what those values are in a program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from reports.tables import ReportTable

NUMBERS = ("geheel", "getal", "deel", "jaar")
SPOKEN = {
    "geheel": "geheel getal",
    "getal": "getal",
    "deel": "deel van 1; in het werkboek een percentage",
    "jaar": "jaartal",
    "datum": "datum",
    "tijdstip": "datum en tijd (UTC)",
    "ja_nee": "ja of nee",
    "tekst": "tekst",
}
"""The kinds as readers are told of them (Dutch)."""


def column_type(table: ReportTable, column: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the kind of values in a column: what the header says, or else what the rows show."""
    if said := table.types.get(column):
        return said
    kinds = {type(row[column]) for row in rows} - {type(None)}
    if not kinds or str in kinds:
        return "tekst"
    return "getal" if float in kinds else "jaar" if column == "jaar" or column.endswith("_jaar") else "geheel"


def typed(value: Any, kind: str) -> Any:
    """Return a value as a program holds it: a date or a time (UTC, without saying so) for text that is one."""
    if not isinstance(value, str) or kind not in ("datum", "tijdstip"):
        return value
    try:
        if kind == "datum":
            return date.fromisoformat(value)
        found = datetime.fromisoformat(value)
    except ValueError:
        return value
    return found.astimezone(UTC).replace(tzinfo=None) if found.tzinfo else found
