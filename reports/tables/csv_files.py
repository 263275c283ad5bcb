"""Report tables as CSV: UTF-8, RFC 4180, and safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from reports.tables import ReportTable

_BLANK = r"[\s\u200b-\u200f\u2060\ufeff]*"
_SIGNS = "=+\\-@\uff0b\uff0d\uff1d\uff20"
"""Signs by which a spreadsheet takes a text for a formula, also in full width (OWASP, CSV Injection)."""
_FORMULA = re.compile(rf"[\t\r\n]|{_BLANK}[{_SIGNS}]")
_INNER = re.compile(rf"([;\t\r\n]{_BLANK})(?=[{_SIGNS}])")
"""Where a formula would begin for a spreadsheet that takes another sign for the one between cells."""


def as_csv(table: ReportTable, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return a table as CSV with a header row; a text that looks like a formula gets an apostrophe before it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(table.columns)
    writer.writerows([safe_cell(row[name]) for name in table.columns] for row in rows)
    return file.getvalue().encode()


def safe_cell(value: Any) -> Any:
    """Return a value as it can stand in a cell: with an apostrophe before a text that looks like a formula.

    So does what follows a semicolon, tab or new line inside, since where the comma is the sign for decimals
    spreadsheets take the semicolon for the end of a cell.
    """
    if not isinstance(value, str):
        return value
    text = _INNER.sub(r"\1'", value)
    return f"'{text}" if _FORMULA.match(text) else text


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet may take a text for a formula once somebody changes it."""
    return _FORMULA.match(text) is not None
