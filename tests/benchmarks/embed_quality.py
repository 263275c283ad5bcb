"""How much of what coders see in passages is in their vectors: the same plain model over each embedder.

A logistic regression on the centred vectors is trained on all documents but one and codes that one. A label counts for
a passage where both coders give it or neither does, as in the scorer of the two-coder passages.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score

from synthesis.embed import Vectors

FIELDS = ("soort", "venster", "element")
FEWEST = 5
"""Labels that fewer passages carry are left out of the mean."""
NONE = "geen"
STRENGTH = 1.0
"""C of the regression, on vectors whose mean square length is 1."""

Row = Mapping[str, Any]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Quality:
    """Macro-F1 of each of FIELDS, and the average precision of the ranking by relevance."""

    macro_f1: tuple[float, ...]
    relevance: float


def measure(vectors: Vectors, rows: Sequence[Row]) -> Quality:
    """Return what a regression finds in the vectors of rows with two coders."""
    centred = vectors - vectors.mean(axis=0)
    features = centred / np.sqrt((centred**2).sum(axis=1).mean())
    documents = np.array([row["document"] for row in rows])
    scores = tuple(_macro_f1(features, documents, rows, field) for field in FIELDS)
    a, b = (np.array([row[coder]["soort"] != [NONE] for row in rows]) for coder in ("coder_a", "coder_b"))
    given = leave_document_out(features, documents, a & b)
    return Quality(scores, float(average_precision_score(a[a == b], given[a == b])))


def leave_document_out(features: Any, documents: NDArray[np.str_], truth: Flags) -> NDArray[np.float64]:
    """Return the log-odds of each row by a regression that was trained on the other documents."""
    odds = np.zeros(len(truth))
    for document in sorted(set(documents.tolist())):
        held = documents == document
        if truth[~held].all() or not truth[~held].any():
            odds[held] = np.inf if truth[~held].all() else -np.inf
            continue
        # Second derivatives are the quicker way for the width of vectors, not for as many columns as there are words.
        solver = "newton-cholesky" if isinstance(features, np.ndarray) else "lbfgs"
        model = LogisticRegression(C=STRENGTH, class_weight="balanced", solver=solver, max_iter=200)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(features[~held], truth[~held])
        odds[held] = model.decision_function(features[held])
    return odds


def _macro_f1(features: Any, documents: NDArray[np.str_], rows: Sequence[Row], field: str) -> float:
    scores = []
    for a, b in _labels(rows, field):
        given = leave_document_out(features, documents, a & b)[a == b] > 0
        truth = a[a == b]
        scores.append(2 * (given & truth).sum() / (given.sum() + truth.sum()))
    return float(np.mean(scores))


def _labels(rows: Sequence[Row], field: str) -> Iterator[tuple[Flags, Flags]]:
    """Yield which rows carry a label by each coder, for the labels that enough rows carry by both."""
    for label in sorted({label for row in rows for label in row["coder_a"][field]}):
        a, b = (np.array([label in row[coder][field] for row in rows]) for coder in ("coder_a", "coder_b"))
        if (a & b).sum() >= FEWEST:
            yield a, b
