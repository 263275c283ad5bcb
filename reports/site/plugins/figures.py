"""The page with the figures, and their drawings as they were made with the other files of the study."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from datasette import NotFound, Response

from reports.figures.making import FOLDER, LIST
from reports.site.made import read_made
from reports.site.pages import folder_of, hook, show


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the routes of the page and its drawings."""
    return [(r"^/figuren$", figures), (r"^/figuur/(?P<name>\w+)\.svg$", drawing)]


async def figures(datasette: Any, request: Any) -> Any:
    """Answer with all figures, each with what it says in words."""
    return await show(datasette, request, "figures.html", figures=read_made(datasette, LIST) or [])


async def drawing(datasette: Any, request: Any) -> Any:
    """Answer with one figure as SVG, to show within a page."""
    name = request.url_vars["name"]
    path = Path(folder_of(datasette), FOLDER, f"{name}.svg")
    if name not in {row["name"] for row in read_made(datasette, LIST) or []} or not path.is_file():
        raise NotFound("Deze figuur is er niet")
    return Response(path.read_text(encoding="utf-8"), content_type="image/svg+xml; charset=utf-8")
