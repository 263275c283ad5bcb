"""What is new: a page with the news of the last months, and the feed."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from datasette import NotFound, Response

from reports.news.findings import OWN
from reports.news.months import ABOUT, TABLES, Month, months
from reports.news.telling import RULES
from reports.rendering import listed
from reports.site.pages import DATABASE, ask, ask_if_there, folder_of, hook, show

_SHOWN = 6
"""How many months stand on the page itself; of the others it has links."""
_FEED = "nieuws/atom.xml"
_KEPT: WeakKeyDictionary[Any, tuple[Any, tuple[Month, ...]]] = WeakKeyDictionary()
"""The news by site, with the mark of the database that it was made of."""


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the routes of the page and the feed."""
    return [(r"^/nieuws$", news), (rf"^/{_FEED}$", feed)]


async def news(datasette: Any, request: Any) -> Any:
    """Answer with the news of the last months, or of the one that is asked for."""
    found = await _months(datasette)
    asked = request.args.get("maand")
    one = tuple(month for month in found if month.code == asked)
    if asked and not one:
        raise NotFound("Van deze maand is er geen nieuws")
    files = {row["name"] for row in listed(folder_of(datasette))}
    shown = one or found[:_SHOWN]
    return await show(
        datasette,
        request,
        "news.html",
        shown=shown,
        others=[month for month in found if month not in shown],
        asked=bool(one),
        rules=RULES,
        has_feed=_FEED in files,
        messages={month.code for month in shown if f"nieuws/{month.code}.html" in files},
    )


async def feed(datasette: Any) -> Any:
    """Answer with the feed."""
    path = folder_of(datasette) / _FEED
    if _FEED not in {row["name"] for row in listed(folder_of(datasette))} or not path.is_file():
        raise NotFound("Er is nog geen nieuws om te volgen")
    return Response(path.read_text(encoding="utf-8"), content_type="application/atom+xml; charset=utf-8")


async def _months(datasette: Any) -> tuple[Month, ...]:
    """Return the news of what is shown; made once for each public database."""
    stat = Path(datasette.get_database(DATABASE).path).stat()
    kept = _KEPT.get(datasette, (None, ()))
    mark = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
    if kept[0] != mark:
        kept = _KEPT[datasette] = (mark, await _made(datasette))
    return kept[1]


async def _made(datasette: Any) -> tuple[Month, ...]:
    rows = {name: await ask_if_there(datasette, name, f"SELECT * FROM {name} ORDER BY rowid") for name in TABLES}
    return months(rows, await ask(datasette, ABOUT, OWN))
