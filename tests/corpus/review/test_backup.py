"""Daily copies, and forgetting what somebody wrote."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from corpus.issues import Refused
from corpus.judgements import Judgement
from corpus.review.backup import FOLDER, back_up
from corpus.review.forgetting import redact_all
from corpus.review.ledger import Author, Ledger

MEMBER, OTHER = Author("lijster-4f2a", "klankbordgroep"), Author("merel-0b1c", "klankbordgroep")
KEEPER = Author("opdrachtregel", "beheerder")
JUDGEMENT = Judgement(
    document_id="d" * 64, page=1, start=0, end=9, quote="dat helpt", codebook="proef 1", dimension="element",
    code="outreachend", verdict="akkoord", round="1",
)  # fmt: skip
DAY = date(2026, 2, 27)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "proef" / "review.db") as opened:
        opened.append(JUDGEMENT, MEMBER, uuid="a", remark="Mijn buurvrouw zei het ook")
        opened.append(replace(JUDGEMENT, verdict="weet niet"), MEMBER, uuid="b", remark="Bij nader inzien")
        opened.append(JUDGEMENT, OTHER, uuid="c", remark="Eens")
        opened.append(replace(JUDGEMENT, page=2), MEMBER, uuid="d")
        yield opened


def test_a_copy_holds_all_and_is_for_its_owner_alone(ledger: Ledger) -> None:
    path = back_up(ledger, DAY)
    assert path == ledger.path.parent / FOLDER / "review-2026-02-27.db"
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    with Ledger(path) as copy:
        assert list(copy.entries()) == list(ledger.entries())
        assert [copy.remark(entry) for entry in copy.entries()] == [ledger.remark(entry) for entry in ledger.entries()]
        assert list(copy.faults()) == []
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_the_last_days_are_kept_each_with_its_last_copy(ledger: Ledger) -> None:
    for number in range(5):
        back_up(ledger, DAY + timedelta(days=number), keep=3)
    ledger.append(JUDGEMENT, OTHER, uuid="e")
    path = back_up(ledger, DAY + timedelta(days=4), keep=3)
    assert sorted(each.name for each in path.parent.iterdir()) == [
        "review-2026-03-01.db",
        "review-2026-03-02.db",
        "review-2026-03-03.db",
    ]
    with Ledger(path) as copy:
        assert copy.head() == ledger.head()


def test_a_broken_chain_takes_the_place_of_no_good_copy(ledger: Ledger) -> None:
    good = back_up(ledger, DAY, keep=1)
    before = good.read_bytes()
    ledger.strip(next(ledger.entries()))
    for day in (DAY, DAY + timedelta(days=1)):
        with pytest.raises(Refused, match="not sound"):
            back_up(ledger, day, keep=1)
    assert good.read_bytes() == before
    assert [each.name for each in good.parent.iterdir()] == [good.name]


def test_the_words_of_one_go_and_what_they_judged_stays(ledger: Ledger) -> None:
    assert redact_all(ledger, MEMBER.pseudonym, KEEPER) == 2
    assert [ledger.remark(entry) for entry in ledger.entries()] == [None, None, "Eens", "", "", ""]
    assert list(ledger.faults()) == []
    assert [entry.pseudonym for entry in ledger.entries("judgement")].count(MEMBER.pseudonym) == 3
    for file in ledger.path.parent.glob("review.db*"):
        assert b"buurvrouw" not in file.read_bytes()


def test_forgetting_can_be_done_once_more_and_after_it_was_broken_off(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    strip = Ledger.strip

    def break_off(self: Ledger, entry: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "strip", break_off)
    with pytest.raises(KeyboardInterrupt):
        redact_all(ledger, MEMBER.pseudonym, KEEPER)
    monkeypatch.setattr(Ledger, "strip", strip)
    assert redact_all(ledger, MEMBER.pseudonym, KEEPER) == 2
    assert redact_all(ledger, MEMBER.pseudonym, KEEPER) == 0
    assert len(list(ledger.entries("redaction"))) == 2
    assert list(ledger.faults()) == []
