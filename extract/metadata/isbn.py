"""The ISBN of the document: thirteen or ten digits whose check digit is right (ISO 2108)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.metadata.reading import Candidate, Reading
from extract.metadata.sections import reference_pages
from extract.metadata.single import LEAST, at_most_one

FIELD = "isbn"
SEVERAL_FROM = LEAST
IS_SINGLE = True

_DIGITS = r"(?:97[89][ –-]?)?\d(?:[ –-]?\d){8}[ –-]?[\dXx]"
_NAMED = re.compile(rf"\bISBN(?:[ -]?1[03])?(?:\s*\(\w{{3,10}}\))?\s*:?\s*(?P<digits>{_DIGITS})(?![\dXx])")
_BARE = re.compile(r"(?<![\d/.-])(?P<digits>97[89]-(?:\d+-){3}[\dXx])(?![\d-])")
_FIRST, _LAST = 6, 4


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield the ISBNs of the document, without hyphens; those in its list of references count for less."""
    yield from at_most_one(_found(reading))


def _found(reading: Reading) -> Iterator[Candidate]:
    cited: frozenset[int] | None = None
    late = max((page.number for page in reading.pages), default=0) - _LAST
    for page in reading.pages:
        is_edge = page.number <= _FIRST or page.number > late
        if "ISBN" not in page.text and "97" not in page.text:
            continue
        for pattern, sure in ((_NAMED, 0.95), (_BARE, 0.8)):
            for match in pattern.finditer(page.text):
                value = re.sub(r"[ –-]", "", match["digits"]).upper()
                cited = reference_pages(reading) if cited is None else cited
                confidence = sure if is_edge and page.number not in cited else 0.3
                if is_isbn(value):
                    yield Candidate(value, match[0], page.number, "ISBN met geldig controlecijfer", confidence)
    for find in reading.finds:
        value = re.sub(r"[\s–-]|ISBN:?", "", find.identifier_listed or "").upper()
        if is_isbn(value):
            yield Candidate(value, find.identifier_listed or "", None, "kenmerk volgens de bron", 0.9)


def is_isbn(value: str) -> bool:
    """Tell whether ten or thirteen digits have the check digit of an ISBN."""
    if re.fullmatch(r"\d{9}[\dX]", value):
        digits = [10 if letter == "X" else int(letter) for letter in value]
        return sum((10 - at) * digit for at, digit in enumerate(digits)) % 11 == 0
    if re.fullmatch(r"97[89]\d{10}", value):
        return sum(int(letter) * (1 if at % 2 == 0 else 3) for at, letter in enumerate(value)) % 10 == 0
    return False
