"""Who Datasette takes a visitor of the review site for, and which of its tables each role may see."""

from __future__ import annotations

from typing import Any

from datasette.permissions import PermissionSQL

from corpus.review.entries import BEHEERDER, KLANKBORDGROEP, ONDERZOEKER
from reports.review.desk import desk_of
from reports.site.pages import DATABASE, hook

_VIEWS = ("view-database", "view-table")
_SEEN_BY = {
    KLANKBORDGROEP: (DATABASE,),
    BEHEERDER: (DATABASE, "review"),
    ONDERZOEKER: (DATABASE, "review", "corpus"),
}
"""The databases of each role; the corpus has passages with personal data, which only researchers see."""


@hook
async def actor_from_request(datasette: Any, request: Any) -> dict[str, str] | None:
    """Return the member who asks, by pseudonym and role; None on the public site and where nobody has logged in."""
    desk = desk_of(datasette)
    member = await desk.accounts.member_of(request) if desk else None
    return {"id": member.pseudonym, "role": member.role} if member else None


@hook
def permission_resources_sql(datasette: Any, actor: dict[str, Any] | None, action: str) -> Any:
    """Return what a member may see in Datasette's own pages; all that is not said here is denied on the review site."""
    role = (actor or {}).get("role")
    if desk_of(datasette) is None or role not in _SEEN_BY:
        return None
    if action == "view-instance":
        return PermissionSQL.allow(reason="is a member")
    if action not in _VIEWS:
        return None
    return [
        PermissionSQL(
            sql=f"SELECT :seen_{name} AS parent, NULL AS child, 1 AS allow, 'may be seen by this role' AS reason",
            params={f"seen_{name}": name},
        )
        for name in _SEEN_BY[role]
    ]
