"""How far those who judged agree, by round and by code."""

from __future__ import annotations

from typing import Any

from corpus.review.agreement import PEOPLE, WITH_MODEL
from reports.review.codebook import DIMENSIONS, codebook_of
from reports.review.judged import agreements_of
from reports.review.routes import RESEARCHERS, Route, Visit


async def agreement(visit: Visit) -> Any:
    """Answer with the agreement over all rounds, or in the one that is asked for."""
    (figures, is_current), codebook = await agreements_of(visit.desk.board), await codebook_of(visit)
    found = figures or ()
    asked = visit.request.args.get("ronde") or ""
    own = [each for each in found if each.round == asked]
    subjects = sorted({(each.codebook, each.dimension, each.code) for each in own}, key=_rank)
    by_raters = {(each.codebook, each.dimension, each.code, each.raters): each for each in own}
    rows = [
        {
            "codebook": subject[0],
            "dimension": DIMENSIONS.get(subject[1], subject[1]),
            "code": subject[2],
            "label": codebook.label(subject[1], subject[2]) if subject[2] else "Alle codes",
            "people": by_raters.get((*subject, PEOPLE)),
            "model": by_raters.get((*subject, WITH_MODEL)),
        }
        for subject in subjects
    ]
    return await visit.show(
        "review/agreement.html",
        rows=rows,
        is_current=is_current,
        is_known=figures is not None,
        asked_round=asked,
        rounds=sorted({each.round for each in found if each.round}, key=lambda each: (len(each), each)),
        codebooks=len({row["codebook"] for row in rows}),
    )


def _rank(subject: tuple[str, str, str]) -> tuple[Any, ...]:
    codebook, dimension, code = subject
    order = list(DIMENSIONS)
    return codebook, order.index(dimension) if dimension in order else len(order), dimension, code != "", code


ROUTES = [Route("/overeenstemming", agreement, RESEARCHERS)]
