"""Zelfevaluaties of gemeenten: kept beside the published files of a study, under a link that only their makers have."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.issues import Refused

NAME = "zelfevaluatie.db"
"""The name of the file, in the folder of a study."""
MOST = 20_000
"""Zelfevaluaties that are kept at most, so that nobody fills the disk."""
_SCHEMA, _SCHEMA_VERSION = Path(__file__).with_name("evaluations.sql"), 1
_TOKEN_BYTES, _EMPTY_DAYS = 16, 30
Today = Callable[[], date]


class Full(Exception):
    """There is no room for another zelfevaluatie."""


@dataclass(frozen=True)
class Evaluation:
    """A zelfevaluatie: of which gemeente, from and until which day (ISO 8601), and the answers by statement."""

    gemeente_code: str
    gemeente: str
    started_on: str
    changed_on: str
    answers: Mapping[str, int]
    """From 1 to 4, or 0 for who does not know."""


def _today() -> date:
    return datetime.now(UTC).date()


class Evaluations:
    """The file with zelfevaluaties; each call opens it, and does what it does whole or not at all."""

    def __init__(self, path: Path, today: Today = _today) -> None:
        """Take where the file is; it is made when the first zelfevaluatie is started."""
        self.path, self._today = path, today

    def start(self, gemeente_code: str, gemeente: str) -> str:
        """Return the token of a new zelfevaluatie, 128 random bits in 32 hexadecimals; raise Full.

        Those that were left empty for a month are removed.
        """
        token, today = secrets.token_hex(_TOKEN_BYTES), self._today()
        with self._writing() as db:
            db.execute(
                "DELETE FROM zelfevaluaties WHERE gewijzigd_op < ?"
                " AND NOT EXISTS (SELECT 1 FROM antwoorden WHERE zelfevaluatie_id = id)",
                [(today - timedelta(days=_EMPTY_DAYS)).isoformat()],
            )
            if db.execute("SELECT count(*) FROM zelfevaluaties").fetchone()[0] >= MOST:
                raise Full
            db.execute(
                "INSERT INTO zelfevaluaties (token_hash, gemeente_code, gemeente, begonnen_op, gewijzigd_op)"
                " VALUES (?, ?, ?, ?, ?)",
                [_hash(token), gemeente_code, gemeente, today.isoformat(), today.isoformat()],
            )
        return token

    def find(self, token: str) -> Evaluation | None:
        """Return the zelfevaluatie with a token, or None where there is none (any longer)."""
        rows = self._look("SELECT * FROM zelfevaluaties WHERE token_hash = ?", _hash(token))
        if not rows:
            return None
        row = rows[0]
        answers = self._look("SELECT stelling, score FROM antwoorden WHERE zelfevaluatie_id = ? ORDER BY 1", row["id"])
        return Evaluation(
            row["gemeente_code"],
            row["gemeente"],
            row["begonnen_op"],
            row["gewijzigd_op"],
            {answer["stelling"]: answer["score"] for answer in answers},
        )

    def save(self, token: str, answers: Mapping[str, int]) -> bool:
        """Keep answers in the place of earlier ones to the same statements; tell whether there is such a token."""
        with self._writing() as db:
            row = db.execute(
                "UPDATE zelfevaluaties SET gewijzigd_op = ? WHERE token_hash = ? RETURNING id",
                [self._today().isoformat(), _hash(token)],
            ).fetchone()
            if row is None:
                return False
            db.executemany(
                "INSERT INTO antwoorden VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET score = excluded.score",
                [(row["id"], key, score) for key, score in sorted(answers.items())],
            )
        return True

    def remove(self, token: str) -> bool:
        """Remove a zelfevaluatie with its answers, and tell whether there was one."""
        with self._writing() as db:
            return bool(db.execute("DELETE FROM zelfevaluaties WHERE token_hash = ?", [_hash(token)]).rowcount)

    def by_gemeente(self) -> list[dict[str, Any]]:
        """Return how many zelfevaluaties each gemeente has, how many of them have answers, and their last day."""
        return self._look(
            "SELECT gemeente_code, gemeente, count(*) AS zelfevaluaties, count(n) AS met_antwoorden,"
            " coalesce(sum(n), 0) AS antwoorden, max(gewijzigd_op) AS laatste_dag FROM zelfevaluaties"
            " LEFT JOIN (SELECT zelfevaluatie_id, count(*) AS n FROM antwoorden GROUP BY 1) ON zelfevaluatie_id = id"
            " GROUP BY gemeente_code ORDER BY gemeente, gemeente_code"
        )

    def by_statement(self) -> list[dict[str, Any]]:
        """Return how often each gemeente gave each answer to each statement, and the mean of those from 1 to 4."""
        counts = ", ".join(f"sum(score = {score}) AS antwoord_{score}" for score in (1, 2, 3, 4))
        return self._look(
            f"SELECT gemeente_code, gemeente, stelling, {counts}, sum(score = 0) AS weet_niet,"
            " round(avg(nullif(score, 0)), 2) AS gemiddelde"
            " FROM zelfevaluaties JOIN antwoorden ON zelfevaluatie_id = id"
            " GROUP BY gemeente_code, stelling ORDER BY gemeente, gemeente_code, stelling"
        )

    def _look(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        if not self.path.is_file():
            return []
        with closing(self._open()) as db:
            return [dict(row) for row in db.execute(sql, values)]

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection in a transaction; the file is made, for its owner only, where it is not there."""
        self.path.touch(mode=0o600)
        self.path.chmod(0o600)  # SQLite gives its own files beside it the same rights.
        with closing(self._open()) as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                _prepare(db)
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level=None, timeout=10)
        db.row_factory = sqlite3.Row
        try:
            for pragma in ("foreign_keys = ON", "secure_delete = ON", "synchronous = FULL"):
                db.execute(f"PRAGMA {pragma}")
            version = db.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError as error:
            db.close()
            remedy = "Put back a copy of it, or move it away"
            raise Refused(str(self.path), f"this file cannot be used for zelfevaluaties ({error})", remedy) from None
        if version > _SCHEMA_VERSION:
            db.close()
            raise Refused(str(self.path), f"it is of version {version}, from a newer kennissynthese", "Update this one")
        return db


def _prepare(db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA user_version").fetchone()[0] == 0:
        for statement in _SCHEMA.read_text(encoding="utf-8").split(";\n"):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
