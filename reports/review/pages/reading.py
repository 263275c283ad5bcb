"""Reading: the passages of a document in order, and search in the passages of all documents."""

from __future__ import annotations

from typing import Any

from datasette import NotFound

from reports.publishing.search import query, words
from reports.review.codebook import codebook_of
from reports.review.routes import MEMBERS, Route, Visit
from reports.review.texts import Row, codings_of, judged_by, lit, sees_all, veiled

SHOWN = 50
"""Passages on one page of a document."""
FOUND = 20
"""Passages shown of one search."""
RANKED = 2000
"""Of fewer passages those that match best are shown, of more a few from all over the corpus."""
LONGEST = 200
"""Characters of a search that count."""
_DOCUMENT = "SELECT * FROM documents WHERE id = ?"
_PASSAGES = "SELECT * FROM passages WHERE document_id = ? AND number > ? ORDER BY number LIMIT ?"
_SEARCH = """
SELECT p.*, d.title, d.year, count(*) OVER () AS count FROM (
    SELECT rowid AS passage, bm25(zoekwoorden) AS rank FROM zoekwoorden WHERE zoekwoorden MATCH ?
) AS hit
CROSS JOIN passages AS p ON p.rowid = hit.passage
CROSS JOIN documents AS d ON d.id = p.document_id
WHERE ? OR (d.is_included AND NOT p.is_private)
ORDER BY hit.rank, p.rowid LIMIT ?
"""
_COUNT = "SELECT count(*) AS n FROM (SELECT 1 FROM zoekwoorden WHERE zoekwoorden MATCH ? LIMIT ?)"
# To rank words that are nearly everywhere, all their places would be read; one hit is taken from each stretch instead.
_SPREAD = """
WITH RECURSIVE stretch (number) AS (SELECT 0 UNION ALL SELECT number + 1 FROM stretch WHERE number < ? - 1),
hit AS (SELECT DISTINCT (
    SELECT rowid FROM zoekwoorden
    WHERE zoekwoorden MATCH ? AND rowid > number * (SELECT max(rowid) FROM passages) / ? LIMIT 1
) AS passage FROM stretch)
SELECT p.*, d.title, d.year FROM hit
CROSS JOIN passages AS p ON p.rowid = hit.passage
CROSS JOIN documents AS d ON d.id = p.document_id
WHERE ? OR (d.is_included AND NOT p.is_private)
GROUP BY d.id ORDER BY p.rowid LIMIT ?
"""


async def document(visit: Visit) -> Any:
    """Answer with the passages of a document in order, and their codes."""
    rows = await visit.ask(_DOCUMENT, visit.request.url_vars["id"])
    if not rows or not (sees_all(visit) or rows[0]["is_included"]):
        raise NotFound("Dit document staat niet in het corpus")
    after = _number(visit.request.args.get("na"))
    found = await visit.ask(_PASSAGES, rows[0]["id"], after, SHOWN + 1)
    passages = [veiled(visit, row) for row in found[:SHOWN]]
    return await visit.show(
        "review/document.html",
        document=rows[0],
        passages=passages,
        after=after,
        shown=SHOWN,
        has_more=len(found) > SHOWN,
        gemeenten=await visit.ask("SELECT name FROM document_gemeente WHERE document_id = ?", rows[0]["id"]),
        codebook=await codebook_of(visit),
        mine=await judged_by(visit),
        codings_by=await codings_of(visit, [row["id"] for row in passages if row["text"]]),
    )


async def search(visit: Visit) -> Any:
    """Answer with the passages that have the words that are sought; where none has all, with those that have any."""
    text = " ".join((visit.request.args.get("q") or "")[:LONGEST].split())
    is_any = False
    rows, count = await _found(visit, query(text))
    if not rows and len(words(text)) > 1:
        is_any = True
        rows, count = await _found(visit, query(text, any_word=True))
    return await visit.show(
        "review/passages.html",
        q=text,
        passages=[row | {"parts": lit(row["text"], text)} for row in rows],
        count=count,
        ranked=RANKED,
        is_any=is_any,
    )


async def _found(visit: Visit, match: str) -> tuple[list[Row], int]:
    """Return the passages to show, and how many there are: RANKED for as many as that, or more."""
    if not match:
        return [], 0
    if (await visit.ask(_COUNT, match, RANKED))[0]["n"] >= RANKED:
        return await visit.ask(_SPREAD, 2 * FOUND, match, 2 * FOUND, sees_all(visit), FOUND), RANKED
    rows = await visit.ask(_SEARCH, match, sees_all(visit), FOUND)
    return rows, rows[0]["count"] if rows else 0


def _number(text: str | None) -> int:
    """Return the place in a document that an address names; 0 where it names none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


ROUTES = [
    Route(r"/document/(?P<id>[0-9a-f]{1,64})/passages", document, MEMBERS),
    Route("/passages", search, MEMBERS),
]
