"""Who looks: every page of the review site knows the member, so that its menu is theirs; the public site has none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from reports.review.desk import desk_of
from reports.site.pages import hook


@hook
def extra_template_vars(datasette: Any, request: Any) -> Callable[[], Awaitable[dict[str, Any]]]:
    """Return what gives templates the member who asks and their form token; nothing where nobody has logged in."""

    async def visitor() -> dict[str, Any]:
        desk = desk_of(datasette)
        member = await desk.accounts.member_of(request) if desk and request else None
        return {"member": member, "token": member.token} if member else {}

    return visitor
