"""What the pages of the review site share: Dutch dates in templates, and a standing that is ready when it is asked."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from reports.review.asking import days_left, in_words
from reports.review.desk import desk_of
from reports.review.queue import standing_of
from reports.site.pages import hook


@hook
def prepare_jinja2_environment(env: Any) -> None:
    """Add what the templates of the review site use."""
    env.filters |= {"in_words": in_words, "days_left": days_left, "from_json": json.loads}


@hook
def startup(datasette: Any) -> Callable[[], Awaitable[None]] | None:
    """Find what was judged in a new snapshot before the first member asks for it, which takes seconds."""
    desk = desk_of(datasette)
    if desk is None:
        return None

    async def prime() -> None:
        await standing_of(datasette, desk.board)

    return prime
