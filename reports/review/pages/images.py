"""Pages of documents as pictures, with the quote of a coding marked; only of documents and pages that one may see."""

from __future__ import annotations

import asyncio
import functools
import json
import multiprocessing
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from datasette import Forbidden, NotFound, Response
from pebble import ProcessExpired, ProcessPool

from corpus.places import places_of
from corpus.raw import raw_path
from corpus.records import Block
from corpus.review.entries import KLANKBORDGROEP
from reports.review.drawing import Box, Undrawable, draw
from reports.review.routes import JUDGES, Route, Visit

PDF = "application/pdf"
_SECONDS = 20
"""How long drawing one page may take."""
_KEPT = 64
"""How many pictures are kept in memory, each some hundreds of kilobytes."""
_BLOCKS = 'SELECT page, start, "end", role, level, box, lines FROM blocks WHERE document_id = ? AND page = ?'
Key = tuple[str, int, tuple[Box, ...]]
_drawn: OrderedDict[Key, bytes] = OrderedDict()


async def image(visit: Visit) -> Any:
    """Answer with the picture of a page, its quote marked where a coding is named."""
    document_id, number = visit.request.url_vars["document"], int(visit.request.url_vars["page"])
    found = await visit.ask(
        "SELECT d.media_type, d.is_included, p.width, p.height FROM pages p JOIN documents d ON d.id = p.document_id"
        " WHERE p.document_id = ? AND p.number = ?",
        document_id,
        number,
    )
    if not found:
        raise NotFound("Deze bladzijde is er niet")
    page = found[0]
    await _check_may_see(visit, document_id, number, is_included=bool(page["is_included"]))
    if page["media_type"] != PDF:
        raise NotFound("Van dit soort document is er geen afbeelding")
    boxes = await _boxes(visit, document_id, number)
    size = (page["width"], page["height"]) if page["width"] and page["height"] else None
    try:
        png = await _picture(document_id, number, size, tuple(boxes))
    except (Undrawable, ProcessExpired, TimeoutError):
        raise NotFound("Van deze bladzijde kan geen afbeelding worden gemaakt") from None
    return Response(png, content_type="image/png")


async def _check_may_see(visit: Visit, document_id: str, number: int, *, is_included: bool) -> None:
    """Raise Forbidden where a member of the klankbordgroep asks for what only researchers may see."""
    if visit.member is None or visit.member.role != KLANKBORDGROEP:
        return
    if not is_included or await _has_personal_data(visit, document_id, number):
        raise Forbidden("Deze bladzijde is alleen voor onderzoekers")


async def _has_personal_data(visit: Visit, document_id: str, number: int) -> bool:
    """Tell whether there is personal data on a page, also in a text that begins on an earlier page."""
    query = 'SELECT page, start, "end" FROM personal_spans WHERE document_id = ? AND page <= ?'
    spans = await visit.ask(query, document_id, number)
    if any(span["page"] == number for span in spans):
        return True
    for page in sorted({span["page"] for span in spans}):
        blocks = await _blocks(visit, document_id, page)
        own = [span for span in spans if span["page"] == page]
        places = [place for span in own for place in places_of(blocks, page, span["start"], span["end"])]
        if any(place.page == number for place in places):
            return True
    return False


async def _boxes(visit: Visit, document_id: str, number: int) -> list[Box]:
    """Return where on a page the quote of the coding stands that the address names."""
    query = 'SELECT page, start, "end" FROM codings WHERE id = ? AND document_id = ?'
    codings = await visit.ask(query, visit.request.args.get("codering") or "", document_id)
    return [
        place.box
        for coding in codings
        for place in places_of(
            await _blocks(visit, document_id, coding["page"]), coding["page"], coding["start"], coding["end"]
        )
        if place.page == number
    ]


async def _blocks(visit: Visit, document_id: str, page: int) -> Sequence[Block]:
    rows = await visit.ask(f"{_BLOCKS} ORDER BY start", document_id, page)
    parsed = [row | {"box": tuple(json.loads(row["box"])), "lines": _lines(row["lines"])} for row in rows]
    return [Block(document_id=document_id, **row) for row in parsed]


def _lines(text: str) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(line) for line in json.loads(text))


async def _picture(document_id: str, number: int, size: tuple[float, float] | None, boxes: tuple[Box, ...]) -> bytes:
    """Return a picture, from memory where it was drawn before."""
    key = (document_id, number, boxes)
    if key not in _drawn:
        future = _pool().schedule(draw, args=[raw_path(document_id), number, size, boxes], timeout=_SECONDS)
        _drawn[key] = await asyncio.wrap_future(future)
        while len(_drawn) > _KEPT:
            _drawn.popitem(last=False)
    if key in _drawn:
        _drawn.move_to_end(key)
    return _drawn[key]


@functools.cache
def _pool() -> ProcessPool:
    """Return the one process that draws, begun anew where a file kills it; pdfium draws one page at a time."""
    return ProcessPool(1, context=multiprocessing.get_context("spawn"))


def warm() -> None:
    """Begin the process that draws, so that nobody waits for it to start."""
    _pool().schedule(Undrawable)


def stop() -> None:
    """End that process."""
    pool: Any = _pool()
    pool.stop()
    pool.join()
    _pool.cache_clear()


ROUTES = [Route(r"/blad/(?P<document>[0-9a-f]{64})/(?P<page>\d{1,6})\.png", image, JUDGES)]
