"""Which document is an expected evaluation, and which only looks like one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.coverage.matching import Known, are_like, find_match

HERE = Known("d1", "Dichtbij en vertrouwd", ("GM0001",), 2019, "evaluatie", is_included=True)


@pytest.mark.parametrize(
    ("change", "year", "title", "is_found"),
    [
        ({}, 2019, None, True),
        ({}, 2019, "Een heel andere titel", True),
        ({}, 2020, None, False),
        ({}, 2020, "Dichtbij en vertrouwd", True),
        ({}, 2020, "Evaluatie van de wijkteams", False),
        ({}, 2021, "Dichtbij en vertrouwd", False),
        ({"gemeenten": ("GM0002",)}, 2019, "Dichtbij en vertrouwd", False),
        ({"gemeenten": ("GM0001", "GM0002")}, 2019, None, True),
        ({"kind": "webpagina"}, 2019, None, False),
        ({"kind": "webpagina"}, 2019, "Dichtbij en vertrouwd", True),
        ({"is_included": False}, 2019, None, False),
        ({"is_included": False}, 2019, "Dichtbij en vertrouwd: procesevaluatie", True),
        ({"year": None}, 2019, None, False),
        ({"year": None}, 2019, "Dichtbij en vertrouwd", True),
    ],
)
def test_year_title_and_kind_decide(change: dict[str, object], year: int, title: str | None, is_found: bool) -> None:
    document = replace(HERE, **change)  # type: ignore[arg-type]
    assert (find_match("GM0001", year, title, [document]) is document) == is_found


def test_the_surest_document_is_taken() -> None:
    other = replace(HERE, document_id="d0", title="Jaarplan")
    left_out = replace(HERE, document_id="d0", is_included=False)
    assert find_match("GM0001", 2019, "Dichtbij en vertrouwd", [other, HERE]) is HERE
    assert find_match("GM0001", 2019, None, [HERE, other]) is other
    assert find_match("GM0001", 2019, "Dichtbij en vertrouwd", [left_out, HERE]) is HERE


@pytest.mark.parametrize(
    ("first", "second", "are"),
    [
        ("Dichtbij en vertrouwd", "Dichtbij en vertrouwd – Procesevaluatie van de wijkteams", True),
        ("Goede bedoelingen, versnipperde middelen", "Goede bedoelingen versnipperde middelen.", True),
        ("Evaluatie sociale wijkteams", "Evaluatie sociale wijkteam", True),
        ("Evaluatie wijkteams 2018", "Evaluatie wijkteams 2019", False),
        ("Evaluatie", "Evaluatie van de omgevingsvisie", False),
        ("", "", False),
    ],
)
def test_titles_are_like_in_whole_or_by_their_part(first: str, second: str, are: bool) -> None:
    assert are_like(first, second) is are
    assert are_like(second, first) is are
