"""What tests of coding share: the codebook, and a coder with vectors that are quick to make."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from synthesis.coding.codebook import CODEBOOKS, load_codebook
from synthesis.coding.coder import Coder
from synthesis.coding.similarity import Anchors
from synthesis.embed import Vectors

PATH = CODEBOOKS / "sociale-teams.toml"
CODEBOOK = load_codebook(PATH)


def vectors_of(texts: Sequence[str]) -> Vectors:
    """Return vectors of length 1 that count trigrams: texts that share words lie close together."""
    rows = np.zeros((len(texts), 256), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        for n in range(len(text) - 2):
            row[zlib.crc32(text[n : n + 3].lower().encode()) % 256] += 1
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def make_coder() -> Coder:
    """Return a coder of the codebook with such vectors."""
    rows = [(text, n) for n, code in enumerate(CODEBOOK.codes) for text in (code.description, *code.hits)]
    texts = tuple(text for text, _ in rows)
    return Coder(CODEBOOK, Anchors.from_vectors(texts, tuple(owner for _, owner in rows), vectors_of(texts)))
