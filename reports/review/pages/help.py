"""What members and researchers can do on the review site, told to each on one page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from reports.review.routes import KEEPERS, MEMBERS, RESEARCHERS, Route, Visit


async def members(visit: Visit) -> Any:
    """Answer with what a member needs to know to judge."""
    study = visit.desk.study
    address = study.contact if urlsplit(study.contact).scheme in ("http", "https", "mailto") else ""
    return await visit.show("review/help.html", contact=address, judges=study.review.judges)


async def researchers(visit: Visit) -> Any:
    """Answer with what a researcher does before, during and after a round."""
    return await visit.show("review/help_researchers.html", study=visit.desk.study)


ROUTES = [
    Route("/hulp", members, MEMBERS),
    Route("/hulp/onderzoekers", researchers, RESEARCHERS | KEEPERS),
]
