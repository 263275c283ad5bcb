"""The words that mark each group of texts: the one place that calls BERTopic.

BERTopic (Grootendorst 2022, arXiv:2203.05794) takes groups that are given, and finds by c-TF-IDF the words that mark
each. Its import and first use take some twenty seconds, so both wait until needed.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np

from synthesis.topics.layouts import Labels, one_thread

_TERM_COUNT = 30


def marking_words(texts: Sequence[Sequence[str]], labels: Labels) -> list[tuple[str, ...]]:
    """Return for each group, from number 0 on, the words of its texts that mark it, the strongest first.

    `labels` holds the group of each text, below 0 for none.
    """
    kept = [n for n, label in enumerate(labels) if label >= 0]
    model = _model()
    with one_thread():
        # The vectors are not looked at: the groups are given.
        found, _ = model.fit_transform(
            [" ".join(texts[n]) for n in kept], np.zeros((len(kept), 2), dtype=np.float32), y=labels[kept]
        )
    # It numbers the groups by size once more.
    number = {int(label): topic for label, topic in zip(labels[kept], found, strict=True)}
    return [tuple(word for word, _ in model.get_topic(number[label]) if word) for label in sorted(number)]


def _model() -> Any:
    with warnings.catch_warnings():  # When imported, BERTopic silences the warnings of the whole process.
        from bertopic import BERTopic
        from bertopic.backend import BaseEmbedder
        from bertopic.cluster import BaseCluster
        from bertopic.dimensionality import BaseDimensionalityReduction
        from bertopic.vectorizers import ClassTfidfTransformer
        from sklearn.feature_extraction.text import CountVectorizer
    return BERTopic(
        language="dutch",  # With "english" it drops the letters that English does not have.
        top_n_words=_TERM_COUNT,
        embedding_model=BaseEmbedder(),
        umap_model=BaseDimensionalityReduction(),
        hdbscan_model=BaseCluster(),
        vectorizer_model=CountVectorizer(analyzer=str.split),
        ctfidf_model=ClassTfidfTransformer(reduce_frequent_words=True),
    )
