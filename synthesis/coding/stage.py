"""The stage that codes: each passage of a document gets codes of the study's codebooks, each with its quote."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np

from corpus.anchoring import anchor
from corpus.judgements import Judgement, judgements_hash
from corpus.record import Record
from corpus.records import Coding, Document, Embedding, Passage
from corpus.review.judged import book_of, judged_codings
from corpus.review.reading import read_settled
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.coding.adapting import Judged, adapt, judged
from synthesis.coding.amendments import Amended, Amendment, amendments_to, renamed, with_examples
from synthesis.coding.codebook import NONE, Codebook
from synthesis.coding.coder import Coder, Verdict
from synthesis.coding.codes import Shelf, load_amended
from synthesis.coding.decided import Decider
from synthesis.coding.features import features_of
from synthesis.coding.model import Model, model_path
from synthesis.coding.reading import Numbers, Reader
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
    amendments: tuple[Amendment, ...] = ()
    """What researchers changed in it."""


@dataclass(frozen=True)
class CodingSettings:
    """What codings depend on; the paths of the codebooks do not count, what they and their models say does.

    What was judged counts for all documents as far as it changes a model, and for its own document besides.
    """

    books: tuple[Book, ...]
    """The main one first."""
    publish_from: float
    fewest_words: int
    embedder: str
    paths: tuple[str, ...] = field(metadata={"hashed": False})
    judgements: Mapping[str, tuple[Judgement, ...]] = field(default_factory=dict, metadata={"hashed": False})
    """By document what was judged of its codings."""

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused when a codebook is absent or wrong."""
        shelf, judgements = Shelf.of(study), read_settled(study)
        books = tuple(
            Book(
                name=name,
                digest=digest,
                model_digest=_model_digest(Path(path), study.embedder),
                judged=judged(judgements, name),
                amendments=amendments_to(Path(path).stem, shelf.amendments),
            )
            for (name, digest), path in zip(shelf.hashes, shelf.paths, strict=True)
        )
        own = by_document(judgements)
        return cls(books, study.synthesis.publish_from, study.synthesis.embed_words, study.embedder, shelf.paths, own)

    @property
    def coders(self) -> dict[str, Coder]:
        """A coder by the name and version of its codebook; the main one first."""
        pairs = zip(self.books, self.paths, strict=True)
        return {book.name: load_coder(path, self.embedder, book) for book, path in pairs}

    @property
    def amended(self) -> dict[str, Amended]:
        """The codebooks by name and version; the main one first."""
        pairs = zip(self.books, self.paths, strict=True)
        return {book.name: load_amended(path, book.amendments, book.digest) for book, path in pairs}


def by_document(judgements: Iterable[Judgement]) -> dict[str, tuple[Judgement, ...]]:
    """Return judgements by their document, in the order in which they come."""
    found: dict[str, list[Judgement]] = {}
    for each in judgements:
        found.setdefault(each.document_id, []).append(each)
    return {document_id: tuple(own) for document_id, own in found.items()}


def judged_of(document: Document, settings: CodingSettings) -> str | None:
    """Return the hash of what was judged of a document; None where nothing was."""
    own = settings.judgements.get(document.id)
    return judgements_hash(own) if own else None


def _model_digest(codebook: Path, embedder: str) -> str:
    model = Model.beside(codebook, embedder)
    return hashlib.sha256(model_path(codebook).read_bytes()).hexdigest() if model else ""


@cache
def load_coder(path: str, embedder: str, book: Book) -> Coder:
    """Return the coder of the codebook in a file, made once a process as long as it and its model stay the same."""
    quotes: dict[str, list[str]] = {}
    for item in book.judged:
        if item.is_right:
            quotes.setdefault(item.key, []).append(item.quote)
    codebook = load_amended(path, book.amendments, book.digest).for_coding
    codebook = with_examples(codebook, book.amendments, quotes)
    model = Model.beside(Path(path), embedder)
    model = model.fitted_to(codebook) if model else None
    if model and book.judged:
        model = _adapted(model, codebook, embedder, book.judged)
    return Coder(codebook, Anchors.of(codebook, embedder), model)


def _adapted(model: Model, codebook: Codebook, embedder: str, items: Sequence[Judged]) -> Model:
    reader, quotes = Reader(codebook), [item.quote for item in items]
    known = list(dict.fromkeys(text for code in codebook.codes for text in (code.description, *code.hits)))

    def features(texts: Sequence[str]) -> Numbers:
        return np.array([features_of(reader.read(text)) for text in texts])

    background = np.hstack([*deep_vectors(embedder, known), features(known)]).astype(np.float64)
    return adapt(model, items, *deep_vectors(embedder, quotes), features(quotes), background)


def prepare_coding(settings: CodingSettings) -> dict[str, Coder]:
    """Return the coders, made once, so that what they embed is kept before several processes ask for it."""
    return settings.coders


def code_document(inputs: Inputs, settings: CodingSettings) -> Iterator[Record]:
    """Yield the codings of the passages of a document by each codebook, after what people judged of them.

    Of a passage that has none by its form, the reason is yielded.
    """
    if not inputs[Embedding]:
        return
    codings = list(_by_machine(inputs, settings))
    yield from _after_judgements(codings, inputs, settings)


def _after_judgements(codings: list[Coding], inputs: Inputs, settings: CodingSettings) -> list[Coding]:
    said = settings.judgements.get(inputs.one(Document).id, ())
    if not said:
        return codings
    amended, passages = settings.amended, inputs[Passage]
    books = {book_of(name): own for name, own in amended.items()}
    known = [renamed(each, books[book_of(each.codebook)]) for each in said if book_of(each.codebook) in books]
    judged = judged_codings(anchor(known, passages, only_exact=True).exact)
    decider = Decider({name: own.codebook for name, own in amended.items()}, settings.publish_from)
    return decider.decide(codings, judged, {passage.id: passage for passage in passages})


def _by_machine(inputs: Inputs, settings: CodingSettings) -> Iterator[Coding]:
    embedded = {item.passage_id: item for item in inputs[Embedding]}
    passages = [passage for passage in inputs[Passage] if passage.id in embedded]
    own = [embedded[passage.id] for passage in passages]
    vectors = np.stack([np.frombuffer(item.vector, dtype="<f4") for item in own])
    inner = np.stack([np.frombuffer(item.inner, dtype="<f2").astype(np.float32) for item in own])
    amended = settings.amended
    for number, (name, coder) in enumerate(settings.coders.items()):
        for passage, verdicts in zip(
            passages, coder.code_all([passage.text for passage in passages], vectors, inner), strict=True
        ):
            for verdict in _merged(verdicts, amended[name]):
                yield coding_of(passage, verdict, name, settings.publish_from)
        if not number and coder.codebook.none >= 0:
            yield from _left_out(inputs[Passage], settings, name)


def _merged(verdicts: Sequence[Verdict], amended: Amended) -> list[Verdict]:
    """Return verdicts with the codes that theirs went up in; of several with one code the surest."""
    if not amended.into:
        return list(verdicts)
    best: dict[tuple[str, str], Verdict] = {}
    for verdict in sorted(verdicts, key=lambda verdict: -verdict.score):
        code = amended.renamed(f"{verdict.dimension}:{verdict.code}")
        best.setdefault((verdict.dimension, code), replace(verdict, code=code))
    return list(best.values())


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
