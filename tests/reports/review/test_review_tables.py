"""The published tables on review: what they tell, and what they may not."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.record import Record
from corpus.records import Assessment, Coding, Comment, Page, PersonalSpan
from reports.publishing.publish import table_rows
from reports.settings import PublishSettings
from tests.reports.conftest import SECRET, as_inputs

Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture
def tables(records: list[Record], settings: PublishSettings) -> Tables:
    return _tables(records, settings)


def _tables(records: list[Record], settings: PublishSettings) -> Tables:
    return {table.name: rows for table, rows in table_rows(as_inputs(records), settings)}


def test_quotes_tell_what_was_judged_of_them(tables: Tables) -> None:
    assert {row["oordeel"] for row in tables["citaten"]} == {"3 akkoord, 1 niet akkoord", None}
    assert {row["oordeel"] for row in tables["bewijs"]} == {"3 akkoord, 1 niet akkoord", None}


def test_judged_codings_that_are_not_published_have_no_quote(tables: Tables) -> None:
    shown, dropped = sorted(tables["beoordelingen"], key=lambda row: row["uitkomst"])
    assert (shown["gepubliceerd"], shown["uitkomst"], shown["akkoord"]) == ("ja", "akkoord", 3)
    assert shown["citaat_id"] in {row["citaat_id"] for row in tables["citaten"]}
    assert (dropped["gepubliceerd"], dropped["citaat_id"], dropped["beslist_door"]) == ("nee", None, "onderzoeker")


def test_judged_codings_that_touch_personal_data_are_left_out(records: list[Record], settings: PublishSettings) -> None:
    judged = next(record for record in records if isinstance(record, Assessment))
    coding = next(record for record in records if isinstance(record, Coding) and record.id == judged.coding_id)
    span = PersonalSpan(
        document_id=coding.document_id, page=coding.page, start=coding.start, end=coding.start + 5, kind="naam",
        method="proef", confidence=1.0,
    )  # fmt: skip
    found = _tables([*records, span], settings)["beoordelingen"]
    assert not found
    assert len(_tables([*records, replace(span, id="", is_resolved=True)], settings)["beoordelingen"]) == 2


def test_remarks_are_told_with_their_reply_but_without_addresses(tables: Tables) -> None:
    found = {(row["gedaan"], row["opmerking"], row["reden"]) for row in tables["commentaar"]}
    assert found == {
        ("overgenomen", "=Dit geldt ook voor de nacht", "Staat er nu bij"),
        ("deels", None, "Wij hebben de richting aangepast"),
        ("niet", None, "De bron zegt dit niet"),
        ("niet", "Bel mij", ""),
    }


def test_remarks_do_not_name_private_persons_of_their_document(
    records: list[Record], settings: PublishSettings
) -> None:
    comment = next(record for record in records if isinstance(record, Comment) and record.text)
    page = next(record for record in records if isinstance(record, Page) and record.document_id == comment.document_id)
    start = page.text.index("inwoners weten")
    span = PersonalSpan(
        document_id=page.document_id, page=1, start=start, end=start + 14, kind="naam", method="proef", confidence=1.0
    )
    named = replace(comment, id="", text="Bedoelt u  Inwoners\nWeten hier?", reason="Wij hielden inwoners weten buiten")
    (row,) = (
        row for row in _tables([named, span, *records], settings)["commentaar"] if row["gedaan"] == "overgenomen"
        if row["reden"] == ""
    )  # fmt: skip
    assert row["opmerking"] is None


def test_remarks_on_documents_that_are_left_out_have_no_words(records: list[Record], settings: PublishSettings) -> None:
    outside = [
        replace(record, id="", document_id="f" * 64) if isinstance(record, Comment) else record for record in records
    ]
    found = _tables(outside, settings)["commentaar"]
    assert len(found) == 4
    assert {(row["document_id"], row["titel"], row["bladzijde"], row["opmerking"]) for row in found} == {(None,) * 4}


def test_an_element_that_is_gone_has_no_page(tables: Tables) -> None:
    found = {row["code"]: (row["element_code"], row["nu"]) for row in tables["veranderingen"]}
    assert found == {"outreachend": ("outreachend", "Overwegend helpt (3 voor, 0 tegen, 0 beide)"), "weg": (None, None)}


def test_files_hold_no_formula_and_no_secret(folder: Path) -> None:
    with (folder / "tabellen" / "commentaar.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert "'=Dit geldt ook voor de nacht" in cells
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert not any(SECRET.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())
