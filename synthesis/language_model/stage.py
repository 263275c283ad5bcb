"""The stage in which a language model codes along, where a study names one; without, it does nothing.

Its codings stand beside those of the study's own coder and are offered for review, never published by themselves: how
sure a model says it is, is no probability. As long as its codings were not judged beside people's, all get the same
modest score, below what topics ask. What is private goes to no model but one on this machine.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self

from corpus.issues import name_of_input
from corpus.private import private_passages
from corpus.record import Record
from corpus.records import Coding, Document, Embedding, Issue, LanguageModelCall, Passage, PersonalSpan
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.coding.amendments import Amendment, amend, amendments_to, read_amendments
from synthesis.coding.codebook import Codebook, find_codebook, load_codebook
from synthesis.coding.coder import Verdict
from synthesis.coding.stage import coding_of
from synthesis.language_model.answers import REFUSALS, Accepted, Refusal, accept
from synthesis.language_model.asking import Asker, Terms
from synthesis.language_model.connection import Connection, Way
from synthesis.language_model.prompt import CodingTask
from synthesis.language_model.record import Kept, Said, Spending, record_path

log = logging.getLogger(__name__)

MADE_BY = "language_model"
SCORE = 0.4
"""The score of every coding by a language model, as long as none is calibrated."""
_PUBLISH_FROM = 1.0
"""Above the score, whatever the study says: by itself a language model publishes nothing."""
_LATER = "Run again when it is there; what it said is kept"


@dataclass(frozen=True)
class LanguageModelSettings:
    """What codings by a language model depend on; all None or empty where a study names no model."""

    model: str | None = None
    prompt_hash: str = ""
    codebook: str = ""
    is_local: bool = False
    most_spend: float | None = None
    """Counts too: with more to spend, what was left is asked."""
    study: str = field(default="", metadata={"hashed": False})
    path: str = field(default="", metadata={"hashed": False})
    amendments: tuple[Amendment, ...] = field(default=(), metadata={"hashed": False})
    """What researchers changed in the codebook; it counts in the hash of the prompt."""
    way: Way = field(default=Way(""), metadata={"hashed": False})
    terms: Terms = field(default=Terms(), metadata={"hashed": False})

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused where its model cannot be asked as it says."""
        own = study.language_model
        return cls.for_task(study) if own.model and own.codes_passages else cls()

    @classmethod
    def for_task(cls, study: Study) -> Self:
        """Return the settings of a study that names a model, whatever that is for."""
        own = study.language_model
        options = tuple(sorted(own.options.items()))
        way = Way(own.model or "", own.api_base, own.key_name, own.has_schemas, options, own.timeout_s)
        path = find_codebook(study.codebook, study.beside(study.codebook))
        amendments = amendments_to(path.stem, read_amendments(study))
        codebook = amend(load_codebook(path), amendments).codebook
        return cls(
            model=way.name,
            prompt_hash=CodingTask(codebook).hash,
            codebook=f"{path.stem} {codebook.version}",
            is_local=Connection(way, needs_key=own.most_spend != 0).is_local,
            most_spend=own.most_spend,
            study=study.name,
            path=str(path),
            amendments=amendments,
            way=way,
            terms=Terms(own.batch, own.answer_tokens, own.price_in, own.price_out, own.most_spend),
        )


@cache
def _asker(settings: LanguageModelSettings, path: Path) -> Asker:
    """Return what asks, for the length of a run; `path` is where the record is."""
    connection = Connection(settings.way, needs_key=settings.most_spend != 0)
    return Asker(connection, Said(settings.study, settings.way.name), settings.terms)


def asker_of(settings: LanguageModelSettings) -> Asker:
    """Return what asks the model of these settings, the same one until the next run."""
    return _asker(settings, record_path())


def begin_asking(settings: LanguageModelSettings) -> None:
    """Begin a run: an endpoint that was down is tried again, and counts start from nothing."""
    if settings.model:
        _asker.cache_clear()


def finish_asking(settings: LanguageModelSettings) -> None:
    """Tell what a run asked and what it took, where it asked anything."""
    if settings.model and asker_of(settings).calls:
        log.warning("%s", asker_of(settings).summary())


def sent_text(passage: Passage) -> str:
    """Return the text of a passage as it is sent, with single spaces."""
    return " ".join(passage.text.split())


@cache
def _codebook(path: str, amendments: tuple[Amendment, ...], prompt_hash: str) -> Codebook:
    return amend(load_codebook(Path(path)), amendments).codebook


def code_with_language_model(inputs: Inputs, settings: LanguageModelSettings) -> Iterator[Record]:
    """Yield the codings that a language model gives to the passages of a document that have a vector.

    A passage without one was ruled out before. With them come what they took, and what was held back or refused.
    """
    vectors = {item.passage_id for item in inputs[Embedding]}
    passages = [passage for passage in inputs[Passage] if passage.id in vectors]
    if not settings.model or not passages:
        return
    asker = asker_of(settings)
    held = frozenset() if settings.is_local else private_passages(passages, inputs[PersonalSpan])
    sent = [passage for passage in passages if passage.id not in held]
    task = CodingTask(_codebook(settings.path, settings.amendments, settings.prompt_hash))
    answers = asker.gather(task, [sent_text(passage) for passage in sent])
    document = inputs.one(Document)
    read = _Read(document.id, sent, answers, task.codebook, settings)
    yield from read.codings
    yield read.as_call(held_back_count=len(held))
    yield from _issues(read, asker, len(held))
    asker.counts += Counter(accepted=len(read.codings), refused=read.refused.total(), held_back=len(held))


class _Read:
    """What the answers about a document come to."""

    def __init__(
        self, document_id: str, sent: Sequence[Passage], answers: Mapping[str, Kept], codebook: Codebook,
        settings: LanguageModelSettings,
    ) -> None:  # fmt: skip
        self.document_id, self.settings = document_id, settings
        self.codings: list[Coding] = []
        self.refused: Counter[Refusal] = Counter()
        self.spending = Spending()
        self.asked_count = self.unreadable_count = 0
        for passage in sent:
            if kept := answers.get(sent_text(passage)):
                self._take(passage, kept, codebook)
        self.unasked_count = len(sent) - self.asked_count

    def _take(self, passage: Passage, kept: Kept, codebook: Codebook) -> None:
        self.asked_count += 1
        self.spending += kept.spending
        if kept.answer is None:
            self.unreadable_count += 1
            return
        accepted, refused = accept(passage.text, kept.answer, codebook)
        self.refused += refused
        verdicts = [verdict_of(each, self.settings) for each in accepted]
        self.codings += [coding_of(passage, each, self.settings.codebook, _PUBLISH_FROM) for each in verdicts]

    def as_call(self, held_back_count: int) -> LanguageModelCall:
        """Return the record of what was asked about the document, and what it took."""
        cost = self.spending.cost
        return LanguageModelCall(
            document_id=self.document_id,
            model=str(self.settings.model),
            prompt_hash=self.settings.prompt_hash,
            passage_count=self.asked_count,
            unasked_count=self.unasked_count,
            held_back_count=held_back_count,
            unreadable_count=self.unreadable_count,
            accepted_count=len(self.codings),
            refused_count=self.refused.total(),
            tokens_in=round(self.spending.tokens_in),
            tokens_out=round(self.spending.tokens_out),
            cost=None if cost is None else round(cost, 6),
        )


def verdict_of(accepted: Accepted, settings: LanguageModelSettings) -> Verdict:
    """Return a code that counts as a verdict, with a score that does not depend on what the model says of itself."""
    sure = f", noemt zichzelf {accepted.confidence} zeker (niet geijkt)" if accepted.confidence else ""
    return Verdict(
        dimension=accepted.dimension,
        code=accepted.code,
        direction=accepted.direction,
        start=accepted.start,
        end=accepted.end,
        made_by=MADE_BY,
        score=SCORE,
        reason=f"taalmodel {settings.model}, prompt {settings.prompt_hash[:8]}{sure}",
    )


def _issues(read: _Read, asker: Asker, held_count: int) -> Iterator[Issue]:
    subject, model = name_of_input(read.document_id), asker.connection.way.name
    if held_count:
        problem = f"{held_count} passages touch private persons and were not sent to {model}"
        remedy = "Say in the file of `released` which texts may be public, or use a model on this machine"
        yield Issue(severity="warning", subject=subject, problem=problem, remedy=remedy)
    if read.refused:
        reasons = ", ".join(f"{read.refused[why]} {says}" for why, says in REFUSALS.items() if read.refused[why])
        problem = f"of the codes by {model}, {read.refused.total()} were left out: {reasons}"
        remedy = "Nothing is to be done; where there are many, another model may do better"
        yield Issue(severity="warning", subject=subject, problem=problem, remedy=remedy)
    if read.unreadable_count:
        problem = f"{model} gave no readable answer about {read.unreadable_count} passages"
        remedy = "They have no codes of it; where there are many, raise answer_tokens, or try another model"
        yield Issue(severity="warning", subject=subject, problem=problem, remedy=remedy)
    if read.unasked_count:
        yield _unasked(subject, read.unasked_count, asker)


def _unasked(subject: str, count: int, asker: Asker) -> Issue:
    """Return why passages were not asked about; where the endpoint failed, they are asked about in the next run."""
    model = asker.connection.way.name
    if asker.down:
        problem = f"{model} was not asked about {count} passages: {asker.down}"
        return Issue(severity="surprise", subject=subject, problem=problem, remedy=_LATER)
    problem = f"{count} passages were not sent to {model}, which might have cost more than most_spend allows"
    remedy = "Raise most_spend under [language_model] in the study to have them asked about"
    return Issue(severity="warning", subject=subject, problem=problem, remedy=remedy)
