"""The stage that embeds: each passage of an included document gets a vector, whatever model the study names.

Vectors are kept by model and text, so that no text is embedded twice (`synthesis.embedding.kept`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np

from corpus.record import Record
from corpus.records import Embedding, Passage, Screening
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.embedding.choice import has_inner, is_slow, load_embedder, model_of
from synthesis.embedding.kept import remembered
from synthesis.embedding.model import Asker, Deep, Embedder, Vectors
from synthesis.sieve import why_left_out

__all__ = [
    "EmbedSettings",
    "Embedder",
    "Vectors",
    "deep_vectors",
    "embed_document",
    "kept_vectors",
    "load_embedder",
    "matrix",
    "model_of",
    "question_vectors",
]


def kept_vectors(name: str, texts: Sequence[str]) -> Vectors:
    """Return the vectors of texts by the embedder with this name, each embedded only the first time."""
    if not is_slow(name):
        return load_embedder(name).passages(texts)
    return remembered(model_of(name), texts, lambda missing: load_embedder(name).passages(missing))


def question_vectors(name: str, texts: Sequence[str]) -> Vectors:
    """Return the vectors of questions, as such where the model tells them from passages; each made once."""

    def embed(missing: Sequence[str]) -> Vectors:
        embedder = load_embedder(name)
        return embedder.queries(missing) if isinstance(embedder, Asker) else embedder.passages(missing)

    return remembered(f"{model_of(name)} query", texts, embed) if is_slow(name) else embed(texts)


def deep_vectors(name: str, texts: Sequence[str]) -> tuple[Vectors, Vectors]:
    """Return the vectors of texts, and those of an inner layer (of width 0 where the model has none), in one pass."""

    def embed(missing: Sequence[str]) -> Vectors:
        embedder = load_embedder(name)
        return embedder.deep(missing) if isinstance(embedder, Deep) else embedder.passages(missing)

    rows = remembered(f"{model_of(name)} deep", texts, embed) if is_slow(name) else embed(texts)
    width = rows.shape[1] // 2 if has_inner(name) else rows.shape[1]
    return rows[:, :width], rows[:, width:]


@dataclass(frozen=True)
class EmbedSettings:
    """What vectors depend on: the model and its version, not where its files are."""

    model: str
    fewest_words: int
    embedder: str = field(metadata={"hashed": False})

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused where its model is absent."""
        return cls(model_of(study.embedder), study.synthesis.embed_words, study.embedder)


def embed_document(inputs: Inputs, settings: EmbedSettings) -> Iterator[Record]:
    """Yield the vector of each passage of an included document that is not left out for its form."""
    if not all(screening.is_included for screening in inputs[Screening]):
        return
    passages = [passage for passage in inputs[Passage] if not why_left_out(passage.text, settings.fewest_words)]
    vectors, inner = deep_vectors(settings.embedder, [passage.text for passage in passages])
    for passage, vector, state in zip(passages, vectors, inner, strict=True):
        yield Embedding(
            document_id=passage.document_id,
            passage_id=passage.id,
            model=settings.model,
            vector=vector.astype("<f4").tobytes(),
            inner=state.astype("<f2").tobytes(),
        )


def matrix(embeddings: Sequence[Embedding]) -> Vectors:
    """Return the vectors of embeddings as rows."""
    if not embeddings:
        return np.empty((0, 0), dtype=np.float32)
    return np.stack([np.frombuffer(embedding.vector, dtype="<f4") for embedding in embeddings])
