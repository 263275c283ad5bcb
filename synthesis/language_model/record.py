"""The record of what language models said: each answer under its model, prompt and text, so that it is asked for once.

It is a database of its own in the data folder and no build product: with it, a corpus is built again without a call
and with the same codings. What a call may cost at most is written down before it is made, so that after a kill in the
middle it counts as spent.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.raw import data_folder
from corpus.record import content_hash

_SCHEMA = """
CREATE TABLE IF NOT EXISTS prompts (
    prompt_hash TEXT PRIMARY KEY, kind TEXT NOT NULL, system TEXT NOT NULL, schema TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS calls (
    id INTEGER PRIMARY KEY, study TEXT NOT NULL, model TEXT NOT NULL, prompt_hash TEXT NOT NULL, texts TEXT NOT NULL,
    asked_at TEXT NOT NULL, state TEXT NOT NULL, reply TEXT, tokens_in INTEGER, tokens_out INTEGER, cost REAL
);
CREATE INDEX IF NOT EXISTS calls_study ON calls (study);
CREATE TABLE IF NOT EXISTS answers (
    model TEXT NOT NULL, prompt_hash TEXT NOT NULL, text_hash TEXT NOT NULL, answer TEXT,
    tokens_in REAL NOT NULL, tokens_out REAL NOT NULL, cost REAL, PRIMARY KEY (model, prompt_hash, text_hash)
) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Spending:
    """What something took: tokens, and money where the prices are known."""

    tokens_in: float = 0.0
    tokens_out: float = 0.0
    cost: float | None = None

    def __add__(self, other: Spending) -> Spending:
        """Return both together."""
        costs = [each for each in (self.cost, other.cost) if each is not None]
        return Spending(
            self.tokens_in + other.tokens_in, self.tokens_out + other.tokens_out, sum(costs) if costs else None
        )

    def share(self, count: int) -> Spending:
        """Return an equal part."""
        return Spending(
            self.tokens_in / count, self.tokens_out / count, None if self.cost is None else self.cost / count
        )


@dataclass(frozen=True)
class Kept:
    """An answer that was given about a text, with its share of what the calls took; None where it was unreadable."""

    answer: Any
    spending: Spending


def record_path() -> Path:
    """Return where the record is."""
    return data_folder() / "language_model.db"


class Said:
    """The record, open for one model; answers to other models and prompts are in the same file."""

    def __init__(self, study: str, model: str) -> None:
        """Open the record, made where it is not there yet."""
        path = record_path()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._study, self._model = study, model
        self._db = Database(path)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA busy_timeout = 10000")
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the record."""
        self._db.close()

    def of(self, prompt_hash: str, text: str) -> Kept | None:
        """Return the answer that was given about a text; None where it was never asked."""
        query = (
            "SELECT answer, tokens_in, tokens_out, cost FROM answers WHERE (model, prompt_hash, text_hash) = (?, ?, ?)"
        )
        row = self._db.execute(query, [self._model, prompt_hash, content_hash(text)]).fetchone()
        return Kept(json.loads(row[0]) if row[0] is not None else None, Spending(*row[1:])) if row else None

    def spent(self) -> float:
        """Return what all calls of this study have cost, those that were never settled at their most."""
        query = "SELECT coalesce(sum(cost), 0) FROM calls WHERE study = ?"
        return float(self._db.execute(query, [self._study]).fetchone()[0])

    def begin(self, prompt: Mapping[str, str], texts: Sequence[str], most: float | None) -> int:
        """Write down that a call is about to be made, with what it costs at most, and return its number."""
        hashes = json.dumps([content_hash(text) for text in texts])
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._db.atomic():
            self._db.execute(
                "INSERT OR IGNORE INTO prompts VALUES (:prompt_hash, :kind, :system, :schema)", dict(prompt)
            )
            cursor = self._db.execute(
                "INSERT INTO calls (study, model, prompt_hash, texts, asked_at, state, cost)"
                " VALUES (?, ?, ?, ?, ?, 'open', ?)",
                [self._study, self._model, prompt["prompt_hash"], hashes, now, most],
            )
            return int(cursor.lastrowid or 0)

    def fail(self, call_id: int, *, is_charged: bool) -> None:
        """Write down that a call failed; where it may be charged, what it costs at most stays."""
        cost = "cost" if is_charged else "NULL"
        with self._db.atomic():
            self._db.execute(f"UPDATE calls SET state = 'failed', cost = {cost} WHERE id = ?", [call_id])

    def settle(self, call_id: int, reply: str, spending: Spending) -> None:
        """Write down what a call said and took."""
        values = [reply, spending.tokens_in, spending.tokens_out, spending.cost, call_id]
        with self._db.atomic():
            self._db.execute(
                "UPDATE calls SET state = 'answered', reply = ?, tokens_in = ?, tokens_out = ?, cost = ? WHERE id = ?",
                values,
            )

    def keep(self, prompt_hash: str, answers: Mapping[str, Kept]) -> None:
        """Keep answers by their text; one that is there already stays."""
        rows = [
            [
                self._model,
                prompt_hash,
                content_hash(text),
                None if kept.answer is None else json.dumps(kept.answer, ensure_ascii=False),
                kept.spending.tokens_in,
                kept.spending.tokens_out,
                kept.spending.cost,
            ]
            for text, kept in answers.items()
        ]
        with self._db.atomic():
            self._db.conn.executemany("INSERT OR IGNORE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
