"""Judging: the coding that is worth most now, and what somebody says of it."""

from __future__ import annotations

import uuid as uuids
from collections.abc import Mapping
from typing import Any

from datasette import Response

from corpus.judgements import OTHER, VERDICTS, Judgement
from corpus.review.ledger import Taken
from reports.review.asking import Asking, asking
from reports.review.codebook import DIMENSIONS, DIRECTION, Codebook, codebook_of
from reports.review.queue import Standing, standing_of
from reports.review.routes import JUDGES, Route, Visit
from reports.review.signing import Broken, seal, unseal
from reports.review.telling import told, visible
from reports.review.texts import CODING, Row, around, find, may_see, page_is_shown, split_at_quote

SEEN = ("document_id", "page", "start", "end", "quote", "codebook", "dimension", "code")
"""What a judgement takes over from the form as it was shown."""
LONGEST_REMARK = 2000
"""Characters of a remark."""
_PURPOSE = "codering"


def asked(visit: Visit) -> Asking:
    """Return what is asked of who asks now."""
    return asking(visit.desk.board, visit.author.role, visit.desk.study.review.judges)


async def to_next(visit: Visit) -> Any:
    """Lead to the coding that is worth most now; one that is passed over comes last."""
    standing = await standing_of(visit.datasette, visit.desk.board)
    passed, done = visit.request.args.get("sla-over") or "", visit.request.args.get("na") or ""
    query = f"?na={done}" if is_uuid(done) else ""
    if _is_id(passed):
        standing.skip(visit.author.pseudonym, passed)
        query = f"?van={passed}"
    return Response.redirect(await _next(visit, standing, query), status=303)


async def coding(visit: Visit) -> Any:
    """Answer with one coding in its passage, and the form to judge it; lead on where it was replaced meanwhile."""
    key, done = visit.request.url_vars["id"], visit.request.args.get("na") or ""
    if is_uuid(done) and not await visit.ask("SELECT 1 FROM codings WHERE id = ?", key):
        return Response.redirect(f"/beoordelen?na={done}", status=303)
    return await _page(visit, await find(visit, CODING, key))


async def save(visit: Visit) -> Any:
    """Enter a judgement of what was shown, and lead to the next coding."""
    key = visit.request.url_vars["id"]
    try:
        seen = unseal(visit.desk.accounts.secret(_PURPOSE), visit.author.pseudonym, visit.form.get("seen", ""))
    except Broken:
        return await _refused(visit, "verlopen", key, 400)
    before = visit.desk.board.by_id.get(visit.form.get("uuid", ""))
    now = asked(visit)
    if seen["id"] != key or not is_uuid(visit.form.get("uuid", "")):
        return await _refused(visit, "verlopen", key, 400)
    if not now.may_judge and before is None:
        return await _refused(visit, "gesloten", key, 409)
    if problem := _problem(visit.form, seen, await codebook_of(visit)):
        return await _again(visit, key, problem)
    said = _judgement(visit.form, seen, before.round if before else now.round_name)
    try:
        entry = await visit.desk.enter(said, visit.author, uuid=visit.form["uuid"], remark=remark_of(visit.form))
    except Taken:
        return await _refused(visit, "al-verstuurd", key, 409)
    standing = await standing_of(visit.datasette, visit.desk.board)
    return Response.redirect(await _next(visit, standing, f"?na={entry.uuid}"), status=303)


async def _next(visit: Visit, standing: Standing, query: str) -> str:
    now = asked(visit)
    if not now.may_judge:
        return f"/start{query}"
    found = await standing.next_for(visit.author.pseudonym, now.dimensions, now.judges)
    return f"/codering/{found}{query}" if found else f"/start{query or '?'}&klaar=ja"


def _problem(form: Mapping[str, str], seen: Mapping[str, Any], codebook: Codebook) -> str:
    """Return what is wrong with a judgement, in a sentence; empty where nothing is."""
    verdict = form.get("verdict", "")
    if verdict not in VERDICTS:
        return "Kies eerst wat u van deze code vindt."
    if len(remark_of(form)) > LONGEST_REMARK:
        return f"Uw opmerking is te lang. Gebruik hooguit {LONGEST_REMARK} tekens."
    if verdict != OTHER:
        return ""
    code, direction = form.get("other_code", ""), form.get("other_direction", "")
    if (code and not codebook.find(seen["dimension"], code)) or (direction and not codebook.find(DIRECTION, direction)):
        return "Die code staat niet in het codeboek. Kies een code uit de lijst."
    if code in ("", seen["code"]) and direction in ("", seen["direction"] or ""):
        return "U koos ‘anders’. Kies dan ook welke code of richting het moet zijn."
    return ""


def _judgement(form: Mapping[str, str], seen: Mapping[str, Any], round_name: str) -> Judgement:
    """Return what a form says of what was seen."""
    is_other = form["verdict"] == OTHER
    code, direction = form.get("other_code", ""), form.get("other_direction", "")
    return Judgement(
        **{name: seen[name] for name in SEEN},
        verdict=form["verdict"],
        other_code=code if is_other and code != seen["code"] else "",
        other_direction=direction if is_other and direction != (seen["direction"] or "") else "",
        direction=seen["direction"] or "",
        round=round_name,
        run=seen["run"],
    )


def remark_of(form: Mapping[str, str]) -> str:
    """Return the remark that came with a form, as it is kept."""
    return form.get("remark", "").replace("\r\n", "\n").strip()


def is_uuid(text: str) -> bool:
    """Tell whether a text is a UUID as forms carry it."""
    try:
        return str(uuids.UUID(text)) == text
    except ValueError:
        return False


def _is_id(text: str) -> bool:
    return 0 < len(text) <= 64 and all(letter in "0123456789abcdef" for letter in text)


async def _again(visit: Visit, key: str, problem: str) -> Any:
    """Answer with the form as it was filled in, and what is wrong; also where the coding is there no more."""
    rows = await visit.ask(CODING, key)
    if not rows or not may_see(visit, rows[0]):
        return await _refused(visit, "verdwenen", key, 400, problem)
    return await _page(visit, rows[0], problem=problem, status=400)


async def _refused(visit: Visit, why: str, key: str, status: int, problem: str = "") -> Any:
    remark = visit.form.get("remark", "")
    shown = {"why": why, "coding": key if _is_id(key) else "", "remark": remark, "problem": problem}
    return await visit.show("review/not_saved.html", status=status, asking=asked(visit), **shown)


async def _page(visit: Visit, row: Row, *, problem: str = "", status: int = 200) -> Any:
    standing = await standing_of(visit.datasette, visit.desk.board)
    codebook, me = await codebook_of(visit), visit.author.pseudonym
    before, after = await around(visit, row["document_id"], row["number"])
    mine = standing.of.get(row["id"], {}).get(me)
    earlier = standing.again[me].get(row["id"]) if mine is None else None
    place = standing.place_of(earlier.id) if earlier else None
    others = await told(visit, visible(visit.desk.board, me, standing.of.get(row["id"], {}).values()))
    return await visit.show(
        "review/coding.html",
        status=status,
        coding=row,
        seen=await _sealed(visit, row),
        parts=split_at_quote(row["passage"], row["start"] - row["passage_start"], row["quote"]),
        code=codebook.find(row["dimension"], row["code"]),
        codebook=codebook,
        dimensions=DIMENSIONS,
        before=before,
        after=after,
        has_image=await page_is_shown(visit, row),
        asking=asked(visit),
        told=others,
        mine=mine,
        earlier=earlier,
        place=place,
        problem=problem,
        form=visit.form or _filled(mine, [each.remark for each in others if each.is_mine]),
        done=await just_done(visit, standing, codebook),
        previous=_previous(visit, standing),
        longest=LONGEST_REMARK,
    )


def _filled(mine: Judgement | None, remarks: list[str | None]) -> dict[str, str]:
    """Return the form as the member filled it in before."""
    if mine is None:
        return {}
    own = {"verdict": mine.verdict, "other_code": mine.other_code, "other_direction": mine.other_direction}
    return {**own, "remark": next(iter(remarks), "") or ""}


async def _sealed(visit: Visit, row: Row) -> str:
    values = {name: row[name] for name in ("id", *SEEN, "direction")} | {"run": await run_of(visit)}
    return seal(visit.desk.accounts.secret(_PURPOSE), visit.author.pseudonym, values)


async def run_of(visit: Visit) -> str:
    """Return the run of the chain that made the snapshot."""
    about = await visit.ask("SELECT value FROM about WHERE key = 'run'")
    return str(about[0]["value"]) if about else ""


async def just_done(visit: Visit, standing: Standing, codebook: Codebook) -> dict[str, Any] | None:
    """Return what the member judged just now, by the uuid in the address; None where that is no judgement of theirs."""
    judgement = visit.desk.board.by_id.get(visit.request.args.get("na") or "")
    if judgement is None or judgement.pseudonym != visit.author.pseudonym:
        return None
    label = codebook.label(judgement.dimension, judgement.code)
    return {"judgement": judgement, "label": label, "coding": standing.coding_of.get(judgement.id)}


def _previous(visit: Visit, standing: Standing) -> str:
    """Return the coding that was shown before this one; empty where that is not known."""
    passed = visit.request.args.get("van") or ""
    return passed if _is_id(passed) else standing.coding_of.get(visit.request.args.get("na") or "", "")


_PATH = r"/codering/(?P<id>[0-9a-f]{1,64})"
ROUTES = [
    Route("/beoordelen", to_next, JUDGES),
    Route(_PATH, coding, JUDGES),
    Route(_PATH, save, JUDGES, "POST"),
]
