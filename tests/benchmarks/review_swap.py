"""A new corpus a hundred times while members read: every answer is of one corpus, and none is lost.

Run `python -m tests.benchmarks.review_swap [SWAPS]`.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import socket
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import click
import httpx
import uvicorn
from argon2.profiles import CHEAPEST

from corpus.judgements import review_path
from corpus.raw import DATA_VARIABLE
from corpus.review.entries import KLANKBORDGROEP
from corpus.review.ledger import Ledger
from corpus.study import load_study
from reports.review.accounts import Accounts
from reports.review.app import review_site
from reports.review.board import Board
from reports.review.desk import Desk
from reports.site.pages import DATABASE
from reports.site.switch import Switch
from tests.reports.review.whole_cases import CODED, make_study

SWAPS, READERS = 100, 6
PATHS = (f"/document/{CODED}/passages", "/passages?q=wijkteams", "/documenten", f"/document/{CODED}", "/gemeenten")
_MARK = re.compile(r"uitgave(\d+)eind")


def main(swaps: int = SWAPS) -> None:
    """Print what came of it; the exit status is 1 where an answer was mixed or lost."""
    with tempfile.TemporaryDirectory() as name:
        os.environ[DATA_VARIABLE] = name
        folder = Path(name)
        found, mixed, seconds = asyncio.run(swap(folder, swaps))
    click.echo(f"{swaps} swaps in {seconds:.0f} s under {READERS} readers: {sum(found.values())} answers,")
    lost = sum(count for status, count in found.items() if status != 200)
    click.echo(f"{lost} that failed, {mixed} of two corpora at once")
    sys.exit(int(bool(lost or mixed)))


def version(whole: Path, target: Path, number: int) -> Path:
    """Return a folder with another version of a study: its number stands in each title, text and name."""
    target.mkdir()
    mark = f" uitgave{number}eind"
    for name, source, changes in (
        ("corpus.db", "snapshot.db", ("documents SET title = title", "passages SET text = text")),
        (f"{DATABASE}.db", f"{DATABASE}.db", _PUBLIC),
    ):
        shutil.copy(whole / source, target / name)
        db = sqlite3.connect(target / name)
        for change in changes:
            db.execute(f"UPDATE {change} || '{mark}'")
        db.commit()
        db.close()
    shutil.copytree(whole / "tabellen", target / "tabellen")
    return target


_PUBLIC = (
    "overzicht_evaluaties SET titel = titel", "citaten SET citaat = citaat", "gemeenten SET gemeente = gemeente",
)  # fmt: skip


def _desk() -> tuple[Desk, str]:
    """Return the desk of a study, and the cookie of a member who has logged in."""
    study = load_study("voorbeeld")
    accounts = Accounts(review_path(study).with_name("accounts.db"), cost=CHEAPEST)
    ledger = Ledger(review_path(study))
    _, link = accounts.register.invite("Lid", KLANKBORDGROEP)
    account = accounts.register.accept(link, accounts.passwords.hash("paars kanon zonder dak"))
    assert account
    return Desk(study, ledger, Board(ledger), accounts), f"{accounts.cookie}={accounts.sessions.start(account)}"


@dataclass
class Readers:
    """Members who read on and on, and what they saw."""

    client: httpx.AsyncClient
    found: Counter[int] = field(default_factory=Counter)
    """How many answers had which status."""
    mixed: int = 0
    """How many answers did not have the mark of exactly one version."""
    is_over: bool = False

    async def read(self, first: int) -> None:
        """Ask the pages, beginning with one of them, until it is over."""
        while not self.is_over:
            for path in PATHS[first:] + PATHS[:first]:
                answer = await self.client.get(path)
                self.found[answer.status_code] += 1
                self.mixed += len(set(_MARK.findall(answer.text))) != 1


async def swap(folder: Path, swaps: int) -> tuple[Counter[int], int, float]:
    """Return how many answers had which status, how many were mixed, and how many seconds it took."""
    whole = make_study(folder / "geheel")
    ready = [version(whole, folder / "0", 0)]
    desk, cookie = _desk()
    switch = Switch(
        lambda current: ready[-1] if ready[-1] != current else None,
        lambda found: review_site(desk, found / "corpus.db", found / f"{DATABASE}.db"),
        lambda old: shutil.rmtree(old),
        every_s=3600,
    )
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(switch, log_level="warning", lifespan="off"))
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    began = time.perf_counter()
    async with switch, httpx.AsyncClient(base_url=base, headers={"cookie": cookie}, timeout=60) as client:
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        readers = Readers(client)
        tasks = [asyncio.create_task(readers.read(number % len(PATHS))) for number in range(READERS)]
        for number in range(1, swaps + 1):
            ready.append(await asyncio.to_thread(version, whole, folder / str(number), number))
            await switch.look()
        readers.is_over = True
        await asyncio.gather(*tasks)
        server.should_exit = True
        await serving
    desk.close()
    return readers.found, readers.mixed, time.perf_counter() - began


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
