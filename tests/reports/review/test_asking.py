"""What may be judged now, and days as readers read them."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from corpus.review.entries import BEHEERDER, KLANKBORDGROEP, ONDERZOEKER, Round, RoundClosed, Statement
from corpus.review.ledger import Author, Ledger
from reports.review import asking
from reports.review.board import Board

FIRST = Round(number=1, name="voorjaar", closes_on="2026-03-10", dimensions=("element", "soort"), judges=2)


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Board:
    monkeypatch.setattr(asking, "today", lambda: "2026-03-02")
    return Board(Ledger(tmp_path / "review.db"))


def say(board: Board, tmp_path: Path, said: Statement) -> None:
    with Ledger(tmp_path / "review.db") as ledger:
        board.take(ledger.append(said, Author("uil", ONDERZOEKER), uuid=str(uuid.uuid4())))


def test_a_round_says_what_is_asked(board: Board, tmp_path: Path) -> None:
    say(board, tmp_path, FIRST)
    found = asking.asking(board, KLANKBORDGROEP, 3)
    assert (found.round, found.dimensions, found.judges, found.may_judge) == (FIRST, ("element", "soort"), 2, True)
    assert found.round_name == "1"


def test_outside_a_round_researchers_judge_and_members_do_not(board: Board, tmp_path: Path) -> None:
    for closed in (False, True):
        for role, may_judge in ((KLANKBORDGROEP, False), (BEHEERDER, False), (ONDERZOEKER, True)):
            found = asking.asking(board, role, 3)
            assert (found.round, found.dimensions, found.judges) == (None, ("element",), 3)
            assert (found.may_judge, found.round_name) == (may_judge, "")
            assert found.last == (FIRST if closed else None)
        say(board, tmp_path, FIRST)
        say(board, tmp_path, RoundClosed(number=1))


@pytest.mark.parametrize(("day", "is_open"), [("2026-03-10", True), ("2026-03-11", False)])
def test_a_round_is_open_up_to_its_last_day(
    board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: str, is_open: bool
) -> None:
    say(board, tmp_path, FIRST)
    monkeypatch.setattr(asking, "today", lambda: day)
    assert asking.asking(board, KLANKBORDGROEP, 3).may_judge == is_open


def test_days_are_told_in_dutch(board: Board) -> None:
    assert asking.in_words("2026-03-02T09:00:00+00:00") == "2 maart 2026"
    assert asking.in_words("ooit") == "ooit"
    assert asking.days_left("2026-03-10") == 8
