"""Vectors that were made before, by model and text, in one SQLite file that all studies share.

A text is embedded once, whatever document, passage or study it stands in. The file is a cache: it may be removed at any
moment, and is made anew. Several processes may use it at a time, and a kill leaves what was kept before.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from corpus.issues import Refused
from corpus.raw import data_folder
from synthesis.embedding.model import Vectors, normal

_SCHEMA = """
create table if not exists vectors (
    model text not null, text_hash blob not null, vector blob not null, primary key (model, text_hash)
) without rowid
"""
_BATCH = 256
"""How many texts are embedded before their vectors are kept: what a kill can lose."""
_PATIENCE_S = 60.0
_ASKED_AT_ONCE = 500


def cache_path() -> Path:
    """Return the file of vectors that were made before."""
    return data_folder() / "cache" / "vectors.db"


def remembered(model: str, texts: Sequence[str], embed: Callable[[Sequence[str]], Vectors]) -> Vectors:
    """Return the vectors of texts under a model: those that are kept, and for the others what `embed` gives."""
    keys = [hashlib.sha256(normal(text).encode()).digest() for text in texts]
    with _open() as db:
        known = dict(_known(db, model, sorted(set(keys))))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        for batch in _batches(sorted(missing, key=lambda key: (len(missing[key]), key))):
            rows = [row.astype("<f4").tobytes() for row in embed([missing[key] for key in batch])]
            with db:
                db.executemany(
                    "insert or ignore into vectors values (?, ?, ?)",
                    [(model, key, row) for key, row in zip(batch, rows, strict=True)],
                )
            known.update(zip(batch, rows, strict=True))
    if not texts:
        return np.empty((0, 0), dtype=np.float32)
    return np.stack([np.frombuffer(known[key], dtype="<f4") for key in keys]).astype(np.float32)


@contextmanager
def _open() -> Iterator[sqlite3.Connection]:
    path = cache_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE_S)) as db:
            db.execute(_SCHEMA)
            yield db
    except sqlite3.DatabaseError as error:
        raise Refused(
            str(path),
            f"the vectors that are kept here cannot be used ({error})",
            "Remove this file, it is made anew; and check that its disk has room and may be written to",
        ) from error


def _known(db: sqlite3.Connection, model: str, keys: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    for start in range(0, len(keys), _ASKED_AT_ONCE):
        some = keys[start : start + _ASKED_AT_ONCE]
        marks = ", ".join("?" * len(some))
        yield from db.execute(
            f"select text_hash, vector from vectors where model = ? and text_hash in ({marks})", [model, *some]
        )


def _batches(keys: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    return (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))
