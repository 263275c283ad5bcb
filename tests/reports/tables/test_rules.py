"""The rules by which numbers are followed: every number of every table has one, and what they count adds up."""

from __future__ import annotations

import pytest

from corpus.issues import Refused
from reports.publication import Publication
from reports.tables import parse_table
from reports.tables.rules import Rule
from reports.tables.tracing import counted, database_of, find
from tests.reports.tables.adding import added_up, numbers
from tests.reports.tables.conftest import PROEF

SAID = {("elementen", "evaluaties")} | {(name, "") for name in ("balans", "kennishiaten")}
"""Numbers that the small study says outright, and tables of them; in the whole chain they add up too (test_chain)."""


def test_every_number_leads_to_quotes_or_documents_or_says_why_not(publication: Publication) -> None:
    db, lost, count = database_of(publication), [], 0
    for table, row, column in numbers(publication):
        count += 1
        found = find(db, table, row, column, publication.tables)
        if not (found.quotes or found.documents or found.reason):
            lost.append(f"tables/{table.name}.sql: add '-- herkomst {column}: …' or '-- geen herkomst {column}: why'")
    assert sorted(set(lost)) == []
    assert count > 300


def test_what_a_rule_counts_is_the_number(publication: Publication) -> None:
    count, wrong = added_up(publication, SAID)
    assert wrong == []
    assert count > 100


def test_a_wrong_number_is_noticed(publication: Publication) -> None:
    table, row = publication.tables["elementen"], dict(publication.rows["elementen"][0])
    row["helpt"] += 1
    assert counted(database_of(publication), table, row, "helpt", publication.tables) == row["helpt"] - 1


def test_every_rule_can_be_asked_of_the_database(publication: Publication) -> None:
    db = database_of(publication)
    for table in publication.tables.values():
        blank = dict.fromkeys(table.columns)
        for rule in table.rules:
            if rule.rows:
                assert rule.table in publication.tables, (table.name, rule)
                db.execute(f"SELECT {rule.count or 'count(*)'} FROM {rule.rows}", blank)
            if rule.condition:
                db.execute(f"SELECT {rule.condition}", blank)


def test_a_rule_is_read_with_its_columns_condition_count_and_rows() -> None:
    header = PROEF.replace("-- herkomst aantal:", "-- herkomst aantal als :tekst = 'a:b':")
    (rule,) = parse_table("proef", header).rules
    assert rule == Rule(("aantal",), ":tekst = 'a:b'", "count(*)", "citaten")
    assert rule.table == "citaten"
    (none,) = parse_table(
        "proef", PROEF.replace("-- herkomst aantal: count(*) FROM citaten", "-- geen herkomst aantal: daarom")
    ).rules
    assert (none.reason, none.rows, none.table) == ("daarom", None, "")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("herkomst aantal", "herkomst anders", "'anders', which is no column"),
        ("-- herkomst aantal: count(*) FROM citaten", "-- type heel: aantal", "type 'heel'"),
        ("-- herkomst aantal: count(*) FROM citaten", "-- type geheel: anders", "'anders', which is no column"),
    ],
)
def test_a_rule_or_type_for_what_is_not_there_is_refused(old: str, new: str, problem: str) -> None:
    with pytest.raises(Refused, match=problem):
        parse_table("proef", PROEF.replace(old, new))
