"""Remarks: what researchers answer, what a member reads of it, and the annex in which all of it is told."""

from __future__ import annotations

import csv
import io
from typing import Any

from datasette import NotFound, Response

from corpus.review.entries import OUTCOMES, Reply
from reports.publishing.quotes import holds_personal_data
from reports.review.deciding import EXPIRED, enter, is_sent, page_of, words
from reports.review.remarks import Remark, is_open, remarks
from reports.review.routes import JUDGES, MEMBERS, RESEARCHERS, Route, Visit
from reports.review.texts import sees_all
from reports.tables.csv_files import safe_cell

LONGEST_REASON = 2000
"""Characters of the reason that is given."""
_COLUMNS = ("ronde", "document", "bladzijde", "code", "oordeel", "opmerking", "gedaan", "reden")
_UNANSWERED = "nog niet beantwoord"
_PRIVATE = "niet openbaar"


async def every(visit: Visit) -> Any:
    """Answer with the remarks of all, those without a reply first asked for."""
    board, args = visit.desk.board, visit.request.args
    name, wants_all = args.get("ronde") or "", args.get("stand") == "alle"
    asked = [board.by_id[uuid] for uuid in board.remarked]
    chosen = [each for each in asked if name in ("", each.round) and (wants_all or each.id not in board.replies)]
    shown, number, has_more = page_of(visit, chosen)
    return await visit.show(
        "review/remarks.html",
        remarks=await remarks(visit, shown),
        count=len(chosen),
        open_count=sum(each.id not in board.replies for each in asked),
        all_count=len(asked),
        rounds=sorted({each.round for each in asked if each.round}, key=lambda each: (len(each), each)),
        asked_round=name,
        wants_all=wants_all,
        number=number,
        has_more=has_more,
        is_saved="beantwoord" in args,
    )


async def one(visit: Visit) -> Any:
    """Answer with one remark and the form to reply."""
    return await _one(visit, await _asked_for(visit), "", 200)


async def reply(visit: Visit) -> Any:
    """Enter what is done with a remark and why, and lead back to those that wait for an answer."""
    remark = await _asked_for(visit)
    if await is_sent(visit, Reply.kind):
        return Response.redirect("/commentaar?beantwoord=ja", status=303)
    outcome, reason, is_public = visit.form.get("outcome", ""), words(visit, "reason"), "is_public" in visit.form
    if problem := _problem(remark, outcome, reason, is_public):
        return await _one(visit, remark, problem, 400)
    said = Reply(judgement=remark.judgement.id, outcome=outcome, is_public=is_public)
    if not await enter(visit, said, reason):
        return await _one(visit, remark, EXPIRED, 409)
    return Response.redirect("/commentaar?beantwoord=ja", status=303)


def _problem(remark: Remark, outcome: str, reason: str, is_public: bool) -> str:
    """Return what is wrong with a reply, in a sentence; empty where nothing is."""
    if outcome not in OUTCOMES:
        return "Kies wat er met de opmerking is gedaan."
    if not reason:
        return "Schrijf op waarom. Iedere opmerking krijgt een antwoord met een reden."
    if len(reason) > LONGEST_REASON:
        return f"Uw antwoord is te lang. Gebruik hooguit {LONGEST_REASON} tekens."
    if holds_personal_data(reason):
        return "In uw antwoord, dat openbaar is, staat een e-mailadres of een nummer van een persoon. Haal het weg."
    if is_public and remark.is_touchy:
        return "In de opmerking staat een e-mailadres of een nummer van een persoon. Zij kan niet openbaar zijn."
    return ""


async def mine(visit: Visit) -> Any:
    """Answer with the remarks of who asks, the last first, and what was done with them."""
    board, me = visit.desk.board, visit.author.pseudonym
    own = [board.by_id[uuid] for uuid, entry in board.remarked.items() if entry.pseudonym == me]
    shown, number, has_more = page_of(visit, own[::-1])
    return await visit.show(
        "review/my_remarks.html",
        remarks=await remarks(visit, shown),
        count=len(own),
        answered=sum(each.id in board.replies for each in own),
        number=number,
        has_more=has_more,
    )


async def annex(visit: Visit) -> Any:
    """Answer with what was done with all remarks, as it may be read by anybody."""
    found = await _annex(visit)
    shown, number, has_more = page_of(visit, found, 200)
    return await visit.show(
        "review/annex.html",
        remarks=await remarks(visit, shown),
        count=len(found),
        answered=sum(each.id in visit.desk.board.replies for each in found),
        number=number,
        has_more=has_more,
    )


async def annex_file(visit: Visit) -> Any:
    """Answer with the annex as CSV: every remark, and none by halves."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    for each in await remarks(visit, await _annex(visit)):
        writer.writerow([safe_cell(value) for value in _row(each)])
    headers = {"content-disposition": 'attachment; filename="wat-is-er-met-uw-commentaar-gedaan.csv"'}
    return Response(file.getvalue(), headers=headers, content_type="text/csv; charset=utf-8")


def _row(remark: Remark) -> tuple[Any, ...]:
    judgement = remark.judgement
    place = (judgement.round, remark.title, judgement.page, remark.label, judgement.verdict)
    text = remark.public_text or _PRIVATE
    return (*place, text, remark.outcome or _UNANSWERED, remark.reason or "")


async def _annex(visit: Visit) -> list[Any]:
    """Return the judgements whose remarks are in the annex: of closed rounds, for researchers of open ones too."""
    board = visit.desk.board
    every = [board.by_id[uuid] for uuid in board.remarked]
    return [each for each in every if sees_all(visit) or not is_open(board, each)]


async def _asked_for(visit: Visit) -> Remark:
    board, uuid = visit.desk.board, visit.request.url_vars["uuid"]
    if uuid not in board.remarked:
        raise NotFound("Deze opmerking is er niet")
    (found,) = await remarks(visit, [board.by_id[uuid]])
    return found


async def _one(visit: Visit, remark: Remark, problem: str, status: int) -> Any:
    form = visit.form or {
        "outcome": remark.outcome,
        "reason": remark.reason or "",
        **({"is_public": "1"} if remark.is_public else {}),
    }
    shown = {"remark": remark, "problem": problem, "form": form, "is_open": is_open(visit.desk.board, remark.judgement)}
    return await visit.show("review/remark.html", status=status, **shown)


ROUTES = [
    Route("/commentaar", every, RESEARCHERS),
    Route("/commentaar/bijlage", annex, MEMBERS),
    Route(r"/commentaar/bijlage\.csv", annex_file, MEMBERS),
    Route(r"/commentaar/(?P<uuid>[0-9a-f-]{36})", one, RESEARCHERS),
    Route(r"/commentaar/(?P<uuid>[0-9a-f-]{36})", reply, RESEARCHERS, "POST"),
    Route("/mijn-commentaar", mine, JUDGES),
]
