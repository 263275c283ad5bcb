"""`review.db`: entries that are only added, each chained to the one before it by its hash (Haber & Stornetta 1991).

A connection is for one thread at a time. Every entry is on disk before `append` returns.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.issues import Refused
from corpus.judgements import Judgement
from corpus.review.entries import JUDGEMENT, Redaction, Statement, statement_of

SCHEMA = Path(__file__).parent / "schema.sql"
SCHEMA_VERSION = 1
_COLUMNS = "seq, uuid, kind, made_at, pseudonym, role, payload, remark_hash, previous, hash"
_OF_JUDGEMENT = ("id", "judged_at", "pseudonym", "role")
"""What a judgement has from its entry."""


class Taken(Exception):
    """Another entry has this uuid already: the same form was sent with other contents."""


@dataclass(frozen=True)
class Author:
    """Who enters something: a pseudonym and a role."""

    pseudonym: str
    role: str


@dataclass(frozen=True)
class Entry:
    """One entry of the chain."""

    seq: int
    uuid: str
    kind: str
    made_at: str
    """Time in ISO 8601, UTC."""
    pseudonym: str
    role: str
    payload: str
    """What it says, as canonical JSON."""
    remark_hash: str
    """The SHA-256 of the salt and the words of its remark; empty where there is none."""
    previous: str
    """The hash of the entry before it; empty for the first."""
    hash: str

    @property
    def values(self) -> dict[str, Any]:
        """What it says, by name."""
        found: dict[str, Any] = json.loads(self.payload)
        return found

    @property
    def statement(self) -> Statement | Judgement:
        """What it says; a judgement with who made it and when. Raises KeyError for a kind that is not known."""
        if self.kind != JUDGEMENT:
            return statement_of(self.kind, self.values)
        own = {"id": self.uuid, "judged_at": self.made_at, "pseudonym": self.pseudonym, "role": self.role}
        return statement_of(self.kind, self.values | own)


class Ledger:
    """A review database that is open for adding and reading."""

    def __init__(self, path: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Open the review database at `path`, made where it is not there; raise Refused when it is something else."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)  # Remarks are for the eyes of who keeps them; what is there keeps its rights.
        self.path, self._clock = path, clock
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=10)
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            self._db.close()
            remedy = "Put back a copy of it, or move it away to begin anew"
            raise Refused(str(path), f"this file cannot be used as a review database ({error})", remedy) from None

    def _prepare(self) -> None:
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "recursive_triggers = ON", "secure_delete = ON"):
            self._db.execute(f"PRAGMA {pragma}")
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            self._db.close()
            problem = f"this review database has version {version}, and this kennissynthese knows {SCHEMA_VERSION}"
            raise Refused(str(self.path), problem, "Install the newer kennissynthese")
        if not version:
            script = SCHEMA.read_text(encoding="utf-8")
            self._db.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;")

    def __enter__(self) -> Self:
        """Return the open database."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the database."""
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    def append(self, said: Statement | Judgement, by: Author, *, uuid: str, remark: str = "") -> Entry:
        """Add an entry and return it once it is on disk; with a uuid that is there already, return that entry.

        Raises Taken where the entry with that uuid says something else.
        """
        payload = payload_of(said)
        self._db.execute("BEGIN IMMEDIATE")
        try:
            entry = self.find(uuid)
            if entry:
                self._check_same(entry, said, payload, by, remark)
            else:
                entry = self._add(said, payload, by, uuid, remark.strip())
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        return entry

    def _check_same(self, entry: Entry, said: Any, payload: str, by: Author, remark: str) -> None:
        if (entry.kind, entry.payload, entry.pseudonym) != (kind_of(said), payload, by.pseudonym):
            raise Taken(entry.uuid)
        if bool(remark.strip()) != bool(entry.remark_hash) or self.remark(entry) not in (remark.strip(), None):
            raise Taken(entry.uuid)

    def _add(self, said: Statement | Judgement, payload: str, by: Author, uuid: str, remark: str) -> Entry:
        salt = secrets.token_hex(16)
        remark_hash = hash_of_remark(salt, remark) if remark else ""
        last = self._db.execute("SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1").fetchone() or (0, "")
        values: dict[str, Any] = {
            "seq": last[0] + 1,
            "uuid": uuid,
            "kind": kind_of(said),
            "made_at": self._clock().isoformat(timespec="milliseconds"),
            "pseudonym": by.pseudonym,
            "role": by.role,
            "payload": payload,
            "remark_hash": remark_hash,
            "previous": last[1],
        }
        entry = Entry(**values, hash=hash_of(values))
        self.put(entry, (salt, remark) if remark else None)
        return entry

    def put(self, entry: Entry, remark: tuple[str | None, str | None] | None) -> None:
        """Add an entry as it is, with the salt and words of its remark: for what was exported elsewhere."""
        marks = ", ".join("?" * 10)
        self._db.execute(f"INSERT INTO entries ({_COLUMNS}) VALUES ({marks})", list(asdict(entry).values()))
        if remark:
            self._db.execute("INSERT INTO remarks (hash, salt, text) VALUES (?, ?, ?)", [entry.remark_hash, *remark])

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make what is put inside one change, whole or not at all."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def find(self, uuid: str) -> Entry | None:
        """Return the entry with a uuid."""
        row = self._db.execute(f"SELECT {_COLUMNS} FROM entries WHERE uuid = ?", [uuid]).fetchone()
        return Entry(*row) if row else None

    def entries(self, kind: str | None = None, *, after: int = 0) -> Iterator[Entry]:
        """Yield the entries of a kind, or all, after a place in the chain, in order."""
        where = "seq > ?" + (" AND kind = ?" if kind else "")
        values = [after, kind] if kind else [after]
        for row in self._db.execute(f"SELECT {_COLUMNS} FROM entries WHERE {where} ORDER BY seq", values):
            yield Entry(*row)

    def remark(self, entry: Entry) -> str | None:
        """Return the words of an entry's remark: empty where there is none, None where they were removed."""
        return self.salted(entry)[1] if entry.remark_hash else ""

    def salted(self, entry: Entry) -> tuple[str | None, str | None]:
        """Return the salt and the words of an entry's remark, None for each where they were removed."""
        row = self._db.execute("SELECT salt, text FROM remarks WHERE hash = ?", [entry.remark_hash]).fetchone()
        return row or (None, None)

    def head(self) -> str:
        """Return the hash of the last entry; empty where there is none."""
        row = self._db.execute("SELECT hash FROM entries ORDER BY seq DESC LIMIT 1").fetchone()
        return row[0] if row else ""

    def redact(self, entry: Entry, by: Author, *, uuid: str) -> Entry:
        """Remove the words of an entry's remark for good, and return the entry that says so.

        Raises Refused where another program keeps reading, so that the words still stand in the file beside it.
        """
        said = self.append(Redaction(entry=entry.uuid), by, uuid=uuid)
        self.strip(entry)
        is_busy = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if is_busy:
            problem = "the words are taken out, but bytes of them stay while another program reads this file"
            raise Refused(str(self.path), problem, "Stop that program, and remove them once more")
        return said

    def strip(self, entry: Entry) -> None:
        """Remove the words of an entry's remark, where an entry says so already."""
        self._db.execute("UPDATE remarks SET salt = NULL, text = NULL WHERE hash = ?", [entry.remark_hash])

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the chain, one sentence each; nothing where it is whole."""
        previous, expected = "", 1
        for entry in self.entries():
            place = f"entry {entry.seq}"
            if entry.seq != expected:
                yield f"{place}: entry {expected} should come here"
            if entry.previous != previous:
                yield f"{place}: it does not follow the entry before it"
            if entry.hash != hash_of(asdict(entry)):
                yield f"{place}: what it says was changed after it was made"
            if entry.remark_hash:
                yield from (f"{place}: {fault}" for fault in self._remark_faults(entry))
            previous, expected = entry.hash, entry.seq + 1

    def _remark_faults(self, entry: Entry) -> Iterator[str]:
        row = self._db.execute("SELECT salt, text FROM remarks WHERE hash = ?", [entry.remark_hash]).fetchone()
        if row is None:
            yield "its remark is gone"
        elif row[1] is None and not self._is_redacted(entry):
            yield "the words of its remark were removed without an entry that says so"
        elif row[1] is not None and hash_of_remark(row[0], row[1]) != entry.remark_hash:
            yield "the words of its remark were changed"

    def _is_redacted(self, entry: Entry) -> bool:
        query = "SELECT 1 FROM entries WHERE kind = ? AND payload ->> 'entry' = ?"
        return self._db.execute(query, [Redaction.kind, entry.uuid]).fetchone() is not None

    def back_up(self, target: Path) -> None:
        """Write a whole copy of the database to a path where nothing is yet."""
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.with_suffix(".half")
        half.unlink(missing_ok=True)
        self._db.execute("VACUUM INTO ?", [str(half)])
        half.replace(target)


def kind_of(said: Statement | Judgement) -> str:
    """Return the kind of what is said."""
    return JUDGEMENT if isinstance(said, Judgement) else said.kind


def payload_of(said: Statement | Judgement) -> str:
    """Return what is said as canonical JSON; of a judgement without what its entry has."""
    values = asdict(said) if isinstance(said, Judgement) else said.as_payload()
    if isinstance(said, Judgement):
        values = {name: value for name, value in values.items() if name not in _OF_JUDGEMENT}
    return canonical(values)


def canonical(values: Mapping[str, Any]) -> str:
    """Return values as JSON that is the same for the same values."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(values: Mapping[str, Any]) -> str:
    """Return the hash of an entry: the SHA-256 of all its other columns as canonical JSON."""
    content = canonical({name: value for name, value in values.items() if name != "hash"})
    return hashlib.sha256(content.encode()).hexdigest()


def hash_of_remark(salt: str, text: str) -> str:
    """Return the hash by which an entry holds on to a remark; without the salt it cannot be found by guessing."""
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()
