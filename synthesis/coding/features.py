"""Features: what the model weighs of a passage beside its vectors, each with a name: rules, similarity, and form."""

from __future__ import annotations

import numpy as np

from synthesis.coding.codebook import Codebook
from synthesis.coding.reading import MARKERS, Numbers, Reading

_LENGTH_SCALE = 3.0
"""Brings the logarithms of lengths to about 1."""
CUES, HINTS, JUDGED, MARKER = "cues", "hints", "judged", "marker"


def feature_names(codebook: Codebook) -> tuple[str, ...]:
    """Return the name of each feature, in the order of `features_of`: its kind and what it is of."""
    keys = [code.key for code in codebook.codes]
    counted = (f"{kind} {key}" for kind in (CUES, HINTS, JUDGED) for key in keys)
    return (*counted, *(f"{MARKER} {name}" for name in MARKERS), "length sentences", "length words")


def features_of(reading: Reading) -> Numbers:
    """Return the features of a passage; counts go from 0 (none) to 1 (many)."""
    lengths = [len(reading.sentences), sum(len(sentence.tokens) for sentence in reading.sentences)]
    counted = [many(reading.cues), many(reading.hints), reading.judged, many(reading.markers)]
    return np.concatenate([*counted, np.log1p(lengths) / _LENGTH_SCALE])


def many(counts: Numbers) -> Numbers:
    """Return counts as a measure from 0 (none) to 1 (many): each further one adds half as much."""
    return np.asarray(1 - 0.5**counts, dtype=np.float64)
