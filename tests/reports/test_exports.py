"""Exports: complete or refused, and without a formula."""

from __future__ import annotations

import asyncio
import csv
import io
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from sqlite_utils import Database

from reports.site.serve import site
from reports.tables import ReportTable, read_tables
from reports.tables import workbook as module
from reports.tables.workbook import NAME, as_workbook
from tests.reports.conftest import SECRET
from tests.reports.test_site import ask

TABLE = ReportTable("proef", "Proef", "Een proef.", {"tekst": "Tekst", "aantal": "Aantal"}, "")
FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "=HYPERLINK('x')")
SPREADSHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _sheets(content: bytes) -> dict[str, list[list[str]]]:
    """Return the cells of each sheet, as text; fail at a formula or a link."""
    book = zipfile.ZipFile(io.BytesIO(content))
    names = [
        sheet.get("name") or ""
        for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{SPREADSHEET}sheet")
    ]
    found = {}
    for number, name in enumerate(names, 1):
        root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
        assert not [*root.iter(f"{SPREADSHEET}f"), *root.iter(f"{SPREADSHEET}hyperlink")], name
        found[name] = [["".join(cell.itertext()) for cell in row] for row in root.iter(f"{SPREADSHEET}row")]
    return found


def test_the_workbook_holds_every_row_of_every_table(folder: Path) -> None:
    sheets = _sheets((folder / "tabellen" / NAME).read_bytes())
    db = Database(folder / "publiek.db")
    for table in read_tables():
        assert sheets[table.name[:31]][0] == list(table.columns)
        assert len(sheets[table.name[:31]]) == db[table.name].count + 1, table.name
    assert ["citaten", "citaat", "Citaat, letterlijk zoals op de bladzijde"] in sheets["Toelichting"]


def test_nothing_that_may_not_be_published_is_in_the_workbook(folder: Path) -> None:
    book = zipfile.ZipFile(folder / "tabellen" / NAME)
    assert not [name for name in book.namelist() if SECRET.encode() in book.read(name)]


def test_texts_in_the_workbook_are_no_formulas_and_equal_rows_give_equal_bytes() -> None:
    rows: list[dict[str, Any]] = [{"tekst": text, "aantal": -3} for text in FORMULAS]
    made = as_workbook([(TABLE, rows)])
    assert made and made == as_workbook([(TABLE, rows)])
    assert [row[0].strip() for row in _sheets(made)["proef"][1:]] == [text.strip() for text in FORMULAS]


def test_what_does_not_fit_in_a_workbook_gives_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert as_workbook([(TABLE, [{"tekst": "x" * 40_000, "aantal": 1}])]) is None
    monkeypatch.setattr(module, "_ROWS", 2)
    assert as_workbook([(TABLE, [{"tekst": "x", "aantal": 1}] * 3)]) is None
    assert as_workbook([(TABLE, [{"tekst": "x", "aantal": 1}] * 2)])


def test_the_workbook_is_on_the_site(folder: Path) -> None:
    listed, file = ask(folder, "/tabellen", f"/tabellen/{NAME}")
    assert f"/tabellen/{NAME}" in listed.text
    assert file.content == (folder / "tabellen" / NAME).read_bytes()
    assert file.headers["content-disposition"] == f'attachment; filename="{NAME}"'


@pytest.mark.parametrize("query", ["", "?_size=2", "?_stream=&_size=max", "?_next=2", "?_trace=1", "?_header=off"])
def test_filtered_rows_come_whole_whatever_is_asked(folder: Path, query: str) -> None:
    (answer,) = ask(folder, f"/publiek/vergelijkbaar.csv{query}")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert len(rows) == Database(folder / "publiek.db")["vergelijkbaar"].count + 1
    assert "text/csv" in answer.headers["content-type"]


def test_filtered_rows_hold_no_formula_but_their_numbers(folder: Path) -> None:
    (answer,) = ask(folder, "/publiek/citaten.csv?citaat__contains=mandaat")
    quotes = [row["citaat"] for row in csv.DictReader(io.StringIO(answer.text))]
    assert len(quotes) == 2 and [quote[:2] for quote in quotes if "<b>" in quote] == ["'="]
    (answer,) = ask(folder, "/publiek/vergelijkbaar.csv?gelijkenis__lt=0")
    numbers = [row["gelijkenis"] for row in csv.DictReader(io.StringIO(answer.text))]
    assert numbers and all(float(number) < 0 for number in numbers)


def test_rows_that_stop_halfway_break_the_connection(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def export() -> Any:
        datasette = site(folder)
        await datasette.invoke_startup()
        monkeypatch.setattr("datasette.views.base.LimitedWriter.write", _fail_later())
        return await datasette.client.get("/publiek/citaten.csv")

    with pytest.raises(Exception, match=r"^$") as raised:
        asyncio.run(export())
    assert type(raised.value).__name__ == "CutShort"


def _fail_later() -> Any:
    count = 0

    async def write(self: Any, text: str) -> None:
        nonlocal count
        count += 1
        if count > 3:
            raise OSError("the disk is gone")
        await self.writer.write(text)

    return write
