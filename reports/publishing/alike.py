"""Which passages say something alike: the nearest by their vectors, in other documents, to the last bit the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

COUNT = 5
"""Passages given with each."""
_SCALE = 4000
"""Vectors of length 1 are rounded to whole numbers of this size. Their products then stay below 2 to the power 24, so
that sums in float32 are exact in whatever order a processor adds."""
_CELLS = 2**24
"""Products held at a time."""
Whole = NDArray[np.float32]


def alike(vectors: Mapping[str, bytes], documents: Mapping[str, str]) -> Iterator[tuple[str, int, str, float]]:
    """Yield passage, rank, other passage and cosine of the nearest passages of other documents, by passage.

    `vectors` holds float32 of length 1, little-endian, by passage; `documents` the document of each passage. What all
    passages share is taken out first (Mu and Viswanath 2018, arXiv:1702.01417). Passages without a vector get none.
    """
    ids = sorted(documents.keys() & vectors.keys())
    if len({documents[name] for name in ids}) < 2:
        return
    found = _whole([vectors[name] for name in ids])
    numbers = {name: number for number, name in enumerate(sorted(set(documents.values())))}
    owners = np.array([numbers[documents[name]] for name in ids])
    step = max(1, _CELLS // len(ids))
    for start in range(0, len(ids), step):
        rows = slice(start, start + step)
        products = found[rows] @ found.T
        products[owners[rows, None] == owners[None, :]] = -np.inf
        for row, near in enumerate(products, start):
            for rank, other in enumerate(_nearest(near), 1):
                yield ids[row], rank, ids[other], round(float(near[other]) / _SCALE**2, 3)


def _nearest(products: Whole) -> list[int]:
    """Return the places of the largest finite values, the largest first and of equal ones the first."""
    count = min(COUNT, len(products))
    least = np.partition(products, -count)[-count]
    places = np.flatnonzero((products >= least) & np.isfinite(products))
    return [int(place) for place in places[np.argsort(-products[places], kind="stable")][:count]]


def _whole(vectors: Sequence[bytes]) -> Whole:
    """Return vectors without their mean, at length 1, as whole numbers."""
    rows = np.stack([np.frombuffer(vector, "<f4") for vector in vectors]).astype(np.float64)
    if len(rows) > 2:
        rows -= rows.mean(axis=0)
    lengths = np.sqrt(np.ascontiguousarray((rows * rows).T).sum(axis=0))[:, None]
    return np.asarray(np.rint(rows / np.maximum(lengths, 1e-9) * _SCALE), dtype=np.float32)
