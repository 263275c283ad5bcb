"""The gap map: of each element and venster, how much evidence there is."""

from __future__ import annotations

from typing import Any

from reports.site.pages import Row, ask, ask_if_there, hook, show

WORDS = {"Veel bewijs": "veel", "Enig bewijs": "enig", "Weinig bewijs": "weinig", "Geen bewijs": "geen"}
"""How a cell names its evidence: in a word of its own beside a sign, never by colour alone."""
SIGNS = {"veel": "●●●", "enig": "●●○", "weinig": "●○○", "geen": "○○○"}


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the route of the gap map."""
    return [(r"^/kennishiaten$", gaps)]


async def gaps(datasette: Any, request: Any) -> Any:
    """Answer with the gap map of one codebook: the one asked for, or that which findings build on."""
    every = await ask_if_there(datasette, "kennishiaten", "SELECT * FROM kennishiaten ORDER BY rowid")
    codebooks = list(dict.fromkeys(row["codeboek"] for row in every))
    asked = request.args.get("codeboek")
    shown = asked if asked in codebooks else next(iter(codebooks), "")
    rows = [row | {"woord": WORDS.get(row["bewijs"], "geen")} for row in every if row["codeboek"] == shown]
    known = await ask(datasette, "SELECT element_code FROM elementen")
    return await show(
        datasette,
        request,
        "gaps.html",
        codebooks=codebooks,
        shown=shown,
        vensters=list(dict.fromkeys(row["venster"] for row in rows)),
        groups=_groups(rows),
        counts={word: sum(row["woord"] == word for row in rows if row["eigen_venster"]) for word in SIGNS},
        signs=SIGNS,
        known={row["element_code"] for row in known},
    )


def _groups(rows: list[Row]) -> dict[str, dict[str, dict[str, Row]]]:
    """Return the cells by the venster that a code stands under, code and venster."""
    own = {row["code"]: row["venster"] for row in rows if row["eigen_venster"]}
    groups: dict[str, dict[str, dict[str, Row]]] = {}
    for row in sorted(rows, key=lambda row: not row["eigen_venster"]):
        under = groups.setdefault(own.get(row["code"], ""), {})
        under.setdefault(row["code"], {})[row["venster"]] = row
    return groups
