"""Rows that the site gives as CSV: complete or refused, and without a formula."""

from __future__ import annotations

import asyncio
import csv
import io
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from reports.site.serve import site
from tests.reports.test_site import ask


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
