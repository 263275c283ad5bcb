"""Evidence: the codings that speak for an element, against it, or of its need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corpus.records import Coding, Element, Evidence

NEUTRAL = "neutraal"


def evidence_of(element: Element, codings: Iterable[Coding]) -> Iterator[Evidence]:
    """Yield each coding as evidence on an element: as strong as its score, neutral where it has no direction."""
    for coding in codings:
        yield Evidence(
            element_id=element.id,
            coding_id=coding.id,
            direction=coding.direction or NEUTRAL,
            strength=round(coding.score, 4),
        )
