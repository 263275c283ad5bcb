"""The year in which the document came out."""

from collections.abc import Iterator
from dataclasses import replace

from extract.metadata.dates import date_candidates
from extract.metadata.reading import Candidate, Reading

FIELD = "year"


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield the years of the dates on which the document may have come out."""
    for candidate in date_candidates(reading):
        yield replace(candidate, value=candidate.value[:4])
