"""The check that stands before publication: every published quote is literally in its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from corpus.issues import Surprise
from corpus.records import Page


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


def _verify(quote: Mapping[str, Any], text: str | None, words: int) -> None:
    where = f"document {quote['document_id'][:12]}, page {quote['bladzijde']}"
    shown = quote["citaat"][:60]
    if text is None:
        raise Surprise(where, f"the quote {shown!r} names a page that is not there", "Run extract and synthesis again")
    if not quote["citaat"] or text[quote["begin"] : quote["einde"]] != quote["citaat"]:
        raise Surprise(where, f"the quote {shown!r} is not literally in its page", "Run extract and synthesis again")
    if len(quote["citaat"].split()) > words:
        raise Surprise(where, f"the quote {shown!r} has more than {words} words", "Cut it before it is published")
