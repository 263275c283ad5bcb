"""The trained model of a codebook: linear over the vectors of a passage and what the rules find in it.

Its log-odds are calibrated: of the passages that get a code with a probability of .8, eight in ten have it. It is kept
in a file beside the codebook, and made by `synthesis.coding.training`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np

from corpus.issues import Refused
from synthesis.coding.codebook import Codebook
from synthesis.coding.features import feature_names
from synthesis.coding.reading import Numbers
from synthesis.embed import Vectors, model_of

RELEVANT = "relevant"
"""Stands among the codes for any soort but `geen`."""
_NAMES = ("embedder", "codes", "features")


@dataclass(frozen=True)
class Model:
    """What the log-odds of a code are made of: a row of weights a code."""

    embedder: str
    """Name and version of the model whose vectors it was trained on."""
    codes: tuple[str, ...]
    """The keys of the codes that it knows, and RELEVANT."""
    features: tuple[str, ...]
    vector_weights: Vectors
    """Codes × width, for the vector of a passage."""
    inner_weights: Vectors
    """Codes × width, for that of the inner layer."""
    weights: Vectors
    """Codes × features."""
    intercepts: Vectors
    typical: Vectors
    """By code what the vectors add in a text like the mean of those that it was trained on."""
    likely: Vectors
    """By code the log-odds from which it is better to give the code than not to, by F1."""
    reliability: Vectors
    """On real documents that it was not trained on, by band of a tenth: mean probability, share that was so, number."""

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return the model that is kept in a file; raise Refused where it was made by another version."""
        with np.load(path, allow_pickle=False) as kept:
            if lacking := [item.name for item in fields(cls) if item.name not in kept]:
                raise Refused(str(path), f"this model lacks {lacking[0]!r}", "Train it again, or remove it")
            numbers = (kept[item.name].astype(np.float32) for item in fields(cls) if item.name not in _NAMES)
            return cls(str(kept["embedder"]), tuple(kept["codes"].tolist()), tuple(kept["features"].tolist()), *numbers)

    @classmethod
    def beside(cls, codebook: Path, embedder: str) -> Self | None:
        """Return the model of the codebook in a file; None where there is none that knows the embedder's vectors."""
        path = model_path(codebook)
        model = cls.read(path) if path.is_file() else None
        return model if model and model.embedder == model_of(embedder) else None

    def write(self, path: Path) -> None:
        """Keep the model in a file, its weights in half precision; the same model gives the same bytes."""
        arrays = {item.name: np.asarray(getattr(self, item.name)) for item in fields(self)}
        halved = {name: array.astype("<f2") if name.endswith("weights") else array for name, array in arrays.items()}
        with path.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **halved)

    @cached_property
    def places(self) -> dict[str, int]:
        """The row of each code."""
        return {key: number for number, key in enumerate(self.codes)}

    def fitted_to(self, codebook: Codebook) -> Self:
        """Return the model with the features of a codebook in its order; those unknown to it count for nothing."""
        known = {name: number for number, name in enumerate(self.features)}
        names = feature_names(codebook)
        padded = np.hstack([self.weights, np.zeros((len(self.codes), 1), dtype=np.float32)])
        own = {item.name: getattr(self, item.name) for item in fields(self)}
        return type(self)(**own | {"features": names, "weights": padded[:, [known.get(name, -1) for name in names]]})

    def text_odds(self, vectors: Vectors, inner: Vectors) -> Numbers:
        """Return what the vectors of passages (n × width) add to the log-odds of each code: n × codes."""
        # In double precision: in single, the last digits of a passage depend on how many stand beside it.
        both = np.hstack([vectors, inner]).astype(np.float64)
        return np.asarray(both @ np.hstack([self.vector_weights, self.inner_weights]).T.astype(np.float64))

    def odds(self, text_odds: Numbers, features: Numbers) -> Numbers:
        """Return the log-odds of each code for one passage."""
        return np.asarray(text_odds + self.weights @ features + self.intercepts, dtype=np.float64)


def model_path(codebook: Path) -> Path:
    """Return where the model of a codebook is kept: beside it."""
    return codebook.with_suffix(".npz")
