"""The table on how far the reading is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corpus.records import Progress
from reports.publishing.load import load
from reports.settings import PublishSettings
from reports.tables import read_tables, run_table
from tests.conftest import ROOT

PROGRESS = Progress(
    passage_count=4000,
    judged_count=120,
    relevant_count=80,
    unread_expected=35.2,
    unread_low=10,
    unread_high=90,
    recall=0.6944,
    recall_low=0.4706,
    recall_high=0.8889,
    target=0.95,
    missed_probability=0.62,
    may_stop=False,
    method="steekproef",
    sample_count=50,
)


def _rows(settings: PublishSettings, *records: Progress) -> list[dict[str, Any]]:
    (table,) = (each for each in read_tables() if each.name == "leesvolgorde_stand")
    db = load({Progress: records}, {}, settings)
    try:
        return run_table(db, table)
    finally:
        db.close()


def test_counts_and_estimates_are_told_with_their_interval(settings: PublishSettings) -> None:
    rows = {row["onderdeel"]: row for row in _rows(settings, PROGRESS)}
    assert [row["volgorde"] for row in rows.values()] == list(range(1, 9))
    unread = rows["Relevant en nog niet gelezen"]
    assert (unread["waarde"], unread["ondergrens"], unread["bovengrens"]) == (35.2, 10, 90)
    assert unread["toelichting"] == "Uit een steekproef van wat niet was gelezen"
    assert rows["Doel"]["waarde"] == 0.95
    assert list(rows.values())[-1]["toelichting"].endswith("lees verder")


def test_without_reading_the_table_is_empty(settings: PublishSettings) -> None:
    assert _rows(settings) == []


def test_no_text_of_a_passage_can_reach_it() -> None:
    sql = (Path(ROOT) / "reports" / "tables" / "leesvolgorde_stand.sql").read_text(encoding="utf-8")
    assert "passages" not in sql.split("\nWITH ")[1].replace("Passages van", "")
