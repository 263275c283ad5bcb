"""Which document of the corpus a document of a file is, and where a stretch of it stands there."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from corpus.alike import folded
from reports.exchange.qda.held import MASK, Held, HeldDocument
from reports.exchange.qda.model import Document, guid_of

_LEAST_LETTERS = 20
"""A quote of fewer letters may stand in any document."""
_LEAST_SHARE = 0.5
"""So many of the quotes must stand in the document that it is taken for."""
LONGEST = 20_000
"""Characters of a quote; more is no quote."""


class Piece(NamedTuple):
    """A stretch of a page of the corpus; without a page where only the words are known."""

    quote: str
    page: int = 1
    start: int = 0


@dataclass(frozen=True)
class Match:
    """A document of a file as a document of the corpus."""

    document: HeldDocument
    text: str
    is_same: bool
    """Whether the text is that of the corpus, so that places hold."""

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """Yield a stretch of the file as stretches of passages of the corpus, where places hold; else its words."""
        if not self.is_same:
            quote = self.text[start:end].strip()
            if quote and len(quote) <= LONGEST:
                yield Piece(quote)
            return
        first, last = self._plain(start), self._plain(end)
        for passage in self.document.passages:
            begin = self.document.begins.get(passage.page, 0) + passage.start
            low, high = max(first, begin) - begin, min(last, begin + len(passage.text)) - begin
            quote = passage.text[max(low, 0) : max(high, 0)]
            if high > low and quote.strip():
                low += len(quote) - len(quote.lstrip())
                yield Piece(quote.strip(), passage.page, passage.start + low)

    def _plain(self, place: int) -> int:
        """Return a place in the text of the file as one in our text, which has no Windows line ends."""
        return place - bisect_right(self._returns, place - 1)

    @cached_property
    def _returns(self) -> list[int]:
        return [found.start() for found in re.finditer("\r(?=\n)", self.text)]


class Matcher:
    """Finds documents of the corpus."""

    def __init__(self, held: Held) -> None:
        """Take what the corpus holds."""
        self._held = held
        self._by_guid = {guid_of("document", each.id): each for each in held.documents}

    def match(self, document: Document) -> Match | None:
        """Return which document of the corpus it is: by its text, else by where its quotes stand; None for none.

        A document that has our GUID but another text is taken for ours, and its quotes are looked for.
        """
        same = self._by_text.get(_signature(document.text)) or ()
        own = self._by_guid.get(document.guid)
        if same:
            return Match(own if own in same else same[0], document.text, is_same=True)
        found = own or self._by_quotes(document)
        return Match(found, document.text, is_same=False) if found else None

    @cached_property
    def _by_text(self) -> dict[str, list[HeldDocument]]:
        found: dict[str, list[HeldDocument]] = {}
        for each in self._held.documents:
            for text in {each.text(is_masked=True), each.text(is_masked=False)} - {""}:
                found.setdefault(_signature(text), []).append(each)
        return found

    @cached_property
    def _folded(self) -> list[tuple[HeldDocument, str]]:
        return [(each, folded(each.text(is_masked=False))) for each in self._held.documents]

    def _by_quotes(self, document: Document) -> HeldDocument | None:
        quotes = sorted({quote for quote in _quotes(document) if len(quote) >= _LEAST_LETTERS and MASK not in quote})
        counts = Counter({each.id: sum(quote in text for quote in quotes) for each, text in self._folded})
        best = max((each for each, _ in self._folded), key=lambda each: counts[each.id], default=None)
        return best if best and counts[best.id] and counts[best.id] >= _LEAST_SHARE * len(quotes) else None


def _quotes(document: Document) -> Iterable[str]:
    return (folded(document.text[each.start : min(each.end, each.start + LONGEST)]) for each in document.selections)


def _signature(text: str) -> str:
    """Return what tells a text from all others but those that differ in line ends, or in spaces at the end."""
    return hashlib.sha256(text.replace("\r\n", "\n").rstrip().encode("utf-8", "surrogatepass")).hexdigest()
