"""The pages about documents: all of them, and one with its quotes. The texts themselves are at their source."""

from __future__ import annotations

from typing import Any

from reports.site.pages import ask, ask_one, hook, show

SHOWN = 100
"""Quotes shown of one document, and documents on one page of their list; the tables hold them all."""
_HOLDS = "instr(lower(titel || ' ' || coalesce(gemeenten, '') || ' ' || coalesce(uitgever, '')), lower(?))"
_LONGEST, _DIGITS = 100, 8


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the routes of these pages."""
    return [(r"^/documenten$", documents), (r"^/document/(?P<id>[0-9a-f]+)$", document)]


async def documents(datasette: Any, request: Any) -> Any:
    """Answer with a page of the documents, of those whose title, gemeente or publisher holds what is asked for."""
    asked = " ".join((request.args.get("q") or "")[:_LONGEST].split())
    number = _number(request.args.get("bladzijde"))
    (found,) = await ask(datasette, f"SELECT count(*) AS count FROM overzicht_evaluaties WHERE {_HOLDS}", asked)
    rows = await ask(
        datasette,
        f"SELECT * FROM overzicht_evaluaties WHERE {_HOLDS} ORDER BY gemeenten, jaar, titel, rowid LIMIT ? OFFSET ?",
        asked,
        SHOWN,
        SHOWN * (number - 1),
    )
    pages = {"previous": number - 1 or None, "next": number + 1 if SHOWN * number < found["count"] else None}
    return await show(
        datasette, request, "documents.html", documents=rows, q=asked, number=number, count=found["count"], **pages
    )


def _number(text: str | None) -> int:
    """Return the number of a page that an address asks for; the first where it is none."""
    return max(1, int(text)) if text and text.isascii() and text.isdigit() and len(text) < _DIGITS else 1


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
