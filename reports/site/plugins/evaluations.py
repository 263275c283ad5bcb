"""The routes of the zelfevaluatie; the review site only tells where it is."""

from __future__ import annotations

from typing import Any

from reports.review.desk import desk_of
from reports.site import evaluations as own
from reports.site.pages import hook

_TOKEN = r"(?P<token>[0-9a-f]{32})"


@hook
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    """Return the routes."""
    if desk_of(datasette):
        return [(rf"^{own.START}$", own.elsewhere)]
    return [
        (rf"^{own.START}$", own.start),
        (rf"^{own.START}/{_TOKEN}$", own.private({"GET": own.overview})),
        (rf"^{own.START}/{_TOKEN}/deel/(?P<part>\w+)$", own.private({"GET": own.part, "POST": own.save})),
        (rf"^{own.START}/{_TOKEN}/profiel$", own.private({"GET": own.shown_profile})),
        (rf"^{own.START}/{_TOKEN}/profiel\.(?P<form>csv|xlsx|json)$", own.private({"GET": own.file})),
        (rf"^{own.START}/{_TOKEN}/wissen$", own.private({"GET": own.sure, "POST": own.remove})),
    ]
