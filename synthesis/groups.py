"""Groups of texts that say alike things: the one place that calls BERTopic.

BERTopic (Grootendorst 2022, arXiv:2203.05794) over given vectors: UMAP to few dimensions, HDBSCAN to find the groups,
c-TF-IDF to find the words that mark each. Its import and first use take some twenty seconds, so both wait until needed.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from synthesis.embed import Vectors

_NEIGHBOURS, _DIMENSIONS = 10, 5
"""Size of a neighbourhood, with the text itself, and dimensions after UMAP."""
_TERM_COUNT = 30
_THREADS = 1
"""So that sums are made in one order: the number of processors makes no difference."""


@dataclass(frozen=True)
class Group:
    """A group of texts: their positions with a weight from 0 to 1, and the words that mark it, the strongest first."""

    members: tuple[tuple[int, float], ...]
    words: tuple[str, ...]


def group_texts(texts: Sequence[Sequence[str]], vectors: Vectors, *, smallest: int, seed: int) -> list[Group]:
    """Return the groups of at least `smallest` texts, given the words and one row of `vectors` of each text.

    The largest group comes first. Texts that belong to no group are left out, so there may be no group at all, as
    where all are the same. Needs at least four texts; equal input gives equal groups.
    """
    if not np.ptp(vectors, axis=0).any():
        return []
    # Vectors of language models share a large part; without it, distances tell more.
    centred = vectors - vectors.mean(axis=0)
    model = _model(centred, smallest, seed)
    with warnings.catch_warnings(), threadpool_limits(_THREADS):
        # UMAP says that it cannot place new texts, which nobody asks of it.
        warnings.filterwarnings("ignore", message="precomputed_knn.*transform will be unavailable")
        found, weights = model.fit_transform([" ".join(words) for words in texts], centred)
    return [
        Group(
            tuple((n, round(float(weights[n]), 4)) for n, number in enumerate(found) if number == wanted),
            tuple(word for word, _ in model.get_topic(wanted) if word),
        )
        for wanted in sorted(set(found) - {-1})
    ]


def _model(vectors: Vectors, smallest: int, seed: int) -> Any:
    with warnings.catch_warnings():  # When imported, BERTopic silences the warnings of the whole process.
        from bertopic import BERTopic
        from bertopic.vectorizers import ClassTfidfTransformer
        from hdbscan import HDBSCAN
        from sklearn.feature_extraction.text import CountVectorizer
    return BERTopic(
        language="dutch",  # With "english" it drops the letters that English does not have.
        top_n_words=_TERM_COUNT,
        umap_model=_umap(vectors, seed),
        # Leaves with the least smoothing: the default yields one group of most texts where all are on one subject.
        hdbscan_model=HDBSCAN(
            min_cluster_size=smallest,
            min_samples=1,
            cluster_selection_method="leaf",
            approx_min_span_tree=False,
            core_dist_n_jobs=1,
        ),
        vectorizer_model=CountVectorizer(analyzer=str.split),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
    )


def _umap(vectors: Vectors, seed: int) -> Any:
    from sklearn.neighbors import NearestNeighbors
    from umap import UMAP

    count = min(_NEIGHBOURS, len(vectors) - 1)
    # Exact neighbours, where UMAP approximates from 4,096 texts on; it also compiles half as long.
    with threadpool_limits(_THREADS):
        distances, positions = NearestNeighbors(n_neighbors=count, metric="cosine").fit(vectors).kneighbors(vectors)
    return UMAP(
        n_neighbors=count,
        n_components=min(_DIMENSIONS, len(vectors) - 2),
        min_dist=0.0,
        metric="cosine",
        init="pca",
        random_state=seed,
        n_jobs=1,
        precomputed_knn=(positions, distances),
    )
