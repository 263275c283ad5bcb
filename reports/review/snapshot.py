"""The snapshot of a corpus that the review site shows: one file, made whole, with the tables and indexes of its pages.

`about` says what it was made of: `run`, `corpus_hash`, `made_at` and `title`. `zoekwoorden` is an FTS5 index over the
passages by their rowid, `signs` holds the signs of the vectors of passages and the vectors in 8 bits, and `sign_parts`
those signs once more, some thousands in a row, to be read at once.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.issues import Refused
from corpus.record import Record, stable_columns
from corpus.records import TABLES, Issue, Response, Run, StageState, Visit
from corpus.records.reviewed import Agreement, Anchoring, Assessment, Change, Comment, Release, ReviewRound
from reports.publishing.search import index_text

FILL = Path(__file__).parent / "snapshot.sql"
INDEXES = Path(__file__).parent / "indexes.sql"
_UNHASHED = {
    Visit, Response, Issue, StageState, Run, Anchoring, Assessment, ReviewRound, Agreement, Comment, Release, Change
}  # fmt: skip
"""What tells of a run or of the review, and not of what the corpus holds."""
_BATCH = 5000


def build(
    corpus: Path,
    target: Path,
    ask_from: float,
    *,
    gemeenten: Iterable[tuple[str, str]] = (),
    title: str = "",
    begun: Callable[[], None] = lambda: None,
) -> None:
    """Write the snapshot of a corpus, in place of what is there, from one reading of it.

    `gemeenten` are codes with names. `begun` is called as soon as the reading has begun: from then on a run may change
    the corpus, and the snapshot is of how it was. Raises Refused where the corpus is not there or is another version's.
    """
    if not corpus.is_file():
        raise Refused(str(corpus), "the corpus is not there yet", "Run `make synthesis` first")
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".half-", suffix=".db", dir=target.parent)
    os.close(handle)
    half = Path(name)
    try:
        _write(corpus, half, ask_from, gemeenten, title, begun)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def _write(
    corpus: Path,
    half: Path,
    ask_from: float,
    gemeenten: Iterable[tuple[str, str]],
    title: str,
    begun: Callable[[], None],
) -> None:
    db = sqlite3.connect(f"{half.resolve().as_uri()}", uri=True, isolation_level=None)
    try:
        _prepare(db, corpus, ask_from, gemeenten)
        db.execute("BEGIN")
        db.execute(f"SELECT count(*) FROM source.{Run.table}").fetchone()
        begun()
        for statement in _statements(FILL.read_text(encoding="utf-8")):
            db.execute(statement)
        _add_signs(db)
        _add_about(db, title)
        db.execute("COMMIT")
        db.execute("DETACH source")
        db.executescript(INDEXES.read_text(encoding="utf-8"))
    except sqlite3.DatabaseError as error:
        problem = f"no snapshot could be made of it ({error})"
        raise Refused(str(corpus), problem, "Run `make synthesis` to bring the corpus up to date") from None
    finally:
        db.close()


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; `executescript` would end the transaction before it begins."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _prepare(db: Any, corpus: Path, ask_from: float, gemeenten: Iterable[tuple[str, str]]) -> None:
    """Attach the corpus for reading only, and set up what the filling asks."""
    db.create_function("index_text", 1, index_text, deterministic=True)
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -200000"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("ATTACH ? AS source", [f"{corpus.resolve().as_uri()}?mode=ro"])
    db.execute("CREATE TEMP TABLE settings (ask_from REAL)")
    db.execute("INSERT INTO settings VALUES (?)", [ask_from])
    db.execute("CREATE TEMP TABLE names (code TEXT PRIMARY KEY, name TEXT)")
    db.executemany("INSERT OR REPLACE INTO names VALUES (?, ?)", gemeenten)


def _add_signs(db: Any) -> None:
    """Add the signs of the vectors, by which near ones are found, and the vectors themselves in 8 bits."""
    db.execute("CREATE TABLE signs (passage INTEGER PRIMARY KEY, bits BLOB NOT NULL, vector BLOB NOT NULL)")
    db.execute("CREATE TABLE sign_parts (part INTEGER PRIMARY KEY, passages BLOB NOT NULL, bits BLOB NOT NULL)")
    kind = "SELECT model, length(vector) FROM source.embeddings GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2 LIMIT 1"
    rows = db.execute(
        "SELECT p.rowid, e.vector FROM source.embeddings e JOIN passages p ON p.id = e.passage_id"
        f" JOIN documents d ON d.id = p.document_id AND d.is_included WHERE (e.model, length(e.vector)) = ({kind})"
    )
    while batch := rows.fetchmany(_BATCH):
        vectors = np.frombuffer(b"".join(row[1] for row in batch), "<f4").reshape(len(batch), -1)
        signs = [(row[0], *packed) for row, packed in zip(batch, pack(vectors), strict=True)]
        db.executemany("INSERT INTO signs VALUES (?, ?, ?)", signs)
        numbers = np.array([row[0] for row in batch], "<i8").tobytes()
        bits = b"".join(packed[1] for packed in signs)
        db.execute("INSERT INTO sign_parts (passages, bits) VALUES (?, ?)", [numbers, bits])


def pack(vectors: NDArray[np.float32]) -> Iterator[tuple[bytes, bytes]]:
    """Yield of each vector its signs, a bit each, and its values scaled to 8 bits."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    largest[largest == 0] = 1
    small = np.rint(vectors * (127 / largest)).astype(np.int8)
    bits = np.packbits(vectors > 0, axis=1)
    return ((one.tobytes(), other.tobytes()) for one, other in zip(bits, small, strict=True))


def _add_about(db: Any, title: str) -> None:
    run = db.execute(f"SELECT id FROM source.{Run.table} ORDER BY started_at DESC, id LIMIT 1").fetchone()
    values = {
        "run": run[0] if run else "",
        "corpus_hash": corpus_hash(db, "source"),
        "made_at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "title": title,
    }
    for (name,) in db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
        values[f"count:{name}"] = str(db.execute(f'SELECT count(*) FROM main."{name}"').fetchone()[0])
    db.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
    db.executemany("INSERT INTO about VALUES (?, ?)", values.items())


def corpus_hash(db: Any, schema: str = "main") -> str:
    """Return the hash of what a corpus holds, without what tells of runs and of the review: equal corpora, equal hash.

    The id of most records is the hash of their content, so that their ids will do.
    """
    digest = hashlib.sha256()
    for table in TABLES:
        if table not in _UNHASHED:
            digest.update(f"\n{table.table}\n".encode())
            for row in db.execute(f"SELECT {_hashed(table)} FROM {schema}.{table.table} ORDER BY id"):
                digest.update("\0".join(map(str, row)).encode() + b"\n")
    return digest.hexdigest()


def _hashed(table: type[Record]) -> str:
    return ", ".join(f'"{name}"' for name in stable_columns(table)) if table.identity else "id"


def read_about(snapshot: Path) -> dict[str, str]:
    """Return what a snapshot says of itself; nothing where it is none."""
    if not snapshot.is_file():
        return {}
    db = sqlite3.connect(f"{snapshot.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        return dict(db.execute("SELECT key, value FROM about"))
    except sqlite3.DatabaseError:
        return {}
    finally:
        db.close()
