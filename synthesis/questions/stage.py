"""The stage that looks for answers: which passages say something about each question, and how far they settle it.

An answer is a passage that states something (a soort of the codebook), has the codes that the question requires, and
is near enough: by the similarity of the question to the passage, where a passage with a code that the question names
may be further off. Thresholds were set by reading what fourteen questions found in forty-eight reports: of the answers
above them some two in three were on the question, of those below one in three.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Self

import numpy as np

from corpus.record import Record
from corpus.records import Answer, Coding, Embedding, Evaluation, Question
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.coding.amendments import Amendment
from synthesis.coding.codes import Shelf
from synthesis.embed import Vectors, matrix, model_of, question_vectors
from synthesis.ledger.backing import Backing, by_document, plural, shown
from synthesis.questions.asking import Asked, Key, Understanding, Understood, questions_of

NEAR, NEAR_WITH_CODE, NEAR_AS_REQUIRED = 0.32, 0.2, 0.0
"""From this similarity on a passage is an answer: without a code that the question names, with one, and with the
element or thema that a leervraag requires."""
BONUS = 0.15
"""What such a code adds to the score by which answers are ranked."""
ANSWERED_FROM, STRONG_FROM = 3, 1
"""Independent evaluations that answer a question, and how many of them are more than a casus."""
MOST_ANSWERS = 30
"""So many answers are kept of a question; all of them count for its status."""
_STATEMENTS, SUBJECTS = ("soort", "element"), ("element", "thema")


@dataclass(frozen=True)
class QuestionSettings:
    """What answers depend on: the questions, the codebooks, the model, and what the study says of itself."""

    asked: tuple[Asked, ...]
    hashes: tuple[tuple[str, str], ...]
    model: str
    scene: str
    embedder: str = field(metadata={"hashed": False})
    paths: tuple[str, ...] = field(metadata={"hashed": False})
    amendments: tuple[Amendment, ...] = field(default=(), metadata={"hashed": False})

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused when a question names a code that is not there."""
        shelf = Shelf.of(study)
        return cls(
            asked=tuple(questions_of(study, shelf)),
            hashes=shelf.hashes,
            model=model_of(study.embedder),
            scene=f"{study.title} {study.description}",
            embedder=study.embedder,
            paths=shelf.paths,
            amendments=shelf.amendments,
        )


@dataclass(frozen=True)
class Pool:
    """The passages that state something, with their codings and vectors."""

    passages: tuple[str, ...]
    codings: Mapping[str, Sequence[Coding]]
    keys: tuple[frozenset[Key], ...]
    """The codes of each passage."""
    vectors: Vectors
    main: str
    """The codebook whose statements count, and whose quotes are shown."""

    @classmethod
    def of(cls, codings: Sequence[Coding], embeddings: Sequence[Embedding], main: str, statement: str) -> Self:
        """Return the passages that have a vector and, by the codebook `main`, a coding of the dimension `statement`."""
        grouped: defaultdict[str, list[Coding]] = defaultdict(list)
        for coding in codings:
            grouped[coding.passage_id].append(coding)
        stating = {item.passage_id for item in codings if item.codebook == main and item.dimension == statement}
        found = [item for item in embeddings if item.passage_id in stating]
        passages = tuple(item.passage_id for item in found)
        keys = tuple(frozenset(map(_key, grouped[passage])) for passage in passages)
        return cls(passages, grouped, keys, matrix(found), main)


class _Hit(NamedTuple):
    score: float
    similarity: float
    shared: tuple[str, ...]
    coding: Coding


def answer_questions(inputs: Inputs, settings: QuestionSettings) -> Iterator[Record]:
    """Yield each question with its status, and its best answers."""
    if not settings.asked:
        return
    evaluations = by_document(inputs[Evaluation])
    codebooks = Shelf(settings.hashes, settings.paths, settings.amendments).codebooks
    main, codebook = next(iter(codebooks.items()))
    statement = next(name for name in ("soort", "element", "thema") if codebook.of(name))
    pool = Pool.of(shown(inputs[Coding], evaluations), inputs[Embedding], main, statement)
    understanding = Understanding(codebooks, settings.scene)
    texts = [asked.text for asked in settings.asked]
    others = [code.definition for codebook in codebooks.values() for code in codebook.codes]
    vectors = question_vectors(settings.embedder, (*texts, *others))
    nearness = similarities(vectors[: len(texts)], vectors[len(texts) :], pool.vectors)
    for position, (asked, near) in enumerate(zip(settings.asked, nearness, strict=True), 1):
        yield from answered(position, understanding.of(asked), pool, near, evaluations)


def similarities(questions: Vectors, others: Vectors, passages: Vectors) -> Vectors:
    """Return the similarity (-1 to 1) of each question (rows) to each passage (columns).

    Vectors of this kind all point much the same way, and those of questions their own way. So of questions the mean of
    `others` is taken off, vectors of what else could be asked, and of passages the mean of them all.
    """
    if not len(passages):
        return np.empty((len(questions), 0), dtype=np.float32)
    middle = passages.mean(axis=0) if len(passages) > 1 else others.mean(axis=0)
    near = _away(questions, others.mean(axis=0)) @ _away(passages, middle).T
    return np.asarray(near.round(4), dtype=np.float32)


def _away(rows: Vectors, mean: Vectors) -> Vectors:
    moved = rows - mean
    return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def answered(
    position: int, understood: Understood, pool: Pool, near: Vectors, evaluations: Mapping[str, Evaluation]
) -> Iterator[Record]:
    """Yield one question with its status, and its best answers."""
    hits = find_hits(understood, pool, near)
    backing = Backing.of((hit.coding for hit in hits), evaluations)
    status, rule = status_of(backing)
    asked = understood.asked
    question = Question(
        position=position,
        name=asked.name,
        text=asked.text,
        origin="codebook" if asked.codebook else "study",
        codebook=asked.codebook,
        code=asked.code,
        understood=understood.named,
        status=status,
        rule=rule,
        answer_count=backing.passage_count,
        document_count=backing.document_count,
        evaluation_count=backing.evaluation_count,
        strong_count=backing.strong_count,
    )
    yield question
    for rank, hit in enumerate(in_turn(hits)[:MOST_ANSWERS], 1):
        told = "zekerheid van de code" if understood.is_general else "gelijkenis"
        reason = f"{told} {hit.score if understood.is_general else hit.similarity:.2f}".replace(".", ",")
        reason += f"; deelt {', '.join(hit.shared)}" if hit.shared else ""
        yield Answer(question_id=question.id, coding_id=hit.coding.id, rank=rank, score=hit.score, reason=reason)


def find_hits(understood: Understood, pool: Pool, near: Vectors) -> list[_Hit]:
    """Return the passages that say something about a question, the best first."""
    demanded = frozenset(key for name in SUBJECTS for key in understood.required.get(name, ()))
    least = -1.0 if understood.is_general else NEAR_AS_REQUIRED if demanded else NEAR_WITH_CODE
    hits = []
    for place in np.flatnonzero(near >= least).tolist():
        keys, similarity = pool.keys[place], float(near[place])
        shared = tuple(sorted(key.name for key in keys & (understood.subjects | demanded)))
        is_near = understood.is_general or shared or similarity >= NEAR
        if is_near and all(keys & wanted for wanted in understood.required.values()):
            own = [coding for coding in pool.codings[pool.passages[place]] if coding.codebook == pool.main]
            carrier = _carrier(own, understood)
            # What all statements of a kind answer, the surest answer best; else those that are nearest.
            score = carrier.score if understood.is_general else round(similarity + (BONUS if shared else 0.0), 4)
            hits.append(_Hit(score, round(similarity, 4), shared, carrier))
    return sorted(hits, key=lambda hit: (-hit.score, hit.coding.id))


def _key(coding: Coding) -> Key:
    return Key(coding.codebook, coding.dimension, coding.code)


def _carrier(codings: Sequence[Coding], understood: Understood) -> Coding:
    """Return the coding whose quote shows the answer best: one that is asked for, then the surest statement."""
    wanted = understood.subjects | {key for keys in understood.required.values() for key in keys}

    def worth(coding: Coding) -> tuple[bool, bool, float, str]:
        return (coding.dimension in _STATEMENTS, _key(coding) in wanted, coding.score, coding.id)

    return max(codings, key=worth)


def in_turn(hits: Sequence[_Hit]) -> list[_Hit]:
    """Return hits such that each document comes once before any comes twice."""
    turns: defaultdict[str, int] = defaultdict(int)
    ranked = []
    for place, hit in enumerate(hits):
        turns[hit.coding.document_id] += 1
        ranked.append((turns[hit.coding.document_id], place, hit))
    return [hit for _, _, hit in sorted(ranked, key=lambda item: item[:2])]


def status_of(backing: Backing) -> tuple[str, str]:
    """Return how far a question is answered, and by which rule (Dutch)."""
    count, strong = backing.evaluation_count, backing.strong_count
    told = plural(count, "onafhankelijke evaluatie", "onafhankelijke evaluaties")
    needed = f"beantwoord is zij vanaf {ANSWERED_FROM}, waarvan {STRONG_FROM} sterker dan een casus"
    if count >= ANSWERED_FROM and strong >= STRONG_FROM:
        return "answered", f"beantwoord: {told}, waarvan {strong} sterker dan een casus; {needed}"
    if backing.passage_count:
        passages = plural(backing.passage_count, "passage", "passages")
        return "partly", f"deels: {passages} uit {told}, waarvan {strong} sterker dan een casus; {needed}"
    return "open", f"open: geen passage gevonden die iets over de vraag zegt; {needed}"
