"""The table of references: what it draws from, and what it leaves out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from corpus.record import Record
from corpus.records import Fact, Page
from reports.publishing.publish import products, table_rows
from reports.settings import PublishSettings
from tests.reports.conftest import TEXTS, _document, as_inputs

HIDDEN = "Otto Verborgen"


def _fact(field: str, value: str, document: str = "eerste", **how: Any) -> Fact:
    told = {"method": "label in het colofon", "page": 1, "quote": value, **how}
    return Fact(document_id=_document(document), field=field, value=value, confidence=0.9, is_chosen=True, **told)


def _row(records: list[Record], settings: PublishSettings, document: str = "eerste") -> dict[str, Any]:
    rows = {table.name: found for table, found in table_rows(as_inputs(records), settings)}["referenties"]
    return next(row for row in rows if row["document_id"] == _document(document))


def test_each_included_document_has_a_row(records: list[Record], settings: PublishSettings) -> None:
    rows = {table.name: found for table, found in table_rows(as_inputs(records), settings)}
    assert {row["document_id"] for row in rows["referenties"]} == {row["document_id"] for row in rows["documenten"]}
    assert _document("buiten") not in {row["document_id"] for row in rows["referenties"]}


def test_all_fields_come_from_what_counts(records: list[Record], settings: PublishSettings) -> None:
    facts = {"subtitle": "Een proef", "opdrachtgever": "Gemeente Merenburg", "uitvoerder": "Bureau Vis",
             "isbn": "9789058305558", "doi": "10.1000/1", "published_on": "2018-03-04"}  # fmt: skip
    row = _row([*records, *(_fact(field, value) for field, value in facts.items())], settings)
    assert (row["ondertitel"], row["opdrachtgever"], row["uitvoerder"]) == (
        "Een proef",
        "Gemeente Merenburg",
        "Bureau Vis",
    )
    assert (row["isbn"], row["doi"], row["verschenen_op"], row["jaar"]) == (
        "9789058305558", "10.1000/1", "2018-03-04", 2018,
    )  # fmt: skip
    assert (row["uitgever"], row["auteurs"]) == ("Bureau Vis", None)


def test_authors_stand_in_the_order_of_the_page(records: list[Record], settings: PublishSettings) -> None:
    text = "Auteurs: Zita Bos en Anna Vis. " + TEXTS["eerste"]
    pages = [
        replace(record, id="", text=TEXTS["eerste"] + " Auteurs: Zita Bos en Anna Vis.")
        if isinstance(record, Page) and record.document_id == _document("eerste")
        else record
        for record in records
    ]
    authors = [_fact("author", name, quote=text) for name in ("Anna Vis", "Zita Bos")]
    assert _row([*pages, *authors], settings)["auteurs"] == "Zita Bos; Anna Vis"


@pytest.mark.parametrize(("kind", "shown"), [("evaluatie", True), ("brief", False), ("webpagina", False)])
def test_papers_of_a_gemeente_name_no_writer(
    records: list[Record], settings: PublishSettings, kind: str, shown: bool
) -> None:
    others = [each for each in records if not (isinstance(each, Fact) and each.field == "document_type")]
    row = _row([*others, _fact("document_type", kind), _fact("author", "Zita Bos")], settings)
    assert row["auteurs"] == ("Zita Bos" if shown else None)


def test_a_name_in_the_properties_of_a_file_is_in_no_file(records: list[Record], settings: PublishSettings) -> None:
    hidden = _fact("author", HIDDEN, page=None, method="auteur van het bestand", quote=f"creator: {HIDDEN}")
    for name, _, content in products(as_inputs([*records, hidden]), settings):
        assert HIDDEN.encode() not in content, name
