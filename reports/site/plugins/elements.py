"""The pages about werkzame elementen: all of them, and one with what speaks for and against it."""

from __future__ import annotations

from typing import Any

from datasette.utils import tilde_decode

from reports.pages import ask, ask_one, hook, show
from reports.shown import grouped, spread

SHOWN = 25
"""Quotes shown of one direction; the table holds them all."""
DIRECTIONS = {
    "helpt": "Wat helpt",
    "belemmert": "Wat belemmert",
    "nodig": "Wat nodig is",
    "neutraal": "Zonder richting",
}


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the routes of these pages."""
    return [(r"^/elementen$", elements), (r"^/element/(?P<code>[^/]+)$", element)]


async def elements(datasette: Any, request: Any) -> Any:
    """Answer with all elements, by venster."""
    rows = await ask(datasette, "SELECT * FROM elementen WHERE herkomst = 'Codeboek' ORDER BY rowid")
    topics = await ask(datasette, "SELECT * FROM themas ORDER BY passages DESC, thema")
    return await show(datasette, request, "elements.html", groups=grouped(rows, "venster"), topics=topics)


async def element(datasette: Any, request: Any) -> Any:
    """Answer with one element: its verdict, its quotes by direction, contradictions, and its gemeenten."""
    code = tilde_decode(request.url_vars["code"])
    row = await ask_one(datasette, "SELECT * FROM elementen WHERE element_code = ?", code)
    quotes = await ask(datasette, "SELECT * FROM bewijs WHERE element_code = ? ORDER BY sterkte DESC, rowid", code)
    sides = []
    for direction, title in DIRECTIONS.items():
        found = [quote for quote in quotes if quote["richting"] == direction]
        sides.append({"code": direction, "title": title, "quotes": spread(found, SHOWN), "count": len(found)})
    opposed = await ask(datasette, "SELECT * FROM tegenspraken WHERE element_code = ? ORDER BY volgorde", code)
    places = await ask(datasette, "SELECT * FROM element_gemeente WHERE element_code = ? ORDER BY gemeente", code)
    shown = {"element": row, "sides": sides, "opposed": opposed, "places": places}
    return await show(datasette, request, "element.html", **shown)
