"""Vectors of words: TF-IDF over Dutch lemmas, reduced by a singular value decomposition (Deerwester et al. 1990).

For very large corpora: thousands of passages a second, at a quality that stands beside that of the others in the
benchmark. The decomposition is fitted on the texts of the example, which come along, and not on the corpus: so the
vector of a passage never changes when documents come or go, and one added document costs no more than its share.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

import corpus
from corpus.record import content_hash
from synthesis.embedding.model import Vectors, normal, unit
from synthesis.topics.terms import lemma

_TEXTS = Path(corpus.__file__).parent / "example" / "gold.jsonl"
_WORD = re.compile(r"[^\W\d_]+")
_WIDTH = 256
_VERSION = 1


def model_name() -> str:
    """Return the name and version of the model, with a hash of the texts that it is fitted on."""
    return f"tfidf {_VERSION} {content_hash(_texts(), length=12)} simplemma {importlib.metadata.version('simplemma')}"


@cache
def _texts() -> tuple[str, ...]:
    rows = map(json.loads, _TEXTS.read_text(encoding="utf-8").splitlines())
    return tuple(row["text"] for row in rows if "text" in row)


def _lemmas(text: str) -> list[str]:
    return [lemma(word) for word in _WORD.findall(normal(text))]


class Lexical:
    """The decomposition, fitted when it is made: within some seconds, on the same texts each time."""

    def __init__(self) -> None:
        """Fit it."""
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.model = model_name()
        self._terms = TfidfVectorizer(analyzer=_lemmas, sublinear_tf=True, min_df=2)
        # On one thread: the last bits of a decomposition depend on how it is divided.
        with threadpool_limits(1):
            weights = self._terms.fit_transform(_texts())
            self._axes = TruncatedSVD(_WIDTH, random_state=0).fit(weights)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, of length 1, or 0 where it has no known word."""
        if not texts:
            return np.empty((0, _WIDTH), dtype=np.float32)
        with threadpool_limits(1):
            rows = self._axes.transform(self._terms.transform(texts))
        return np.stack([unit(row) for row in rows])
