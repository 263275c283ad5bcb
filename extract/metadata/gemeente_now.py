"""The gemeenten of today where the gemeenten lie that the document is about, as CBS codes."""

from __future__ import annotations

from collections.abc import Iterator

from extract.metadata import gemeente
from extract.metadata.choice import CORRECTION, best_of_each
from extract.metadata.reading import Candidate, Reading

FIELD = "gemeente_now"
SEVERAL_FROM = gemeente.SEVERAL_FROM


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield the gemeenten of today: the same, the one it went up in, or all that it was divided over."""
    for candidate in _then(reading):
        codes = reading.gazetteer.now(candidate.value)
        for code in codes:
            method = candidate.method if candidate.method == CORRECTION else _method(candidate.value, codes)
            yield Candidate(code, candidate.quote, candidate.page, method, candidate.confidence)


def _then(reading: Reading) -> list[Candidate]:
    if gemeente.FIELD in reading.corrected:
        return [Candidate(code, "", None, CORRECTION, 1.0) for code in reading.corrected[gemeente.FIELD]]
    return best_of_each(gemeente.read(reading))


def _method(code: str, codes: tuple[str, ...]) -> str:
    if codes == (code,):
        return "dezelfde gemeente"
    return "opvolger na herindeling" if len(codes) == 1 else "een van de opvolgers na herindeling"
