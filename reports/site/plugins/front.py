"""The front page: what this is, where it stands, and the ways in."""

from __future__ import annotations

from typing import Any

from reports.review.desk import desk_of
from reports.site.pages import ask, ask_if_there, hook, show


@hook
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    """Return the route of the front page; the review site has its own."""
    return [] if desk_of(datasette) else [(r"^/$", front)]


async def front(datasette: Any, request: Any) -> Any:
    """Answer with the front page."""
    about = await ask(datasette, "SELECT onderdeel, inhoud FROM studie ORDER BY onderdeel, volgorde")
    counts = await ask(datasette, "SELECT * FROM verantwoording")
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
        **await _review(datasette),
    )


async def _review(datasette: Any) -> dict[str, Any]:
    """Return what people judged so far: rounds, the last version that was frozen, and what changed since."""
    versions = await ask_if_there(datasette, "vastgesteld", "SELECT * FROM vastgesteld ORDER BY nummer DESC LIMIT 1")
    changes = await ask_if_there(datasette, "veranderingen", "SELECT * FROM veranderingen ORDER BY rowid")
    rounds = await ask_if_there(datasette, "rondes", "SELECT * FROM rondes ORDER BY ronde")
    replies = await ask_if_there(datasette, "commentaar", "SELECT count(*) AS aantal FROM commentaar")
    return {
        "version": next(iter(versions), None),
        "changes": changes,
        "rounds": rounds,
        "reply_count": sum(row["aantal"] for row in replies),
    }
