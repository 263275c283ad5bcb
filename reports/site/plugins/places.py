"""The pages about gemeenten: all of them, and one with its documents and elements."""

from __future__ import annotations

from typing import Any

from datasette.utils import tilde_decode

from reports.shown import spread
from reports.site.pages import ask, ask_one, hook, show

SHOWN = 12
"""Quotes shown of one kind."""
_KINDS = {"Opgave": "Opgaven", "Bijstelling": "Bijstellingen"}
_OF_GEMEENTE = "document_id IN (SELECT document_id FROM document_gemeente WHERE gemeente_code = ?)"


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the routes of these pages."""
    return [(r"^/gemeenten$", gemeenten), (r"^/gemeente/(?P<code>[^/]+)$", gemeente)]


async def gemeenten(datasette: Any, request: Any) -> Any:
    """Answer with all gemeenten."""
    rows = await ask(datasette, "SELECT * FROM gemeenten ORDER BY gemeente")
    return await show(datasette, request, "places.html", places=rows)


async def gemeente(datasette: Any, request: Any) -> Any:
    """Answer with one gemeente: its documents, elements, knelpunten, opgaven and bijstellingen."""
    code = tilde_decode(request.url_vars["code"])
    row = await ask_one(datasette, "SELECT * FROM gemeenten WHERE gemeente_code = ?", code)
    documents = await ask(
        datasette, f"SELECT * FROM overzicht_evaluaties WHERE {_OF_GEMEENTE} ORDER BY jaar DESC, titel", code
    )
    elements = await ask(
        datasette,
        "SELECT * FROM element_gemeente WHERE gemeente_code = ? ORDER BY helpt + belemmert + nodig DESC, element",
        code,
    )
    problems = await ask(
        datasette, f"SELECT * FROM knelpunten_venster WHERE {_OF_GEMEENTE} GROUP BY citaat_id ORDER BY score DESC", code
    )
    tasks = await ask(
        datasette,
        f"SELECT * FROM opgaven_bijstellingen WHERE {_OF_GEMEENTE} GROUP BY soort, citaat_id ORDER BY score DESC",
        code,
    )
    kinds = [("Knelpunten", problems)]
    kinds += [(title, [task for task in tasks if task["soort"] == kind]) for kind, title in _KINDS.items()]
    sections = [
        {"title": title, "quotes": spread(found, SHOWN), "count": len(found)} for title, found in kinds if found
    ]
    return await show(
        datasette, request, "place.html", place=row, documents=documents, elements=elements, sections=sections
    )
