"""The review site over a large corpus: how long members wait, at ten requests a second through real HTTP.

Run `python -m tests.benchmarks.review_load [DOCUMENTS [SECONDS]]`. With 20,000 documents, two million passages and four
million codings, making the corpus and its snapshot takes half an hour and 20 GB of disk; what was made is kept in the
folder that REVIEW_LOAD names, where it names one, and used again.
"""

from __future__ import annotations

import asyncio
import math
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from html import unescape
from pathlib import Path
from uuid import uuid4

import click
import httpx
from argon2.profiles import CHEAPEST

from corpus.judgements import VERDICTS, Judgement
from corpus.raw import DATA_VARIABLE
from corpus.review.entries import KLANKBORDGROEP, ONDERZOEKER, Round, RoundClosed, Statement
from corpus.review.ledger import Author, Entry, Ledger, hash_of, kind_of, payload_of
from reports.publishing.publish import publish
from reports.review.accounts import Accounts
from tests.benchmarks.review_corpus import EXAMPLE, PER_DOCUMENT, document_key, key, make_corpus
from tests.reports.conftest import as_inputs, make_records, make_settings

DOCUMENTS, SECONDS = 20_000, 120.0
RATE = 10.0
"""Requests a second."""
MEMBERS, JUDGED = 20, 300
"""Members, and how many codings each judged in each of three rounds."""
GOAL_P95_MS, GOAL_MOST_MS = 150, 1000
STUDY = """
title = "Groot"
description = "Om te meten"
contact = "https://voorbeeld.example/"
[review]
ask_from = 0.3
"""
WORDS = ("wijkteam", "samenwerking", "huisbezoeken", "gemeente", "jeugd zorg", "regie", "wachttijd", "de", "vertrouwen")


def main(documents: int = DOCUMENTS, seconds: float = SECONDS) -> None:
    """Print how long each kind of page took, and whether the goals were met."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(os.environ.get("REVIEW_LOAD") or name)
        os.environ[DATA_VARIABLE] = str(folder)
        cookies = prepare(folder, documents)
        with serving(folder) as address:
            times = asyncio.run(load(address, cookies, documents, seconds))
    tell(times, documents)


def prepare(folder: Path, documents: int) -> list[str]:
    """Make what the site needs where it is not there yet, and return the cookie of each member."""
    study = folder / "groot"
    study.mkdir(parents=True, exist_ok=True)
    (folder / "groot.toml").write_text(STUDY, encoding="utf-8")
    began = time.perf_counter()
    if not (study / "corpus.db").is_file():
        make_corpus(study / "corpus.db", documents, lambda what: click.echo(f"{_since(began)} {what}", err=True))
    if not (study / "publiek.db").is_file():
        list(publish(as_inputs(make_records()), make_settings(study)))
    if not (folder / "raw").is_dir():
        _link_pages(folder / "raw", documents)
    if not (study / "review.db").is_file():
        _judge(study / "review.db", documents)
    return _enroll(study / "accounts.db")


def _link_pages(raw: Path, documents: int) -> None:
    """Let a report of the bundled example stand for every document, so that its pages can be drawn."""
    raw.mkdir(parents=True)
    first = raw / document_key(0)
    shutil.copy(max(EXAMPLE.rglob("*.pdf"), key=lambda path: path.stat().st_size), first)
    for number in range(1, documents):
        (raw / document_key(number)).hardlink_to(first)


def _since(began: float) -> str:
    return f"{time.perf_counter() - began:7.1f} s"


def _judge(path: Path, documents: int) -> None:
    """Write three rounds of judgements, of which the last is open; chained, but not each put on disk by itself."""
    chance = random.Random(4)
    said: list[tuple[Statement | Judgement, Author]] = []
    researcher = Author("uil-0000", ONDERZOEKER)
    for number in (1, 2, 3):
        said.append((Round(number=number, name=f"Ronde {number}", closes_on="2999-12-31"), researcher))
        said += [
            (_judgement(chance, documents, number), _member(each)) for each in range(MEMBERS) for _ in range(JUDGED)
        ]
        if number < 3:
            said.append((RoundClosed(number=number), researcher))
    with Ledger(path) as ledger:
        ledger._db.execute("PRAGMA synchronous = OFF")
        ledger._db.execute("BEGIN")
        previous = ""
        for seq, (what, by) in enumerate(said, 1):
            values = {
                "seq": seq, "uuid": str(uuid4()), "kind": kind_of(what), "made_at": f"2026-01-0{1 + seq % 9}",
                **asdict(by), "payload": payload_of(what), "remark_hash": "", "previous": previous,
            }  # fmt: skip
            previous = hash_of(values)
            ledger.put(Entry(**values, hash=previous), None)
        ledger._db.execute("COMMIT")


def _member(number: int) -> Author:
    return Author(f"lijster-{number:04}", KLANKBORDGROEP)


def _judgement(chance: random.Random, documents: int, number: int) -> Judgement:
    passage = chance.randrange(documents * PER_DOCUMENT)
    place = document_key(passage // PER_DOCUMENT), passage % PER_DOCUMENT // 5 + 1
    return Judgement(
        document_id=place[0], page=place[1], start=0, end=80, quote="Een zin.", codebook="groot 1", dimension="element",
        code=f"element_{chance.randrange(40)}", verdict=chance.choice(VERDICTS[:2]), round=str(number),
    )  # fmt: skip


def _enroll(path: Path) -> list[str]:
    """Return the cookies of new members who have logged in."""
    accounts = Accounts(path, cost=CHEAPEST)
    cookies = []
    try:
        for _ in range(MEMBERS):
            _, link = accounts.register.invite(f"Lid {uuid4()}", KLANKBORDGROEP)
            account = accounts.register.accept(link, accounts.passwords.hash("paars kanon zonder dak"))
            assert account
            cookies.append(f"{accounts.cookie}={accounts.sessions.start(account)}")
    finally:
        accounts.close()
    return cookies


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Run the review site in another process, and yield its address."""
    program = Path(sys.executable).with_name("kennissynthese")
    command = [str(program), "review", "serve", "--study", str(folder / "groot.toml"), "--port", "0"]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
            assert found, "the server did not start"
            click.echo(f"{_since(began)} until the site was open, with its snapshot", err=True)
            yield found[0]
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)


class Member:
    """Somebody who reads and judges, and how long each answer took in milliseconds, by kind of page."""

    def __init__(self, address: str, cookie: str, chance: random.Random, documents: int) -> None:
        """Take where the site is, a session, and what is there."""
        headers = {"cookie": cookie, "origin": address, "sec-fetch-site": "same-origin"}
        self.client = httpx.AsyncClient(base_url=address, headers=headers, timeout=30)
        self.chance, self.documents = chance, documents
        self.form: tuple[str, dict[str, str]] | None = None
        self.next = "/beoordelen"

    async def judge(self, ask: Ask) -> None:
        """Ask for a coding, or send the form of the one that is in hand."""
        if self.form is None:
            answer = await ask("next" if self.next == "/beoordelen" else "coding", self.client.get(self.next))
            if answer.status_code == 303:
                self.next = answer.headers["location"]
                return
            fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.text)
            self.form = (self.next.partition("?")[0], {name: unescape(value) for name, value in fields})
            return
        path, values = self.form
        values["verdict"] = self.chance.choice(("akkoord", "niet akkoord", "weet niet"))
        answer = await ask("judgement", self.client.post(path, data=values))
        assert answer.status_code == 303, (answer.status_code, answer.text[:2000])
        self.form, self.next = None, answer.headers["location"]

    async def read(self, ask: Ask) -> None:
        """Ask for some page to read."""
        number = self.chance.randrange(self.documents)
        number -= number % 20 == 19
        passage = number * PER_DOCUMENT + self.chance.randrange(PER_DOCUMENT)
        kind, path = self.chance.choice(
            (
                ("passage", f"/passage/{key('passage', passage)}"),
                ("document", f"/document/{document_key(number)}/passages"),
                ("page as picture", f"/blad/{document_key(number)}/{self.chance.randint(1, 2)}.png"),
                ("search", f"/passages?q={self.chance.choice(WORDS)}"),
                ("search, two words", f"/passages?q={'+'.join(self.chance.sample(WORDS, 2))}"),
                ("own judgements", "/mijn-oordelen"),
                ("front", "/start"),
                ("elements", "/elementen"),
            )
        )
        answer = await ask(kind, self.client.get(path))
        assert answer.status_code in (200, 404 if kind == "passage" else 200), (path, answer.status_code)


Ask = Callable[[str, Awaitable[httpx.Response]], Awaitable[httpx.Response]]


async def load(address: str, cookies: list[str], documents: int, seconds: float) -> dict[str, list[float]]:
    """Return how long answers took by kind of page, counted from when each request was due."""
    chance = random.Random(5)
    members = [Member(address, cookie, random.Random(cookie), documents) for cookie in cookies]
    times: dict[str, list[float]] = defaultdict(list)
    busy: set[Member] = set()
    began, tasks = time.perf_counter(), []

    async def act(member: Member, due: float) -> None:
        async def ask(kind: str, asked: Awaitable[httpx.Response]) -> httpx.Response:
            answer = await asked
            assert answer.status_code < 500, (kind, answer.text[:500])
            times[kind].append(1000 * (time.perf_counter() - due))
            return answer

        try:
            await (member.judge(ask) if chance.random() < 0.6 else member.read(ask))
        finally:
            busy.discard(member)

    due = began
    while due < began + seconds:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        member = chance.choice([each for each in members if each not in busy] or members)
        busy.add(member)
        tasks.append(asyncio.create_task(act(member, due)))
        due += chance.expovariate(RATE)
    await asyncio.gather(*tasks)
    for member in members:
        await member.client.aclose()
    return times


def tell(times: dict[str, list[float]], documents: int) -> None:
    """Print a line for each kind of page, and whether the goals were met."""
    every = [each for own in times.values() for each in own]
    click.echo(f"{documents} documents, {documents * PER_DOCUMENT} passages, {2 * documents * PER_DOCUMENT} codings")
    for kind, own in [*sorted(times.items()), ("all", every)]:
        shares = f"p50 {_quantile(own, 0.5):7.1f} ms  p95 {_quantile(own, 0.95):7.1f} ms  most {max(own):7.1f} ms"
        click.echo(f"{kind:18} {len(own):6} requests  {shares}")
    is_met = _quantile(every, 0.95) <= GOAL_P95_MS and max(every) <= GOAL_MOST_MS
    click.echo(f"goal (p95 ≤ {GOAL_P95_MS} ms, none over {GOAL_MOST_MS} ms): {'met' if is_met else 'not met'}")


def _quantile(values: list[float], share: float) -> float:
    """Return the least value that at least this share of the values are not above."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


if __name__ == "__main__":
    main(*(kind(given) for kind, given in zip((int, float), sys.argv[1:], strict=False)))
