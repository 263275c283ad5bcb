"""Where gemeenten are: every code of the register, on land, and mergers at the middle of those before them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from statistics import mean

import pytest

from corpus.reference import COORDINATES, GEMEENTEN
from reports.figures.places import ASPECT, Place, gemeenten_of_today, places

GIVEN = Path(__file__).resolve().parents[4] / "shared" / "reference" / "gemeente_coordinates_2015.csv"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = {row["code"]: row for row in _rows(COORDINATES)}


def _middle(codes: Iterable[str]) -> Place:
    found = [ROWS[code] for code in codes]
    return Place(mean(float(row["latitude"]) for row in found), mean(float(row["longitude"]) for row in found))


def test_every_gemeente_of_the_register_has_a_place() -> None:
    assert set(ROWS) == {row["code"] for row in _rows(GEMEENTEN)}
    assert list(ROWS) == sorted(ROWS)
    assert {row["basis"] for row in ROWS.values()} == {"own", "seat", "predecessors", "successors"}
    assert len(gemeenten_of_today()) == 342


def test_every_place_lies_in_its_province() -> None:
    provinces = {row["code"]: row["province_name"] for row in _rows(GEMEENTEN)}
    found = places()
    middles = {
        name: _middle(code for code in gemeenten_of_today() if provinces[code] == name) for name in provinces.values()
    }
    for code in gemeenten_of_today():
        x, y = found[code].on(300)
        to_x, to_y = middles[provinces[code]].on(300)
        assert (x - to_x) ** 2 + (y - to_y) ** 2 < 85**2, code
        assert 0 < x < 300 and 0 < y < 300 / ASPECT


def test_a_merger_lies_at_the_middle_of_those_before_it() -> None:
    successions = _rows(GEMEENTEN.parent / "herindelingen.csv")
    merged = [code for code, row in ROWS.items() if row["basis"] == "predecessors"]
    assert "GM1979" in merged and len(merged) > 15, "Eemsdelta: Appingedam, Delfzijl and Loppersum"
    for code in merged:
        before = {row["from_code"] for row in successions if row["to_code"] == code}
        assert places()[code] == pytest.approx(_middle(before), abs=2e-4), code


@pytest.mark.skipif(not GIVEN.exists(), reason="the list of 2015 is not here")
def test_places_of_2015_are_those_of_the_list() -> None:
    given = {row["gemeentenaam"]: row for row in _rows(GIVEN)}
    names = {row["code"]: row["name"] for row in _rows(GEMEENTEN)}
    own = [row for row in ROWS.values() if row["basis"] == "own"]
    assert len(own) > 380
    for row in own:
        name = names[row["code"]]
        told = given.get(name) or given[re.sub(r" \(.*", "", name)]
        assert float(row["latitude"]) == pytest.approx(float(told["latitude"]), abs=1e-4)
        assert float(row["longitude"]) == pytest.approx(float(told["longitude"]), abs=1e-4)
