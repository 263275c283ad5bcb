"""Which documents are news: those that came in a day or more after the first ones."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.record import Record
from corpus.records import Find
from reports.publishing.publish import table_rows
from reports.settings import PublishSettings
from tests.reports.conftest import as_inputs


def _seen(records: list[Record], **days: str | None) -> list[Record]:
    """Return the records with the moments at which documents were first seen, by a word in their address."""
    return [
        replace(record, first_seen_at=next(day for word, day in days.items() if word in record.url))
        if isinstance(record, Find)
        else record
        for record in records
    ]


def _new(records: list[Record], settings: PublishSettings) -> list[tuple[str, str]]:
    rows = {table.name: found for table, found in table_rows(as_inputs(records), settings)}
    return [(row["titel"], row["gezien_op"]) for row in rows["nieuw"]]


@pytest.mark.parametrize("zone", ["+00:00", "Z"])
def test_what_came_later_is_news_and_the_last_comes_first(
    records: list[Record], settings: PublishSettings, zone: str
) -> None:
    moments = {"eerste": "2026-01-01T23:59:00", "tweede": "2026-03-01T08:00:00", "derde": "2026-04-02T08:00:00"}
    days = {word: moment + zone for word, moment in {**moments, "buiten": "2026-04-03T08:00:00"}.items()}
    assert _new(_seen(records, **days), settings) == [
        ("Rapport rekenkamer", "2026-04-02"), ("Tussenstand sociaal team", "2026-03-01"),
    ]  # fmt: skip


def test_the_first_harvest_is_no_news_also_when_it_goes_on_after_midnight(
    records: list[Record], settings: PublishSettings
) -> None:
    days = {"eerste": "2026-01-01T23:59:00", "tweede": "2026-01-02T00:05:00", "derde": "2026-01-02T10:00:00"}
    assert _new(_seen(records, **days, buiten="2026-01-02T10:00:00"), settings) == []
    assert _new(_seen(records, **dict.fromkeys((*days, "buiten"), None)), settings) == []
