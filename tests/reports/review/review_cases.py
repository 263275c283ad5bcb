"""A review site in this process: a snapshot of the small corpus, members who need no password, and a clock."""

from __future__ import annotations

import asyncio
import re
import tempfile
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from lxml import html

from corpus.record import Record
from corpus.records import Code, Coding, Embedding, Passage, PersonalSpan, Run
from corpus.review.entries import KLANKBORDGROEP, ONDERZOEKER, Round
from corpus.review.ledger import Author, Ledger
from corpus.store import Store
from corpus.study import Study, load_study
from reports.review.accounts import Member
from reports.review.app import review_site
from reports.review.board import Board
from reports.review.desk import Desk
from reports.review.snapshot import build
from tests.reports.conftest import make_records

NEVER = "2099-12-31"
MEMBERS = {
    "merel": Member("merel", KLANKBORDGROEP, "Merel", "m"),
    "vink": Member("vink", KLANKBORDGROEP, "Vink", "v"),
    "uil": Member("uil", ONDERZOEKER, "Uil", "u"),
    "beheer": Member("beheer", "beheerder", "Beheer", "b"),
}
CODEBOOK = "proef 1"
PRIVATE = "Er is een vaste professional nodig per gezin."
CODES = [
    ("element", "outreachend", "Outreachend werken", "professional"),
    ("element", "handelingsruimte", "Handelingsruimte", "professional"),
    ("element", "vaste_professional", "Vaste professional", "professional"),
    ("element", "capaciteit", "Capaciteit", "organisatie"),
    ("soort", "werkzaam_element", "Werkzaam element", None),
    ("soort", "belemmering", "Belemmering", None),
    ("venster", "professional", "Professional", None),
    ("venster", "organisatie", "Organisatie", None),
    ("richting", "helpt", "Helpt", None),
    ("richting", "belemmert", "Belemmert", None),
    ("richting", "nodig", "Nodig", None),
]


class Door:
    """Accounts that know who asks by a header, for tests of what comes after the login."""

    async def member_of(self, request: Any) -> Member | None:
        return MEMBERS.get(request.headers.get("x-member", ""))

    def secret(self, purpose: str) -> bytes:
        return f"geheim van {purpose}".encode()

    def close(self) -> None:
        return None


def make_corpus(path: Path, change: Callable[[list[Record]], list[Record]] = lambda records: records) -> Path:
    """Write the small corpus to a database: each code given once, and one passage with personal data."""
    records = [
        replace(each, id="", codebook=CODEBOOK) if isinstance(each, Coding) else each
        for each in make_records()
        if not isinstance(each, Code | Embedding | PersonalSpan) and getattr(each, "score", 1.0) > 0.2
    ]
    records += [
        Code(
            codebook=CODEBOOK, codebook_title="Proef", position=number, dimension=dimension, code=code, label=label,
            definition=f"Over {label.lower()}", venster=venster,
        )
        for number, (dimension, code, label, venster) in enumerate(CODES, 1)
    ]  # fmt: skip
    records.append(Run(started_at="2026", finished_at="2026", version="1", study="p", settings_hash="", counts="[]"))
    records += [
        PersonalSpan(
            document_id=each.document_id, page=1, start=each.start, end=each.start + 2, kind="naam", method="proef",
            confidence=1.0,
        )
        for each in records
        if isinstance(each, Passage) and each.text == PRIVATE
    ]  # fmt: skip
    with Store(path) as store:
        store.db.execute("PRAGMA foreign_keys = OFF")
        store.add(change(records))
    return path


@dataclass
class Site:
    """A review site, and what tests do with it."""

    folder: Path
    publiek: Path
    desk: Desk
    snapshot: Path

    def run(self, act: Callable[[Browser], Awaitable[Any]], member: str = "merel") -> Any:
        """Return what an act comes to, done by a member on a site that has just started."""

        async def acting() -> Any:
            site = review_site(self.desk, self.snapshot, self.publiek)
            await site.invoke_startup()
            return await act(Browser(site, member))

        return asyncio.run(acting())

    def get(self, *paths: str, member: str = "merel") -> list[Any]:
        """Return the answers to some addresses."""

        async def act(browser: Browser) -> list[Any]:
            return [await browser.get(path) for path in paths]

        found: list[Any] = self.run(act, member)
        return found

    def rebuild(self, change: Callable[[list[Record]], list[Record]]) -> None:
        """Make the snapshot anew from a corpus that has changed."""
        corpus = self.folder / "corpus.db"
        corpus.unlink(missing_ok=True)
        build(make_corpus(corpus, change), self.snapshot, 0.3)


@dataclass
class Browser:
    """Somebody who asks pages and sends forms."""

    site: Any
    member: str

    async def get(self, path: str) -> Any:
        """Return the answer to an address, without going where it leads."""
        return await self.site.client.get(path, headers={"x-member": self.member}, follow_redirects=False)

    async def post(self, path: str, form: dict[str, str]) -> Any:
        """Return the answer to a form of this site."""
        headers = {"x-member": self.member, "origin": "http://localhost", "sec-fetch-site": "same-origin"}
        own = {"token": MEMBERS[self.member].token} | form
        return await self.site.client.post(path, data=own, headers=headers, follow_redirects=False)

    async def next(self) -> str:
        """Return where the next coding is."""
        return str((await self.get("/beoordelen")).headers["location"])

    async def judge(self, path: str, verdict: str, **more: str) -> Any:
        """Return the answer to a judgement, given on the form as it is shown."""
        return await self.post(path.partition("?")[0], fields(await self.get(path)) | {"verdict": verdict} | more)


def fields(answer: Any, action: str = "") -> dict[str, str]:
    """Return the hidden fields of the form on a page, of the one that is sent to an address that has `action` in it."""
    page: Any = html.fromstring(answer.text)
    (form, *_) = [each for each in page.xpath("//main//form[@method='post']") if action in each.get("action", "")]
    return {each.get("name"): each.get("value", "") for each in form.xpath(".//input[@type='hidden']")}


def found(answer: Any, xpath: str) -> Any:
    """Return what an XPath finds on a page."""
    page: Any = html.fromstring(answer.text)
    return page.xpath(xpath)


def text_of(answer: Any) -> str:
    """Return what a page says in its main part, with single spaces."""
    page: Any = html.fromstring(answer.text)
    return re.sub(r"\s+", " ", page.get_element_by_id("inhoud").text_content())


@cache
def _snapshot() -> bytes:
    """Return the snapshot of the small corpus, made once for all tests."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(make_corpus(folder / "corpus.db"), folder / "snapshot.db", 0.1)
        return (folder / "snapshot.db").read_bytes()


def make_site(folder: Path, publiek: Path, *, judges: int = 3, is_open: bool = True) -> Site:
    """Return a review site over the small corpus, with a round that is open."""
    snapshot = folder / "snapshot.db"
    snapshot.write_bytes(_snapshot())
    ledger = Ledger(folder / "review.db")
    if is_open:
        said = Round(number=1, name="Eerste", closes_on=NEVER, judges=judges)
        ledger.append(said, Author("uil", ONDERZOEKER), uuid=str(uuid.uuid4()))
    study: Study = load_study("voorbeeld")
    accounts: Any = Door()
    desk = Desk(study, ledger, Board(ledger), accounts)
    return Site(folder, publiek / "publiek.db", desk, snapshot)
