"""The catalogue at an address of its own, where data catalogues and search engines look."""

from __future__ import annotations

from typing import Any

from datasette import NotFound, Response

from reports.exchange.catalogue import NAME
from reports.site.pages import folder_of, hook


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the route of the catalogue."""
    return [(r"^/catalogus\.jsonld$", catalogue)]


async def catalogue(datasette: Any) -> Any:
    """Answer with the catalogue, where it was made."""
    path = folder_of(datasette) / "uitwisseling" / NAME
    if not path.is_file():
        raise NotFound("De catalogus is er niet")
    return Response(path.read_text(encoding="utf-8"), content_type="application/ld+json; charset=utf-8")
