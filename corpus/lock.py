"""One at a time: a run of the chain holds the lock of its study, which the operating system frees when it is killed.

A lock is a small SQLite file. Who holds it has an exclusive transaction on it; who only looks on that nothing begins,
a shared one. What was begun and not brought to an end stays marked as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.issues import Refused

RUN = "run.lock"
"""The lock of a run, in the folder of its study."""
_PATIENCE_S = 2.0


@contextmanager
def held(path: Path, problem: str, remedy: str) -> Iterator[None]:
    """Hold a lock, and mark it as brought to an end where nothing was raised; raise Refused where another has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(path, isolation_level=None, timeout=_PATIENCE_S, check_same_thread=False)
    try:
        try:
            db.execute("CREATE TABLE IF NOT EXISTS begun (id INTEGER PRIMARY KEY)")
            db.execute("INSERT OR IGNORE INTO begun VALUES (1)")
            db.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            if "locked" not in str(error):
                problem, remedy = f"{path.name} cannot be used as a lock ({error})", "Remove it, or mend its rights"
            raise Refused(str(path.parent), problem, remedy) from None
        yield
        db.execute("DELETE FROM begun")
        db.execute("COMMIT")
    finally:
        db.close()


def running(folder: Path) -> AbstractContextManager[None]:
    """Hold the lock of a run in the folder of a study; raise Refused where a run is going on there."""
    return held(folder / RUN, "another run of this study is going on", "Wait until it is done")


@contextmanager
def at_rest(folder: Path) -> Iterator[bool]:
    """Keep runs in the folder of a study from beginning, and tell whether the last one was brought to an end.

    It is False too while one is going on. To be held for a moment only: a run that begins waits for it, but not long.
    """
    path = folder / RUN
    if not path.is_file():
        yield True
        return
    db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None, timeout=0)
    try:
        yield _is_ended(db)
    finally:
        db.close()


def _is_ended(db: sqlite3.Connection) -> bool:
    """Tell whether what was begun was brought to an end; the transaction stays open."""
    try:
        db.execute("BEGIN")
        return not db.execute("SELECT count(*) FROM begun").fetchone()[0]
    except sqlite3.DatabaseError:
        return False
