"""What kind of values columns hold, and what they are in a program."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from reports.publication import Publication
from reports.tables import parse_table, read_tables
from reports.tables.rules import TYPES
from reports.tables.typed import SPOKEN, column_type, typed
from tests.reports.tables.conftest import PROEF


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, 2], "geheel"), ([1, 2.5], "getal"), ([1, "x"], "tekst"), ([None], "tekst"), ([], "tekst"),
        ([None, 3], "geheel"),
    ],
)  # fmt: skip
def test_a_column_has_the_kind_that_its_values_show(values: list[Any], kind: str) -> None:
    table = parse_table("proef", PROEF)
    assert column_type(table, "aantal", [{"aantal": value} for value in values]) == kind


def test_what_the_header_says_goes_before_what_values_show() -> None:
    table = parse_table("proef", f"-- type jaar: aantal\n{PROEF}")
    assert column_type(table, "aantal", [{"aantal": 1.5}]) == "jaar"
    assert (
        column_type(parse_table("proef", PROEF.replace("aantal", "eerste_jaar")), "eerste_jaar", [{"eerste_jaar": 1}])
        == "jaar"
    )


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("2026-05-03", "datum", date(2026, 5, 3)),
        ("2026-05-03T10:00:00Z", "tijdstip", datetime(2026, 5, 3, 10)),
        ("2026-05-03T12:00:00+02:00", "tijdstip", datetime(2026, 5, 3, 10)),
        ("2026-05-03T10:00:00", "tijdstip", datetime(2026, 5, 3, 10)),
        ("voorjaar 2026", "datum", "voorjaar 2026"),
        ("2026-13-40", "datum", "2026-13-40"),
        ("2026-05-03", "tekst", "2026-05-03"),
        (None, "datum", None),
        (3, "geheel", 3),
    ],
)
def test_a_text_that_is_a_date_becomes_one_and_others_stay(value: Any, kind: str, expected: Any) -> None:
    assert typed(value, kind) == expected


def test_every_kind_has_words_for_readers() -> None:
    assert set(SPOKEN) == set(TYPES)


def test_what_the_headers_say_of_numbers_is_so(publication: Publication) -> None:
    for table in read_tables():
        for column, kind in table.types.items():
            values = [row[column] for row in publication.rows[table.name] if row[column] is not None]
            where = f"{table.name}.{column}"
            if kind in ("geheel", "jaar"):
                assert all(float(value).is_integer() for value in values), where
            elif kind == "deel":
                assert all(0 <= value <= 1 for value in values), where
            elif kind == "ja_nee":
                assert set(values) <= {"ja", "nee"}, where
            elif kind in ("datum", "tijdstip"):
                assert not any(isinstance(typed(value, kind), str) for value in values), where
