"""Vectors for the passages of the small corpus."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from corpus.record import Record
from corpus.records import Embedding, Passage


def make_vectors(records: Iterable[Record]) -> list[Record]:
    """Return an embedding of each passage: a random direction, the same each time."""
    rows = np.random.default_rng(6).normal(size=(100, 16)).astype("<f4")
    passages = [record for record in records if isinstance(record, Passage)]
    return [
        Embedding(
            document_id=passage.document_id, passage_id=passage.id, model="proef",
            vector=(row / np.linalg.norm(row)).astype("<f4").tobytes(),
        )
        for passage, row in zip(passages, rows, strict=False)
    ]  # fmt: skip
