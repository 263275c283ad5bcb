"""What a study's harvest remembers between visits, and through a kill: answers, holdings, bookmarks, hosts to wait for.

It is a database of its own beside the corpus, because the corpus is a build product and this is not: a document that
has vanished at its source can be harvested from nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database

from corpus.raw import study_folder
from harvest.steps import Listed

_SCHEMA = """
CREATE TABLE IF NOT EXISTS visits (
    source_id TEXT PRIMARY KEY, began_at TEXT NOT NULL, is_open INTEGER NOT NULL, bookmark TEXT, next_bookmark TEXT,
    clean_under TEXT
);
CREATE TABLE IF NOT EXISTS answers (
    source_id TEXT NOT NULL, url TEXT NOT NULL, nth INTEGER NOT NULL, final_url TEXT NOT NULL, status INTEGER NOT NULL,
    headers TEXT NOT NULL, media_type TEXT NOT NULL, sha256 TEXT NOT NULL, byte_count INTEGER NOT NULL,
    answered_at TEXT NOT NULL, is_listing INTEGER NOT NULL, accept TEXT, met_at TEXT, PRIMARY KEY (source_id, url)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS holdings (
    source_id TEXT NOT NULL, url TEXT NOT NULL, document_id TEXT NOT NULL, final_url TEXT NOT NULL, found_on TEXT,
    status INTEGER, declared_type TEXT, listed TEXT NOT NULL, state TEXT NOT NULL, replaces_id TEXT,
    media_type TEXT NOT NULL, byte_count INTEGER NOT NULL, first_seen_at TEXT NOT NULL, last_seen_at TEXT NOT NULL,
    PRIMARY KEY (source_id, url, document_id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS hosts (host TEXT PRIMARY KEY, allowed_from TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, kw_only=True)
class Remembered:
    """An answer that was given; times are ISO 8601 in UTC."""

    url: str
    nth: int = 0
    final_url: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    media_type: str
    """As sniffed from the bytes."""
    sha256: str
    byte_count: int
    answered_at: str
    is_listing: bool = False
    accept: str | None = None
    met_at: str | None = None
    """When the last visit began that met this address on its way; None for one that is under way."""


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A document that a source gives or gave, with what it says of it."""

    url: str
    document_id: str
    final_url: str
    found_on: str | None = None
    status: int | None = None
    declared_type: str | None = None
    listed: Listed = field(default_factory=Listed)
    state: str = "present"
    replaces_id: str | None = None
    media_type: str
    byte_count: int
    first_seen_at: str
    last_seen_at: str


@dataclass(frozen=True)
class OpenVisit:
    """A visit that has begun: when, and where the last one left off."""

    began_at: str
    bookmark: str | None
    clean_under: str | None = None
    """The settings under which the last visit heard all there is; None where it did not."""
    last_began_at: str | None = None


class Memory:
    """The memory of one study's harvest."""

    def __init__(self, study: str) -> None:
        """Open the memory of a study, made where it is not there yet."""
        path = memory_path(study)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = Database(path)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("PRAGMA busy_timeout = 10000")
        self._db.executescript(_SCHEMA)

    def __enter__(self) -> Self:
        """Return the open memory."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the memory."""
        self._db.close()

    def begin(self, source_id: str, now: str) -> OpenVisit:
        """Return the open visit to a source: the one that was not brought to an end, or else a new one."""
        visit = self.last_visit(source_id)
        if visit and visit["is_open"]:
            return OpenVisit(visit["began_at"], visit["bookmark"])
        bookmark = visit["next_bookmark"] if visit else None
        row = {"source_id": source_id, "began_at": now, "is_open": 1, "bookmark": bookmark}
        self._put("visits", row | {"next_bookmark": bookmark})
        if not visit:
            return OpenVisit(now, bookmark)
        return OpenVisit(now, bookmark, visit["clean_under"], visit["began_at"])

    def bookmark(self, source_id: str, value: str) -> None:
        """Remember where the visit after this one can go on."""
        with self._db.atomic():
            self._db.execute("UPDATE visits SET next_bookmark = ? WHERE source_id = ?", [value, source_id])

    def note_way(self, visit: OpenVisit, source_id: str, urls: Iterable[str], clean_under: str | None) -> None:
        """Remember which addresses a visit met, and under which settings it heard all there is, if it did."""
        with self._db.atomic():
            rows = [(visit.began_at, source_id, url) for url in urls]
            self._db.conn.executemany("UPDATE answers SET met_at = ? WHERE source_id = ? AND url = ?", rows)
            self._db.execute("UPDATE visits SET clean_under = ? WHERE source_id = ?", [clean_under, source_id])

    def seen_again(self, visit: OpenVisit, source_id: str) -> None:
        """Remember that a visit found all as the last one left it."""
        with self._db.atomic():
            where = "WHERE source_id = ? AND met_at = ?"
            self._db.execute(f"UPDATE answers SET met_at = ? {where}", [visit.began_at, source_id, visit.last_began_at])
            self._db.execute(
                "UPDATE holdings SET last_seen_at = ? WHERE source_id = ? AND state = 'present'",
                [visit.began_at, source_id],
            )
            self._db.execute("UPDATE visits SET clean_under = ? WHERE source_id = ?", [visit.clean_under, source_id])

    def way(self, source_id: str, began_at: str | None) -> Iterator[Remembered]:
        """Yield the answers that a visit met, by address."""
        where = "source_id = ? AND met_at = ?"
        for row in self._db["answers"].rows_where(where, [source_id, began_at], order_by="url"):
            yield _remembered(row)

    def settle(self, source_id: str) -> None:
        """Bring the open visit to a source to its end."""
        with self._db.atomic():
            self._db.execute("UPDATE visits SET is_open = 0 WHERE source_id = ?", [source_id])

    def last_visit(self, source_id: str) -> dict[str, Any] | None:
        """Return the row of the last visit to a source, open or not."""
        return next(self._db["visits"].rows_where("source_id = ?", [source_id]), None)

    def recall(self, source_id: str, url: str) -> Remembered | None:
        """Return the last answer of a source to the ask of an address."""
        row = next(self._db["answers"].rows_where("source_id = ? AND url = ?", [source_id, url]), None)
        return _remembered(row) if row else None

    def remember(self, source_id: str, answer: Remembered) -> None:
        """Remember an answer in place of an earlier one; from here on a kill does not lose it."""
        self._put("answers", {"source_id": source_id, **asdict(answer), "headers": json.dumps(answer.headers)})

    def answers(self, source_id: str) -> Iterator[Remembered]:
        """Yield all that a source has answered, by address."""
        for row in self._db["answers"].rows_where("source_id = ?", [source_id], order_by="url"):
            yield _remembered(row)

    def holdings(self, source_id: str) -> list[Holding]:
        """Return the documents that a source gives or gave, by address and document."""
        rows = self._db["holdings"].rows_where("source_id = ?", [source_id], order_by="url, document_id")
        return [_holding(row) for row in rows]

    def hold(self, source_id: str, holdings: Iterable[Holding]) -> None:
        """Put holdings in place of those of a source."""
        rows = [
            {"source_id": source_id, **asdict(holding), "listed": json.dumps(asdict(holding.listed))}
            for holding in holdings
        ]
        with self._db.atomic():
            self._db.execute("DELETE FROM holdings WHERE source_id = ?", [source_id])
            self._db["holdings"].insert_all(rows, batch_size=500)  # type: ignore[union-attr]

    def wait_for(self, host: str, until: str) -> None:
        """Remember that a host asks to be left alone until a time."""
        self._put("hosts", {"host": host, "allowed_from": until})

    def allowed_from(self, hosts: Iterable[str], now: str) -> str | None:
        """Return from when the last of these hosts may be asked again; None when all may now."""
        known = {row["host"]: row["allowed_from"] for row in self._db["hosts"].rows}
        return max((known[host] for host in hosts if known.get(host, "") > now), default=None)

    def _put(self, table: str, row: dict[str, Any]) -> None:
        names = ", ".join(row)
        marks = ", ".join("?" for _ in row)
        with self._db.atomic():
            self._db.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", list(row.values()))


def memory_path(study: str) -> Path:
    """Return where the memory of a study's harvest is."""
    return study_folder(study) / "harvest.db"


_ANSWER_COLUMNS = tuple(item.name for item in fields(Remembered))
_HOLDING_COLUMNS = tuple(item.name for item in fields(Holding))


def _remembered(row: dict[str, Any]) -> Remembered:
    values = {name: row[name] for name in _ANSWER_COLUMNS}
    return Remembered(**values | {"headers": json.loads(row["headers"]), "is_listing": bool(row["is_listing"])})


def _holding(row: dict[str, Any]) -> Holding:
    values = {name: row[name] for name in _HOLDING_COLUMNS}
    return Holding(**values | {"listed": Listed(**json.loads(row["listed"]))})
