"""When the document came out, as ISO date to the precision that was printed."""

from collections.abc import Iterator

from extract.metadata.dates import date_candidates
from extract.metadata.reading import Candidate, Reading

FIELD = "published_on"


def read(reading: Reading) -> Iterator[Candidate]:
    """Yield the dates on which the document may have come out."""
    yield from date_candidates(reading)
