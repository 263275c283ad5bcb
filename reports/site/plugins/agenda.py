"""The kennisagenda on the public site; on the review site members score it at the same address."""

from __future__ import annotations

import json
from typing import Any

from datasette import Response

from reports.products.agenda import LIST
from reports.review.desk import desk_of
from reports.site.pages import folder_of, hook, show


@hook
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    """Return the route of the kennisagenda."""
    return [] if desk_of(datasette) else [(r"^/kennisagenda$", agenda)]


async def agenda(datasette: Any, request: Any) -> Any:
    """Answer with the kennisagenda as it was made with the other files."""
    if request.method not in ("GET", "HEAD"):
        return Response.text("Deze pagina kan zo niet worden gevraagd.", status=405)
    path = folder_of(datasette) / LIST
    found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
    return await show(datasette, request, "agenda.html", agenda=found)
