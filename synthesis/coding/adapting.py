"""Takes what people judged of codings into the model: the shipped weights are where it starts, and are held on to.

The maximum a posteriori estimate with the shipped model as the mean of the prior (Chelba & Acero 2006, "Adaptation of
maximum entropy capitalizer"): where nothing was judged, nothing changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize

from corpus.judgements import AGREED, OTHER, UNSURE, Judgement
from synthesis.coding.model import Model
from synthesis.coding.reading import Numbers
from synthesis.embed import Vectors

_HOLD = 2.0
"""How strongly the shipped weights are held on to: as if this many judgements spoke for them."""


@dataclass(frozen=True)
class Judged:
    """That a quote has a code, or has it not, by somebody's judgement."""

    quote: str
    key: str
    is_right: bool


def judged(judgements: Sequence[Judgement], codebook: str) -> tuple[Judged, ...]:
    """Return what judgements say of the codes of a codebook (name and version); who is unsure says nothing."""
    found = []
    for each in judgements:
        if each.verdict == UNSURE or each.codebook.rpartition(" ")[0] != codebook.rpartition(" ")[0]:
            continue
        found.append(Judged(each.quote, f"{each.dimension}:{each.code}", each.verdict == AGREED))
        if each.verdict == OTHER and each.other_code:
            found.append(Judged(each.quote, f"{each.dimension}:{each.other_code}", True))
    return tuple(found)


def adapt(model: Model, items: Sequence[Judged], vectors: Vectors, inner: Vectors, features: Numbers) -> Model:
    """Return the model after judgements; a row of `vectors`, `inner` and `features` is of the quote of each."""
    width = vectors.shape[1]
    spread = 1 / np.maximum(np.abs(np.hstack([model.vector_weights, model.inner_weights])).mean(), 1e-9)
    columns = np.hstack([vectors, inner, features]).astype(np.float64)
    columns[:, : 2 * width] /= spread
    start = np.hstack([model.vector_weights, model.inner_weights, model.weights, model.intercepts[:, None]])
    changed = start.astype(np.float64)
    for key, row in model.places.items():
        rows = [number for number, item in enumerate(items) if item.key == key]
        if not rows:
            continue
        known = np.hstack([vectors, inner, features])[rows] @ start[row, :-1] + start[row, -1]
        change = _change(columns[rows], known, np.array([items[number].is_right for number in rows], dtype=np.float64))
        change[: 2 * width] /= spread
        changed[row] += change
    parts = np.split(changed.astype(np.float32), [width, 2 * width, changed.shape[1] - 1], axis=1)
    return replace(model, vector_weights=parts[0], inner_weights=parts[1], weights=parts[2], intercepts=parts[3][:, 0])


def _change(columns: Numbers, known: Numbers, right: Numbers) -> Numbers:
    """Return what to add to the weights and the intercept of a code whose log-odds are known, given who was right."""
    padded = np.hstack([columns, np.ones((len(columns), 1))])

    def loss(change: Numbers) -> tuple[float, Numbers]:
        odds = known + padded @ change
        error = 1 / (1 + np.exp(-odds)) - right
        total = float((np.logaddexp(0, odds) - right * odds).sum() + _HOLD / 2 * change @ change)
        return total, padded.T @ error + _HOLD * change

    return np.asarray(minimize(loss, np.zeros(padded.shape[1]), jac=True, method="L-BFGS-B").x, dtype=np.float64)
