"""All report tables in one workbook for spreadsheets, complete or not at all.

After a sheet that explains them there is a sheet for each table, and at the end one with what stands behind the
numbers: a number that can be followed leads to its rows there, or to the site where there is no room for them.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import chain
from typing import Any, NamedTuple

import xlsxwriter

from reports.publication import Publication
from reports.publishing.database import Rows
from reports.tables import ReportTable
from reports.tables.csv_files import is_formula
from reports.tables.explaining import HEADS, about, described
from reports.tables.traces import Traces, bare_documents
from reports.tables.typed import column_type, typed

log = logging.getLogger(__name__)
NAME = "alle-tabellen.xlsx"
EXPLAINED, SOURCES = "Toelichting", "Herkomst"
"""The sheets that are no tables."""
_ROWS, _TEXT, _SHEET_NAME, _LINKS = 1_048_575, 32_767, 31, 65_530
"""Rows under the header, characters of a cell and of a sheet's name, links of a sheet (ECMA-376, Excel)."""
_CELLS = 5_000_000
"""With more, a spreadsheet is of no use any longer."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "max_url_length": 2079,
}
_MADE = datetime(2000, 1, 1)
"""Every workbook says that it was made then, so that equal rows give equal bytes."""
_NUMBERS = {
    "geheel": "#,##0", "jaar": "0", "getal": "#,##0.00", "deel": "0.0%", "datum": "d mmmm yyyy",
    "tijdstip": "d mmmm yyyy hh:mm",
}  # fmt: skip
_WIDEST, _NARROWEST = 60, 8
"""Widths of columns, in characters; longer texts go on in the next line."""
_SOURCE_HEAD = ("nummer", "citaat_id", "citaat", "document_id", "titel", "bladzijde")


class _Book(NamedTuple):
    """A workbook that is being written, with the formats of its cells by kind and whether they are links."""

    file: Any
    formats: dict[tuple[str, bool], Any]
    head: Any
    quoted: Any


def as_workbook(publication: Publication, found: Traces, address: str = "") -> bytes | None:
    """Return a workbook with a sheet a table, after one that explains them; None where the tables do not fit in one.

    Texts are written as texts, whatever they begin with, so that none is taken for a formula. `address` is that of the
    public site, or empty.
    """
    tables = [(table, publication.rows[name]) for name, table in sorted(publication.tables.items())]
    if not _fits(tables):
        log.warning("The tables do not fit in a workbook; the CSV files are complete")
        return None
    content = io.BytesIO()
    book = _opened(content, publication)
    sources = list(_sources(publication, found))
    ranges = _ranges(sources)
    _explain(book, publication, found, address)
    for table, rows in tables:
        _add_table(book, table, rows, _links(publication, table, found, ranges, address))
    _add_sources(book, sources)
    book.file.close()
    return content.getvalue()


def _fits(tables: Sequence[tuple[ReportTable, Rows]]) -> bool:
    if sum(len(rows) * len(table.columns) for table, rows in tables) > _CELLS:
        return False
    return all(
        len(rows) <= _ROWS
        and not any(isinstance(value, str) and len(value) > _TEXT for row in rows for value in row.values())
        for _, rows in tables
    )


def _opened(content: io.BytesIO, publication: Publication) -> _Book:
    file: Any = xlsxwriter.Workbook(content, _OPTIONS)
    file.set_properties({"title": publication.title, "subject": "Alle tabellen", "created": _MADE})
    top = {"valign": "top"}
    link = {"font_color": "#0b5394", "underline": 1}
    formats = {
        (kind, is_link): file.add_format(
            top
            | ({"num_format": _NUMBERS[kind]} if kind in _NUMBERS else {"text_wrap": True})
            | (link if is_link else {})
        )
        for kind in (*_NUMBERS, "tekst", "ja_nee")
        for is_link in (False, True)
    }
    head = file.add_format({"bold": True, "bg_color": "#dce6f1", "bottom": 1, "text_wrap": True, "valign": "top"})
    return _Book(file, formats, head, file.add_format(top | {"text_wrap": True, "quote_prefix": True}))


def _links(
    publication: Publication, table: ReportTable, found: Traces, ranges: Sequence[str], address: str
) -> dict[tuple[int, str], str]:
    """Return where each number of a table that can be followed leads to, by position of the row and column."""
    own = {
        (cell.position, cell.column): f"internal:{ranges[at]}"
        for cell, at in found.cells.items()
        if cell.table == table.name
    }
    if address and table.name in found.left_out:
        columns = [
            column for column in table.columns if any(column in rule.columns and rule.rows for rule in table.rules)
        ]
        own = {
            (position, column): f"{address.rstrip('/')}/herkomst/{publication.origin(table.name, row, column).address}"
            for position, row in enumerate(publication.rows[table.name])
            for column in columns
            if row[column]
        }
    return own if len(own) <= _LINKS else {}


def _add_table(book: _Book, table: ReportTable, rows: Rows, links: dict[tuple[int, str], str]) -> None:
    sheet = book.file.add_worksheet(table.name[:_SHEET_NAME])
    kinds = {column: column_type(table, column, rows) for column in table.columns}
    widths = {column: _width(column, rows) for column in table.columns}
    _start(book, sheet, [(column, widths[column]) for column in table.columns], 0)
    for position, row in enumerate(rows):
        for number, (column, kind) in enumerate(kinds.items()):
            _write(book, sheet, (position + 1, number), typed(row[column], kind), kind, links.get((position, column)))
    if rows:
        sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)


def _width(column: str, rows: Rows) -> int:
    longest = max((len(str(row[column])) for row in rows if row[column] is not None), default=0)
    return max(_NARROWEST, min(_WIDEST, longest + 2), min(_WIDEST, len(column) + 4))


def _start(book: _Book, sheet: Any, columns: Sequence[tuple[str, int]], row: int) -> None:
    """Write the header of a sheet, which stays in sight where it is on top, and set the widths of its columns."""
    for number, (name, width) in enumerate(columns):
        sheet.set_column(number, number, width)
        sheet.write_string(row, number, name, book.head)
    if row == 0:
        sheet.freeze_panes(1, 0)


def _write(book: _Book, sheet: Any, place: tuple[int, int], value: Any, kind: str, link: str | None = None) -> None:
    if value is None:
        return
    shape = book.formats[kind, link is not None]
    if link:
        sheet.write_url(*place, link, shape, tip=None if kind == "tekst" else "Toon waar dit getal vandaan komt")
    if isinstance(value, str):
        sheet.write_string(*place, value, book.quoted if is_formula(value) else shape)
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, shape)
    else:
        sheet.write_number(*place, value, shape)


def _explain(book: _Book, publication: Publication, found: Traces, address: str) -> None:
    """Add the first sheet: what this is, and what each table and column holds and comes from."""
    sheet = book.file.add_worksheet(EXPLAINED)
    bold = book.file.add_format({"bold": True, "valign": "top"})
    told = list(about(publication, found, address, SOURCES))
    for row, (name, text) in enumerate(told):
        sheet.write_string(row, 0, name, bold)
        _write(book, sheet, (row, 2), text, "tekst")
    start = len(told) + 1
    heads = list(zip(HEADS, (24, 24, 80, 24, 50, 60), strict=True))
    _start(book, sheet, heads, start)
    for row, cells in enumerate(described(publication), start + 1):
        for number, text in enumerate(cells):
            is_table = number == 0 and not cells[1]
            link = f"internal:'{text[:_SHEET_NAME]}'!A1" if is_table else None
            _write(book, sheet, (row, number), text, "tekst", link)


def _sources(publication: Publication, found: Traces) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows of what stands behind a number, of each: its quotes, and documents that none of them is from."""
    quotes = {row["citaat_id"]: row for row in publication.rows["citaten"]}
    documents = {row["document_id"]: row for row in publication.rows["documenten"]}
    homes = {name: row["document_id"] for name, row in quotes.items()}
    for number, source in enumerate(found.sources, 1):
        own = [quotes[name] for name in source.quotes]
        bare = bare_documents(source, homes)
        yield [
            *(
                (number, row["citaat_id"], row["citaat"], row["document_id"], row["titel"], row["bladzijde"])
                for row in own
            ),
            *((number, None, None, name, documents[name]["titel"], None) for name in bare),
        ]


def _ranges(sources: Sequence[Sequence[Any]]) -> list[str]:
    """Return where the rows of each stand on their sheet."""
    found, row = [], 2
    for rows in sources:
        found.append(f"'{SOURCES}'!A{row}:F{row + len(rows) - 1}")
        row += len(rows)
    return found


def _add_sources(book: _Book, sources: Sequence[Sequence[tuple[Any, ...]]]) -> None:
    sheet = book.file.add_worksheet(SOURCES)
    _start(book, sheet, list(zip(_SOURCE_HEAD, (9, 26, 80, 20, 40, 10), strict=True)), 0)
    for row, values in enumerate(chain.from_iterable(sources), 1):
        for number, value in enumerate(values):
            _write(book, sheet, (row, number), value, "tekst" if isinstance(value, str) else "geheel")
    if sources:
        sheet.autofilter(0, 0, sum(map(len, sources)), len(_SOURCE_HEAD) - 1)
