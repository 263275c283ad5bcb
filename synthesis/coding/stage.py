"""The stage that codes: each passage of a document gets codes of the study's codebooks, each with its quote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np

from corpus.judgements import read_judgements
from corpus.record import Record
from corpus.records import Coding, Embedding, Passage
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.coding.adapting import Judged, adapt, judged
from synthesis.coding.codebook import NONE, Codebook, load_codebook
from synthesis.coding.coder import Coder, Verdict
from synthesis.coding.codes import Shelf
from synthesis.coding.features import features_of
from synthesis.coding.model import Model, model_path
from synthesis.coding.reading import Reader
from synthesis.coding.similarity import Anchors
from synthesis.embed import deep_vectors
from synthesis.sieve import why_left_out


@dataclass(frozen=True)
class Book:
    """A codebook to code by, with what people judged of its codes."""

    name: str
    """Name and version."""
    digest: str
    """The hash of what it says."""
    model_digest: str
    """The hash of its model; empty where there is none that knows the vectors."""
    judged: tuple[Judged, ...]


@dataclass(frozen=True)
class CodingSettings:
    """What codings depend on; the paths of the codebooks do not count, what they and their models say does."""

    books: tuple[Book, ...]
    """The main one first."""
    publish_from: float
    fewest_words: int
    embedder: str
    paths: tuple[str, ...] = field(metadata={"hashed": False})

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused when a codebook is absent or wrong."""
        shelf, judgements = Shelf.of(study), read_judgements(study)
        books = tuple(
            Book(name, digest, _model_digest(Path(path), study.embedder), judged(judgements, name))
            for (name, digest), path in zip(shelf.hashes, shelf.paths, strict=True)
        )
        return cls(books, study.synthesis.publish_from, study.synthesis.embed_words, study.embedder, shelf.paths)

    @property
    def coders(self) -> dict[str, Coder]:
        """A coder by the name and version of its codebook; the main one first."""
        pairs = zip(self.books, self.paths, strict=True)
        return {book.name: load_coder(path, self.embedder, book) for book, path in pairs}


def _model_digest(codebook: Path, embedder: str) -> str:
    model = Model.beside(codebook, embedder)
    return hashlib.sha256(model_path(codebook).read_bytes()).hexdigest() if model else ""


@cache
def load_coder(path: str, embedder: str, book: Book) -> Coder:
    """Return the coder of the codebook in a file, made once a process as long as it and its model stay the same."""
    codebook = load_codebook(Path(path))
    model = Model.beside(Path(path), embedder)
    model = model.fitted_to(codebook) if model else None
    if model and book.judged:
        model = _adapted(model, codebook, embedder, book.judged)
    return Coder(codebook, Anchors.of(codebook, embedder), model)


def _adapted(model: Model, codebook: Codebook, embedder: str, items: Sequence[Judged]) -> Model:
    reader, quotes = Reader(codebook), [item.quote for item in items]
    features = np.array([features_of(reader.read(quote)) for quote in quotes])
    return adapt(model, items, *deep_vectors(embedder, quotes), features)


def prepare_coding(settings: CodingSettings) -> dict[str, Coder]:
    """Return the coders, made once, so that what they embed is kept before several processes ask for it."""
    return settings.coders


def code_document(inputs: Inputs, settings: CodingSettings) -> Iterator[Record]:
    """Yield the codings of the passages of a document by each codebook, and why a passage has none."""
    embedded = {item.passage_id: item for item in inputs[Embedding]}
    if not embedded:
        return
    passages = [passage for passage in inputs[Passage] if passage.id in embedded]
    own = [embedded[passage.id] for passage in passages]
    vectors = np.stack([np.frombuffer(item.vector, dtype="<f4") for item in own])
    inner = np.stack([np.frombuffer(item.inner, dtype="<f2").astype(np.float32) for item in own])
    for number, (name, coder) in enumerate(settings.coders.items()):
        for passage, verdicts in zip(
            passages, coder.code_all([passage.text for passage in passages], vectors, inner), strict=True
        ):
            for verdict in verdicts:
                yield coding_of(passage, verdict, name, settings.publish_from)
        if not number and coder.codebook.none >= 0:
            yield from _left_out(inputs[Passage], settings, name)


def _left_out(passages: tuple[Passage, ...], settings: CodingSettings, codebook: str) -> Iterator[Coding]:
    """Yield `geen` for each passage that was not embedded for its form, so that one sees that it was read."""
    for passage in passages:
        if reason := why_left_out(passage.text, settings.fewest_words):
            verdict = Verdict("soort", NONE, None, 0, len(passage.text), "rule", 1.0, reason)
            yield coding_of(passage, verdict, codebook, settings.publish_from)


def coding_of(passage: Passage, verdict: Verdict, codebook: str, publish_from: float) -> Coding:
    """Return a verdict on a passage as a record; it is published from this score on, but for `geen`."""
    return Coding(
        document_id=passage.document_id,
        passage_id=passage.id,
        codebook=codebook,
        dimension=verdict.dimension,
        code=verdict.code,
        direction=verdict.direction,
        page=passage.page,
        start=passage.start + verdict.start,
        end=passage.start + verdict.end,
        quote=passage.text[verdict.start : verdict.end],
        made_by=verdict.made_by,
        score=verdict.score,
        reason=verdict.reason,
        is_published=verdict.score >= publish_from and verdict.code != NONE,
    )
