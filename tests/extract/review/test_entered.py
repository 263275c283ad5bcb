"""Corrections of metadata that researchers entered in the review database."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.judgements import review_path
from corpus.records import Document, Issue
from corpus.review.entries import Correction
from corpus.review.ledger import Author, Ledger
from corpus.stage import run_stages
from corpus.store import Store
from corpus.study import Study
from extract.metadata import read_entered
from tests.extract.test_metadata_corrections import CHAIN, HEADER, add, chosen, study_with

AUTHOR = Author("valk", "onderzoeker")
TEXT = "De gemeente Lelystad besloot dit op 1 mei 2021. De gemeente Lelystad wil dat."


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return study_with(tmp_path, f"{HEADER}a.html,title,Volgens het bestand,de omslag\na.html,publisher,Bureau X,\n")


def enter(study: Study, document_id: str, *values: tuple[str, str]) -> None:
    with Ledger(review_path(study)) as ledger:
        for field, value in values:
            said = Correction(document_id=document_id, field=field, value=value)
            ledger.append(said, AUTHOR, uuid=f"{ledger.head()[:12]}-{field}", remark="vertrouwelijke reden")


def test_what_was_entered_outranks_file_and_machine_and_touches_its_document_alone(study: Study) -> None:
    with Store(None) as store:
        one, other = (
            add(store, "https://a.example/a.html", TEXT),
            add(store, "https://a.example/b.html", f"Eerst {TEXT}"),
        )
        run_stages(store, study, CHAIN, chain=CHAIN, workers=1)
        assert chosen(store, one, "title") == [("Volgens het bestand", "correctie")]
        enter(study, one, ("title", "Eerst"), ("title", "Daarna; en zo"), ("gemeente", "Almere; Bedum"), ("year", ""))
        outcomes = run_stages(store, study, CHAIN, chain=CHAIN, workers=1)
        assert [(each.stage, each.done_count) for each in outcomes] == [
            ("extract", 0),
            ("metadata", 1),
            ("decisions", 1),
        ]
        assert chosen(store, one, "title") == [("Daarna; en zo", "correctie")]
        assert chosen(store, one, "gemeente") == [("GM0005", "correctie"), ("GM0034", "correctie")]
        assert chosen(store, one, "year") == []
        assert chosen(store, one, "publisher") == [("Bureau X", "correctie")]
        assert [value for value, _ in chosen(store, other, "gemeente")] == ["GM0995"]
        assert "vertrouwelijke reden" not in "\n".join(store.dump())
        assert all(not each.done_count for each in run_stages(store, study, CHAIN, chain=CHAIN, workers=1))


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (("titel", "X"), "there is no field 'titel'"),
        (("year", "twintig"), "'twintig' is no value of 'year'"),
        (("gemeente", "Bergen"), "'Bergen' is the name of 2 gemeenten"),
    ],
)
def test_what_cannot_be_followed_is_told_and_stops_nothing(study: Study, value: tuple[str, str], problem: str) -> None:
    with Store(None) as store:
        one = add(store, "https://a.example/a.html", TEXT)
        enter(study, one, value, ("title", "Goed"))
        run_stages(store, study, CHAIN, chain=CHAIN, workers=1)
        assert chosen(store, one, "title") == [("Goed", "correctie")]
        (issue,) = store.read(Issue, stage="decisions")
        assert (issue.severity, issue.subject) == ("warning", "review.db, entry 1") and problem in issue.problem


def test_what_was_entered_of_a_document_that_is_gone_is_kept_and_told(study: Study) -> None:
    with Store(None) as store:
        one = add(store, "https://a.example/a.html", TEXT)
        enter(study, one, ("title", "Goed"), ("year", "2019"))
        store.remove(Document, [one])
        run_stages(store, study, CHAIN, chain=CHAIN, workers=1)
        told = [issue.problem for issue in store.read(Issue, stage="decisions")]
        assert any("of which 2 values were corrected, is not in the corpus" in problem for problem in told)
    assert len(read_entered(study).by_document[one]) == 2


def test_a_correction_is_undone_by_a_later_one(study: Study) -> None:
    enter(study, "d" * 64, ("year", "2019"))
    enter(study, "d" * 64, ("year", "2020"))
    (row,) = read_entered(study).by_document["d" * 64]
    assert (row.field, row.value) == ("year", "2020")
