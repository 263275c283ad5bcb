"""What is asked next, of codings that are only numbers here."""

from __future__ import annotations

import asyncio
import sqlite3
import uuid
from pathlib import Path
from typing import Any

import pytest

from corpus.judgements import Judgement
from corpus.review.ledger import Author, Ledger
from reports.review import queue
from reports.review.board import Board
from reports.review.queue import Standing

ELEMENTS = ("element",)


class Snapshot:
    """Codings a, b, c … of falling value in the dimension element, and x, y, z in soort."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(":memory:")
        self.db.row_factory = sqlite3.Row
        self.db.executescript(
            """CREATE TABLE codings (id, document_id, passage_id, page, start, "end", dimension, code);
            CREATE TABLE queue (coding_id, dimension, value);
            CREATE TABLE anchorings (judgement_id, status, passage_id, page, start, "end", reason);"""
        )
        self.queries = 0
        self.now = 0.0
        self.ledger = Ledger(path / "review.db")
        self.board = Board(self.ledger)
        self.standing = self.renewed()

    def renewed(self) -> Standing:
        """Return the standing as a site that has just started finds it."""
        self.standing = Standing(self.ask, self.board, lambda: self.now)
        return self.standing

    async def ask(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        self.queries += 1
        return [dict(row) for row in self.db.execute(sql, values)]

    def add(self, *names: str, dimension: str = "element", value: float = 0.5) -> None:
        for place, name in enumerate(names):
            coding = (name, "document", f"passage van {name}", 1, ord(name[0]), 200, dimension, f"code van {name}")
            self.db.execute(f"INSERT INTO codings VALUES ({', '.join('?' * 8)})", coding)
            self.db.execute("INSERT INTO queue VALUES (?, ?, ?)", (name, dimension, value - place / 100))

    def judge(self, member: str, *names: str, dimension: str = "element") -> list[str]:
        """Enter judgements and return their uuids."""
        made = []
        for name in names:
            said = Judgement(
                document_id="document", page=1, start=ord(name[0]), end=200, quote="", codebook="proef 1",
                dimension=dimension, code=f"code van {name}", verdict="akkoord",
            )  # fmt: skip
            made.append(str(uuid.uuid4()))
            self.board.take(self.ledger.append(said, Author(member, "klankbordgroep"), uuid=made[-1]))
        return made

    def next(self, *members: str, dimensions: tuple[str, ...] = ELEMENTS, judges: int = 3) -> list[str | None]:
        """Return what each member is asked, one after another."""

        async def ask() -> list[str | None]:
            await self.standing.catch_up()
            return [await self.standing.next_for(member, dimensions, judges) for member in members]

        return asyncio.run(ask())


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    return Snapshot(tmp_path)


def test_the_highest_value_comes_first(snapshot: Snapshot) -> None:
    snapshot.add("a", "b", "c")
    assert snapshot.next("merel") == ["a"]
    snapshot.judge("merel", "a")
    assert snapshot.next("merel") == ["b"]
    snapshot.judge("merel", "b", "c")
    assert snapshot.next("merel") == [None]


def test_each_coding_gets_as_many_judgements_as_are_wanted(snapshot: Snapshot) -> None:
    snapshot.add("a", "b", "c")
    members = ("merel", "vink", "uil", "gaai")
    for member in members[:3]:
        assert snapshot.next(member) == ["a"]
        snapshot.judge(member, "a")
    assert snapshot.next("gaai") == ["b"]


def test_what_others_have_begun_on_comes_before_what_nobody_has_judged(snapshot: Snapshot) -> None:
    snapshot.add("a", "b", "c", "d")
    snapshot.judge("vink", "c", "d")
    assert snapshot.next("merel") == ["c"]
    snapshot.judge("merel", "c", "d")
    assert snapshot.next("merel") == ["a"]


def test_what_has_all_its_judgements_comes_last(snapshot: Snapshot) -> None:
    snapshot.add("a", "b")
    for member in ("vink", "uil"):
        snapshot.judge(member, "a")
    assert snapshot.next("merel", judges=2) == ["b"]
    snapshot.judge("merel", "b")
    assert snapshot.next("merel", judges=2) == ["a"]


def test_members_who_come_together_are_spread(snapshot: Snapshot) -> None:
    snapshot.add(*"abcdefgh")
    members = [f"lid {number}" for number in range(20)]
    found = snapshot.next(*members)
    assert [found.count(name) for name in "abcdefg"] == [3, 3, 3, 3, 3, 3, 2]


def test_a_coding_that_was_handed_out_and_left_is_asked_again(snapshot: Snapshot) -> None:
    snapshot.add("a", "b")
    assert snapshot.next("vink", "merel", judges=1) == ["a", "b"]
    snapshot.now += queue.HELD_S + 1
    assert snapshot.next("gaai", judges=1) == ["a"]


def test_only_the_dimensions_of_the_round_are_asked(snapshot: Snapshot) -> None:
    snapshot.add("a", "b")
    snapshot.add("x", "y", dimension="soort", value=0.9)
    snapshot.judge("vink", "y", dimension="soort")
    assert snapshot.next("merel") == ["a"]
    assert snapshot.next("gaai", dimensions=("soort",)) == ["y"]
    snapshot.judge("gaai", "y", dimension="soort")
    assert snapshot.next("gaai", dimensions=("element", "soort"), judges=1) == ["x"]


def test_pages_are_read_on_and_what_was_judged_is_read_once(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "PAGE", 3)
    snapshot.add(*"abcdefghij", value=0.9)
    found = []
    for _ in range(10):
        (name,) = snapshot.next("merel")
        assert name
        found.append(name)
        snapshot.judge("merel", name)
    assert found == list("abcdefghij") and snapshot.next("merel") == [None]
    snapshot.renewed()
    assert snapshot.next("gaai", judges=1) == ["a"]


def test_equal_values_are_read_on_from_page_to_page(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "PAGE", 2)
    for name in "edcba":
        snapshot.add(name)
    found = []
    for _ in range(5):
        found += snapshot.next("merel")
        snapshot.judge("merel", str(found[-1]))
    assert found == list("abcde")


def test_what_is_passed_over_comes_last(snapshot: Snapshot) -> None:
    snapshot.add("a", "b")
    assert snapshot.next("merel") == ["a"]
    snapshot.standing.skip("merel", "a")
    assert snapshot.next("merel") == ["b"]
    snapshot.standing.skip("merel", "b")
    assert snapshot.next("merel") == ["a"]
    assert snapshot.next("vink") == ["b"] or snapshot.next("vink") == ["a"]


def test_a_text_that_changed_is_judged_again_first(snapshot: Snapshot) -> None:
    snapshot.add("a", "b", "c")
    (first, *_) = snapshot.judge("merel", "c", "a")
    row = (first, queue.AGAIN, "passage van c", 1, 0, 5, "er ontbreekt een zin")
    snapshot.db.execute("INSERT INTO anchorings VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    snapshot.renewed()
    assert snapshot.next("merel") == ["c"]
    assert snapshot.standing.place_of(first) == queue.Place(*row[1:])
    snapshot.judge("merel", "c")
    assert snapshot.next("merel") == ["b"]
    snapshot.renewed()
    assert snapshot.next("merel") == ["b"]


def test_a_judgement_counts_where_its_text_stands_now(snapshot: Snapshot) -> None:
    snapshot.add("a", "b")
    (moved,) = snapshot.judge("merel", "a")
    snapshot.db.execute("UPDATE codings SET page = 7, start = 1000, \"end\" = 1100 WHERE id = 'a'")
    row = (moved, queue.EXACT, "passage van a", 7, 1000, 1100, "op een andere bladzijde")
    snapshot.db.execute("INSERT INTO anchorings VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    snapshot.renewed()
    assert snapshot.next("merel") == ["b"]
    assert snapshot.standing.coding_of[moved] == "a"


def test_a_judgement_of_what_is_gone_changes_nothing(snapshot: Snapshot) -> None:
    snapshot.add("a")
    snapshot.judge("merel", "q")
    assert snapshot.next("merel") == ["a"]
    assert snapshot.standing.finished(1) == 0


def test_questions_are_few_however_many_are_judged(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "PAGE", 20)
    names = [chr(200 + number) for number in range(150)]
    snapshot.add(*names, value=50)
    snapshot.judge("vink", *names[:100])
    snapshot.next("merel", judges=1)
    before = snapshot.queries
    for _ in range(15):
        snapshot.judge("merel", str(snapshot.next("merel", judges=1)[0]))
    assert snapshot.queries - before <= 3 * 15
