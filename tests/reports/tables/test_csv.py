"""Tables as CSV: as RFC 4180 has it, complete, and no formula whatever sign a spreadsheet takes between cells."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from reports.publication import Publication
from reports.tables import ReportTable, read_tables
from reports.tables.csv_files import as_csv, is_formula, safe_cell
from reports.tables.source_list import LIST, NAME
from reports.tables.traces import traces
from tests.reports.tables.csv_cases import FORMULAS, INNER
from tests.reports.tables.reading import read_csv

TABLE = ReportTable("proef", "Proef", "Een proef.", {"tekst": "Tekst", "aantal": "Aantal"}, "")
SIGNS = re.compile("[\\s\u200b\ufeff]*[=+\\-@\uff0b\uff0d\uff1d\uff20]")
PLAIN = ("gewoon", "a - b", "2020-2021", 'een "citaat"', "a, b; c", "'=al veilig", "", "é\n twee regels", "e-mail; f-g")


def test_every_file_is_strict_csv_with_the_rows_of_the_database(publication: Publication, folder: Path) -> None:
    for table in read_tables():
        head, *rows = read_csv((folder / "tabellen" / f"{table.name}.csv").read_bytes())
        assert head == list(table.columns)
        for line, row in zip(rows, publication.rows[table.name], strict=True):
            for found, value in zip(line, row.values(), strict=True):
                is_number = isinstance(value, int | float)
                assert float(found) == value if is_number else found == safe_cell(value or ""), table.name


def test_a_list_tells_what_stands_behind_each_number(publication: Publication, folder: Path) -> None:
    head, *rows = read_csv((folder / "tabellen" / NAME).read_bytes())
    assert head == list(LIST.columns)
    found = traces(publication)
    assert len(rows) == len(found.cells)
    known = {row["citaat_id"] for row in publication.rows["citaten"]}
    documents = {row["document_id"] for row in publication.rows["documenten"]}
    for _, _, _, amount, quotes, others in rows:
        assert float(amount) and set(quotes.split()) <= known and set(others.split()) <= documents
        assert quotes or others


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_begins_as_a_formula_gets_an_apostrophe(text: str) -> None:
    assert is_formula(text)
    assert safe_cell(text).startswith("'") and safe_cell(text).replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("text", PLAIN)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text and not is_formula(text)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("text", [*FORMULAS, *INNER])
def test_no_cell_is_a_formula_whatever_sign_is_taken_between_cells(text: str, sign: str) -> None:
    content = as_csv(TABLE, [{"tekst": text, "aantal": 1}, {"tekst": f"voor {text}", "aantal": 2}]).decode()
    read = csv.reader(io.StringIO(content, newline=""), delimiter=sign)
    simple = [cell for line in re.split("[\r\n]+", content) for cell in line.split(sign)] if sign != "," else []
    for cell in [*(cell for row in read for cell in row), *simple]:
        bare = cell.strip('"')
        assert not SIGNS.match(bare) or bare.lstrip("-").isdigit(), (cell, content)


def test_numbers_stay_numbers() -> None:
    assert read_csv(as_csv(TABLE, [{"tekst": None, "aantal": -3}, {"tekst": "x", "aantal": -0.5}]))[1:] == [
        ["", "-3"],
        ["x", "-0.5"],
    ]


@pytest.mark.parametrize(
    "broken", [b"a,b\n1,2\n", b'a\r\n"b\r\n', b'a\r\nb"c\r\n', b"a,b\r\n1\r\n", b"a\r\nb", b"\xef\xbb\xbfa\r\n"]
)
def test_the_strict_reader_refuses_what_is_no_csv(broken: bytes) -> None:
    with pytest.raises(AssertionError):
        read_csv(broken)
