"""The DOI of the document itself, in small letters and without resolver (ISO 26324)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.metadata.reading import Candidate, Reading
from extract.metadata.sections import reference_pages
from extract.metadata.single import LEAST, at_most_one

FIELD = "doi"
SEVERAL_FROM = LEAST
IS_SINGLE = True

_DOI = re.compile(r"(?:\bdoi\s*:?\s*|doi\.org/)?(?P<doi>\b10\.\d{4,9}/[^\s\"'<>‘’“”|{}\\^`]+)", re.IGNORECASE)
_NAMED = re.compile(r"doi", re.IGNORECASE)
_CITING = re.compile(
    r"\((?:19|20)\d{2}[a-z]?\)|\b\d+\s?\(\d+\)|\bpp?\.\s?\d|\b\d+\s?[–-]\s?\d+\b|\bet al\b"
    r"|\bJournal\b|\bTijdschrift\b"
)
_OWN = re.compile(
    r"\b(?:deze publicatie|dit rapport|te citeren|citeren als|colofon|citation|cite this)\b", re.IGNORECASE
)
_FIRST, _LAST, _BEFORE = 3, 1, 240


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield the DOIs; one counts that stands on a cover or in a colophon, others are those of references."""
    yield from at_most_one(_found(reading))


def doi_in(text: str) -> str:
    """Return the first DOI in a text, normalised; empty where there is none."""
    match = _DOI.search(text)
    return normalised(match["doi"]) if match else ""


def normalised(doi: str) -> str:
    """Return a DOI in small letters, without punctuation or a bracket at its end that is not its own."""
    bare = doi.rstrip(".,;:·…*")
    while bare.endswith((")", "]")) and bare.count("(") + bare.count("[") < bare.count(")") + bare.count("]"):
        bare = bare[:-1].rstrip(".,;:")
    return bare.lower()


def _found(reading: Reading) -> Iterator[Candidate]:
    cited: frozenset[int] | None = None
    late = max((page.number for page in reading.pages), default=0) - _LAST
    for page in reading.pages:
        if "10." not in page.text:
            continue
        for match in _DOI.finditer(page.text):
            cited = reference_pages(reading) if cited is None else cited
            value = normalised(match["doi"])
            quote = page.text[match.start() : match.start("doi") + len(value)]
            before = page.text[max(0, match.start() - _BEFORE) : match.start()].rpartition("\n\n")[2]
            is_edge = (page.number <= _FIRST or page.number > late) and page.number not in cited
            is_own = is_edge and (not _CITING.search(before) or bool(_OWN.search(before)))
            confidence = (0.9 if _NAMED.search(quote) else 0.7) if is_own else 0.3
            yield Candidate(
                value, quote, page.number, "DOI in het colofon" if is_own else "DOI in de tekst", confidence
            )
    for find in reading.finds:
        if value := doi_in(find.identifier_listed or "") or doi_in(
            find.final_url if "doi.org" in find.final_url else ""
        ):
            yield Candidate(value, find.identifier_listed or find.final_url, None, "kenmerk volgens de bron", 0.95)
