"""What stands behind a cell: its quotes, documents and a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.publication import Origin, Publication
from reports.tables import parse_table
from reports.tables.traces import traces
from reports.tables.tracing import Behind, behind, database_of, row_at
from tests.reports.tables.conftest import PROEF


def _behind(publication: Publication, *origin: str) -> Behind:
    found = behind(publication, Origin(*origin), publication.tables)
    assert found is not None
    return found


def test_a_number_leads_to_the_quotes_that_it_counts(publication: Publication) -> None:
    found = _behind(publication, "elementen", "outreachend", "helpt")
    quotes = [row for row in publication.rows["bewijs"] if row["element_code"] == "outreachend"]
    assert [row["citaat"] for row in found.quotes] == [row["citaat"] for row in quotes if row["richting"] == "helpt"]
    assert found.sentence == "Dit getal telt passages. Daarachter staat 1 citaat uit 1 document."
    assert {row["document_id"] for row in found.documents} == {row["document_id"] for row in found.quotes}


def test_the_file_itself_says_the_same(publication: Publication, folder: Path) -> None:
    db = sqlite3.connect(f"file:{folder / 'publiek.db'}?mode=ro", uri=True)
    for name in ("elementen", "balans", "kennishiaten", "verantwoording", "gemeenten"):
        for row in publication.rows[name]:
            for column in publication.tables[name].columns:
                origin = publication.origin(name, row, column)
                assert behind(db, origin, publication.tables) == behind(publication, origin, publication.tables)
    db.close()


def test_every_row_is_found_by_its_origin(publication: Publication) -> None:
    db = database_of(publication)
    for name, rows in publication.rows.items():
        for row in rows:
            assert row_at(db, publication.origin(name, row, ""), publication.tables) == row


def test_the_number_of_a_row_with_a_quote_leads_to_that_quote(publication: Publication) -> None:
    row = publication.rows["bewijs"][0]
    origin = publication.origin("bewijs", row, "score")
    found = behind(publication, origin, publication.tables)
    assert found and [quote["citaat_id"] for quote in found.quotes] == [row["citaat_id"]]
    assert found.sentence == "Daarachter staat 1 citaat uit 1 document."


def test_each_side_of_a_contradiction_leads_to_its_own_quote(publication: Publication) -> None:
    row = publication.rows["tegenspraken"][0]
    for side in ("helpt", "belemmert"):
        found = behind(publication, publication.origin("tegenspraken", row, f"{side}_bladzijde"), publication.tables)
        assert found and [quote["citaat_id"] for quote in found.quotes] == [row[f"{side}_citaat_id"]]


def test_a_number_that_cannot_be_followed_says_why(publication: Publication) -> None:
    found = _behind(publication, "verantwoording", "Bronnen doorzocht", "aantal")
    assert not found.quotes and found.sentence.startswith("Dit telt ook documenten die niet meedoen")


def test_a_verdict_leads_to_the_quotes_that_it_rests_on(publication: Publication) -> None:
    found = _behind(publication, "elementen", "handelingsruimte", "regel")
    quotes = {row["citaat_id"] for row in publication.rows["bewijs"] if row["element_code"] == "handelingsruimte"}
    assert {row["citaat_id"] for row in found.quotes} == quotes and len(quotes) > 1
    told = _behind(publication, "elementen", "handelingsruimte", "omschrijving")
    assert (told.quotes, told.sentence) == ((), "Dit staat zo in de tabel; er horen geen citaten bij.")


def test_nil_has_no_quotes_and_says_so(publication: Publication) -> None:
    found = _behind(publication, "elementen", "outreachend", "belemmert")
    assert (found.quotes, found.quote_count) == ((), 0) and "nul" in found.sentence


def test_quotes_come_a_part_at_a_time(publication: Publication) -> None:
    origin = Origin("verantwoording", "Citaten gepubliceerd", "aantal")
    whole = _behind(publication, *origin)
    parts = [
        behind(publication, origin, publication.tables, limit=2, offset=at) for at in range(0, whole.quote_count, 2)
    ]
    assert [quote for part in parts if part for quote in part.quotes] == list(whole.quotes)
    assert whole.quote_count == len(publication.rows["citaten"])


@pytest.mark.parametrize(
    "origin",
    [
        ("nergens", "x", "helpt"), ("elementen", "nergens", "helpt"), ("elementen", "outreachend", "nergens"),
        ("balans", "a|b|c|d|e", "voor"), ("balans", "outreachend", "voor"), ("elementen", "outreachend#2", "helpt"),
        ("elementen", "' OR 1=1 --", "helpt"), ("balans", "|" * 5000, "voor"), ("elementen", "outreachend#9", "helpt"),
    ],
)  # fmt: skip
def test_what_is_not_there_has_nothing_behind_it(publication: Publication, origin: tuple[str, str, str]) -> None:
    assert behind(publication, Origin(*origin), publication.tables) is None


def test_a_key_that_holds_the_sign_between_keys_is_found(with_rows: Callable[..., Publication]) -> None:
    header = PROEF.replace("sleutel: tekst", "sleutel: tekst, aantal")
    rows = [{"tekst": "a|b#2", "aantal": 5}, {"tekst": "a", "aantal": 5}, {"tekst": "a", "aantal": 5}]
    publication = with_rows(rows, header)
    db = database_of(publication)
    assert [publication.origin("proef", row, "aantal").row for row in rows] == ["a|b#2|5", "a|5", "a|5#2"]
    for row in rows:
        assert row_at(db, publication.origin("proef", row, "aantal"), publication.tables) == row


def test_all_traces_are_those_of_each_cell(publication: Publication) -> None:
    found = traces(publication)
    assert len(found.cells) > 100 and not found.left_out
    assert len(set(found.sources)) == len(found.sources)
    for cell, at in found.cells.items():
        row = publication.rows[cell.table][cell.position]
        one = behind(publication, publication.origin(cell.table, row, cell.column), publication.tables)
        assert one and sorted(quote["citaat_id"] for quote in one.quotes) == list(found.sources[at].quotes)
        assert sorted(document["document_id"] for document in one.documents) == list(found.sources[at].documents)


def test_tables_that_are_too_large_go_without(publication: Publication) -> None:
    found = traces(publication, most=40)
    assert "balans" in found.left_out and found.cells
    assert not {cell.table for cell in found.cells} & set(found.left_out)


def test_a_table_without_rules_is_not_traced() -> None:
    assert parse_table("proef", PROEF.replace("-- herkomst aantal: count(*) FROM citaten\n", "")).rules == ()
