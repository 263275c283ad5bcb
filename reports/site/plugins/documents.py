"""The pages about documents: all of them, and one with its quotes. The texts themselves are at their source."""

from __future__ import annotations

from typing import Any

from reports.pages import ask, ask_one, hook, show

SHOWN = 100
"""Quotes shown of one document; the table holds them all."""


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the routes of these pages."""
    return [(r"^/documenten$", documents), (r"^/document/(?P<id>[0-9a-f]+)$", document)]


async def documents(datasette: Any, request: Any) -> Any:
    """Answer with all documents."""
    rows = await ask(datasette, "SELECT * FROM overzicht_evaluaties ORDER BY gemeenten, jaar, titel")
    return await show(datasette, request, "documents.html", documents=rows)


async def document(datasette: Any, request: Any) -> Any:
    """Answer with one document: what it is and what is quoted from it, in the order of its pages."""
    document_id = request.url_vars["id"]
    row = await ask_one(datasette, "SELECT * FROM overzicht_evaluaties WHERE document_id = ?", document_id)
    places = await ask(
        datasette, "SELECT * FROM document_gemeente WHERE document_id = ? ORDER BY gemeente", document_id
    )
    quotes = await ask(
        datasette, "SELECT * FROM citaten WHERE document_id = ? ORDER BY bladzijde, begin LIMIT ?", document_id, SHOWN
    )
    return await show(datasette, request, "document.html", document=row, places=places, quotes=quotes)
