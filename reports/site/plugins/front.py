"""The front page: what this is, where it stands, and the ways in."""

from __future__ import annotations

from typing import Any

from reports.pages import ask, hook, show


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the route of the front page."""
    return [(r"^/$", front)]


async def front(datasette: Any, request: Any) -> Any:
    """Answer with the front page."""
    about = await ask(datasette, "SELECT onderdeel, inhoud FROM studie ORDER BY onderdeel, volgorde")
    counts = await ask(datasette, "SELECT stap, aantal FROM verantwoording")
    elements = await ask(
        datasette,
        "SELECT * FROM elementen WHERE herkomst = 'Codeboek' ORDER BY documenten DESC, helpt DESC, element LIMIT 6",
    )
    return await show(
        datasette,
        request,
        "front.html",
        description=next((row["inhoud"] for row in about if row["onderdeel"] == "beschrijving"), ""),
        questions=[row["inhoud"] for row in about if row["onderdeel"] == "vraag"],
        counts={row["stap"]: row["aantal"] for row in counts},
        steps=counts,
        elements=elements,
    )
