"""How close passages are to each other, by their vectors without what all of them share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.records import Embedding
from synthesis.embed import matrix

Numbers = NDArray[np.float64]


class Closeness:
    """The vectors of passages, of length 1 after their common part is taken out.

    Vectors of language models share a large part, so that all texts look alike; without it, angles tell more
    (Mu and Viswanath 2018, arXiv:1702.01417).
    """

    def __init__(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Keep one row of `vectors` for each of `ids`, which are sorted."""
        self._rows = {name: number for number, name in enumerate(ids)}
        centred = vectors - vectors.mean(axis=0, dtype=np.float64) if len(ids) > 1 else vectors
        self.vectors = unit(np.asarray(centred, dtype=np.float64))

    @classmethod
    def of(cls, embeddings: Iterable[Embedding], wanted: Iterable[str]) -> Self:
        """Return the closeness of the wanted passages that have a vector."""
        ids = set(wanted)
        kept = sorted((item for item in embeddings if item.passage_id in ids), key=lambda item: item.passage_id)
        return cls([item.passage_id for item in kept], matrix(kept))

    def __contains__(self, passage_id: str) -> bool:
        """Tell whether a passage has a vector."""
        return passage_id in self._rows

    def rows(self, passage_ids: Iterable[str]) -> Numbers:
        """Return the vectors of passages that have one, a row each."""
        return self.vectors[[self._rows[name] for name in passage_ids]]

    def centre(self, passage_ids: Iterable[str]) -> Numbers:
        """Return the mean direction of the passages that have a vector; zeros where none has."""
        kept = sorted({name for name in passage_ids if name in self})
        if not kept:
            return np.zeros(self.vectors.shape[1] if self.vectors.ndim == 2 else 0)
        return np.asarray(unit(self.rows(kept).mean(axis=0)[None])[0])


def unit(rows: Numbers) -> Numbers:
    """Return rows at length 1; what is nearly nothing stays so."""
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))
