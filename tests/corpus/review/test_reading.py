"""Reading what was entered, without touching it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from corpus.issues import Refused
from corpus.judgements import review_path
from corpus.review.entries import JUDGEMENT as KIND
from corpus.review.entries import Merge, Round, RoundClosed
from corpus.review.ledger import Author, Ledger
from corpus.review.reading import read_entries, read_statements
from corpus.study import Study, load_study
from tests.corpus.test_judgements import JUDGEMENT, STUDY

AUTHOR = Author("uil", "onderzoeker")


@pytest.fixture
def study(tmp_path: Path) -> Study:
    path = tmp_path / "proef.toml"
    path.write_text(STUDY, encoding="utf-8")
    return load_study(str(path))


def test_without_a_review_database_nothing_was_entered(study: Study) -> None:
    assert read_statements(study, Round) == () and read_entries(study, KIND) == ()
    assert not review_path(study).exists()


def test_statements_come_by_kind_in_order_while_others_write(study: Study) -> None:
    rounds = [
        Round(number=1, name="Eerste", closes_on="2026-03-01"),
        Round(number=1, name="Een", closes_on="2026-04-01"),
    ]
    with Ledger(review_path(study)) as ledger:
        for number, said in enumerate([rounds[0], RoundClosed(number=1), rounds[1]]):
            ledger.append(said, AUTHOR, uuid=str(number))
        ledger.append(JUDGEMENT, AUTHOR, uuid="oordeel")
        found = read_statements(study, Round)
        assert [said for _, said in found] == rounds and [entry.seq for entry, _ in found] == [1, 3]
        assert read_statements(study, Merge) == ()
        (entry,) = read_entries(study, KIND)
        assert entry.uuid == "oordeel" and entry.hash == ledger.head()


def test_a_database_of_judgements_alone_holds_no_statements(study: Study) -> None:
    path = review_path(study)
    path.parent.mkdir(parents=True)
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE judgements (quote)")
    db.close()
    assert read_statements(study, Round) == ()


def test_what_is_no_database_is_refused(study: Study) -> None:
    path = review_path(study)
    path.parent.mkdir(parents=True)
    path.write_text("geen databank " * 99, encoding="utf-8")
    with pytest.raises(Refused, match=r"review\.db: this file cannot be read as a review database"):
        read_entries(study, KIND)
