"""All report tables in one workbook for spreadsheets, complete or not at all."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from reports.publishing.database import Rows
from reports.tables import ReportTable

log = logging.getLogger(__name__)
NAME = "alle-tabellen.xlsx"
_ROWS, _TEXT, _SHEET_NAME = 1_048_575, 32_767, 31
"""Rows under the header, characters of a cell and of a sheet's name that the format allows (ECMA-376, Excel)."""
_CELLS = 5_000_000
"""With more, a spreadsheet is of no use any longer."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_MADE = datetime(2000, 1, 1)
"""Every workbook says that it was made then, so that equal rows give equal bytes."""


def as_workbook(tables: Sequence[tuple[ReportTable, Rows]]) -> bytes | None:
    """Return a workbook with a sheet a table, after one that explains them; None where the tables do not fit in one.

    Texts are written as texts, whatever they begin with, so that none is taken for a formula.
    """
    if not _fits(tables):
        log.warning("The tables do not fit in a workbook; the CSV files are complete")
        return None
    file = io.BytesIO()
    book: Any = xlsxwriter.Workbook(file, _OPTIONS)
    book.set_properties({"title": "Kennissynthese", "created": _MADE})
    bold = book.add_format({"bold": True})
    _write(book.add_worksheet("Toelichting"), _explained(tables), bold)
    for table, rows in tables:
        values = [list(table.columns), *([row[name] for name in table.columns] for row in rows)]
        _write(book.add_worksheet(table.name[:_SHEET_NAME]), values, bold)
    book.close()
    return file.getvalue()


def _fits(tables: Sequence[tuple[ReportTable, Rows]]) -> bool:
    if sum(len(rows) * len(table.columns) for table, rows in tables) > _CELLS:
        return False
    return all(
        len(rows) <= _ROWS
        and not any(isinstance(value, str) and len(value) > _TEXT for row in rows for value in row.values())
        for _, rows in tables
    )


def _explained(tables: Sequence[tuple[ReportTable, Rows]]) -> list[list[Any]]:
    """Return the rows of the first sheet: what each table and column holds."""
    found: list[list[Any]] = [["Tabel", "Kolom", "Wat erin staat"]]
    for table, _ in tables:
        found.append([table.name, "", f"{table.title}. {table.description}"])
        found += [[table.name, column, text] for column, text in table.columns.items()]
    return found


def _write(sheet: Any, rows: Sequence[Sequence[Any]], bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value, bold if number == 0 else None)
            elif value is not None:
                sheet.write_number(number, column, value)
