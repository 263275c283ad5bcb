"""Evidence: the codings that speak for an element, against it, or of its need."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from corpus.records import Coding, Element, Evaluation, Evidence

FOR, AGAINST, NEEDED, NEUTRAL = DIRECTIONS = ("helpt", "belemmert", "nodig", "neutraal")


def evidence_of(
    element: Element, codings: Iterable[Coding], evaluations: Mapping[str, Evaluation]
) -> Iterator[Evidence]:
    """Yield each coding as evidence on an element: as strong as the design of its document, 0 where that is unknown."""
    for coding in codings:
        evaluation = evaluations.get(coding.document_id)
        yield Evidence(
            element_id=element.id,
            coding_id=coding.id,
            direction=coding.direction or NEUTRAL,
            strength=evaluation.strength if evaluation else 0.0,
        )


def counted_for(evaluations: Iterable[Evaluation]) -> dict[str, str]:
    """Return the evaluation that each document counts for, of documents that belong to one at all."""
    kept = list(evaluations)
    known = {item.evaluation_id for item in kept if item.is_evaluation}
    return {item.document_id: item.evaluation_id for item in kept if item.evaluation_id in known}
