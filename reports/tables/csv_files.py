"""Report tables as CSV: UTF-8, RFC 4180, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from reports.tables import ReportTable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters by which a spreadsheet takes a text for a formula (OWASP, CSV Injection)."""


def as_csv(table: ReportTable, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return a table as CSV with a header row; a text that looks like a formula gets an apostrophe before it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(table.columns)
    writer.writerows([safe_cell(row[name]) for name in table.columns] for row in rows)
    return file.getvalue().encode()


def safe_cell(value: Any) -> Any:
    """Return a value as it can stand in a cell: with an apostrophe before a text that looks like a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
