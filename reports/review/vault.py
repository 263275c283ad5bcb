"""The file with accounts: SQLite beside `review.db`, for its owner's eyes only, and never shown by Datasette."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.issues import Refused

SCHEMA = Path(__file__).parent / "accounts.sql"
SCHEMA_VERSION = 1
ACCOUNTS = "accounts.db"
"""The name of the file, beside the review database."""
_MASTER = "hoofdsleutel"
Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def hash_of(token: str) -> str:
    """Return by what a token is known in the file: its SHA-256; tokens are too long to be guessed from it."""
    return hashlib.sha256(token.encode()).hexdigest()


class Vault:
    """The open file: one connection that writes, for one thread at a time, and one that only looks."""

    def __init__(self, path: Path, clock: Clock = utc_now) -> None:
        """Open the file at `path`, made where it is not there; raise Refused when it is something else."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.chmod(0o600)  # SQLite gives its own files beside it the same rights.
        self.path, self._clock = path, clock
        self._lock = threading.RLock()
        try:
            self._db = self._open()
            self._prepare()
            self._eyes = self._open()
            self._eyes.execute("PRAGMA query_only = ON")
            self._master = self._master_key()
        except sqlite3.DatabaseError as error:
            remedy = "Put back a copy of it, or move it away and invite everyone anew"
            raise Refused(str(path), f"this file cannot be used for accounts ({error})", remedy) from None

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False, timeout=10)
        db.row_factory = sqlite3.Row
        db.execute("PRAGMA foreign_keys = ON")
        return db

    def _prepare(self) -> None:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            self._db.execute(f"PRAGMA {pragma}")
        with self.writing() as db:
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if version > SCHEMA_VERSION:
                raise sqlite3.DatabaseError(f"it is of version {version}, from a newer kennissynthese")
            if not version:
                for statement in SCHEMA.read_text(encoding="utf-8").split(";\n"):
                    db.execute(statement)
                db.execute("INSERT INTO keys VALUES (?, ?)", [_MASTER, secrets.token_bytes(32)])
                db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _master_key(self) -> bytes:
        row = self._db.execute("SELECT key FROM keys WHERE name = ?", [_MASTER]).fetchone()
        return bytes(row["key"])

    @property
    def now(self) -> float:
        """The time in seconds since 1970."""
        return self._clock().timestamp()

    def secret(self, purpose: str) -> bytes:
        """Return the key of this installation for a purpose: 32 bytes, the same as long as the file is there."""
        return hmac.digest(self._master, purpose.encode(), "sha256")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection that writes, in a transaction: what is done inside is done whole or not at all."""
        with self._lock:
            if self._db.in_transaction:
                yield self._db
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def look(self, sql: str, *values: Any) -> sqlite3.Row | None:
        """Return the first row of a query on what is on disk; it waits for no writer."""
        row: sqlite3.Row | None = self._eyes.execute(sql, values).fetchone()
        return row

    def back_up(self, target: Path) -> None:
        """Write a whole copy of the file, with the same rights."""
        half = target.with_suffix(".half")
        half.unlink(missing_ok=True)
        half.touch(mode=0o600)
        with self._lock:
            self._db.execute("VACUUM INTO ?", [str(half)])
        half.replace(target)

    def wipe(self) -> None:
        """Make that what was removed is in none of the files any more."""
        with self._lock:
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._eyes.close()
            self._db.close()
