"""The check that stands before publication: every published quote is literally in its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from corpus.issues import Surprise
from corpus.records import Expectation, Page


def verify_quotes(quotes: Iterable[Mapping[str, Any]], pages: Iterable[Page], *, words: int) -> int:
    """Return how many quotes were checked; raise Surprise at the first that is not literally in its page or too long.

    A quote has the keys `document_id`, `bladzijde`, `begin`, `einde` and `citaat`.
    """
    texts = {(page.document_id, page.number): page.text for page in pages}
    count = 0
    for quote in quotes:
        _verify(quote, texts.get((quote["document_id"], quote["bladzijde"])), words)
        count += 1
    return count


def verify_references(expectations: Iterable[Expectation], pages: Iterable[Page]) -> int:
    """Return how many references to evaluations were checked; raise Surprise at the first not literally in its page."""
    texts = {(page.document_id, page.number): page.text for page in pages}
    count = 0
    for item in expectations:
        if item.citing_id is None or item.page is None or item.quote is None:
            continue
        if item.quote not in texts.get((item.citing_id, item.page), ""):
            where = f"document {item.citing_id[:12]}, page {item.page}"
            raise Surprise(
                where, f"the reference {item.quote[:60]!r} is not literally in its page", "Run extract again"
            )
        count += 1
    return count


def _verify(quote: Mapping[str, Any], text: str | None, words: int) -> None:
    where = f"document {quote['document_id'][:12]}, page {quote['bladzijde']}"
    shown = quote["citaat"][:60]
    if text is None:
        raise Surprise(where, f"the quote {shown!r} names a page that is not there", "Run extract and synthesis again")
    if not quote["citaat"] or text[quote["begin"] : quote["einde"]] != quote["citaat"]:
        raise Surprise(where, f"the quote {shown!r} is not literally in its page", "Run extract and synthesis again")
    if len(quote["citaat"].split()) > words:
        raise Surprise(where, f"the quote {shown!r} has more than {words} words", "Cut it before it is published")
