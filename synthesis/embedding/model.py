"""What an embedder is, and what all of them do to a text first."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """A model that turns texts into vectors of length 1."""

    model: str
    """Name and version, kept with every vector."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, of length 1; equal texts have equal rows, whatever stands beside them."""
        ...


@runtime_checkable
class Asker(Protocol):
    """A model that tells questions from the passages that answer them."""

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return one row a question, of length 1, to be compared with those of passages."""
        ...


@runtime_checkable
class Deep(Protocol):
    """A model that also tells of a layer inside it, which knows more of how a thing is said."""

    def deep(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text: its vector, of length 1, and behind it that of the inner layer, as long."""
        ...


def normal(text: str) -> str:
    """Return a text as it is embedded: in NFC, because a letter and its accent apart are other tokens."""
    return unicodedata.normalize("NFC", text).replace("\0", " ")


def unit(vector: NDArray[np.floating]) -> Vectors:
    """Return a vector at length 1; one of nothing but zeros stays as it is."""
    wide = vector.astype(np.float64)
    return np.asarray(wide / max(float(np.sqrt((wide * wide).sum())), 1e-12), dtype=np.float32)


def one_by_one(texts: Sequence[str], embed: Callable[[str], Vectors], threads: int | None = None) -> Vectors:
    """Return the rows of texts that are embedded each by itself, several side by side.

    A text alone needs no padding, and no arithmetic on it depends on others, so that its vector is the same to the last
    bit in any company and with any number of threads. The longest go first: then all threads are done at one time.
    """
    order = sorted(range(len(texts)), key=lambda number: (-len(texts[number]), number))
    rows: dict[int, Vectors] = {}
    with ThreadPoolExecutor(threads or processors()) as pool:
        rows.update(zip(order, pool.map(lambda number: embed(normal(texts[number])), order), strict=True))
    return np.stack([rows[number] for number in range(len(texts))]) if texts else np.empty((0, 0), dtype=np.float32)


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
