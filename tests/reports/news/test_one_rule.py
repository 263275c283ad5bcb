"""What several places say of findings and documents, they say by the same rule."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from corpus.cli import cli
from corpus.review.findings import kinds_of, told, untold
from reports.news.comparing import compare
from reports.news.findings import OVERALL, OWN, as_finding, findings
from reports.news.months import ABOUT, TABLES, evidence_of, months
from reports.publication import Publication
from reports.review.release import _FINDINGS
from tests.reports.test_site import ask


def _rows(path: Path, sql: str, *values: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(sql, values)]


@pytest.fixture
def publication(folder: Path) -> Publication:
    return Publication.read(folder / "publiek.db")


def test_a_version_keeps_what_a_comparison_reads(folder: Path, publication: Publication) -> None:
    kept = [as_finding(row) for row in _rows(folder / "publiek.db", _FINDINGS, OVERALL, OWN)]
    assert kept and kept == sorted(findings(publication).values())


def test_the_site_counts_what_documents_are_about_as_the_files_do(folder: Path, publication: Publication) -> None:
    counted = _rows(folder / "publiek.db", ABOUT, OWN)
    assert counted and sorted(map(str, counted)) == sorted(map(str, evidence_of(publication)))
    rows = {name: _rows(folder / "publiek.db", f"SELECT * FROM {name}") for name in TABLES}
    assert months(rows, counted) == months(publication.rows, evidence_of(publication))


def test_what_changed_since_a_version_has_the_kinds_of_its_findings(publication: Publication) -> None:
    """The words in the table are those of `told`, so that the kinds follow from them."""
    rows = publication.rows["veranderingen"]
    assert rows
    for row in rows:
        was, now = (untold(row["code"], row["element"], row[name]) for name in ("was", "nu"))
        assert [told(finding) for finding in (was, now) if finding] == [
            row[name] for name in ("was", "nu") if row[name]
        ]
        assert kinds_of(was, now)


def _without(path: Path, target: Path, *statements: str) -> Path:
    """Return a copy of a public database on which statements were run."""
    shutil.copyfile(path, target)
    with closing(sqlite3.connect(target)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            db.execute(statement)
        db.commit()
    return target


def test_an_older_database_can_be_compared(folder: Path, tmp_path: Path, publication: Publication) -> None:
    """One of before this version of the program lacks tables and columns."""
    dropped = [f"DROP TABLE {name}" for name in ("referenties", "nieuw", "versies", "kennisvragen", "balans")]
    older = Publication.read(_without(folder / "publiek.db", tmp_path / "oud.db", *dropped))
    found = compare(older, publication)
    assert not found.added and not found.gone and not found.answers
    assert {change.was.only_for for change in found.changes if change.was} <= {0}
    assert list(found.lines())


def test_a_document_that_came_is_told_by_the_command(folder: Path, tmp_path: Path, publication: Publication) -> None:
    row = publication.rows["documenten"][0]
    before = _without(
        folder / "publiek.db",
        tmp_path / "voor.db",
        f"DELETE FROM documenten WHERE document_id = '{row['document_id']}'",
        "DELETE FROM elementen WHERE element_code = 'outreachend'",
    )
    out = tmp_path / "diff.json"
    result = CliRunner().invoke(cli, ["diff", str(before), str(folder / "publiek.db"), "--json", str(out)])
    assert result.exit_code == 0, result.output
    assert "Documenten erbij (1)" in result.output and row["titel"] in result.output
    data = json.loads(out.read_text(encoding="utf-8"))
    assert [seen["document_id"] for seen in data["added"]] == [row["document_id"]]
    assert [(change["element_code"], change["kinds"]) for change in data["changes"]] == [("outreachend", ["nieuw"])]


@pytest.mark.parametrize("asked", ["2026-13", "%27;--", "2026-03%00", "<b>", "../..", "2020-05&maand=x"])
def test_a_month_that_is_none_is_not_there(folder: Path, asked: str) -> None:
    (answer,) = ask(folder, f"/nieuws?maand={asked}")
    assert answer.status_code in (400, 404) or asked.startswith("2020-05")
    assert "<b>" not in answer.text.partition("<main")[2]


def test_without_files_the_page_has_no_feed(folder: Path, tmp_path: Path) -> None:
    shutil.copyfile(folder / "publiek.db", tmp_path / "publiek.db")
    page, feed = ask(tmp_path, "/nieuws", "/nieuws/atom.xml")
    assert (page.status_code, feed.status_code) == (200, 404)
    assert "atom.xml" not in page.text and "/bestand/" not in page.text.partition("<main")[2]
