"""The snapshot: from one reading of the corpus, whole, with what is private marked and what is to be asked in order."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.issues import Refused
from corpus.records import TABLES, Coding, Embedding, Passage
from corpus.store import Store
from reports.publishing.search import query
from reports.review.nearest import nearest
from reports.review.snapshot import build, corpus_hash, pack, read_about
from tests.reports.conftest import SECRET
from tests.reports.review.whole_cases import ASK_FROM, CODED, LEFT_OUT, review_records

VECTORS = 64


def embedded() -> list[Any]:
    """Return the records of the small study, each passage with a vector; passages that are alike have near ones."""
    records = [each for each in review_records() if not isinstance(each, Embedding)]
    chance = np.random.default_rng(7)
    middle = chance.normal(size=VECTORS)
    for number, passage in enumerate(each for each in records if isinstance(each, Passage)):
        vector = (middle + number * chance.normal(size=VECTORS) / 4).astype("<f4")
        vector /= np.linalg.norm(vector)
        records.append(
            Embedding(
                document_id=passage.document_id, passage_id=passage.id, model="proef", vector=vector.tobytes()
            )
        )  # fmt: skip
    return records


def store(path: Path, records: list[Any]) -> Path:
    with Store(path) as corpus:
        corpus.db.execute("PRAGMA foreign_keys = OFF")
        corpus.add(records)
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("momentopname")
    store(folder / "corpus.db", embedded())
    build(folder / "corpus.db", folder / "snapshot.db", ASK_FROM, gemeenten=[("GM9101", "Merenburg")], title="Proef")
    return folder


@pytest.fixture
def snapshot(made: Path) -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(made / "snapshot.db")
    db.row_factory = sqlite3.Row
    yield db
    db.close()


def test_it_holds_what_the_corpus_holds(made: Path, snapshot: sqlite3.Connection) -> None:
    corpus = sqlite3.connect(made / "corpus.db")
    tables = ("documents", "facts", "pages", "blocks", "passages", "codings", "personal_spans")
    for table in tables:
        assert (
            snapshot.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            == corpus.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        ), table
    corpus.close()
    names = dict(snapshot.execute("SELECT code, name FROM document_gemeente").fetchall())
    assert names["GM9101"] == "Merenburg" and names["GM9102"] == "GM9102"
    titles = [row["title"] for row in snapshot.execute("SELECT title FROM documents WHERE id = ?", [CODED])]
    assert titles == ["Evaluatie wijkteams <Merenburg>"]
    assert not snapshot.execute("SELECT 1 FROM documents WHERE url LIKE 'file:%'").fetchall()
    about = read_about(made / "snapshot.db")
    assert about["title"] == "Proef" and about["run"] and about["count:passages"] != "0"


def test_passages_stand_in_the_order_of_their_document(snapshot: sqlite3.Connection) -> None:
    rows = snapshot.execute("SELECT rowid, document_id, page, start, number FROM passages ORDER BY rowid").fetchall()
    for document_id in {row["document_id"] for row in rows}:
        own = [row for row in rows if row["document_id"] == document_id]
        assert [row["number"] for row in own] == list(range(1, len(own) + 1))
        assert own == sorted(own, key=lambda row: (row["page"], row["start"]))


def test_what_touches_personal_data_is_private_and_not_asked(snapshot: sqlite3.Connection) -> None:
    private = snapshot.execute("SELECT id, text FROM passages WHERE is_private").fetchall()
    assert [SECRET in row["text"] for row in private] == [True]
    codings = snapshot.execute("SELECT id FROM codings WHERE passage_id = ?", [private[0]["id"]]).fetchall()
    assert codings
    assert not snapshot.execute("SELECT 1 FROM queue WHERE passage_id = ?", [private[0]["id"]]).fetchall()
    flagged = snapshot.execute("SELECT count(*) FROM codings WHERE is_private").fetchone()[0]
    assert flagged == len(codings)


def test_only_codings_that_can_be_judged_are_asked_the_most_telling_first(snapshot: sqlite3.Connection) -> None:
    asked = snapshot.execute(
        "SELECT q.*, c.score, c.code AS given, d.is_included FROM queue q JOIN codings c ON c.id = q.coding_id"
        " JOIN documents d ON d.id = q.document_id ORDER BY q.dimension, q.value DESC, q.coding_id"
    ).fetchall()
    assert asked
    for row in asked:
        assert row["is_included"] and row["document_id"] != LEFT_OUT
        assert row["score"] >= ASK_FROM and row["given"] != "geen"
        known = snapshot.execute(
            "SELECT sum(is_published) FROM codings WHERE codebook = ? AND dimension = ? AND code = ?",
            [row["codebook"], row["dimension"], row["given"]],
        ).fetchone()[0]
        weight = 0.5 * (1 + 1 / math.sqrt(1 + known))
        assert row["weight"] == pytest.approx(weight, abs=1e-5)
        assert row["value"] == pytest.approx(4 * row["score"] * (1 - row["score"]) * weight, abs=1e-5)


def test_words_are_found_in_any_inflection(snapshot: sqlite3.Connection) -> None:
    found = snapshot.execute(
        "SELECT p.text FROM zoekwoorden z JOIN passages p ON p.rowid = z.rowid WHERE zoekwoorden MATCH ?",
        [query("mandaten")],
    ).fetchall()
    assert found and all("mandaat" in row["text"] for row in found)


def test_a_run_may_change_the_corpus_once_the_reading_has_begun(tmp_path: Path) -> None:
    records = embedded()
    corpus = store(tmp_path / "corpus.db", records)
    with sqlite3.connect(corpus) as db:
        before = corpus_hash(db)

    def change() -> None:
        with Store(corpus) as writing:
            coding = next(each for each in records if isinstance(each, Coding))
            writing.add([replace(coding, id="", quote="heel anders")])

    build(corpus, tmp_path / "snapshot.db", ASK_FROM, begun=change)
    snapshot = sqlite3.connect(tmp_path / "snapshot.db")
    assert not snapshot.execute("SELECT 1 FROM codings WHERE quote = 'heel anders'").fetchall()
    with sqlite3.connect(corpus) as db:
        assert read_about(tmp_path / "snapshot.db")["corpus_hash"] == before != corpus_hash(db)


def test_equal_corpora_have_equal_hashes_however_they_came_about(tmp_path: Path) -> None:
    records = embedded()
    for name, given in (("een", records), ("twee", list(reversed(records)))):
        store(tmp_path / name, given)
    hashes = []
    for name in ("een", "twee"):
        with sqlite3.connect(tmp_path / name) as db:
            hashes.append(corpus_hash(db))
    assert hashes[0] == hashes[1]


def test_a_build_that_fails_leaves_what_was_there(made: Path, tmp_path: Path) -> None:
    target = tmp_path / "snapshot.db"
    target.write_bytes((made / "snapshot.db").read_bytes())
    strange = tmp_path / "corpus.db"
    strange.write_bytes(b"dit is geen corpus " * 500)
    with pytest.raises(Refused, match="no snapshot"):
        build(strange, target, ASK_FROM)
    with pytest.raises(Refused, match="not there yet"):
        build(tmp_path / "nergens.db", target, ASK_FROM)
    assert target.read_bytes() == (made / "snapshot.db").read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_corpus_of_another_version_is_refused(tmp_path: Path) -> None:
    corpus = store(tmp_path / "corpus.db", [])
    with sqlite3.connect(corpus) as db:
        db.execute(f"DROP TABLE {Coding.table}")
    with pytest.raises(Refused, match="codings"):
        build(corpus, tmp_path / "snapshot.db", ASK_FROM)


def test_the_nearest_passages_are_those_with_the_nearest_vectors(made: Path, snapshot: sqlite3.Connection) -> None:
    vectors = {each.passage_id: np.frombuffer(each.vector, "<f4") for each in embedded() if isinstance(each, Embedding)}
    held = {
        row["id"]: row["is_private"]
        for row in snapshot.execute("SELECT * FROM passages p JOIN signs s ON s.passage = p.rowid")
    }
    assert held and set(held) < set(vectors), "a document that was left out has no vectors here"
    for own in held:
        exact = sorted(held, key=lambda other: -float(vectors[own] @ vectors[other]))
        expected = [other for other in exact if other != own and not held[other]]
        found = nearest(made / "snapshot.db", own, 3)
        assert [passage_id for passage_id, _ in found] == expected[:3]
        assert [value for _, value in found] == pytest.approx(
            [float(vectors[own] @ vectors[each]) for each, _ in found], abs=0.02
        )
    everything = nearest(made / "snapshot.db", next(iter(held)), 100, with_private=True)
    assert len(everything) == len(held) - 1
    assert nearest(made / "snapshot.db", "nergens", 3) == []


def test_signs_take_a_bit_each_and_vectors_a_byte() -> None:
    vectors = np.array([[1.0, -0.5, 0.25, -0.125, 0, 0, 0, 1e-9], [0] * 8], np.float32)
    (bits, small), (_, nothing) = pack(vectors)
    assert bits == bytes([0b10100001]) and len(small) == 8
    assert list(np.frombuffer(small, np.int8)[:4]) == [127, -64, 32, -16]
    assert nothing == bytes(8)


def test_every_table_of_the_corpus_is_in_its_hash_or_tells_of_runs_and_review() -> None:
    from reports.review.snapshot import _UNHASHED

    assert set(TABLES) > _UNHASHED
    assert {Coding, Passage, Embedding}.isdisjoint(_UNHASHED)
