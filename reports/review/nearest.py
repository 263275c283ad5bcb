"""Passages that say alike things, by the signs of their vectors: near vectors differ in few of them (Charikar 2002).

All signs of a snapshot are compared at once, a bit each; the best are then compared by the vectors themselves.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

COMPARED = 200
"""How many of the passages with the most like signs are compared exactly, at the least."""
_MOST = 2000
"""How many are compared at the most, where many have equally many signs in common."""
_CHUNK = 65_536
"""Passages at a time, so that what is compared fits in the cache of a processor."""
_KEPT = 2
"""How many snapshots are kept in memory: the newest, and one that still has requests to answer."""


_NOTHING = np.zeros((1, 0), np.uint64)


@dataclass(frozen=True)
class _Signs:
    """The signs of a snapshot, a row for each 64 of them; the rowids of the passages, and which of them are private."""

    words: NDArray[np.uint64]
    passages: NDArray[np.int64]
    is_private: NDArray[np.bool_]


_loaded: OrderedDict[tuple[str, int, int], _Signs] = OrderedDict()
_loading = Lock()


def nearest(
    snapshot: Path | str, passage_id: str, count: int, *, with_private: bool = False
) -> list[tuple[str, float]]:
    """Return the ids of the passages nearest to one, and their cosine similarity, the nearest first.

    A passage without a vector has none. Passages with personal data are left out unless they are asked for. It takes a
    tenth of a second for millions of passages, and the first time as long as reading their signs takes.
    """
    db = sqlite3.connect(f"{Path(snapshot).resolve().as_uri()}?immutable=1", uri=True)
    try:
        query = "SELECT s.passage, s.bits FROM passages p JOIN signs s ON s.passage = p.rowid WHERE p.id = ?"
        own = db.execute(query, [passage_id]).fetchone()
        if own is None or count < 1:
            return []
        near = _alike(preload(snapshot), own[0], own[1], with_private=with_private)
        return _ranked(db, own[0], near)[:count]
    finally:
        db.close()


def preload(snapshot: Path | str) -> _Signs:
    """Return the signs of a snapshot, read once: some 50 bytes in memory for each passage."""
    path = Path(snapshot)
    found = path.stat()
    key = (str(path.resolve()), found.st_ino, found.st_mtime_ns)
    with _loading:
        if key in _loaded:
            _loaded.move_to_end(key)
            return _loaded[key]
    read = _read(path)  # Who asks for another snapshot meanwhile does not wait for this one.
    with _loading:
        _loaded[key] = read
        while len(_loaded) > _KEPT:
            _loaded.popitem(last=False)
    return read


def _read(path: Path) -> _Signs:
    db = sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)
    try:
        parts = db.execute("SELECT passages, bits FROM sign_parts ORDER BY part").fetchall()
        private = [row[0] for row in db.execute("SELECT rowid FROM passages WHERE is_private")]
    finally:
        db.close()
    passages = np.frombuffer(b"".join(part[0] for part in parts), "<i8")
    bits = np.frombuffer(b"".join(part[1] for part in parts), np.uint8).reshape(max(len(passages), 1), -1)
    bits = np.pad(bits, ((0, 0), (0, -bits.shape[1] % 8)))
    order = np.argsort(passages)
    words = np.ascontiguousarray(bits[order]).view(np.uint64).T if len(passages) else _NOTHING
    return _Signs(np.ascontiguousarray(words), passages[order], np.isin(passages[order], private))


def _alike(signs: _Signs, own: int, bits: bytes, *, with_private: bool) -> list[int]:
    """Return the rowids of the passages whose signs differ the least from those of one, itself left out."""
    asked = np.frombuffer(bits.ljust(len(signs.words) * 8, b"\0"), np.uint64)
    distances = np.zeros(len(signs.passages), np.uint16)
    for start in range(0, len(distances), _CHUNK):
        chunk = distances[start : start + _CHUNK]
        for row, own_word in zip(signs.words, asked, strict=True):
            chunk += np.bitwise_count(row[start : start + _CHUNK] ^ own_word)
    farthest = len(signs.words) * 64 + 1
    if not with_private:
        distances[signs.is_private] = farthest
    distances[np.searchsorted(signs.passages, own)] = farthest
    counts = np.cumsum(np.bincount(distances, minlength=farthest + 1))
    limit = min(int(np.searchsorted(counts, COMPARED)), farthest - 1)
    return [int(each) for each in signs.passages[distances <= limit][:_MOST]]


def _ranked(db: sqlite3.Connection, own: int, near: list[int]) -> list[tuple[str, float]]:
    """Return passages with the cosine similarity of their vectors to that of one, the nearest first."""
    marks = ", ".join("?" * len(near))
    query = f"SELECT p.id, s.vector FROM signs s JOIN passages p ON p.rowid = s.passage WHERE s.passage IN ({marks})"
    rows = db.execute(query, near).fetchall()
    if not rows:
        return []
    asked = db.execute("SELECT vector FROM signs WHERE passage = ?", [own]).fetchone()[0]
    vectors = np.frombuffer(b"".join([asked, *(row[1] for row in rows)]), np.int8).reshape(len(rows) + 1, -1)
    unit = vectors / np.maximum(np.linalg.norm(vectors.astype(np.float32), axis=1, keepdims=True), 1)
    found = [(row[0], round(float(value), 4)) for row, value in zip(rows, unit[1:] @ unit[0], strict=True)]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
