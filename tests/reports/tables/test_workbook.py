"""The workbook: every cell is one of the database, numbers lead to their quotes, and nothing is a formula."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from reports.publication import Publication
from reports.shown import day
from reports.tables import read_tables
from reports.tables import workbook as module
from reports.tables.traces import Traces, traces
from reports.tables.tracing import behind
from reports.tables.typed import column_type, typed
from reports.tables.workbook import EXPLAINED, NAME, SOURCES, as_workbook
from tests.reports.conftest import SECRET
from tests.reports.tables.csv_cases import FORMULAS
from tests.reports.tables.reading import Sheet, place, read_workbook
from tests.reports.test_site import ask

NOTHING = Traces((), {}, ())


@pytest.fixture(scope="module")
def sheets(folder: Path) -> dict[str, Sheet]:
    return read_workbook((folder / "tabellen" / NAME).read_bytes())


def _as_told(value: Any, publication: Publication, table: str, column: str) -> Any:
    """Return a value of the database as the workbook should hold it."""
    found = typed(value, column_type(publication.tables[table], column, publication.rows[table]))
    return (
        datetime(found.year, found.month, found.day) if hasattr(found, "year") and not hasattr(found, "hour") else found
    )


def test_every_cell_is_one_of_the_database_and_none_is_left_out(
    publication: Publication, sheets: dict[str, Sheet]
) -> None:
    count = 0
    for table in read_tables():
        sheet, rows = sheets[table.name[:31]], publication.rows[table.name]
        assert sheet.row(0) == list(table.columns)
        assert sheet.row_count == len(rows) + 1, table.name
        for position, row in enumerate(rows, 1):
            for number, column in enumerate(table.columns):
                found: Any = sheet.cells.get((position, number))
                expected = _as_told(row[column], publication, table.name, column)
                if isinstance(expected, datetime):
                    assert abs(found - expected) < timedelta(seconds=1)
                elif isinstance(expected, float):
                    assert found == pytest.approx(expected, rel=1e-12)
                else:
                    assert (found or None) == (expected or None) or found == expected, (table.name, column)
                count += 1
    assert count > 2000


def test_a_number_leads_to_exactly_the_quotes_behind_it(publication: Publication, sheets: dict[str, Sheet]) -> None:
    sources, count = sheets[SOURCES], 0
    for table in read_tables():
        for (position, number), link in sheets[table.name[:31]].links.items():
            row, column = publication.rows[table.name][position - 1], list(table.columns)[number]
            found = behind(publication, publication.origin(table.name, row, column), publication.tables)
            match = re.fullmatch(rf"'?{SOURCES}'?!(\w+):(\w+)", link)
            assert found and match, link
            lines = [sources.row(at) for at in range(place(match[1])[0], place(match[2])[0] + 1)]
            assert {line[1] for line in lines} - {None} == {quote["citaat_id"] for quote in found.quotes}
            assert {line[3] for line in lines} == {document["document_id"] for document in found.documents}
            assert len({line[0] for line in lines}) == 1
            count += 1
    assert count == len(traces(publication).cells) > 100


def test_every_quote_behind_a_number_is_literally_the_one_of_the_database(
    publication: Publication, sheets: dict[str, Sheet]
) -> None:
    quotes = {row["citaat_id"]: row for row in publication.rows["citaten"]}
    lines = [sheets[SOURCES].row(at) for at in range(1, sheets[SOURCES].row_count)]
    for _, citaat_id, citaat, document_id, titel, *page in lines:
        if citaat_id:
            row = quotes[citaat_id]
            assert [citaat, document_id, titel, *page] == [
                row[name] for name in ("citaat", "document_id", "titel", "bladzijde")
            ]
    assert sum(1 for line in lines if line[1]) > 15


def test_values_have_the_type_that_their_header_tells(publication: Publication, sheets: dict[str, Sheet]) -> None:
    shapes = {"jaar": "0", "geheel": "#,##0", "deel": "0.0%", "datum": "d mmmm yyyy", "tijdstip": "d mmmm yyyy hh:mm"}
    seen = set()
    for table in read_tables():
        sheet = sheets[table.name[:31]]
        for number, column in enumerate(table.columns):
            kind = column_type(table, column, publication.rows[table.name])
            for position in range(1, sheet.row_count):
                if (value := sheet.cells.get((position, number))) is not None and kind in shapes:
                    assert sheet.formats[position, number] == shapes[kind], (table.name, column)
                    assert not isinstance(value, str), (table.name, column)
                    seen.add(kind)
    assert seen == set(shapes)


def test_sheets_can_be_read_and_filtered(sheets: dict[str, Sheet]) -> None:
    for name, sheet in sheets.items():
        assert (
            sheet.is_frozen == (name != EXPLAINED) and sheet.widths and all(8 <= width <= 85 for width in sheet.widths)
        ), name
        if name != EXPLAINED and sheet.row_count > 1:
            assert sheet.filtered.startswith("A1:"), name
            assert place(sheet.filtered.partition(":")[2])[0] == sheet.row_count - 1


def test_the_first_sheet_explains_every_table_and_column(publication: Publication, sheets: dict[str, Sheet]) -> None:
    assert next(iter(sheets)) == EXPLAINED
    rows = [sheets[EXPLAINED].row(at) for at in range(sheets[EXPLAINED].row_count)]
    assert ["Titel", None, publication.title] in rows
    told = {(row[0], row[1] or ""): row[2] for row in rows if len(row) > 2}
    for table in read_tables():
        assert told[table.name, ""] == f"{table.title}. {table.description}"
        assert all(told[table.name, column] == text for column, text in table.columns.items())
    (helps,) = [row for row in rows if row[:2] == ["elementen", "helpt"]]
    assert helps[3] == "geheel getal" and helps[4] == "Telt passages in de tabel bewijs."
    assert helps[5].startswith("count(DISTINCT passage) FROM bewijs WHERE")
    years = [row["jaar"] for row in publication.rows["documenten"]]
    told_of = f"{len(years)}, van {min(years)} tot en met {max(years)}"
    assert ["Documenten", None, told_of] in rows
    frozen = max(row["vastgesteld_op"] for row in publication.rows["vastgesteld"])
    assert ["Vastgesteld op", None, day(frozen)] in rows


def test_nothing_that_may_not_be_published_is_in_it(folder: Path) -> None:
    book = zipfile.ZipFile(folder / "tabellen" / NAME)
    assert not [name for name in book.namelist() if SECRET.encode() in book.read(name)]


def test_no_text_is_a_formula_and_equal_rows_give_equal_bytes(with_rows: Callable[..., Publication]) -> None:
    publication = with_rows([{"tekst": text, "aantal": -3} for text in FORMULAS])
    made = as_workbook(publication, NOTHING)
    assert made and made == as_workbook(publication, NOTHING)
    sheets = read_workbook(made)
    assert [sheets["proef"].row(at + 1)[0] for at in range(len(FORMULAS))] == list(FORMULAS)
    assert all(sheets["proef"].formats[at + 1, 0].endswith("'") for at in range(len(FORMULAS)))
    assert not any(sheet.formula_count for sheet in sheets.values())


def test_a_link_in_a_text_is_no_link(with_rows: Callable[..., Publication]) -> None:
    texts = [
        "https://voorbeeld.example/",
        "mailto:a@b.example",
        "internal:Blad!A1",
        "file://host/x",
        "_x0041_",
        "a\x01b",
    ]
    made = as_workbook(with_rows([{"tekst": text, "aantal": 1} for text in texts]), NOTHING)
    assert made
    sheet = read_workbook(made)["proef"]
    assert [sheet.row(at + 1)[0] for at in range(len(texts))] == texts
    assert not sheet.links


def test_what_does_not_fit_gives_none(with_rows: Callable[..., Publication], monkeypatch: pytest.MonkeyPatch) -> None:
    assert as_workbook(with_rows([{"tekst": "x" * 40_000, "aantal": 1}]), NOTHING) is None
    monkeypatch.setattr(module, "_CELLS", 10)
    assert as_workbook(with_rows([]), NOTHING) is None


def test_numbers_without_room_for_their_quotes_lead_to_the_site(publication: Publication) -> None:
    found = traces(publication, most=40)
    for address in ("https://voorbeeld.example/", ""):
        made = as_workbook(publication, found, address)
        assert made
        sheets = read_workbook(made)
        links = sheets["balans"].links
        row = publication.rows["balans"][0]
        number = list(row).index("evaluaties")
        expected = f"https://voorbeeld.example/herkomst/{publication.origin('balans', row, 'evaluaties').address}"
        assert links.get((1, number)) == (expected if address else None)
        told = [sheets[EXPLAINED].row(at) for at in range(12)]
        assert any(line and line[0] == "Zonder herkomst" and "balans" in line[2] for line in told)


def test_a_sheet_with_more_links_than_a_program_takes_has_none(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LINKS", 3)
    made = as_workbook(publication, traces(publication))
    assert made and not read_workbook(made)["balans"].links


def test_it_is_on_the_site(folder: Path) -> None:
    listed, file, sources = ask(folder, "/tabellen", f"/tabellen/{NAME}", "/tabellen/herkomst.csv")
    assert f"/tabellen/{NAME}" in listed.text and "/tabellen/herkomst.csv" in listed.text
    assert file.content == (folder / "tabellen" / NAME).read_bytes()
    assert file.headers["content-disposition"] == f'attachment; filename="{NAME}"'
    assert sources.status_code == 200 and sources.headers["content-type"].startswith("text/csv")
