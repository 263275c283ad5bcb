"""OpenAlex: a search of three pages; the works, authors and organisations are hand-made."""

from __future__ import annotations

import json
from typing import Any

from tests.harvest.universe.server import Reply, Request, Route, pdf

PER_PAGE = 2


def work(number: int, **values: Any) -> dict[str, Any]:
    return {
        "id": f"https://openalex.org/W{number}",
        "doi": f"https://doi.org/10.9999/{number}",
        "display_name": f"Sociale teams, deel {number}",
        "publication_date": f"202{number}-03-01",
        "type": "report",
        "primary_location": {"source": {"display_name": "Reeks", "host_organization_name": "Hogeschool Duinrade"}},
        "authorships": [
            {"author": {"display_name": f"A. Onderzoeker {number}"}},
            {"author": {}, "raw_author_name": "Onderzoeker, B."},
        ],
        **values,
    }


def works(root: str) -> list[Any]:
    """Return a work of each form: with a copy, with another copy, with a page, with nothing."""
    page = f"{root}publicatie/3"
    return [
        work(1, best_oa_location={"pdf_url": f"{root}een.pdf", "landing_page_url": f"{root}publicatie/1"}),
        work(2, best_oa_location={"pdf_url": None}, locations=[None, {}, {"pdf_url": f"{root}twee.pdf"}]),
        work(3, open_access={"oa_url": page}),
        work(4, open_access={"oa_url": f"{root}vier.pdf"}, doi=None),
        work(5, best_oa_location=None, locations=None, open_access={"oa_url": None}, authorships=None),
    ]


def routes() -> dict[str, Route]:
    page = b"<html><head><meta name='citation_pdf_url' content='/drie.pdf'></head><body>Deel 3</body></html>"
    documents = {
        f"/{name}.pdf": Reply(pdf(name), media_type="application/pdf") for name in ("een", "twee", "drie", "vier")
    }
    return {"/works": _search, "/publicatie/3": Reply(page), **documents}


def _search(request: Request) -> Reply:
    page = int(request.query["page"])
    found = works(request.root)
    meta = {"count": len(found), "page": page, "per_page": PER_PAGE}
    return answer(found[(page - 1) * PER_PAGE : page * PER_PAGE], meta)


def answer(results: Any, meta: dict[str, Any]) -> Reply:
    content = json.dumps({"meta": meta, "results": results}).encode()
    return Reply(content, media_type="application/json")
