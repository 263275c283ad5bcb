"""Where topics lie on a map: near those whose passages say alike things, in two directions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

_DIGITS = 2
"""Places are rounded to these, so that the last bits of a processor do not show."""
Matrix = NDArray[np.float64]


def placed(
    members: Iterable[tuple[str, str, float]], vectors: Mapping[str, bytes]
) -> Iterator[tuple[str, float, float]]:
    """Yield topic, x and y, from -1 to 1, by topic: classical scaling (Torgerson 1952) of what their passages mean.

    `members` holds topic, passage and weight; `vectors` float32 of length 1, little-endian, by passage. A topic without
    a vector gets no place.
    """
    means: dict[str, Matrix] = {}
    for topic, passage, weight in sorted(members):
        if passage in vectors:
            vector = np.frombuffer(vectors[passage], "<f4").astype(np.float64) * weight
            means[topic] = means[topic] + vector if topic in means else vector
    names = sorted(means)
    if names:
        places = _scaled(np.stack([means[name] for name in names]))
        yield from ((name, float(x), float(y)) for name, (x, y) in zip(names, places, strict=True))


def _scaled(rows: Matrix) -> Matrix:
    """Return two coordinates a row, by the directions in which the rows differ most."""
    rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    rows = rows - rows.mean(axis=0)
    values, directions = np.linalg.eigh(rows @ rows.T)
    found = np.zeros((len(rows), 2))
    for place in range(min(2, len(rows))):
        column = directions[:, -1 - place] * np.sqrt(max(values[-1 - place], 0.0))
        # A direction may come out either way round; the row that lies farthest out decides.
        far = column[np.argmax(np.round(np.abs(column), 6))]
        found[:, place] = column if far >= 0 else -column
    largest = np.abs(found).max()
    return np.round(found / largest, _DIGITS) + 0.0 if largest > 1e-6 else np.zeros_like(found)
