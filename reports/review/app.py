"""The review site of a study: Datasette over a snapshot of the corpus, behind a login, with what people say of it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.issues import Problem
from corpus.judgements import review_path
from corpus.lock import held
from corpus.raw import study_folder
from corpus.review.backup import FOLDER
from corpus.review.ledger import Ledger
from corpus.study import Study
from reports.review.accounts import Accounts
from reports.review.apart import Apart
from reports.review.backup import back_up_both
from reports.review.board import Board
from reports.review.desk import Desk, put_desk
from reports.review.pages import images
from reports.review.snapshot import read_about
from reports.review.vault import ACCOUNTS
from reports.review.versions import SNAPSHOT, ReviewVersions, make
from reports.site.pages import DATABASE
from reports.site.serve import SETTINGS, SITE, ended_in_order, run, site_config
from reports.site.switch import Switch

log = logging.getLogger(__name__)
CORPUS, REVIEW = "corpus", "review"
_LOCK = "review.lock"
_BACKUP_CHECK_S = 600.0
_HIDDEN = (
    "signs",
    "sign_parts",
    "zoekwoorden",
    *(f"zoekwoorden_{part}" for part in ("config", "content", "data", "docsize", "idx")),
)


def review_site(desk: Desk, snapshot: Path, publiek: Path) -> Any:
    """Return the Datasette of the review site over a snapshot and the public database of the same run.

    The review database can only be read through it: what people say is entered at the desk.
    """
    datasette = Datasette(
        immutables=[str(publiek)],
        inspect_data={CORPUS: _inspected(snapshot)},
        config=_config(),
        settings=SETTINGS | {"max_post_body_bytes": 100_000},
        template_dir=str(SITE / "templates"),
        plugins_dir=str(SITE / "plugins"),
        static_mounts=[("stijl", str(SITE / "static"))],
        default_deny=True,
    )
    datasette.add_database(Database(datasette, str(snapshot), is_mutable=False), name=CORPUS)
    datasette.add_database(Database(datasette, str(desk.ledger.path), is_mutable=True, mode="ro"), name=REVIEW)
    put_desk(datasette, desk)
    return datasette


def _inspected(snapshot: Path) -> dict[str, Any]:
    """Return what Datasette would otherwise read the whole file for: its hash, size and the counts of its tables."""
    about = read_about(snapshot)
    counts = {name.removeprefix("count:"): int(value) for name, value in about.items() if name.startswith("count:")}
    return {
        "hash": about.get("corpus_hash", ""),
        "size": snapshot.stat().st_size,
        "file": str(snapshot),
        "tables": {name: {"count": count} for name, count in counts.items()},
    }


def _config() -> dict[str, Any]:
    config = site_config()
    hidden = {name: {"allow": False, "hidden": True} for name in _HIDDEN}
    config["databases"] |= {CORPUS: {"allow_sql": False, "tables": hidden}, REVIEW: {"allow_sql": False}}
    return config


def open_desk(study: Study, *, is_secure: bool = False) -> Desk:
    """Return the desk of a study: its review database, made where there is none yet, and its accounts."""
    ledger = Ledger(review_path(study))
    accounts = Accounts(review_path(study).with_name(ACCOUNTS))
    return Desk(study, ledger, Board(ledger), accounts, is_secure)


def review_switch(desk: Desk, make_version: Callable[[str, Path], Path] = make) -> Switch:
    """Return the review site as an application that goes over to a newer corpus as soon as there is one."""
    versions = ReviewVersions(desk.study, make_version)

    def open_version(folder: Path) -> Any:
        return review_site(desk, folder / SNAPSHOT, folder / f"{DATABASE}.db")

    return Switch(versions.renew, open_version, versions.retire)


def site_lock(study: Study) -> AbstractContextManager[None]:
    """Return what holds the lock of the review site of a study; raise Refused where it is open already."""
    lock = study_folder(study.name) / _LOCK
    return held(lock, "the review site of this study is open already", "Stop that one first")


def serve(study: Study, *, port: int, is_secure: bool = False) -> int:
    """Serve the review site of a study on this machine until it is stopped, and return the exit status.

    Raises Refused when there is no whole corpus yet, another program has the port, or the site is open already.
    """
    with site_lock(study), ended_in_order():
        desk = open_desk(study, is_secure=is_secure)
        apart = Apart()
        try:
            return asyncio.run(_serve(desk, apart, port))
        finally:
            apart.stop()
            images.stop()
            desk.close()


async def _serve(desk: Desk, apart: Apart, port: int) -> int:
    try:
        async with review_switch(desk, apart.make) as switch:
            images.warm()
            copying = asyncio.create_task(_back_up_daily(desk.ledger.path))
            try:
                return await run(switch, port)
            finally:
                copying.cancel()
                await asyncio.gather(copying, return_exceptions=True)
    finally:
        apart.stop()


async def _back_up_daily(review: Path) -> None:
    while True:
        today = datetime.now(UTC).date()
        if not (review.parent / FOLDER / f"{review.stem}-{today.isoformat()}.db").is_file():
            try:
                await asyncio.to_thread(_back_up, review, today)
            except (Problem, OSError, sqlite3.Error) as error:
                log.error("No copy of %s could be made: %s", review, error)
        await asyncio.sleep(_BACKUP_CHECK_S)


def _back_up(review: Path, day: date) -> None:
    for path in back_up_both(review, day):
        log.info("Copied to %s.", path)
