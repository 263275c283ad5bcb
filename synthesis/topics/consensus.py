"""One grouping out of many runs, that hardly depends on any of them.

A single run changes with its seed, its order and its documents. Here the runs vote, as in evidence accumulation (Fred
and Jain 2005, doi:10.1109/TPAMI.2005.113): how near two passages lie is the mean over all runs. A tree on those would
still turn over at the least change, as each merge decides on the next; so many trees are made, each with some noise on
the means, and what they put together most is put together (as Monti et al. 2003, doi:10.1023/A:1023949509487, do with
resampling); of many passages one tree will do, after which each goes to the group that it is nearest to. There are as
many groups as the runs have on average, for many passages half as many again, rounded up to a series of numbers a fifth
apart, so that it hardly differs from one seed to the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from synthesis.embed import Vectors
from synthesis.topics.layouts import ABSENT, FOLDS, LOOSE, Labels, Run, lay_out, one_thread

_LANDMARKS = 2000
"""The tree is made of no more passages than this; the others join the group that they are nearest to."""
_NEAREST, _REACH = 10, 2.0
"""Nearness falls by a factor e over this many times the typical distance to so many nearest passages."""
_ROWS_TOGETHER = 2000
_WORK = 80_000
"""Passages times runs: a large corpus makes do with fewer runs, as more passages vote in each."""
_TREES, _NOISE, _AXES = 40, 0.3, 50
"""How many trees, the noise in each as a share of what there is, and the axes on which it is put."""
_COUNTS = (0.7, 0.85, 1.0, 1.2, 1.45)
"""Each tree is cut into this many times the number of groups that the runs have."""
_FEW, _MORE = 500, 1.5
"""With more passages than this one tree is steadier than many; and as the runs put few of so many in their groups,
there are so many times more groups, in which all of them find a place."""
_SERIES = (2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40)
_SLACK = 0.15
_ROUNDS = 50


@dataclass(frozen=True)
class Consensus:
    """The group of each passage (LOOSE for none), how strongly it belongs there, and the stability of each group.

    The weight of a passage is the share of runs that put it in the group that is most like its own. The stability of a
    group is the mean over runs of the Jaccard similarity with the group that is most like it (Hennig 2007,
    doi:10.1016/j.csda.2006.11.025), where each run leaves out some documents. The largest group has number 0.
    """

    labels: Labels
    weights: NDArray[np.float64]
    stability: tuple[float, ...]


def runs_for(count: int, most: int) -> int:
    """Return how many runs so many passages get: at most `most`, and no less than one for each fold of documents."""
    return min(most, max(FOLDS, _WORK // count))


def agree(
    vectors: Vectors, documents: Sequence[frozenset[str]], *, smallest: int, seed: int, runs: int
) -> Consensus | None:
    """Return the consensus on rows of vectors (at least four), each in some documents; None where there is no group.

    Groups have at least `smallest` rows. Equal input gives equal groups; another seed nearly so.
    """
    if not np.ptp(vectors, axis=0).any():
        return None
    landmarks = _landmarks(len(vectors))
    made = []
    near = np.zeros((len(vectors), len(landmarks)), dtype=np.float32)
    for run in lay_out(vectors, documents, smallest=smallest, seed=seed, runs=runs_for(len(vectors), runs)):
        _add_nearness(near, run, landmarks)
        made.append(run.labels)
    with one_thread():
        votes = np.stack(made)
        present = (votes > ABSENT).astype(np.float32)
        near /= np.maximum(present.T @ present[:, landmarks], 1)
        labels = _spread(_cut(near[landmarks], votes[:, landmarks]), near)
        labels = _ranked(labels, smallest)
        return _judged(labels, votes) if (labels > LOOSE).any() else None


def _landmarks(count: int) -> NDArray[np.int64]:
    return np.unique(np.linspace(0, count - 1, min(count, _LANDMARKS)).round().astype(np.int64))


def _add_nearness(near: Vectors, run: Run, landmarks: NDArray[np.int64]) -> None:
    """Add to `near` how near each passage of a run lies to each landmark, from 0 to 1."""
    from scipy.spatial import KDTree
    from scipy.spatial.distance import cdist

    rows, columns = np.flatnonzero(run.labels > ABSENT), np.flatnonzero(run.labels[landmarks] > ABSENT)
    found = KDTree(run.places[rows]).query(run.places[rows], k=range(2, min(_NEAREST, len(rows) - 1) + 2))[0]
    scale = max(float(np.median(found.mean(axis=1))) * _REACH, 1e-9)
    marks = run.places[landmarks[columns]]
    for begin in range(0, len(rows), _ROWS_TOGETHER):
        some = rows[begin : begin + _ROWS_TOGETHER]
        near[np.ix_(some, columns)] += np.exp(-cdist(run.places[some], marks) / scale).astype(np.float32)


def _cut(near: Vectors, votes: Labels) -> Labels:
    """Return the group of each landmark: what most of many trees with noise put together."""
    mean = float(np.mean([len(np.unique(vote[vote > LOOSE])) for vote in votes]))
    if mean < 1:
        return np.full(len(near), LOOSE)
    mutual = np.asarray((near + near.T) / 2, dtype=np.float32)
    points = _main_axes(mutual)
    if len(near) > _FEW:
        return _settled(_groups(_tree(points), _number(mean * _MORE)), mutual)
    count = _number(mean)
    noise = _NOISE * float(np.sqrt((points**2).sum(axis=1).mean() / points.shape[1]))
    counts = sorted({min(max(2, round(count * factor)), len(near)) for factor in _COUNTS})
    together = np.zeros((len(near), len(near)), dtype=np.float32)
    for number in range(_TREES):
        tree = _tree(points + np.random.default_rng(number).normal(scale=noise, size=points.shape))
        for each in counts:
            cut = _groups(tree, each)
            together += cut[:, None] == cut
    return _settled(_groups(_tree(_main_axes(together)), count), together)


def _number(mean: float) -> int:
    return next((number for number in _SERIES if number >= mean - _SLACK), _SERIES[-1])


def _main_axes(rows: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Return rows along the few axes on which they differ most."""
    centred = rows.astype(np.float64) - rows.mean(axis=0, dtype=np.float64)
    _, axes = np.linalg.eigh(centred.T @ centred)
    return np.asarray(centred @ axes[:, ::-1][:, :_AXES], dtype=np.float64)


def _tree(points: NDArray[np.float64]) -> NDArray[np.float64]:
    from scipy.cluster.hierarchy import linkage

    return np.asarray(linkage(points, "ward"), dtype=np.float64)


def _groups(tree: NDArray[np.float64], count: int) -> Labels:
    from scipy.cluster.hierarchy import fcluster

    return np.asarray(fcluster(tree, count, "maxclust"), dtype=np.int64)


def _settled(labels: Labels, together: Vectors) -> Labels:
    """Return the groups after each passage went where it is together most, until none goes any more."""
    for _ in range(_ROUNDS):
        numbers = np.unique(labels)
        own = (labels[:, None] == numbers).astype(np.float32)
        # A passage is always together with itself, which is no reason to stay.
        means = (together @ own - np.diag(together)[:, None] * own) / np.maximum(own.sum(axis=0) - own, 1)
        moved = numbers[means.argmax(axis=1)]
        if (moved == labels).all():
            break
        labels = moved
    return labels


def _spread(marked: Labels, near: Vectors) -> Labels:
    """Return the group of every passage, given those of the landmarks: the one that it is nearest to on average."""
    numbers = np.unique(marked)
    members = (marked[:, None] == numbers).astype(np.float32)
    nearest = numbers[(near @ (members / members.sum(axis=0))).argmax(axis=1)]
    nearest[_landmarks(len(near))] = marked
    return np.asarray(nearest, dtype=np.int64)


def _ranked(labels: Labels, smallest: int) -> Labels:
    """Return the groups numbered by size, of equals by their first row, and LOOSE for what is too small to be one."""
    numbers, first, counts = np.unique(labels, return_index=True, return_counts=True)
    large = [n for n, number in enumerate(numbers) if number > LOOSE and counts[n] >= smallest]
    order = sorted(large, key=lambda n: (-counts[n], first[n]))
    ranks = {numbers[n]: rank for rank, n in enumerate(order)}
    return np.array([ranks.get(number, LOOSE) for number in labels], dtype=np.int64)


def _judged(labels: Labels, votes: Labels) -> Consensus:
    count = int(labels.max()) + 1
    alike, together, present = np.zeros(count), np.zeros(len(labels)), (votes > ABSENT).sum(axis=0)
    seen = np.zeros(count)
    own = (labels[:, None] == np.arange(count)).astype(np.float64)
    for vote in votes:
        theirs = (vote[:, None] == np.arange(max(vote.max() + 1, 1))).astype(np.float64)
        here = own * (vote > ABSENT)[:, None]
        both = here.T @ theirs
        jaccard = both / np.maximum(here.sum(axis=0)[:, None] + theirs.sum(axis=0) - both, 1)
        alike += jaccard.max(axis=1)
        seen += here.any(axis=0)
        best = np.append(jaccard.argmax(axis=1), ABSENT - 1)
        together += vote == best[labels]
    weights = np.where(labels > LOOSE, together / np.maximum(present, 1), 0.0)
    return Consensus(labels, weights, tuple(float(each) for each in alike / np.maximum(seen, 1)))
