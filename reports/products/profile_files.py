"""The profile of a gemeente to take along: CSV, XLSX and JSON; no text in it is taken for a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from reports.products.evaluations import Evaluation
from reports.products.profile import Group, Line, count_of
from reports.tables.csv_files import safe_cell

COLUMNS = {
    "gemeente": "Gemeente die de zelfevaluatie deed",
    "laatst_gewijzigd": "Dag waarop zij het laatst is gewijzigd",
    "venster": "Venster: vanuit wie bekeken",
    "element_code": "Code van het werkzame element",
    "element": "Naam van het element",
    "stelling": "Stelling",
    "score": "Eigen antwoord van 1 (nee, nog niet) tot 4 (ja, helemaal); leeg als het niet is ingevuld of niet bekend",
    "antwoord": "Eigen antwoord in woorden",
    "antwoord_opgave": "Antwoord op de stelling over opgaven; leeg als die er niet is",
    "bewijs": "Wat het bewijs samen zegt",
    "regel": "De regel waaruit dat volgt, met de aantallen evaluaties",
    "documenten": "Aantal documenten over het element",
    "helpt": "Aantal passages waarin het helpt",
    "belemmert": "Aantal passages waarin het belemmert of ontbreekt",
    "nodig": "Aantal passages waarin het nodig wordt genoemd",
    "citaat": "Het sterkste citaat, letterlijk",
    "bron": "Waar dat citaat staat",
}
"""The columns, each with what it holds."""
_MADE = datetime(2000, 1, 1)
"""Every workbook says that it was made then; what day the answers are of stands in it."""
_COUNTED = ("documenten", "helpt", "belemmert", "nodig")
_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
Row = dict[str, Any]


def rows_of(evaluation: Evaluation, groups: Sequence[Group]) -> list[Row]:
    """Return the profile as a table, a row an element."""
    return [_row(evaluation, group, line) for group in groups for line in group.lines]


def _row(evaluation: Evaluation, group: Group, line: Line) -> Row:
    block: Mapping[str, Any] = line.block or {}
    counts = {name: count_of(block["counts"][name]) if block else None for name in _COUNTED}
    quoted = next(_quotes(block), None)
    return {
        "gemeente": evaluation.gemeente,
        "laatst_gewijzigd": evaluation.changed_on,
        "venster": group.name,
        "element_code": line.code,
        "element": line.name,
        "stelling": line.statement,
        "score": line.score or None,
        "antwoord": line.answer,
        "antwoord_opgave": line.opgave_answer if line.asks_opgave else None,
        "bewijs": line.evidence,
        "regel": block["rule"]["text"] if block.get("rule") else None,
        **counts,
        "citaat": quoted["text"]["text"] if quoted else None,
        "bron": quoted["cite"] if quoted else None,
    }


def _quotes(block: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for side in ("helps", "hinders", "tasks"):
        yield from block.get(side, ())


def as_csv(rows: Sequence[Row]) -> bytes:
    """Return the table as CSV (RFC 4180, UTF-8)."""
    return csv_of(tuple(COLUMNS), rows)


def csv_of(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Return rows as CSV with a header; texts that look like a formula get an apostrophe before them."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([safe_cell(row[name]) for name in columns] for row in rows)
    return file.getvalue().encode()


def as_json(evaluation: Evaluation, rows: Sequence[Row]) -> bytes:
    """Return the table as JSON, with what its columns hold."""
    content = {
        "gemeente_code": evaluation.gemeente_code,
        "gemeente": evaluation.gemeente,
        "begonnen_op": evaluation.started_on,
        "gewijzigd_op": evaluation.changed_on,
        "kolommen": COLUMNS,
        "profiel": list(rows),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def as_xlsx(rows: Sequence[Row]) -> bytes:
    """Return the table as a workbook with a second sheet that explains it."""
    file = io.BytesIO()
    book: Any = xlsxwriter.Workbook(file, {"in_memory": True} | _SAFE)
    book.set_properties({"title": "Zelfevaluatie toegang en samenhang", "created": _MADE})
    bold, wrapped = (
        book.add_format({"bold": True, "text_wrap": True}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    _write(book.add_worksheet("Profiel"), [list(COLUMNS), *(list(row.values()) for row in rows)], bold, wrapped)
    _write(book.add_worksheet("Toelichting"), [["Kolom", "Wat erin staat"], *map(list, COLUMNS.items())], bold, wrapped)
    book.close()
    return file.getvalue()


def _write(sheet: Any, rows: Sequence[Sequence[Any]], bold: Any, wrapped: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
    sheet.set_column(0, len(rows[0]) - 1, 22)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            style = wrapped if number else bold
            if isinstance(value, str):
                sheet.write_string(number, column, value, style)
            elif value is not None:
                sheet.write_number(number, column, value, style)
