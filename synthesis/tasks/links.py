"""Which belemmering a task answers: one on the same element, as near as there is, never in another document.

Nearest is the same passage, then the same section, then the same document; within a section or document the passage
whose vector is most alike. The vectors of multilingual-e5 all point much the same way, so that their mean is taken off.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.records import Coding, Embedding, Passage
from synthesis.embed import Vectors, matrix

PASSAGE, SECTION, DOCUMENT = "passage", "sectie", "document"
HINDRANCE = "belemmering"
LEAST = {SECTION: 0.25, DOCUMENT: 0.5}
"""Passages that are less alike than this are not linked."""
LIKELY = 0.5
"""Codings of belemmeringen and elements that are less likely than this link nothing."""


@dataclass(frozen=True)
class Answer:
    """The coding of a belemmering that is answered, how it was found, and how alike the passages are."""

    coding_id: str
    link: str
    similarity: float | None


@dataclass(frozen=True)
class Hindrance:
    """A coding as belemmering, with its passage and the elements it is about."""

    coding: Coding
    passage: Passage
    elements: frozenset[str]


class Likeness:
    """How alike passages are, by their vectors."""

    def __init__(self, embeddings: Sequence[Embedding]) -> None:
        """Centre the vectors of a study; those of one model only, the one that most have."""
        models = [embedding.model for embedding in embeddings]
        model = max(sorted(set(models)), key=models.count, default="")
        kept = [embedding for embedding in embeddings if embedding.model == model]
        self._places = {embedding.passage_id: number for number, embedding in enumerate(kept)}
        self._vectors = _centred(matrix(kept)) if kept else np.empty((0, 0), dtype=np.float32)

    def between(self, passage_id: str, others: Sequence[str]) -> list[float | None]:
        """Return the similarity, from -1 to 1, of a passage to others; None where one has no vector."""
        own = self._places.get(passage_id)
        if own is None:
            return [None] * len(others)
        places = [self._places.get(other) for other in others]
        return [None if place is None else float(self._vectors[own] @ self._vectors[place]) for place in places]


def _centred(vectors: Vectors) -> Vectors:
    rows = vectors - vectors.mean(axis=0)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


@dataclass(frozen=True)
class Hindrances:
    """The belemmeringen of one document."""

    items: tuple[Hindrance, ...]
    likeness: Likeness

    def answered_by(self, passage: Passage, coding: Coding, elements: Iterable[str]) -> Answer | None:
        """Return the belemmering that a task on these elements answers; None where none is near enough.

        A statement that is coded both as a task and as a belemmering does not answer itself.
        """
        wanted = frozenset(elements)
        fitting = [item for item in self.items if item.elements & wanted and item.coding.quote != coding.quote]
        if own := [item for item in fitting if item.passage.id == passage.id]:
            return Answer(max(own, key=_rank).coding.id, PASSAGE, None)
        others = [item for item in fitting if item.passage.id != passage.id]
        near = [item for item in others if passage.section_path and item.passage.section_path == passage.section_path]
        return self._likest(passage, near, SECTION) or self._likest(passage, others, DOCUMENT)

    def _likest(self, passage: Passage, items: Sequence[Hindrance], link: str) -> Answer | None:
        degrees = self.likeness.between(passage.id, [item.passage.id for item in items])
        known = [(degree, item) for degree, item in zip(degrees, items, strict=True) if degree is not None]
        degree, best = max(known, key=lambda pair: (round(pair[0], 4), *_rank(pair[1])), default=(-1.0, None))
        return Answer(best.coding.id, link, round(degree, 4)) if best and degree >= LEAST[link] else None


def _rank(item: Hindrance) -> tuple[float, str]:
    return item.coding.score, item.coding.id
