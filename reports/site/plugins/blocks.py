"""The pages with kennisbouwstenen, as they were made with the other files of the study."""

from __future__ import annotations

from typing import Any

from datasette import NotFound
from datasette.utils import tilde_decode

from reports.products.making import BLOCKS
from reports.shown import grouped
from reports.site.made import read_made
from reports.site.pages import hook, show


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the routes of these pages."""
    return [(r"^/bouwstenen$", blocks), (r"^/bouwsteen/(?P<code>[^/]+)$", block)]


async def blocks(datasette: Any, request: Any) -> Any:
    """Answer with the list of kennisbouwstenen, by venster."""
    rows = [{"venster": each["venster"]["text"], "block": each} for each in read_made(datasette, BLOCKS) or ()]
    return await show(datasette, request, "blocks.html", groups=grouped(rows, "venster"))


async def block(datasette: Any, request: Any) -> Any:
    """Answer with one kennisbouwsteen."""
    code = tilde_decode(request.url_vars["code"])
    found = next((each for each in read_made(datasette, BLOCKS) or () if each["code"] == code), None)
    if found is None:
        raise NotFound("Deze bouwsteen is er niet")
    return await show(datasette, request, "block.html", block=found)
