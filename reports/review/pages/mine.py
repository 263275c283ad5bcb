"""What a member judged, the last first, with the way to judge it anew."""

from __future__ import annotations

from typing import Any

from reports.review.codebook import codebook_of
from reports.review.pages.judge import just_done
from reports.review.queue import standing_of
from reports.review.routes import JUDGES, Route, Visit
from reports.review.telling import told

SHOWN = 50
"""Judgements on one page."""
LOST = "verweesd"
"""The standing of a judgement whose text is no longer in the corpus."""


async def mine(visit: Visit) -> Any:
    """Answer with the judgements of who asks, the last first."""
    board, me = visit.desk.board, visit.author.pseudonym
    standing, codebook = await standing_of(visit.datasette, board), await codebook_of(visit)
    own = sorted(board.own.get(me, {}).values(), key=lambda each: each.judged_at, reverse=True)
    text = visit.request.args.get("blad") or "1"
    page = min(int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1, -(-len(own) // SHOWN)) or 1
    shown = await told(visit, own[(page - 1) * SHOWN : page * SHOWN])
    return await visit.show(
        "review/mine.html",
        told=shown,
        count=len(own),
        page=page,
        has_more=page * SHOWN < len(own),
        codebook=codebook,
        coding_of=standing.coding_of,
        places={each.judgement.id: standing.place_of(each.judgement.id) for each in shown},
        lost=LOST,
        titles=await _titles(visit, {each.judgement.document_id for each in shown}),
        done=await just_done(visit, standing, codebook),
    )


async def _titles(visit: Visit, documents: set[str]) -> dict[str, str]:
    marks = ", ".join("?" * len(documents))
    rows = await visit.ask(f"SELECT id, title FROM documents WHERE id IN ({marks}) ORDER BY id", *sorted(documents))
    return {row["id"]: row["title"] for row in rows}


ROUTES = [Route("/mijn-oordelen", mine, JUDGES)]
