"""The address of the document: where it was found, or where its colophon says that it can be had."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.metadata.imprint import edges
from extract.metadata.reading import Candidate, Reading
from extract.metadata.sections import reference_pages
from extract.metadata.single import LEAST, at_most_one

FIELD = "url"
SEVERAL_FROM = LEAST
IS_SINGLE = True

_URL = re.compile(r"(?<![\w@./-])(?:https?://|www\.)[^\s<>\"'‘’“”|{}\\^`]+", re.IGNORECASE)
_HAD_AT = re.compile(
    r"\b(?:deze?|dit|het|de|alle)\s+(?:\w+\s+){0,3}?(?:rapport|publicaties?|onderzoek|uitgave|document|verslag"
    r"|notitie|rapporten)\b"
    r"[^.\n]{0,80}?\b(?:te\s+)?(?:download\w*|vinden|raadplegen|lezen|beschikbaar|verkrijgbaar|bestellen"
    r"|terug te vinden|gepubliceerd)\b"
    r"[^.\n]{0,40}$|\b(?:te\s+downloaden|download(?:en)?|gratis|beschikbaar|verkrijgbaar"
    r"|gepubliceerd)\b[^.\n]{0,40}\b(?:via|op|van)\b[^.\n]{0,20}$",
    re.IGNORECASE,
)
_COLOPHON = re.compile(r"\bcolofon\b|\buitgave\b|\bauteurs?\b|\bopdrachtgever\b|\bisbn\b|©", re.IGNORECASE)
_CITED = re.compile(r"\b(?:zie(?: ook)?|bron|geraadpleegd|via|volgens)\s*:?\s*(?:op\s+)?$", re.IGNORECASE)
_BEFORE = 200
_MOST_WORDS = 260
"""A page with more words is no colophon."""


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield the address of the source, and those that cover and colophon print."""
    yield from at_most_one([*_of_source(reading), *_printed(reading)])


def trimmed(url: str) -> str:
    """Return an address without the punctuation of the sentence in which it stands."""
    bare = url.rstrip(".,;:!?·*…")
    while bare.endswith((")", "]")) and bare.count("(") + bare.count("[") < bare.count(")") + bare.count("]"):
        bare = bare[:-1].rstrip(".,;:")
    return bare


def _of_source(reading: Reading) -> Iterator[Candidate]:
    for find in reading.finds:
        url = find.final_url or find.url
        if url.startswith(("http://", "https://")):
            yield Candidate(url, url, None, "adres van de bron", 0.95)


def _printed(reading: Reading) -> Iterator[Candidate]:
    cited: frozenset[int] | None = None
    seen: set[str] = set()
    for page in edges(reading) if not reading.is_html else ():
        is_colophon = bool(_COLOPHON.search(page.text)) and len(page.text.split()) < _MOST_WORDS
        for match in _URL.finditer(page.text):
            cited = reference_pages(reading) if cited is None else cited
            value = trimmed(match[0])
            before = page.text[max(0, match.start() - _BEFORE) : match.start()].rpartition("\n\n")[2]
            if "." not in value or page.number in cited:
                continue
            if _HAD_AT.search(before):
                yield Candidate(value, value, page.number, "waar het te vinden is", 0.8)
            elif is_colophon and not _CITED.search(before):
                confidence = 0.66 if not seen else 0.5
                seen.add(value)
                yield Candidate(value, value, page.number, "adres in het colofon", confidence)
            else:
                yield Candidate(value, value, page.number, "adres op de eerste of laatste bladzijden", 0.3)
