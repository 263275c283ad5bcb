"""How much stands behind a set of codings: passages, documents, and evaluations that are independent of each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from corpus.records import Coding, Evaluation
from synthesis.ledger.strength import WEAK


@dataclass(frozen=True)
class Backing:
    """Counts of what stands behind something."""

    passage_count: int
    document_count: int
    evaluation_count: int
    """Evaluations that are independent: versions of a report, and reports that quote each other, count once."""
    strong_count: int
    """Those of them with a design that is stronger than a casus."""

    @classmethod
    def of(cls, codings: Iterable[Coding], evaluations: Mapping[str, Evaluation]) -> Self:
        """Return what stands behind codings, given the evaluation that each document counts for."""
        places = {(coding.document_id, coding.passage_id) for coding in codings}
        documents = {document for document, _ in places}
        counted = [evaluations[document] for document in documents if document in evaluations]
        own = [evaluation for evaluation in counted if evaluation.is_evaluation]
        return cls(
            passage_count=len({passage for _, passage in places}),
            document_count=len(documents),
            evaluation_count=len({evaluation.evaluation_id for evaluation in own}),
            strong_count=len({evaluation.evaluation_id for evaluation in own if evaluation.design not in WEAK}),
        )


def shown(codings: Iterable[Coding], evaluations: Mapping[str, Evaluation]) -> list[Coding]:
    """Return the codings that reach the threshold, of included documents: those that evaluations have."""
    return [coding for coding in codings if coding.is_published and coding.document_id in evaluations]


def by_document(evaluations: Sequence[Evaluation]) -> dict[str, Evaluation]:
    """Return evaluations by the document that counts for them."""
    return {evaluation.document_id: evaluation for evaluation in evaluations}


def plural(count: int, one: str, more: str) -> str:
    """Return a count with its Dutch noun."""
    return f"{count} {one if count == 1 else more}"
