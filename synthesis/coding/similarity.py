"""How alike passages are to the definition and the examples of each code of a codebook.

The vectors of multilingual-e5 all point much the same way (cosines of .75 to .9), so that the mean of all anchors is
taken off first. Of the ways that were compared, the centre of a code's examples with its definition counted twice
ranked passages best; the nearest example alone did worse.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np

from synthesis.coding.codebook import Codebook
from synthesis.embed import Vectors, kept_vectors

DEFINITION_WEIGHT = 2.0


@dataclass(frozen=True)
class Anchors:
    """The texts that stand for the codes, and their vectors: `texts[i]` belongs to the code at `owners[i]`."""

    texts: tuple[str, ...]
    owners: tuple[int, ...]
    vectors: Vectors
    mean: Vectors
    centres: Vectors

    @classmethod
    def of(cls, codebook: Codebook, embedder: str) -> Self:
        """Return the anchors of a codebook: each code's description and hits, embedded once."""
        rows = [(text, n) for n, code in enumerate(codebook.codes) for text in (code.description, *code.hits)]
        texts, owners = tuple(text for text, _ in rows), tuple(owner for _, owner in rows)
        return cls.from_vectors(texts, owners, kept_vectors(embedder, texts))

    @classmethod
    def from_vectors(cls, texts: tuple[str, ...], owners: tuple[int, ...], vectors: Vectors) -> Self:
        """Return the anchors with these vectors, one row a text; the first text of an owner is its description."""
        mean = vectors.mean(axis=0)
        centred = _unit(vectors - mean)
        is_first = np.array([n == 0 or owners[n - 1] != owner for n, owner in enumerate(owners)])
        weighted = centred * np.where(is_first, DEFINITION_WEIGHT, 1.0)[:, None]
        centres = np.stack([weighted[np.array(owners) == owner].sum(axis=0) for owner in range(max(owners) + 1)])
        return cls(texts, owners, centred, mean, _unit(centres).astype(np.float32))

    def measure(self, vectors: Vectors) -> Vectors:
        """Return the similarity, from -1 to 1, of each row of `vectors` (n × d) to each code (n × codes)."""
        return np.asarray(_unit(vectors - self.mean) @ self.centres.T, dtype=np.float32)

    def closeness(self, vector: Vectors) -> Vectors:
        """Return the similarity of one vector to each of the texts."""
        return np.asarray(self.vectors @ _unit((vector - self.mean)[None])[0], dtype=np.float32)

    def nearest(self, closeness: Vectors, code: int) -> str:
        """Return the text of a code that is closest."""
        return self.texts[max(self._numbers[code], key=lambda number: (closeness[number], -number))]

    @cached_property
    def _numbers(self) -> dict[int, list[int]]:
        numbers: dict[int, list[int]] = {}
        for number, owner in enumerate(self.owners):
            numbers.setdefault(owner, []).append(number)
        return numbers


def _unit(rows: Vectors) -> Vectors:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)
