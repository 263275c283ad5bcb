"""The review site: its routes, where a Datasette has a desk for it; the public site has none of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reports.review.desk import Desk, desk_of
from reports.review.routes import Route, answer, by_path, routes
from reports.site.pages import hook


@hook
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    """Return the routes of the review site."""
    desk = desk_of(datasette)
    return [(path, _view(desk, own)) for path, own in by_path(routes())] if desk else []


def _view(desk: Desk, own: Mapping[str, Route]) -> Any:
    async def view(datasette: Any, request: Any) -> Any:
        return await answer(desk, own, datasette, request)

    return view
