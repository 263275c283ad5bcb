"""Reads what people entered in a study's `review.db`, without touching it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.issues import Refused
from corpus.judgements import Judgement, holding, read_every, review_path
from corpus.review.entries import Round, RoundClosed, Statement
from corpus.review.ledger import Entry
from corpus.study import Study

S = TypeVar("S", bound=Statement)
_COLUMNS = ", ".join(item.name for item in fields(Entry))


def read_statements(study: Study, kind: type[S]) -> tuple[tuple[Entry, S], ...]:
    """Return the statements of a kind with their entries, oldest first; none where there is no review database.

    Raises Refused where the database cannot be read.
    """
    found = []
    for entry in read_entries(study, kind.kind):
        said = entry.statement
        if isinstance(said, kind):
            found.append((entry, said))
    return tuple(found)


def read_entries(study: Study, kind: str) -> tuple[Entry, ...]:
    """Return the entries of a kind, oldest first; none where there is no review database."""
    rows = _rows(study, f"SELECT {_COLUMNS} FROM entries WHERE kind = ? ORDER BY seq", kind)
    return tuple(Entry(*row) for row in rows)


def open_rounds(study: Study) -> frozenset[str]:
    """Return the rounds that are not closed, as judgements name them: who has still to judge is to know nothing."""
    closed = {said.number for _, said in read_statements(study, RoundClosed)}
    return frozenset(str(said.number) for _, said in read_statements(study, Round) if said.number not in closed)


def read_settled(study: Study) -> tuple[Judgement, ...]:
    """Return the judgements that hold and count: none of a round that is still open; raise Refused as they are read."""
    unsettled = open_rounds(study)
    return holding(each for each in read_every(study) if each.round not in unsettled)


def _rows(study: Study, query: str, *values: str) -> list[tuple[Any, ...]]:
    path = review_path(study)
    if not path.is_file():
        return []
    with _opened(path) as db:
        # A database with judgements from elsewhere need hold nothing else.
        has_entries = db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'entries'").fetchone()
        return db.execute(query, values).fetchall() if has_entries else []


def read_remarks(study: Study) -> dict[str, str]:
    """Return the words of remarks by the hash that their entries hold; those that were removed are not there."""
    path = review_path(study)
    if not path.is_file():
        return {}
    with _opened(path) as db:
        return dict(db.execute("SELECT hash, text FROM remarks WHERE text IS NOT NULL ORDER BY hash"))


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=10)
        try:
            yield db
        finally:
            db.close()
    except sqlite3.Error as error:
        remedy = "Put back a copy of it, or move it away to go on without it"
        raise Refused(str(path), f"this file cannot be read as a review database ({error})", remedy) from None
