"""How likely each passage is to be relevant, renewed with each batch of judgements.

A logistic regression over the vectors, which begins where the codings left off: their log-odds are an offset, and a
Gaussian prior keeps all other weights near zero until judgements speak. So the first ranking is that of the codings,
and with many judgements it is that of the judges. This is active learning as in ASReview (Van de Schoot et al. 2021,
Nature Machine Intelligence 3:125-133; Ferdinands et al. 2023, Systematic Reviews 12:100), with the prior in place of a
first random pair. Relevant and irrelevant judgements weigh alike in sum; what that does to the odds is taken back, as
in King and Zeng (2001, Political Analysis 9:137-163), so that scores stay probabilities.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from synthesis.embed import Vectors
from synthesis.priority.judged import Read
from synthesis.priority.pool import Numbers, Pool

_LENGTH = 4.0
"""Length of a centred vector after scaling, so that the ridge means the same for every model of vectors."""
_RIDGE = 0.5
"""On the weights of the vector; the results differ little between 0.3 and 1."""
_SLOPE_RIDGE = 3.0
"""On how far the weight of the prior's log-odds is from 1."""
_BASE_RIDGE = (3.0, 0.05)
"""As long as judgements are all of one sort, which tell nothing of how many others there are, and after that."""
_ITERATIONS = 100
_TOO_SHORT = (1.0, 55.0)
"""Relevant passages among those without a vector, of how many, before any of them is judged: less than 2 %."""
_DIGITS = 4


@dataclass(frozen=True)
class Weights:
    """What judgements add to the prior: weights of the scaled vector, of the prior's log-odds, and a base."""

    vector: Numbers
    slope: float
    base: float


@dataclass(frozen=True)
class Scale:
    """How vectors are centred and scaled: the mean of all, and what the rest is multiplied by."""

    mean: Vectors
    factor: float

    @classmethod
    def of(cls, vectors: Vectors) -> Self:
        """Return the scale of vectors of length 1."""
        mean = vectors.mean(axis=0, dtype=np.float32) if len(vectors) else np.zeros(vectors.shape[1], dtype=np.float32)
        return cls(mean, _LENGTH / float(np.sqrt(max(1e-6, 1 - float(mean @ mean)))))


def log_odds_of(pool: Pool, read: Sequence[Read]) -> Numbers:
    """Return the log-odds that each passage of a pool is relevant, given what was read of it.

    All passages without a vector have the same, which only a judgement of one of them moves.
    """
    place = {passage_id: number for number, passage_id in enumerate(pool.passage_ids)}
    told = [(place[each.passage_id], each.is_relevant) for each in read if each.is_relevant is not None]
    judged = np.array([number for number, _ in told], dtype=np.int64)
    relevant = np.array([word for _, word in told], dtype=bool)
    held, odds = pool.rows >= 0, pool.prior.copy()
    seen = held[judged]
    found, of = _TOO_SHORT[0] + relevant[~seen].sum(), _TOO_SHORT[1] + (~seen).sum()
    odds[~held] = np.log(found / (of - found))
    if seen.any():
        scale, chosen = Scale.of(pool.vectors), judged[seen]
        weights = fit(_scaled(pool.vectors[pool.rows[chosen]], scale), pool.prior[chosen], relevant[seen])
        odds[held] = _added(pool.vectors, scale, weights)[pool.rows[held]] + (1 + weights.slope) * pool.prior[held]
    return odds


def ranked(pool: Pool, odds: Numbers, judged: Set[str]) -> NDArray[np.int64]:
    """Return the places of all passages in the order in which they are best read.

    The likeliest come first; after them those without a vector, and last those that were judged. Where passages are
    as good as equal, the order of the corpus holds, so that the last bits of a sum make no difference.
    """
    was_judged = np.fromiter((passage_id in judged for passage_id in pool.passage_ids), dtype=bool, count=len(pool))
    order = np.lexsort((-np.round(odds, _DIGITS), pool.rows < 0, was_judged))
    return np.asarray(order, dtype=np.int64)


def fit(vectors: Numbers, prior: Numbers, relevant: NDArray[np.bool_]) -> Weights:
    """Return the weights that make judgements likeliest, given scaled vectors and the log-odds before."""
    count, positive = len(relevant), int(relevant.sum())
    both = 0 < positive < count
    shares = (count / (2 * positive), count / (2 * (count - positive))) if both else (1.0, 1.0)
    balance = np.where(relevant, *shares)
    offset = prior + np.log(shares[0] / shares[1])
    sign = np.where(relevant, 1.0, -1.0)
    size = vectors.shape[1]
    ridge = np.concatenate([np.full(size, _RIDGE), [_SLOPE_RIDGE, _BASE_RIDGE[both]]])
    columns = np.column_stack([vectors, prior, np.ones(count)])

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        margin = sign * (columns @ weights + offset)
        slope = -balance * sign * expit(-margin)
        total = balance @ np.logaddexp(0, -margin) + 0.5 * ridge @ weights**2
        return float(total), columns.T @ slope + ridge * weights

    found = minimize(loss, np.zeros(size + 2), jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS}).x
    return Weights(found[:size], float(found[size]), float(found[size + 1]))


def _scaled(vectors: Vectors, scale: Scale) -> Numbers:
    return np.asarray((vectors.astype(np.float64) - scale.mean) * scale.factor, dtype=np.float64)


def _added(vectors: Vectors, scale: Scale, weights: Weights) -> Numbers:
    """Return what the vectors add to the log-odds, without a centred copy of them all."""
    direction = (weights.vector * scale.factor).astype(np.float32)
    return np.asarray(vectors @ direction - scale.mean @ direction, dtype=np.float64) + weights.base
