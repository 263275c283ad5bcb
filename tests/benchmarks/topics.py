"""How steady topics are, over seeds, orders and documents, and how long many passages take.

Run `python -m tests.benchmarks.topics`, with `--quick` for three seeds and no table of documents. Passages, vectors and
codings come from the chain, into the data folder, so that they are made once. Of real documents, as far as they are
there, only the largest are left out one by one.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import click
import numpy as np
from sklearn.metrics import adjusted_rand_score

from corpus.chain import open_corpus, stages
from corpus.raw import data_folder
from corpus.record import Record
from corpus.records import Coding, Embedding, Passage, Topic, TopicPassage
from corpus.stage import Inputs, run_stages
from corpus.study import Study, load_study
from synthesis.topics.stage import STATING, TopicSettings, find_topics, stating_passages

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "corpus"
SEEDS, QUICK_SEEDS, FIRST_SEED = 20, 3, 1000
LARGEST = 10
MANY = 20_000
NOISE = 0.3
"""Length of the noise on a vector of length 1, beside a mean distance between passages of about 0.5."""
_VANISHED_BELOW = 0.5
READ = (Passage, Embedding, Coding)


@dataclass(frozen=True)
class Found:
    """Topics of one call: the topic of each passage, and the topics by their ids."""

    of: dict[str, str]
    topics: dict[str, Topic]
    sha256: str
    """Hash of all records, in order."""


def read_inputs(study: Study) -> Inputs:
    """Return what topics are made of, from the chain of a study, which is brought up to date first."""
    every = stages()
    until = next(number for number, stage in enumerate(every) if Topic in stage.writes)
    with open_corpus(study, []) as store:
        run_stages(store, study, every[:until], chain=every, workers=os.cpu_count() or 1)
        return Inputs({table: list(store.read(table)) for table in READ})


def real_study() -> Study:
    """Return a study of the real documents, written into the data folder."""
    path = data_folder() / "benchmark-thema.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = 'title = "Thema\'s"\ndescription = "Proef"\ncontact = "https://example.org"\n'
    source = f'[[sources]]\nkind = "folder"\nname = "map"\npath = {json.dumps(str(REAL.resolve()))}\n'
    path.write_text(head + source, encoding="utf-8")
    return load_study(str(path))


def find(inputs: Inputs, settings: TopicSettings) -> Found:
    """Return the topics of passages."""
    records = list(find_topics(inputs, settings))
    lines = "\n".join(json.dumps(asdict(record), sort_keys=True) for record in records)
    return Found(
        {record.passage_id: record.topic_id for record in records if isinstance(record, TopicPassage)},
        {record.id: record for record in records if isinstance(record, Topic)},
        hashlib.sha256(lines.encode()).hexdigest(),
    )


def shuffled(inputs: Inputs, seed: int) -> Inputs:
    """Return the same records in another order."""
    rows: dict[type[Record], list[Record]] = {table: list(inputs[table]) for table in READ}
    for number, records in enumerate(rows.values()):
        random.Random(seed + number).shuffle(records)
    return Inputs(rows)


def without(inputs: Inputs, document_id: str) -> Inputs:
    """Return the records that are not of one document."""
    return Inputs(
        {
            Passage: [row for row in inputs[Passage] if row.document_id != document_id],
            Embedding: [row for row in inputs[Embedding] if row.document_id != document_id],
            Coding: [row for row in inputs[Coding] if row.document_id != document_id],
        }
    )


def alike(one: Found, other: Found, passages: Sequence[str]) -> tuple[float, float]:
    """Return the adjusted Rand index on all passages, none a topic as any other, and on those in a topic twice."""
    pairs = [(one.of.get(passage, ""), other.of.get(passage, "")) for passage in passages]
    return _index(pairs), _index([pair for pair in pairs if all(pair)])


def _index(pairs: Sequence[tuple[str, str]]) -> float:
    return float(adjusted_rand_score([a for a, _ in pairs], [b for _, b in pairs])) if pairs else 1.0


def compare_seeds(inputs: Inputs, settings: TopicSettings, count: int) -> Found:
    """Print how alike the topics of several seeds and orders are, and return those of the study's own seed."""
    passages = sorted(stating_passages(inputs[Coding]))
    own = find(inputs, settings)
    others = [
        find(shuffled(inputs, seed), replace(settings, seed=seed)) for seed in range(FIRST_SEED, FIRST_SEED + count)
    ]
    scores = np.array([alike(a, b, passages) for a, b in itertools.combinations(others, 2)])
    kept = [len(own.topics.keys() & other.topics.keys()) / max(len(own.topics), 1) for other in others]
    click.echo(
        f"  {count} seeds × orders: adjusted Rand index mean {scores[:, 0].mean():.3f}, least {scores[:, 0].min():.3f} "
        f"({scores[:, 1].mean():.3f} on passages in a topic twice); topics {_span([len(o.topics) for o in others])}; "
        f"ids kept {np.mean(kept):.2f}"
    )
    again = find(shuffled(inputs, 5), settings)
    click.echo(f"  same seed, other order: {'the same, byte for byte' if again.sha256 == own.sha256 else 'DIFFERENT'}")
    return own


def _span(numbers: Sequence[int]) -> str:
    return f"{min(numbers)}-{max(numbers)}"


def show_topics(found: Found, passage_count: int) -> None:
    """Print the topics with their stability, the largest first."""
    stable = sum(topic.is_stable for topic in found.topics.values())
    share = len(found.of) / passage_count
    click.echo(f"  {len(found.topics)} topics, {stable} stable; {share:.0%} of {passage_count} passages in a topic")
    for topic in sorted(found.topics.values(), key=lambda topic: (-topic.passage_count, topic.id)):
        quote = " ".join((topic.quote or "").split())[:90]
        click.echo(f"    {topic.stability:.2f} {topic.passage_count:4d}  {topic.label}  “{quote}”")


def leave_out(inputs: Inputs, settings: TopicSettings, whole: Found, most: int | None) -> None:
    """Print for each document, or the largest, how the topics without it compare with those with it."""
    stating = stating_passages(inputs[Coding])
    documents = {passage.id: passage.document_id for passage in inputs[Passage] if passage.id in stating}
    counts = {name: list(documents.values()).count(name) for name in sorted(set(documents.values()))}
    chosen = sorted(counts, key=lambda name: (-counts[name], name))[:most]
    click.echo("  without document | passages | adjusted Rand index | topics | vanished | ids kept")
    scores = []
    for name in chosen:
        rest = [passage for passage, own in documents.items() if own != name]
        found = find(without(inputs, name), settings)
        scores.append(alike(whole, found, rest)[0])
        kept = len(whole.topics.keys() & found.topics.keys())
        vanished = len(list(_vanished(whole, found, rest)))
        click.echo(
            f"  {name[:12]:16s} | {counts[name]:8d} | {scores[-1]:19.3f} | {len(found.topics):6d} | {vanished:8d} | "
            f"{kept} of {len(whole.topics)}"
        )
    click.echo(f"  mean {np.mean(scores):.3f}, least {min(scores):.3f}")


def _vanished(whole: Found, found: Found, passages: Sequence[str]) -> Iterator[str]:
    """Yield the topics of which no other holds half, counted on the passages that remain."""

    def members(of: Found, topic_id: str) -> set[str]:
        return {passage for passage in passages if of.of.get(passage) == topic_id}

    others = [members(found, topic_id) for topic_id in found.topics]
    for topic_id in whole.topics:
        own = members(whole, topic_id)
        if max((len(own & other) / max(len(own | other), 1) for other in others), default=0.0) < _VANISHED_BELOW:
            yield topic_id


def many(inputs: Inputs, count: int) -> Inputs:
    """Return so many passages, made of real ones by noise on their vectors and a number after their texts."""
    noise = np.random.default_rng(1)
    vectors = {row.passage_id: np.frombuffer(row.vector, dtype="<f4") for row in inputs[Embedding]}
    stating = stating_passages(inputs[Coding]) & vectors.keys()
    texts = sorted((row.id, row.text) for row in inputs[Passage] if row.id in stating)
    rows: dict[type[Record], list[Record]] = {table: [] for table in READ}
    for number, (old, text) in zip(range(count), itertools.cycle(texts), strict=False):
        vector = vectors[old] + noise.normal(scale=NOISE / len(vectors[old]) ** 0.5, size=len(vectors[old]))
        text = f"{text} ({number})"
        document = f"{number % 400:064d}"
        passage = Passage(document_id=document, page=1, start=0, end=len(text), text=text)
        vector = (vector / np.linalg.norm(vector)).astype("<f4")
        rows[Passage].append(passage)
        rows[Embedding].append(
            Embedding(document_id=document, passage_id=passage.id, model="proef", vector=vector.tobytes())
        )
        rows[Coding].append(_coding(passage))
    return Inputs(rows)


def _coding(passage: Passage) -> Coding:
    return Coding(
        document_id=passage.document_id, passage_id=passage.id, codebook="proef", dimension="soort", code=min(STATING),
        page=1, start=0, end=passage.end, quote=passage.text, made_by="rule", score=1.0, reason="proef",
        is_published=True,
    )  # fmt: skip


def time_many(inputs: Inputs, settings: TopicSettings) -> None:
    """Print how long topics of many passages take."""
    large = many(inputs, MANY)
    began, worked = time.perf_counter(), time.process_time()
    found = find(large, settings)
    seconds, processor = time.perf_counter() - began, time.process_time() - worked
    click.echo(f"{MANY} passages: {seconds:.0f} s, {processor:.0f} s of processor time, {len(found.topics)} topics")


def other_process() -> str:
    """Return the hash of the example's topics that another process finds, with its own order of sets."""
    code = (
        "from tests.benchmarks.topics import *\n"
        "study = load_study('voorbeeld'); print(find(read_inputs(study), TopicSettings.of(study)).sha256)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "11"}
    command = [sys.executable, "-W", "ignore", "-c", code]
    answer = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return answer.stdout.split()[-1]


def measure(title: str, study: Study, count: int, most: int | None) -> tuple[Inputs, Found]:
    """Print how steady the topics of a study are; without a table of documents where `most` is 0."""
    inputs, settings = read_inputs(study), TopicSettings.of(study)
    stating = len(stating_passages(inputs[Coding]))
    click.echo(f"{title}: {stating} passages that state something, of {len(inputs[Passage])}")
    own = compare_seeds(inputs, settings, count)
    show_topics(own, stating)
    if most != 0:
        leave_out(inputs, settings, own, most)
    return inputs, own


def main(*, quick: bool = False) -> None:
    """Print how steady the topics are of the example, and of real documents where they are, and how long many take."""
    count = QUICK_SEEDS if quick else SEEDS
    study = load_study("voorbeeld")
    inputs, own = measure("example", study, count, 0 if quick else None)
    click.echo(f"  another process: {'the same, byte for byte' if other_process() == own.sha256 else 'DIFFERENT'}")
    if REAL.is_dir():
        inputs, _ = measure("real", real_study(), count, 0 if quick else LARGEST)
    time_many(inputs, TopicSettings.of(study))


if __name__ == "__main__":
    main(quick="--quick" in sys.argv[1:])
