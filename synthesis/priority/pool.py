"""The passages that are to be read, as arrays: what was known of each before anyone judged, and its vector."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.records import Coding, Embedding, Passage, Screening
from synthesis.coding.codebook import NONE
from synthesis.embed import Vectors

Numbers = NDArray[np.float64]
_UNCALIBRATED = "language_model"
_SUREST = 0.995
"""No coding makes a passage likelier or less likely than this: judgements must be able to move it."""


@dataclass(frozen=True)
class Pool:
    """The passages of included documents, in the order of the corpus."""

    passage_ids: tuple[str, ...]
    document_ids: tuple[str, ...]
    prior: Numbers
    """Log-odds that a passage is relevant as its codings say; 0 where there is no vector."""
    rows: NDArray[np.int64]
    """The row of `vectors` of each passage; -1 where the passage has none, because it is too short."""
    vectors: Vectors

    @classmethod
    def of(
        cls,
        passages: Iterable[Passage],
        screenings: Iterable[Screening],
        embeddings: Iterable[Embedding],
        codings: Iterable[Coding],
    ) -> Self:
        """Return the pool of these records."""
        out = {screening.document_id for screening in screenings if not screening.is_included}
        kept = [passage for passage in passages if passage.document_id not in out]
        vectors = {embedding.passage_id: embedding.vector for embedding in embeddings}
        held = [passage.id for passage in kept if passage.id in vectors]
        place = {passage_id: row for row, passage_id in enumerate(held)}
        matrix = np.frombuffer(b"".join(vectors[passage_id] for passage_id in held), dtype="<f4")
        rows = np.array([place.get(passage.id, -1) for passage in kept], dtype=np.int64)
        return cls(
            passage_ids=tuple(passage.id for passage in kept),
            document_ids=tuple(passage.document_id for passage in kept),
            prior=_prior([passage.id for passage in kept], rows, relevance_of(codings)),
            rows=rows,
            vectors=np.asarray(matrix.reshape(len(held), -1) if held else np.empty((0, 1)), dtype=np.float32),
        )

    def __len__(self) -> int:
        """Return the number of passages."""
        return len(self.passage_ids)


def _prior(passage_ids: list[str], rows: NDArray[np.int64], relevance: dict[str, float]) -> Numbers:
    """Return the log-odds of each passage; one that has a vector and no soort gets the median."""
    found = np.array([relevance.get(passage_id, np.nan) for passage_id in passage_ids], dtype=np.float64)
    odds = log_odds(found)
    middle = float(np.nanmedian(odds)) if np.isfinite(odds).any() else 0.0
    return np.where(rows < 0, 0.0, np.where(np.isnan(odds), middle, odds))


def relevance_of(codings: Iterable[Coding]) -> dict[str, float]:
    """Return for each passage the probability that it says anything relevant: 1 minus the score of `geen`.

    Where a passage has no `geen`, the highest score of its soorten counts; of several codebooks the most hopeful. What
    a language model says has no part in it, as its score is no probability.
    """
    none: dict[tuple[str, str], float] = {}
    best: dict[tuple[str, str], float] = defaultdict(float)
    for coding in codings:
        key = (coding.passage_id, coding.codebook)
        if coding.dimension != "soort" or coding.made_by == _UNCALIBRATED:
            continue
        if coding.code == NONE:
            none[key] = coding.score
        else:
            best[key] = max(best[key], coding.score)
    found: dict[str, float] = defaultdict(float)
    for key in sorted(none.keys() | best.keys()):
        found[key[0]] = max(found[key[0]], 1 - none[key] if key in none else best[key])
    return dict(found)


def log_odds(probability: Numbers) -> Numbers:
    """Return the log-odds of probabilities, none surer than the surest that is believed."""
    clipped = np.clip(probability, 1 - _SUREST, _SUREST)
    return np.asarray(np.log(clipped / (1 - clipped)), dtype=np.float64)
