"""The report tables and their headers."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from corpus.issues import Refused
from reports.tables import ReportTable, parse_table, read_tables, run_table

GOOD = """-- titel: Proef
-- beschrijving: Een proef.
-- sleutel: een
-- kolom een: Eerste
-- kolom twee: Tweede
SELECT 1 AS een, 2 AS twee"""


def test_a_table_is_a_query_under_its_description() -> None:
    table = parse_table("proef", GOOD)
    assert (table.title, table.description) == ("Proef", "Een proef.")
    assert run_table(Database(memory=True), table) == [{"een": 1, "twee": 2}]


@pytest.mark.parametrize("line", ["titel", "beschrijving"])
def test_a_header_without_a_line_is_refused(line: str) -> None:
    with pytest.raises(Refused, match=line):
        parse_table("proef", GOOD.replace(f"-- {line}:", "--"))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("-- kolom twee: Tweede\n", "", "'twee' has no description"),
        (", 2 AS twee", "", "'twee' is not in the query"),
        ("1 AS een, 2 AS twee", "2 AS twee, 1 AS een", "another order"),
    ],
)
def test_columns_that_differ_from_their_description_are_refused(old: str, new: str, problem: str) -> None:
    with pytest.raises(Refused, match=problem):
        run_table(Database(memory=True), parse_table("proef", GOOD.replace(old, new)))


@pytest.mark.parametrize("table", read_tables(), ids=lambda table: table.name)
def test_tables_are_described_in_sentences_and_have_a_fixed_order(table: ReportTable) -> None:
    assert table.description.endswith(".")
    assert "ORDER BY" in table.sql.rpartition(")")[2] or "\nORDER BY" in table.sql
    assert all(len(text) > 4 for text in table.columns.values())
