"""Passages and codings of the snapshot as the review site shows them, and what is kept from whom."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from datasette import NotFound

from corpus.judgements import Judgement
from corpus.review.entries import ONDERZOEKER
from reports.publishing.search import lemma, words
from reports.review.queue import standing_of
from reports.review.routes import Visit

Row = dict[str, Any]
CODING = """
SELECT c.*, p.text AS passage, p.start AS passage_start, p.number, p.section_path, d.title, d.year, d.media_type,
    d.is_included, d.url
FROM codings c JOIN passages p ON p.id = c.passage_id JOIN documents d ON d.id = c.document_id WHERE c.id = ?
"""
PASSAGE = """
SELECT p.*, d.title, d.year, d.media_type, d.is_included, d.url
FROM passages p JOIN documents d ON d.id = p.document_id WHERE p.id = ?
"""
_NEAR = "SELECT * FROM passages WHERE document_id = ? AND number BETWEEN ? AND ? ORDER BY number"
_CODINGS = """
SELECT c.id, c.passage_id, c.dimension, c.code, c.direction, c.made_by, c.score FROM codings c
WHERE c.passage_id IN (SELECT value FROM json_each(?)) AND c.code <> 'geen'
    AND c.codebook NOT IN (SELECT codebook FROM codes WHERE is_further) AND c.score >= ?
ORDER BY c.dimension <> 'element', c.dimension, c.start, c.code, c.id
"""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def sees_all(visit: Visit) -> bool:
    """Tell whether who asks may see personal data and documents that were left out: researchers only."""
    return visit.member is not None and visit.member.role == ONDERZOEKER


def may_see(visit: Visit, row: Row) -> bool:
    """Tell whether who asks may see a passage or coding."""
    return sees_all(visit) or bool(row["is_included"] and not row["is_private"])


async def find(visit: Visit, sql: str, key: str) -> Row:
    """Return the row of a query with a key; raise NotFound where it is not there, or not for who asks."""
    rows = await visit.ask(sql, key)
    if not rows or not may_see(visit, rows[0]):
        raise NotFound("Dit staat niet in het corpus")
    return rows[0]


async def around(visit: Visit, document_id: str, number: int) -> tuple[Row | None, Row | None]:
    """Return the passages before and after one; their text is empty where it is not for who asks."""
    rows = {row["number"]: veiled(visit, row) for row in await visit.ask(_NEAR, document_id, number - 1, number + 1)}
    return rows.get(number - 1), rows.get(number + 1)


def veiled(visit: Visit, passage: Row) -> Row:
    """Return a passage without its text where that is not for who asks."""
    return passage if sees_all(visit) or not passage["is_private"] else {**passage, "text": ""}


async def page_is_shown(visit: Visit, row: Row) -> bool:
    """Tell whether the page of a coding or passage can be shown as an image to who asks."""
    if row["media_type"] != "application/pdf":
        return False
    if sees_all(visit):
        return True
    sql = "SELECT 1 FROM personal_spans WHERE document_id = ? AND page = ? LIMIT 1"
    return bool(row["is_included"]) and not await visit.ask(sql, row["document_id"], row["page"])


def split_at_quote(text: str, start: int, quote: str) -> tuple[str, str, str]:
    """Return a text in three: what comes before a quote, the quote, and what comes after.

    The quote is sought near `start`; where it is not in the text, all of the text comes before, and it after.
    """
    places = [match.start() for match in re.finditer(re.escape(quote), text)] if quote else []
    if not places:
        return text, quote, ""
    at = min(places, key=lambda place: abs(place - start))
    return text[:at], quote, text[at + len(quote) :]


def lit(text: str, q: str) -> list[tuple[str, bool]]:
    """Return a text in parts, each with whether it is one of the words that were sought, in any inflection."""
    sought = {form for word in words(q) for form in (word, lemma(word))}
    parts, at = [], 0
    for match in _WORD.finditer(text):
        if {match[0].lower(), lemma(match[0].lower())} & sought:
            parts += [(text[at : match.start()], False), (match[0], True)]
            at = match.end()
    return [part for part in [*parts, (text[at:], False)] if part[0]]


async def codings_of(visit: Visit, passages: Iterable[str]) -> defaultdict[str, list[Row]]:
    """Return by passage the codings that are sure enough to be asked, the elements first."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in await visit.ask(_CODINGS, json.dumps(list(passages)), visit.desk.study.review.ask_from):
        found[row["passage_id"]].append(row)
    return found


async def judged_by(visit: Visit) -> dict[str, Judgement]:
    """Return the judgements of who asks that hold, by the coding in this snapshot."""
    standing, me = await standing_of(visit.datasette, visit.desk.board), visit.author.pseudonym
    return {coding: standing.of[coding][me] for coding in standing.judged[me]}
