"""Visits to the review site of the whole study, in this process."""

from __future__ import annotations

import asyncio
import html
import re
import sqlite3
import uuid as uuids
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from corpus.judgements import Judgement
from corpus.review.entries import Round
from reports.review.app import review_site
from reports.review.desk import Desk
from tests.reports.review.conftest import ORIGIN, SignedIn

_PUBLIC = r"/(publiek/\w+\?_|publiek/\w+/|tabellen/|element/.|gemeente/.|citaat/.|stijl/)"
"""Addresses that are not looked at again: they are those of the public site."""
T = TypeVar("T")


class Visitor:
    """Somebody with a browser: reads pages, and fills in the forms on them."""

    def __init__(self, datasette: Any, one: SignedIn | None) -> None:
        """Visit as who has logged in, or as anybody."""
        self.datasette, self.one = datasette, one
        self.headers = one.headers if one else {"origin": ORIGIN}

    async def get(self, path: str, **headers: str) -> Any:
        """Return the answer to a question for a page."""
        return await self.datasette.client.get(path, headers=self.headers | headers)

    async def post(self, path: str, form: dict[str, str], **headers: str) -> Any:
        """Return the answer to a form as it is."""
        return await self.datasette.client.post(path, headers=self.headers | headers, data=form)

    async def fill_in(self, path: str, to: str = "", **values: str) -> Any:
        """Return the answer to the form on a page, with its hidden fields and some values."""
        page = await self.get(path)
        return await self.post(to or path, tokens(page.text) | values)

    async def crawl(self, *paths: str, limit: int = 200) -> dict[str, Any]:
        """Return the answers of all addresses within reach of some."""
        answers: dict[str, Any] = {}
        waiting = list(paths)
        while waiting and len(answers) < limit:
            path = waiting.pop(0)
            if path in answers or re.match(_PUBLIC, path):
                continue
            answer = answers[path] = await self.get(path)
            if location := answer.headers.get("location"):
                waiting.append(location)
            if "html" in answer.headers.get("content-type", ""):
                links = re.findall(r'(?:href|src|action)="(/[^"]*)"', answer.text)
                waiting += [html.unescape(link).partition("#")[0] for link in links]
        return answers


def at_the_desk(desk: Desk, whole: Path, visit: Callable[[Any], Awaitable[T]]) -> T:
    """Return what a visit to the review site of the whole study comes to."""

    async def come() -> T:
        datasette = review_site(desk, whole / "snapshot.db", whole / "publiek.db")
        await datasette.invoke_startup()
        return await visit(datasette)

    return asyncio.run(come())


ROUND = Round(number=1, name="Eerste", closes_on="2999-12-31")


def codings(whole: Path, dimension: str = "element") -> list[dict[str, Any]]:
    """Return the codings that members are asked, as they stand in the snapshot."""
    db = sqlite3.connect(whole / "snapshot.db")
    db.row_factory = sqlite3.Row
    rows = db.execute(
        "SELECT c.* FROM queue q JOIN codings c ON c.id = q.coding_id WHERE q.dimension = ? ORDER BY c.id", [dimension]
    ).fetchall()
    db.close()
    return [dict(row) for row in rows]


def judgement_of(coding: dict[str, Any], verdict: str = "niet akkoord", round_name: str = "1") -> Judgement:
    """Return a judgement of a coding."""
    names = ("document_id", "page", "start", "end", "quote", "codebook", "dimension", "code")
    return Judgement(
        **{name: coding[name] for name in names},
        verdict=verdict,
        direction=coding["direction"] or "",
        round=round_name,
    )


async def past_round(datasette: Any, desk: Desk, whole: Path, researcher: SignedIn, judge: SignedIn) -> str:
    """Bring about a round that is closed, with a remark and a version, and one that is open; return the remark's id."""
    key = str(uuids.uuid4())
    await desk.enter(ROUND, researcher.author, uuid=str(uuids.uuid4()))
    await desk.enter(judgement_of(codings(whole)[0]), judge.author, uuid=key, remark="Dit klopt niet helemaal")
    closed = await Visitor(datasette, researcher).fill_in("/ronde/1", "/ronde/1/sluiten", sure="1")
    assert closed.status_code == 303, closed.text
    await desk.enter(replace(ROUND, number=2, name="Tweede"), researcher.author, uuid=str(uuids.uuid4()))
    return key


def tokens(page: str) -> dict[str, str]:
    """Return the hidden fields of the forms on a page, by name."""
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*type=\"?hidden\"?[^>]*>", page):
        name, value = re.search(r'name="?([\w-]+)', tag), re.search(r'value="([^"]*)"', tag)
        if name:
            found[name[1]] = html.unescape(value[1]) if value else ""
    return found
