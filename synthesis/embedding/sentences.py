"""Any model of sentence-transformers (Reimers & Gurevych 2019, arXiv:1908.10084), from a folder or the hub.

The library is an extra, because it brings torch along. A model by name is fetched once from the hub by the library.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from synthesis.embedding.files import folder_hash
from synthesis.embedding.model import Vectors, normal, unit


def model_name(place: str, prefix: str) -> str:
    """Return the name and version: of a folder what its files say, of a name that name."""
    version = importlib.metadata.version("sentence-transformers")
    path = Path(place)
    what = f"{path.name} {folder_hash(path)}" if path.is_absolute() else place
    return f"sentence-transformers {version} {what}" + (f" {prefix!r}" if prefix else "")


class SentenceTransformer:
    """A model of sentence-transformers on the processor."""

    def __init__(self, place: str, prefix: str = "") -> None:
        """Load the model in a folder, or of this name; `prefix` is put before each text."""
        import sentence_transformers

        self.model, self._prefix = model_name(place, prefix), prefix
        self._engine = sentence_transformers.SentenceTransformer(place, device="cpu")

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, of length 1."""
        # One text at a time: in a batch, the last bits of a vector depend on how far it is padded.
        rows = [
            unit(np.asarray(self._engine.encode(self._prefix + normal(text), show_progress_bar=False)))
            for text in texts
        ]
        return np.stack(rows) if rows else np.empty((0, 0), dtype=np.float32)
