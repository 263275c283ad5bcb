"""The first page of the review site: what is asked, until when, how far the member is, and the ways in."""

from __future__ import annotations

from collections import Counter
from typing import Any

from datasette import Response

from reports.review.codebook import codebook_of
from reports.review.pages.judge import asked, just_done
from reports.review.queue import standing_of
from reports.review.routes import MEMBERS, Route, Visit


async def front(visit: Visit) -> Any:
    """Answer with the first page."""
    board, me = visit.desk.board, visit.author.pseudonym
    standing, now = await standing_of(visit.datasette, board), asked(visit)
    codebook = await codebook_of(visit)
    own = list(board.own.get(me, {}).values())
    in_round = [each for each in own if now.round and each.round == now.round_name]
    answered = [each for each in own if each.id in board.replies]
    return await visit.show(
        "review/front.html",
        asking=now,
        verdicts=Counter(each.verdict for each in in_round),
        own_count=len(own),
        round_count=len(in_round),
        again_count=sum(coding not in standing.judged[me] for coding in standing.again[me]),
        finished=standing.finished(now.judges),
        answered=len(answered),
        is_done="klaar" in visit.request.args,
        done=await just_done(visit, standing, codebook),
        codebook=codebook,
        documents=(await visit.ask("SELECT count(*) AS n FROM documents WHERE is_included"))[0]["n"],
    )


async def to_front(visit: Visit) -> Any:
    """Lead to the first page."""
    return Response.redirect("/start", status=303)


ROUTES = [Route("/", to_front, MEMBERS), Route("/start", front, MEMBERS)]
