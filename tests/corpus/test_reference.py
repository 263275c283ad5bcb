from __future__ import annotations

import csv
import re
import tomllib
from datetime import date
from typing import Any

from tests.conftest import ROOT

REFERENCE = ROOT / "corpus" / "reference"


def _rows(name: str) -> list[dict[str, Any]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_term_is_explained_once_and_in_order() -> None:
    terms = [row["term"] for row in _rows("begrippen.csv")]
    assert terms == sorted(set(terms))
    assert all(row["english"] and row["meaning"] for row in _rows("begrippen.csv"))


def test_the_codes_of_the_codebook_that_are_no_elements_are_terms() -> None:
    codebook = tomllib.loads((ROOT / "synthesis" / "codebooks" / "sociale-teams.toml").read_text(encoding="utf-8"))
    terms = {row["term"] for row in _rows("begrippen.csv")}
    names = {name for code in codebook["codes"] for name in (code["dimension"], code["code"]) if name}
    elements = {code["code"] for code in codebook["codes"] if code["dimension"] == "element"}
    assert names - elements <= terms


def test_gemeenten_have_codes_of_cbs_and_periods_in_order() -> None:
    rows = _rows("gemeenten.csv")
    assert len(rows) > 700
    for row in rows:
        assert re.fullmatch(r"GM\d{4}", row["code"]), row
        begin = date.fromisoformat(row["begin_on"])
        assert not row["end_on"] or begin < date.fromisoformat(row["end_on"]), row
    current = [row["name"] for row in rows if not row["end_on"]]
    assert len(current) == len(set(current)) == 342


def test_every_former_gemeente_leads_to_gemeenten_of_today() -> None:
    gemeenten, successions = _rows("gemeenten.csv"), _rows("herindelingen.csv")
    current = {row["code"] for row in gemeenten if not row["end_on"]}
    ends = {(row["code"], row["end_on"]) for row in gemeenten}
    begins = {row["code"]: row["begin_on"] for row in gemeenten}
    successors: dict[str, set[str]] = {}
    for row in successions:
        assert (row["from_code"], row["on"]) in ends, row
        assert begins[row["to_code"]] <= row["on"], row
        successors.setdefault(row["from_code"], set()).add(row["to_code"])

    def today(code: str) -> set[str]:
        return {code} if code in current else {now for new in successors[code] for now in today(new)}

    assert all(today(row["code"]) <= current for row in gemeenten)
    assert [tuple(row.values()) for row in successions] == sorted(tuple(row.values()) for row in successions)


def test_names_and_kinds_of_sources_stand_once_and_in_order() -> None:
    names = [row["name"] for row in _rows("organisaties.csv")]
    assert names == sorted(set(names), key=str.casefold) and len(names) > 150
    terms = [row["listed"] for row in _rows("documentsoorten.csv")]
    assert terms == sorted(set(terms))
