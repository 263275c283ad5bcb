"""Codings on which people do not agree, for a meeting to talk about."""

from __future__ import annotations

from typing import Any

from reports.review.codebook import codebook_of
from reports.review.deciding import page_of
from reports.review.judged import disputes_in
from reports.review.queue import standing_of
from reports.review.remarks import remarks, titles_of
from reports.review.routes import RESEARCHERS, Route, Visit

SHOWN = 25
"""Codings on one page."""


async def disputes(visit: Visit) -> Any:
    """Answer with what people do not agree on: first what is not decided, then what divides them most."""
    board, args = visit.desk.board, visit.request.args
    asked, wants_all = args.get("ronde") or "", args.get("stand") == "alle"
    figures, is_current = await disputes_in(board, asked)
    found = figures or ()
    chosen = [each for each in found if wants_all or each.decision is None]
    shown, number, has_more = page_of(visit, chosen, SHOWN)
    standing = await standing_of(visit.datasette, board)
    said = await remarks(visit, [each for dispute in shown for each in dispute.judgements])
    coding_of = standing.coding_of
    return await visit.show(
        "review/disputes.html",
        disputes=shown,
        codings=[next((coding_of[each.id] for each in one.judgements if each.id in coding_of), "") for one in shown],
        remarks={each.judgement.id: each for each in said},
        titles=await titles_of(visit, {each.judgements[0].document_id for each in shown}),
        codebook=await codebook_of(visit),
        count=len(chosen),
        is_current=is_current,
        is_known=figures is not None,
        all_count=len(found),
        rounds=sorted(board.rounds),
        asked_round=asked,
        wants_all=wants_all,
        number=number,
        has_more=has_more,
    )


ROUTES = [Route("/betwist", disputes, RESEARCHERS)]
