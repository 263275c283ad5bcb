"""What judgements do to the coding of documents that nobody judged, by how strongly the model is held on to.

Run `python -m tests.benchmarks.adapting`. Documents go in three parts: one trains the model, in one people judge what
it doubts most (as those said who coded the passages), and on the third it is measured before and after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click
import numpy as np
from sklearn.metrics import f1_score

from synthesis.coding import training
from synthesis.coding.adapting import HOLD, Judged, adapt
from synthesis.coding.codebook import CODEBOOKS, Codebook, load_codebook
from synthesis.coding.examples import Example
from synthesis.coding.features import features_of
from synthesis.coding.model import Model
from synthesis.coding.reading import Numbers, Reader
from synthesis.embed import deep_vectors
from tests.benchmarks.codings import REAL

DIMENSIONS = ("element", "soort")
COUNTS, HOLDS = (5, 50, 300), (1.0, 3.0, HOLD, 30.0)
SEEDS = range(3)


def parts(codebook: Codebook, texts: Sequence[str]) -> tuple[Numbers, Numbers, Numbers]:
    """Return the vectors of texts, those of the inner layer, and the features."""
    reader = Reader(codebook)
    return (*deep_vectors(training.EMBEDDER, texts), np.array([features_of(reader.read(text)) for text in texts]))


def odds_of(model: Model, given: tuple[Numbers, Numbers, Numbers], keys: Sequence[str]) -> Numbers:
    """Return the log-odds of some codes for each text."""
    vectors, inner, features = given
    odds = model.text_odds(vectors, inner) + features @ model.weights.T + model.intercepts
    return np.asarray(odds[:, [model.places[key] for key in keys]])


def judged_in(odds: Numbers, truth: Numbers, texts: Sequence[str], keys: Sequence[str], count: int) -> list[Judged]:
    """Return what people judge of the codings that the model doubts most, of those that it would have asked."""
    doubt = np.where(odds > -1, -np.abs(odds), -np.inf)
    places = [divmod(int(at), len(keys)) for at in np.argsort(-doubt, axis=None)[:count]]
    return [Judged(texts[row], keys[code], bool(truth[row, code])) for row, code in places]


def told(odds: Numbers, truth: Numbers) -> str:
    """Return log loss, F1 and how many codes are given."""
    loss = float((np.logaddexp(0, odds) - truth * odds).mean())
    given = odds > 0
    score = f1_score(truth.ravel(), given.ravel())
    return f"log loss {loss:.4f}, F1 {score:.3f}, {given.sum():5} given of {int(truth.sum())}"


def measure(codebook: Codebook, examples: Sequence[Example], seed: int) -> Iterator[str]:
    """Yield the figures of one division of the documents."""
    names = sorted({example.document for example in examples})
    np.random.default_rng(seed).shuffle(names)
    part = {name: number % 3 for number, name in enumerate(names)}
    own = [[example for example in examples if part[example.document] == number] for number in range(3)]
    model, _, _ = training.train(codebook, own[0])
    keys = [key for key in model.codes if key.partition(":")[0] in DIMENSIONS]
    texts = [[example.text for example in group] for group in own]
    truth = [np.array([[example.share(key) > 0.5 for key in keys] for example in group]) for group in own]
    known = [text for code in codebook.codes for text in (code.description, *code.hits)]
    background, test = np.hstack(parts(codebook, known)), parts(codebook, texts[2])
    doubted = odds_of(model, parts(codebook, texts[1]), keys)
    yield f"seed {seed}, before: {told(odds_of(model, test, keys), truth[2])}"
    for count in COUNTS:
        items = judged_in(doubted, truth[1], texts[1], keys, count)
        columns = parts(codebook, [item.quote for item in items])
        for hold in HOLDS:
            after = adapt(model, items, *columns, background, hold=hold)
            yield f"  {count:4} judged, held {hold:4g}: {told(odds_of(after, test, keys), truth[2])}"


def main() -> None:
    """Print all figures."""
    path = CODEBOOKS / "sociale-teams.toml"
    examples = training.gather(path, [REAL] if REAL.is_file() else [], ())
    for seed in SEEDS:
        for line in measure(load_codebook(path), examples, seed):
            click.echo(line)


if __name__ == "__main__":
    main()
