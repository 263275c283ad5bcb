"""The review database: only added to, chained, safe to retry, and able to forget words."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.issues import Refused
from corpus.judgements import VERDICTS, Judgement, read_review
from corpus.review.entries import KINDS, Correction, Redaction, Release, Round, Split, statement_of
from corpus.review.ledger import Author, Entry, Ledger, Taken

MEMBER = Author("lijster-4f2a", "klankbordgroep")
RESEARCHER = Author("merel-0b1c", "onderzoeker")
ROUND = Round(number=1, name="Eerste", closes_on="2026-12-01")
JUDGEMENT = Judgement(
    document_id="d" * 64, page=1, start=0, end=9, quote="dat helpt", codebook="proef 1", dimension="element",
    code="outreachend", verdict="akkoord", round="1",
)  # fmt: skip
WORDS = "Dit vertelde mevrouw Vogelzang uit de Dorpsstraat"
_REST = "kind, made_at, pseudonym, role, payload, ''"
_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "proef" / "review.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger(path, clock=lambda: datetime(2026, 11, 22, 12, tzinfo=UTC)) as opened:
        yield opened


def _filled(ledger: Ledger) -> list[Entry]:
    ledger.append(ROUND, RESEARCHER, uuid="a")
    ledger.append(JUDGEMENT, MEMBER, uuid="b", remark=WORDS)
    ledger.append(replace(JUDGEMENT, verdict="weet niet"), MEMBER, uuid="c")
    return list(ledger.entries())


def _without_triggers(path: Path, *changes: str) -> None:
    """Change the file as somebody does who may write to it and takes the triggers away first."""
    db = sqlite3.connect(path)
    triggers = db.execute(_TRIGGERS).fetchall()
    for name, _ in triggers:
        db.execute(f"DROP TRIGGER {name}")
    for change in changes:
        db.execute(change)
    for _, sql in triggers:
        db.execute(sql)
    db.commit()
    db.close()


def test_what_is_said_comes_back_as_it_was_said(ledger: Ledger) -> None:
    first, judged, _ = _filled(ledger)
    assert first.statement == ROUND
    assert judged.statement == replace(
        JUDGEMENT, id="b", judged_at="2026-11-22T12:00:00.000+00:00", pseudonym="lijster-4f2a", role="klankbordgroep"
    )
    assert ledger.remark(judged) == WORDS and ledger.remark(first) == ""
    assert [entry.uuid for entry in ledger.entries("judgement", after=2)] == ["c"]
    assert list(ledger.faults()) == []


def test_judgements_are_read_from_it_as_synthesis_reads_them(ledger: Ledger, path: Path) -> None:
    _filled(ledger)
    ledger.append(replace(JUDGEMENT, is_own=True, direction="helpt"), MEMBER, uuid="d")
    said = [entry.statement for entry in ledger.entries("judgement")]
    assert list(read_review(path)) == said


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_of_entry_passes_over_what_a_later_version_adds(kind: str) -> None:
    with pytest.raises(TypeError):
        statement_of(kind, {"nieuw": 1})
    assert KINDS[kind].kind == kind


def test_lists_come_back_as_they_went_in(ledger: Ledger) -> None:
    split = Split(codebook="proef", dimension="element", code="a", into=("b", "c"))
    release = Release(
        number=1, name="proef-1", round=1, corpus_hash="", codebook="proef 1", codebook_hash="", judgement_count=0,
        head="", findings=(("outreachend", "Outreachend", "werkt", 3, 1, 0),),
    )  # fmt: skip
    assert ledger.append(split, RESEARCHER, uuid="s").statement == split
    found: Any = ledger.append(release, RESEARCHER, uuid="r").statement
    assert [tuple(row) for row in found.findings] == list(release.findings)


class TestOnlyAdded:
    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE entries SET payload = '{}' WHERE seq = 2",
            "UPDATE entries SET uuid = uuid",
            "DELETE FROM entries",
            "DELETE FROM entries WHERE seq = 3",
            "INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE seq = 2",
            f"REPLACE INTO entries SELECT seq, uuid, {_REST}, previous, hash FROM entries",
            f"REPLACE INTO entries SELECT 4, 'b', {_REST}, hash, 'x' FROM entries WHERE seq = 3",
            "INSERT INTO entries SELECT * FROM entries WHERE seq = 2 ON CONFLICT DO UPDATE SET payload = '{}'",
            f"INSERT INTO entries SELECT 9, 'z', {_REST}, hash, 'x' FROM entries WHERE seq = 3",
            f"INSERT INTO entries SELECT 4, 'z', {_REST}, 'y', 'x' FROM entries WHERE seq = 3",
            "UPDATE OR REPLACE entries SET seq = 1 WHERE seq = 2",
            "DELETE FROM remarks",
            "UPDATE remarks SET text = 'iets anders'",
            "UPDATE remarks SET hash = 'x', text = NULL, salt = NULL",
            "REPLACE INTO remarks SELECT hash, salt, 'iets anders' FROM remarks",
            "INSERT INTO remarks SELECT hash, salt, 'x' FROM remarks WHERE 1 ON CONFLICT DO UPDATE SET text = 'x'",
        ],
    )
    def test_no_statement_changes_what_was_entered(self, ledger: Ledger, path: Path, change: str) -> None:
        before = _filled(ledger)
        db = sqlite3.connect(path)
        with pytest.raises(sqlite3.IntegrityError, match=r"entries are|remarks are|of remarks only"):
            db.execute(change)
        db.rollback()
        assert list(ledger.entries()) == before and ledger.remark(before[1]) == WORDS

    def test_the_next_entry_in_order_may_be_added(self, ledger: Ledger) -> None:
        _filled(ledger)
        added = ledger.append(replace(JUDGEMENT, page=2), MEMBER, uuid="d")
        assert (added.seq, added.previous) == (4, list(ledger.entries())[2].hash)
        assert ledger.head() == added.hash


class TestTampering:
    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            ("UPDATE entries SET payload = replace(payload, 'akkoord', 'x') WHERE seq = 2", "entry 2: what it says"),
            ("UPDATE entries SET pseudonym = 'merel-0b1c' WHERE seq = 3", "entry 3: what it says"),
            ("UPDATE entries SET made_at = '2020-01-01' WHERE seq = 1", "entry 1: what it says"),
            ("UPDATE entries SET role = 'onderzoeker' WHERE seq = 2", "entry 2: what it says"),
            ("UPDATE entries SET uuid = 'q' WHERE seq = 2", "entry 2: what it says"),
            ("UPDATE entries SET remark_hash = '' WHERE seq = 2", "entry 2: what it says"),
            ("UPDATE entries SET hash = 'x' WHERE seq = 1", "entry 2: it does not follow"),
            ("DELETE FROM entries WHERE seq = 2", "entry 3: entry 2 should come here"),
            ("DELETE FROM entries WHERE seq = 1", "entry 2: it does not follow"),
            ("DELETE FROM remarks", "entry 2: its remark is gone"),
            ("UPDATE remarks SET text = 'iets anders'", "entry 2: the words of its remark were changed"),
            ("UPDATE remarks SET salt = 'x'", "entry 2: the words of its remark were changed"),
            ("UPDATE remarks SET text = NULL, salt = NULL", "without an entry that says so"),
        ],
    )  # fmt: skip
    def test_what_was_changed_behind_its_back_shows(self, path: Path, change: str, fault: str) -> None:
        with Ledger(path) as ledger:
            _filled(ledger)
        _without_triggers(path, change)
        with Ledger(path) as ledger:
            assert any(fault in sentence for sentence in ledger.faults())

    def test_two_entries_that_changed_places_show(self, path: Path) -> None:
        with Ledger(path) as ledger:
            _filled(ledger)
        _without_triggers(
            path, "UPDATE entries SET seq = -1 WHERE seq = 2", "UPDATE entries SET seq = 2 WHERE seq = 3",
            "UPDATE entries SET seq = 3 WHERE seq = -1",
        )  # fmt: skip
        with Ledger(path) as ledger:
            assert len(list(ledger.faults())) >= 2


class TestRetry:
    def test_the_same_form_sent_twice_is_entered_once(self, ledger: Ledger) -> None:
        first = ledger.append(JUDGEMENT, MEMBER, uuid="b", remark=f" {WORDS}\n")
        assert ledger.append(JUDGEMENT, MEMBER, uuid="b", remark=WORDS) == first
        assert len(list(ledger.entries())) == 1

    @pytest.mark.parametrize(
        ("said", "by", "remark"),
        [
            (replace(JUDGEMENT, verdict="weet niet"), MEMBER, WORDS),
            (JUDGEMENT, RESEARCHER, WORDS),
            (JUDGEMENT, MEMBER, "iets anders"),
            (JUDGEMENT, MEMBER, ""),
            (ROUND, MEMBER, WORDS),
        ],
    )
    def test_another_form_with_its_uuid_is_refused(self, ledger: Ledger, said: Any, by: Author, remark: str) -> None:
        ledger.append(JUDGEMENT, MEMBER, uuid="b", remark=WORDS)
        with pytest.raises(Taken):
            ledger.append(said, by, uuid="b", remark=remark)
        assert len(list(ledger.entries())) == 1
        ledger.append(replace(JUDGEMENT, page=2), MEMBER, uuid="c")
        assert list(ledger.faults()) == []

    def test_a_remark_where_there_was_none_is_refused(self, ledger: Ledger) -> None:
        ledger.append(JUDGEMENT, MEMBER, uuid="b")
        with pytest.raises(Taken):
            ledger.append(JUDGEMENT, MEMBER, uuid="b", remark=WORDS)

    def test_many_writers_at_once_make_one_chain(self, path: Path) -> None:
        def write(number: int) -> None:
            with Ledger(path) as ledger:
                for turn in range(20):
                    ledger.append(replace(JUDGEMENT, page=turn), MEMBER, uuid=f"{number}-{turn}", remark=str(number))

        Ledger(path).close()
        threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with Ledger(path) as ledger:
            assert {entry.uuid for entry in ledger.entries()} == {f"{n}-{turn}" for n in range(6) for turn in range(20)}
            assert list(ledger.faults()) == []


class TestForgetting:
    def test_no_byte_of_the_words_is_left(self, ledger: Ledger, path: Path) -> None:
        _, judged, _ = _filled(ledger)
        assert any(WORDS.encode() in file.read_bytes() for file in path.parent.iterdir())
        said = ledger.redact(judged, RESEARCHER, uuid="x")
        assert said.statement == Redaction(entry="b")
        assert ledger.remark(judged) is None and ledger.salted(judged) == (None, None)
        assert list(ledger.faults()) == []
        telling = [word.encode() for word in WORDS.split() if len(word) > 5]
        for file in path.parent.iterdir():
            content = file.read_bytes()
            assert not [word for word in telling if word in content], file.name

    def test_forgetting_twice_is_the_same_as_once(self, ledger: Ledger) -> None:
        _, judged, _ = _filled(ledger)
        assert ledger.redact(judged, RESEARCHER, uuid="x") == ledger.redact(judged, RESEARCHER, uuid="x")
        assert list(ledger.faults()) == []

    def test_a_form_sent_again_after_its_words_were_removed_does_not_bring_them_back(self, ledger: Ledger) -> None:
        _, judged, _ = _filled(ledger)
        ledger.redact(judged, RESEARCHER, uuid="x")
        assert ledger.append(JUDGEMENT, MEMBER, uuid="b", remark=WORDS) == judged
        assert ledger.remark(judged) is None

    def test_that_bytes_stay_while_another_reads_is_said(self, ledger: Ledger, path: Path) -> None:
        _, judged, _ = _filled(ledger)
        ledger._db.execute("PRAGMA busy_timeout = 100")
        reader = sqlite3.connect(path)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM remarks").fetchone()
        with pytest.raises(Refused, match="remove them once more"):
            ledger.redact(judged, RESEARCHER, uuid="x")
        reader.close()
        ledger.redact(judged, RESEARCHER, uuid="x")
        assert not [file.name for file in path.parent.iterdir() if b"Vogelzang" in file.read_bytes()]


class TestBackup:
    def test_a_copy_is_whole_while_it_is_written_to(self, ledger: Ledger, tmp_path: Path) -> None:
        before = _filled(ledger)
        target = tmp_path / "reservekopie" / "review-2026-11-22.db"
        ledger.back_up(target)
        ledger.append(replace(JUDGEMENT, page=2), MEMBER, uuid="d")
        with Ledger(target) as copy:
            assert list(copy.entries()) == before
            assert copy.remark(before[1]) == WORDS and list(copy.faults()) == []
            copy.append(replace(JUDGEMENT, page=3), MEMBER, uuid="e")
            with pytest.raises(sqlite3.IntegrityError, match="never removed"):
                copy._db.execute("DELETE FROM entries")

    def test_a_copy_that_was_cut_off_is_made_anew(self, ledger: Ledger, tmp_path: Path) -> None:
        _filled(ledger)
        (tmp_path / "kopie.half").write_bytes(b"half")
        ledger.back_up(tmp_path / "kopie.db")
        assert [path.name for path in tmp_path.glob("kopie*")] == ["kopie.db"]


@pytest.mark.parametrize("spoil", [b"geen databank, maar tekst\n" * 100, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_another_file_in_its_place_is_refused(path: Path, spoil: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(spoil)
    with pytest.raises(Refused, match="cannot be used as a review database"):
        Ledger(path)


def test_one_of_a_later_version_is_refused(path: Path) -> None:
    Ledger(path).close()
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(Refused, match="newer"):
        Ledger(path)


_TEXT = some.text(some.characters(codec="utf-8"), max_size=40)
_SAID = some.one_of(
    some.builds(Correction, document_id=_TEXT, field=_TEXT, value=_TEXT),
    some.builds(Round, number=some.integers(0, 2**40), name=_TEXT, closes_on=_TEXT, dimensions=some.just(("a", "b"))),
    some.builds(
        lambda quote, verdict, page: replace(JUDGEMENT, quote=quote, verdict=verdict, page=page),
        _TEXT, some.sampled_from(VERDICTS), some.integers(1, 9),
    ),
)  # fmt: skip


@settings(deadline=None, max_examples=50)
@given(some.lists(some.tuples(_SAID, _TEXT), min_size=1, max_size=6))
def test_whatever_is_said_is_kept_and_the_chain_holds(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[Any, str]]
) -> None:
    path = tmp_path_factory.mktemp("grootboek") / "review.db"
    with Ledger(path) as ledger:
        for number, (statement, remark) in enumerate(said):
            entry = ledger.append(statement, MEMBER, uuid=str(number), remark=remark)
            assert ledger.append(statement, MEMBER, uuid=str(number), remark=remark) == entry
    with Ledger(path) as ledger:
        entries = list(ledger.entries())
        assert list(ledger.faults()) == []
        assert [ledger.remark(entry) for entry in entries] == [remark.strip() for _, remark in said]
        for entry, (statement, _) in zip(entries, said, strict=True):
            found: Any = entry.statement
            if isinstance(statement, Judgement):
                found = replace(found, id="", judged_at="", pseudonym="", role="")
            assert found == statement


def test_a_write_that_fails_leaves_nothing(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _filled(ledger)
    put: Callable[..., None] = ledger.put

    def fail(entry: Entry, remark: Any) -> None:
        put(entry, remark)
        raise OSError("the disk is gone")

    monkeypatch.setattr(ledger, "put", fail)
    with pytest.raises(OSError, match="gone"):
        ledger.append(ROUND, RESEARCHER, uuid="z", remark="woorden")
    monkeypatch.undo()
    assert list(ledger.entries()) == before
    assert ledger.append(ROUND, RESEARCHER, uuid="z").seq == 4
