"""The pages about werkzame elementen: all of them, and one with what speaks for and against it."""

from __future__ import annotations

from typing import Any

from datasette.utils import tilde_decode

from reports.shown import grouped
from reports.site.pages import ask, ask_one, hook, show

SHOWN = 25
"""Quotes shown of one direction; the table holds them all."""
WHOLE = "Alles"
"""What the balance is called over all evaluations; the verdict tells it."""
DIRECTIONS = {
    "helpt": "Wat helpt",
    "belemmert": "Wat belemmert",
    "nodig": "Wat nodig is",
    "neutraal": "Zonder richting",
}
_STRONGEST = (
    "SELECT b.* FROM ("
    " SELECT rowid AS place, sterkte,"
    " row_number() OVER (PARTITION BY document_id ORDER BY sterkte DESC, rowid) AS turn"
    " FROM bewijs WHERE element_code = ? AND richting = ? ORDER BY turn, sterkte DESC, rowid LIMIT ?"
    ") p JOIN bewijs b ON b.rowid = p.place ORDER BY p.turn, p.sterkte DESC, p.place"
)
"""The quotes of one direction such that each document comes once before any comes twice, as `shown.spread` has it."""


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
    """Answer with one element: its verdict, its quotes by direction, contradictions, its gemeenten and its balance."""
    code = tilde_decode(request.url_vars["code"])
    row = await ask_one(datasette, "SELECT * FROM elementen WHERE element_code = ?", code)
    counts = await ask(
        datasette, "SELECT richting, count(*) AS count FROM bewijs WHERE element_code = ? GROUP BY richting", code
    )
    number_of = {found["richting"]: found["count"] for found in counts}
    sides = [
        {
            "code": direction,
            "title": title,
            "quotes": await ask(datasette, _STRONGEST, code, direction, SHOWN),
            "count": number_of.get(direction, 0),
        }
        for direction, title in DIRECTIONS.items()
    ]
    opposed = await ask(datasette, "SELECT * FROM tegenspraken WHERE element_code = ? ORDER BY volgorde", code)
    places = await ask(datasette, "SELECT * FROM element_gemeente WHERE element_code = ? ORDER BY gemeente", code)
    balance = await ask(datasette, "SELECT * FROM balans WHERE element_code = ? ORDER BY rowid", code)
    shown = {
        "element": row,
        "sides": sides,
        "opposed": opposed,
        "places": places,
        "breakdown": [(name, rows) for name, rows in grouped(balance, "uitsplitsing") if name != WHOLE],
    }
    return await show(datasette, request, "element.html", **shown)
