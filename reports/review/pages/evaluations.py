"""What gemeenten filled in at the zelfevaluatie, for researchers: how many, and how often each answer was given."""

from __future__ import annotations

import asyncio
from typing import Any

from datasette import Response

from corpus.raw import study_folder
from reports.products.evaluations import NAME, Evaluations
from reports.products.profile_files import csv_of
from reports.products.questionnaire import LIST, OPGAVE
from reports.review.routes import RESEARCHERS, Route, Visit
from reports.site.made import read_made

COLUMNS = (
    "gemeente_code", "gemeente", "stelling", "onderwerp", "antwoord_1", "antwoord_2", "antwoord_3", "antwoord_4",
    "weet_niet", "gemiddelde",
)  # fmt: skip


async def evaluations(visit: Visit) -> Any:
    """Answer with the number of zelfevaluaties of each gemeente."""
    rows = await asyncio.to_thread(_kept(visit).by_gemeente)
    return await visit.show("review/evaluations.html", rows=rows, count=sum(row["zelfevaluaties"] for row in rows))


async def file(visit: Visit) -> Any:
    """Answer with the answers of each gemeente to each statement, as CSV."""
    names = _names(visit)
    rows = await asyncio.to_thread(_kept(visit).by_statement)
    told = [row | {"onderwerp": names.get(row["stelling"].removesuffix(OPGAVE), "")} for row in rows]
    headers = {"content-disposition": 'attachment; filename="zelfevaluaties.csv"'}
    return Response(csv_of(COLUMNS, told), headers=headers, content_type="text/csv; charset=utf-8")


def _kept(visit: Visit) -> Evaluations:
    return Evaluations(study_folder(visit.desk.study.name) / NAME)


def _names(visit: Visit) -> dict[str, str]:
    """Return the names of elements by their code, as the questionnaire of this version has them."""
    questions = read_made(visit.datasette, LIST) or {"parts": ()}
    return {each["code"]: each["name"] for part in questions["parts"] for each in part["subjects"]}


ROUTES = [Route("/zelfevaluaties", evaluations, RESEARCHERS), Route(r"/zelfevaluaties\.csv", file, RESEARCHERS)]
