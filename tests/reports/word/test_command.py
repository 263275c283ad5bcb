"""The command: a file is written, refreshed, or given a table, and what it was is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.issues import Refused
from corpus.raw import DATA_VARIABLE
from corpus.study import Study, load_study
from reports.word.command import report
from reports.word.making import NAME
from tests.reports.word.cases import append, changed, texts


@pytest.fixture
def study(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """A study whose public database is that of the small study."""
    (tmp_path / "data" / "voorbeeld").mkdir(parents=True)
    shutil.copy(folder / "publiek.db", tmp_path / "data" / "voorbeeld" / "publiek.db")
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "data"))
    return load_study("voorbeeld")


def test_it_writes_and_then_refreshes_and_keeps_what_was(study: Study, tmp_path: Path) -> None:
    file = tmp_path / "rapport.docx"
    assert next(report(study, file, None, ())).startswith("Written: ")
    file.write_bytes(changed(file.read_bytes(), append("Van ons.")))
    was = file.read_bytes()
    lines = list(report(study, file, None, ()))
    assert lines[0].endswith("What it was is in rapport.vorige.docx.")
    assert lines[-1] == "None of your sentences rest on what has changed."
    assert (tmp_path / "rapport.vorige.docx").read_bytes() == was
    assert texts(file.read_bytes())[-1] == "Van ons."


def test_it_puts_a_table_in_a_file(study: Study, tmp_path: Path) -> None:
    file = tmp_path / "memo.docx"
    list(report(study, file, None, ("gemeenten",)))
    assert "Bron: tabellen/gemeenten.csv" in texts(file.read_bytes())
    assert next(report(study, file, None, ())).startswith("Refreshed: ")


def test_what_cannot_be_is_refused_and_the_file_stays(study: Study, tmp_path: Path) -> None:
    file = tmp_path / "rapport.docx"
    file.write_bytes(b"Geen document")
    for name, template, tables in (
        (file, None, ()),
        (file, tmp_path / "sjabloon.dotx", ()),
        (file, None, ("gemeenten",)),
        (tmp_path / "rapport.pdf", None, ()),
        (tmp_path / "nieuw.docx", tmp_path / "weg.dotx", ()),
        (tmp_path / "nieuw.docx", None, ("onbekend",)),
        (tmp_path / "geen" / "map" / "nieuw.docx", tmp_path / "weg.dotx", ()),
    ):
        with pytest.raises(Refused):
            list(report(study, name, template, tables))
    assert file.read_bytes() == b"Geen document"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "rapport.docx"]


def test_the_stage_makes_a_fresh_one(folder: Path) -> None:
    assert (folder / NAME).read_bytes().startswith(b"PK")
