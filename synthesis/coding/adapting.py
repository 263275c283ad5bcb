"""Takes what people judged of codings into the model: the shipped weights are where it starts, and are held on to.

The maximum a posteriori estimate with the shipped model as the mean of the prior (Chelba & Acero 2006, "Adaptation of
maximum entropy capitalizer"): where nothing was judged, nothing changes. What is judged was chosen because it was
doubtful, so that it tells nothing of how common a code is: all is measured from the middle of the texts that the
codebook knows, and what is alike in all texts, such as the intercept, stays as it is. Without that, one judgement
made a code common or rare throughout the corpus.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize

from corpus.judgements import AGREED, OTHER, UNSURE, Judgement
from corpus.review.entries import ONDERZOEKER
from corpus.review.judged import book_of
from synthesis.coding.model import Model
from synthesis.coding.reading import Numbers
from synthesis.embed import Vectors

HOLD = 10.0
"""How strongly the shipped weights are held on to.

On coded documents that nobody judged (`tests.benchmarks.adapting`), 300 judgements of doubted codings raise F1 from .37
to .45 and five leave it within .02, while the log loss rises by no more than .005. Held less, it is given more, right
and wrong; with 1, five judgements lower F1 by up to .04.
"""
_VECTOR_SCALE = 0.1
"""How large a vector counts beside the features, as in training."""


@dataclass(frozen=True)
class Judged:
    """That a quote has a code, or has it not, by somebody's judgement."""

    quote: str
    key: str
    is_right: bool


def judged(judgements: Sequence[Judgement], codebook: str) -> tuple[Judged, ...]:
    """Return what judgements say of the codes of a codebook (name and version); who is unsure says nothing.

    Where a researcher judged, what others said of that coding does not count.
    """
    said = [each for each in judgements if each.verdict != UNSURE and book_of(each.codebook) == book_of(codebook)]
    ruled = {each.coding for each in said if each.role == ONDERZOEKER}
    found = []
    for each in said:
        if each.coding in ruled and each.role != ONDERZOEKER:
            continue
        is_other = each.verdict == OTHER and each.other_code not in ("", each.code)
        # Where only the direction is to be another, the code is right.
        is_right = each.verdict == AGREED or (each.verdict == OTHER and not is_other)
        found.append(Judged(each.quote, f"{each.dimension}:{each.code}", is_right))
        if is_other:
            found.append(Judged(each.quote, f"{each.dimension}:{each.other_code}", True))
    return tuple(found)


def adapt(
    model: Model,
    items: Sequence[Judged],
    vectors: Vectors,
    inner: Vectors,
    features: Numbers,
    background: Numbers,
    *,
    hold: float = HOLD,
) -> Model:
    """Return the model after judgements; a row of `vectors`, `inner` and `features` is of the quote of each.

    A row of `background` holds all three, side by side, of a text that the codebook knows.
    """
    width = vectors.shape[1]
    raw = np.hstack([vectors, inner, features]).astype(np.float64)
    mean, scale = background.mean(axis=0), np.ones(background.shape[1])
    scale[: 2 * width] = _VECTOR_SCALE / np.maximum(background[:, : 2 * width].std(axis=0), 1e-6)
    columns = (raw - mean) * scale
    start = np.hstack([model.vector_weights, model.inner_weights, model.weights, model.intercepts[:, None]])
    changed = start.astype(np.float64)
    for key, row in model.places.items():
        rows = [number for number, item in enumerate(items) if item.key == key]
        if not rows:
            continue
        known = raw[rows] @ changed[row, :-1] + changed[row, -1]
        right = np.array([items[number].is_right for number in rows], dtype=np.float64)
        change = _change(columns[rows], known, right, hold)
        changed[row, :-1] += change * scale
        # A text like the middle of all keeps its log-odds.
        changed[row, -1] -= change * scale @ mean
    parts = np.split(changed.astype(np.float32), [width, 2 * width, changed.shape[1] - 1], axis=1)
    return replace(model, vector_weights=parts[0], inner_weights=parts[1], weights=parts[2], intercepts=parts[3][:, 0])


def _change(columns: Numbers, known: Numbers, right: Numbers, hold: float) -> Numbers:
    """Return what to add to the weights of a code whose log-odds are known, given who was right."""

    def loss(change: Numbers) -> tuple[float, Numbers]:
        odds = known + columns @ change
        error = 1 / (1 + np.exp(-odds)) - right
        total = float((np.logaddexp(0, odds) - right * odds).sum() + hold / 2 * change @ change)
        return total, columns.T @ error + hold * change

    return np.asarray(minimize(loss, np.zeros(columns.shape[1]), jac=True, method="L-BFGS-B").x, dtype=np.float64)
