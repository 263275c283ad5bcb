"""The page about one quote: what it was taken to say, what people judged, where it stands, and what is like it."""

from __future__ import annotations

from typing import Any

from reports.review.desk import desk_of
from reports.shown import grouped
from reports.site.pages import Row, ask, ask_if_there, ask_one, hook, show

_ALIKE = (
    "SELECT c.*, v.gelijkenis FROM vergelijkbaar v JOIN citaten c ON c.citaat_id = v.ander_citaat_id"
    " WHERE v.citaat_id = ? ORDER BY v.rang"
)
_PASSAGE = (
    'SELECT passage_id FROM codings WHERE document_id = ? AND page = ? AND start <= ? AND "end" >= ? AND is_published'
    " ORDER BY passage_id LIMIT 1"
)


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the route of this page."""
    return [(r"^/citaat/(?P<id>[0-9a-f]+-\d+-\d+-\d+)$", quote)]


async def quote(datasette: Any, request: Any) -> Any:
    """Answer with one quote; on the review site with the way to its passage."""
    quote_id = request.url_vars["id"]
    row = await ask_one(datasette, "SELECT * FROM citaten WHERE citaat_id = ?", quote_id)
    (document,) = await ask(datasette, "SELECT * FROM overzicht_evaluaties WHERE document_id = ?", row["document_id"])
    evidence = await ask(
        datasette, "SELECT * FROM bewijs WHERE citaat_id = ? ORDER BY venster, element, richting", quote_id
    )
    judged = await ask_if_there(
        datasette, "beoordelingen", "SELECT * FROM beoordelingen WHERE citaat_id = ? ORDER BY rowid", quote_id
    )
    return await show(
        datasette,
        request,
        "quote.html",
        quote=row,
        document=document,
        evidence=grouped(evidence, "element_code"),
        judged=judged,
        alike=await ask_if_there(datasette, "vergelijkbaar", _ALIKE, quote_id),
        passage_id=await _passage_of(datasette, row) if desk_of(datasette) else None,
    )


async def _passage_of(datasette: Any, row: Row) -> str | None:
    """Return the passage of a quote in the corpus that the review site shows."""
    values = [row["document_id"], row["bladzijde"], row["begin"], row["einde"]]
    found = await datasette.get_database("corpus").execute(_PASSAGE, values)
    return next((str(each["passage_id"]) for each in found.rows), None)
