"""One passage: its codes, what is like it, and for researchers the form to code what they select in it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import Any

from datasette import Response

from corpus.judgements import AGREED, DISAGREED, Judgement
from corpus.review.ledger import Taken
from reports.review.codebook import DIMENSIONS, codebook_of
from reports.review.nearest import nearest
from reports.review.pages.judge import asked, is_uuid, remark_of, run_of
from reports.review.queue import standing_of
from reports.review.routes import MEMBERS, RESEARCHERS, Route, Visit
from reports.review.selecting import Wrong, selected
from reports.review.signing import Broken, seal, unseal
from reports.review.texts import PASSAGE, Row, around, codings_of, find, judged_by, may_see, page_is_shown, sees_all

LIKE = 6
"""Passages shown that are like another."""
_PURPOSE = "passage"
_SEEN = ("id", "document_id", "page", "start", "text")
_BY_ID = """
SELECT p.*, d.title, d.year, d.is_included FROM json_each(?) AS j
CROSS JOIN passages AS p ON p.id = j.value CROSS JOIN documents AS d ON d.id = p.document_id ORDER BY j.key
"""


async def passage(visit: Visit) -> Any:
    """Answer with one passage, its codes, what is like it, and for researchers the form to code it."""
    row = await find(visit, PASSAGE, visit.request.url_vars["id"])
    return await passage_page(visit, row)


async def passage_page(visit: Visit, row: Row, *, problem: str = "", status: int = 200) -> Any:
    """Return the page of a passage; `problem` says what was wrong with the form that was sent."""
    before, after = await around(visit, row["document_id"], row["number"])
    codebook = await codebook_of(visit)
    codings = (await codings_of(visit, [row["id"]]))[row["id"]]
    return await visit.show(
        "review/passage.html",
        status=status,
        passage=row,
        before=before,
        after=after,
        codebook=codebook,
        dimensions=DIMENSIONS,
        codings=codings,
        groups=[(name, [each for each in codings if each["dimension"] == name]) for name in codebook.dimensions],
        mine=await judged_by(visit),
        has_image=await page_is_shown(visit, row),
        alike=await _alike(visit, row["id"]),
        seen=await _sealed(visit, row) if sees_all(visit) else "",
        form=visit.form,
        problem=problem,
        waiting=await _waiting(visit, row) if sees_all(visit) else [],
        is_saved="opgeslagen" in visit.request.args,
    )


async def code(visit: Visit) -> Any:
    """Enter a code that a researcher gives to a stretch of the passage."""
    key = visit.request.url_vars["id"]
    try:
        seen = unseal(visit.desk.accounts.secret(_PURPOSE), visit.author.pseudonym, visit.form.get("seen", ""))
    except Broken:
        seen = {}
    if seen.get("id") != key or not is_uuid(visit.form.get("uuid", "")):
        return await _back(visit, key, "Dit formulier is verlopen. Selecteer de tekst opnieuw.")
    before = visit.desk.board.by_id.get(visit.form["uuid"])
    try:
        said = selected(visit.form, seen, await codebook_of(visit), before.round if before else asked(visit).round_name)
        await visit.desk.enter(said, visit.author, uuid=visit.form["uuid"], remark=remark_of(visit.form))
    except Wrong as wrong:
        return await _back(visit, key, str(wrong))
    except Taken:
        return await _back(visit, key, "Dit formulier was al verstuurd, met een andere code.", 409)
    return Response.redirect(f"/passage/{key}?opgeslagen=ja", status=303)


async def withdraw(visit: Visit) -> Any:
    """Enter that a code that the researcher gave is not to be, before it became a coding."""
    row = await find(visit, PASSAGE, visit.request.url_vars["id"])
    given = {each.id: each for each in await _waiting(visit, row) if each.pseudonym == visit.author.pseudonym}
    said = given.get(visit.form.get("judgement", ""))
    if said and is_uuid(visit.form.get("uuid", "")):
        gone = replace(said, id="", judged_at="", pseudonym="", role="", verdict=DISAGREED)
        try:
            await visit.desk.enter(gone, visit.author, uuid=visit.form["uuid"])
        except Taken:
            return await _back(visit, row["id"], "Dit formulier was al verstuurd.", 409)
    return Response.redirect(f"/passage/{row['id']}", status=303)


async def _back(visit: Visit, key: str, problem: str, status: int = 400) -> Any:
    row = await find(visit, PASSAGE, key)
    return await passage_page(visit, row, problem=problem, status=status)


async def _waiting(visit: Visit, row: Row) -> list[Judgement]:
    """Return the codes that researchers gave to a passage and that are no codings in this snapshot yet."""
    board, standing = visit.desk.board, await standing_of(visit.datasette, visit.desk.board)
    return [
        each
        for own in board.own.values()
        for each in own.values()
        if each.is_own
        and each.verdict == AGREED
        and each.id not in standing.coding_of
        and (each.document_id, each.page) == (row["document_id"], row["page"])
        and row["start"] <= each.start < row["end"]
    ]


async def _sealed(visit: Visit, row: Row) -> str:
    values = {name: row[name] for name in _SEEN} | {"run": await run_of(visit)}
    return seal(visit.desk.accounts.secret(_PURPOSE), visit.author.pseudonym, values)


async def _alike(visit: Visit, passage_id: str) -> list[Row]:
    """Return the passages nearest in meaning that may be seen, the nearest first."""
    path = visit.datasette.get_database("corpus").path
    near = await asyncio.to_thread(nearest, path, passage_id, 3 * LIKE, with_private=sees_all(visit))
    rows = await visit.ask(_BY_ID, json.dumps([each for each, _ in near]))
    return [row for row in rows if may_see(visit, row) and row["id"] != passage_id][:LIKE]


_PATH = r"/passage/(?P<id>[0-9a-f]{1,64})"
ROUTES = [
    Route(_PATH, passage, MEMBERS),
    Route(rf"{_PATH}/codering", code, RESEARCHERS, "POST"),
    Route(rf"{_PATH}/intrekken", withdraw, RESEARCHERS, "POST"),
]
