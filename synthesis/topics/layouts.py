"""Runs of one clustering: the same passages laid out and grouped again and again, each time a little otherwise.

Each run has its own seed and its own order, and leaves out some documents. It is what BERTopic does (Grootendorst 2022,
arXiv:2203.05794): UMAP (McInnes et al. 2018, arXiv:1802.03426) to few dimensions, HDBSCAN (Campello et al. 2013) on
those. The neighbours are the same in every run, so they are looked up once.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from corpus.record import content_hash
from synthesis.embed import Vectors

Labels = NDArray[np.int64]
ABSENT, LOOSE = -2, -1
"""Labels of what a run left out, and of what it put in no group."""
FOLDS = 8
"""Of so many runs in a row, each document misses one."""

_NEIGHBOURS, _SPARE, _DIMENSIONS = 10, 20, 5
"""Neighbours of a passage with itself, those looked up so that some can be left out, and dimensions after UMAP."""
_LEAST_SHARE = 2 / 3
"""A run does not leave out documents where less than this share of the passages would remain."""
_MOST_SAMPLES = 10
_EPOCHS, _EPOCHS_LARGE, _LARGE = 200, 100, 5000
"""Rounds of UMAP, for few passages and for many: a consensus of many rough layouts beats few fine ones."""
_THREADS = 1
"""So that sums are made in one order: the number of processors makes no difference."""


@dataclass(frozen=True)
class Run:
    """One run: where each passage lies (n × dimensions, not a number for what was left out), and its group."""

    places: Vectors
    labels: Labels


def lay_out(
    vectors: Vectors, documents: Sequence[frozenset[str]], *, smallest: int, seed: int, runs: int
) -> Iterator[Run]:
    """Yield so many runs over the rows of `vectors`, each of which stands in some documents; at least four rows."""
    with one_thread():
        indices, distances = _neighbours(vectors)
        start = _start(vectors)
        absent = _left_out(documents)
        for number in range(runs):
            random = np.random.default_rng([seed, number])
            present = random.permutation(np.flatnonzero(~absent[number % FOLDS]))
            places = np.full((len(vectors), start.shape[1]), np.nan, dtype=np.float32)
            labels = np.full(len(vectors), ABSENT)
            found = _reduced(*_among(indices, distances, present), start[present], int(random.integers(2**31)))
            places[present] = found
            labels[present] = _grouped(found, smallest)
            yield Run(places, labels)


@contextmanager
def one_thread() -> Iterator[None]:
    """Calculate on one thread inside this block, and without the warnings of UMAP and HDBSCAN on how they are used."""
    import numba

    before = numba.get_num_threads()
    with threadpool_limits(_THREADS), warnings.catch_warnings():
        warnings.filterwarnings(
            "ignore", message="precomputed_knn|.*n_jobs value|Graph is not fully connected|.*discon"
        )
        warnings.filterwarnings("ignore", category=UserWarning, module="umap|sklearn.manifold")
        numba.set_num_threads(_THREADS)
        try:
            yield
        finally:
            numba.set_num_threads(before)


def _left_out(documents: Sequence[frozenset[str]]) -> NDArray[np.bool_]:
    """Return for each fold which rows it leaves out: those that stand in no document but its own.

    The fold of a document follows from its name, so that it keeps it when others come. Where a fold holds too much,
    some of its documents stay.
    """
    folds: list[list[str]] = [[] for _ in range(FOLDS)]
    for hashed, name in sorted((content_hash(name), name) for name in frozenset[str]().union(*documents)):
        folds[int(hashed, 16) % FOLDS].append(name)
    absent = np.zeros((FOLDS, len(documents)), dtype=np.bool_)
    for rows, names in zip(absent, folds, strict=True):
        out: set[str] = set()
        for name in names:
            without = np.array([own <= out | {name} for own in documents])
            if (~without).mean() >= _LEAST_SHARE:
                out.add(name)
                rows[:] = without
    return absent


def _neighbours(vectors: Vectors) -> tuple[NDArray[np.int64], Vectors]:
    from sklearn.neighbors import NearestNeighbors

    count = min(_SPARE, len(vectors))
    # Exact neighbours, where UMAP approximates from 4,096 texts on.
    distances, indices = NearestNeighbors(n_neighbors=count, metric="cosine").fit(vectors).kneighbors(vectors)
    return indices.astype(np.int64), distances.astype(np.float32)


def _start(vectors: Vectors) -> Vectors:
    from sklearn.decomposition import PCA

    count = min(_DIMENSIONS, int(len(vectors) * _LEAST_SHARE) - 2, vectors.shape[1])
    return np.asarray(PCA(max(count, 1), svd_solver="covariance_eigh").fit_transform(vectors), dtype=np.float32)


def _among(
    indices: NDArray[np.int64], distances: Vectors, present: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Vectors]:
    """Return the nearest neighbours of the rows that are present, among themselves and numbered as they are there."""
    width = min(_NEIGHBOURS, indices.shape[1], len(present))
    new = np.full(len(indices), -1)
    new[present] = np.arange(len(present))
    own, far = new[indices[present]], distances[present].copy()
    far[own < 0] = np.inf  # UMAP takes an infinite distance for no neighbour at all.
    order = np.argsort(far, axis=1, kind="stable")[:, :width]
    return np.take_along_axis(own, order, axis=1), np.take_along_axis(far, order, axis=1)


def _reduced(indices: NDArray[np.int64], distances: Vectors, start: Vectors, seed: int) -> Vectors:
    from umap import UMAP

    model: Any = UMAP(
        n_neighbors=indices.shape[1],
        n_components=start.shape[1],
        n_epochs=_EPOCHS if len(start) < _LARGE else _EPOCHS_LARGE,
        min_dist=0.0,
        metric="cosine",
        init=start,
        random_state=seed,
        n_jobs=1,
        precomputed_knn=(indices, distances),
    )
    return np.asarray(model.fit_transform(start), dtype=np.float32)


def _grouped(places: Vectors, smallest: int) -> Labels:
    from hdbscan import HDBSCAN

    # Leaves: the default yields one group of most passages where all are on one subject.
    model = HDBSCAN(
        min_cluster_size=smallest,
        min_samples=max(1, min(_MOST_SAMPLES, smallest // 2, len(places) - 1)),
        cluster_selection_method="leaf",
        approx_min_span_tree=False,
        core_dist_n_jobs=1,
    )
    return np.asarray(model.fit_predict(places.astype(np.float64)), dtype=np.int64)
