"""The report tables of the ledger: what readers see of balances, conclusions, contradictions and formulations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.issues import Surprise
from corpus.record import Record
from corpus.records import Disclosure, PersonalSpan
from reports.publishing.publish import publish, table_rows
from reports.settings import PublishSettings
from tests.reports.conftest import as_inputs

Rows = Callable[[str], list[dict[str, Any]]]


@pytest.fixture
def rows(folder: Path) -> Rows:
    return lambda name: list(Database(folder / "publiek.db")[name].rows)


def test_elements_show_their_conclusion_with_its_rule(rows: Rows) -> None:
    row = next(row for row in rows("elementen") if row["element_code"] == "outreachend")
    assert (row["conclusie"], row["evaluaties"], row["sterkste_opzet"]) == ("Te weinig bewijs", 1, "Survey")
    assert row["regel"] == "1 onafhankelijke evaluatie"


def test_the_balance_names_values_for_readers(rows: Rows) -> None:
    own = [row for row in rows("balans") if row["element_code"] == "outreachend"]
    assert [(row["uitsplitsing"], row["waarde"]) for row in own] == [
        ("Alles", ""), ("Gemeente", "Merenburg"), ("Jaar", "Onbekend"), ("Opzet", "Survey")
    ]  # fmt: skip


def test_a_contradiction_stands_with_both_contexts(rows: Rows) -> None:
    (row,) = rows("tegenspraken")
    assert (row["helpt_gemeenten"], row["helpt_jaar"], row["helpt_opzet"]) == ("Merenburg", 2018, "Survey")
    assert (row["verschilt"], row["gelijk"]) == ("jaar, opzet", "gemeente")
    assert row["helpt_citaat"] != row["belemmert_citaat"]


def test_a_formulation_goes_by_a_published_quote_and_each_quote_names_it(rows: Rows) -> None:
    (row,) = rows("formuleringen")
    assert row["formulering"].startswith("De wijkteams in Merenburg werken outreachend")
    quotes = [quote for quote in rows("bewijs") if quote["formulering_id"]]
    assert [quote["citaat_id"] for quote in quotes] == [row["citaat_id"]]
    assert (quotes[0]["opzet"], quotes[0]["sterkte"]) == ("Survey", 0.9)


def test_documents_that_count_as_one_show_why(rows: Rows) -> None:
    strength = {row["document_id"]: row for row in rows("bewijskracht")}
    assert sorted(bool(row["evaluatie"]) for row in strength.values()) == [False, True, True]
    assert sorted(row["telt_samen"] or "" for row in strength.values())[-1] == "verwijst ernaar en deelt een citaat"


def test_what_documents_say_they_cannot_conclude_is_quoted(rows: Rows) -> None:
    (row,) = rows("te_weinig_informatie")
    assert (row["voorbehoud"], row["geheel"]) == ("Te weinig informatie", "ja")
    assert row["citaat"] == "De wijkteams in Merenbur" and row["elementen"] == "Outreachend werken"


def test_proposals_show_what_was_decided(rows: Rows) -> None:
    (row,) = rows("samenvoegvoorstellen")
    assert (row["element_code"], row["met_code"], row["besluit"]) == ("thema:ab/12", "handelingsruimte", "apart")


def test_a_disclosure_of_a_private_passage_is_not_published(records: list[Record], settings: PublishSettings) -> None:
    item = next(record for record in records if isinstance(record, Disclosure))
    span = PersonalSpan(
        document_id=item.document_id, page=1, start=1, end=5, kind="naam", method="proef", confidence=0.9
    )
    found = {table.name: rows for table, rows in table_rows(as_inputs([*records, span]), settings)}
    assert found["te_weinig_informatie"] == []


def test_a_disclosure_that_is_not_in_its_page_stops_the_build(records: list[Record], settings: PublishSettings) -> None:
    wrong = [
        Disclosure(**vars(record) | {"id": "", "start": 3}) if isinstance(record, Disclosure) else record
        for record in records
    ]
    with pytest.raises(Surprise, match="not literally"):
        list(publish(as_inputs(wrong), settings))
