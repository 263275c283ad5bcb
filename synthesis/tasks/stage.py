"""The stage that reads tasks and adjustments: who should do what, by when, about which element, against what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from corpus.record import Record
from corpus.records import Coding, Embedding, Opgave, OpgaveElement, Passage
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.tasks.links import HINDRANCE, LIKELY, Answer, Hindrance, Hindrances, Likeness
from synthesis.tasks.reading import Task, read_task
from synthesis.tasks.settings import main_codebook

KINDS = ("opgave", "bijstelling")
SENTENCE, PASSAGE = "zin", "passage"


@dataclass(frozen=True)
class TaskSettings:
    """What tasks depend on: the codebook by which they are told."""

    codebook: str

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused when its codebook is absent or wrong."""
        return cls(main_codebook(study))


@dataclass(frozen=True)
class _Coded:
    """A passage with its codings by dimension."""

    passage: Passage
    codings: Mapping[str, Sequence[Coding]]

    def elements(self, start: int, end: int) -> list[tuple[Coding, str]]:
        """Return the codings of elements, each with whether its quote meets a span of the page."""
        found = self.codings.get("element", ())
        return [(item, SENTENCE if item.start < end and start < item.end else PASSAGE) for item in found]

    @property
    def aspect(self) -> str | None:
        """The likeliest aspect."""
        found = self.codings.get("aspect", ())
        return max(found, key=lambda item: (item.score, item.code)).code if found else None


def find_tasks(inputs: Inputs, settings: TaskSettings) -> Iterator[Record]:
    """Yield each task and adjustment that was coded, with its elements and the belemmering that it answers."""
    documents = _by_document(inputs[Passage], inputs[Coding], settings.codebook)
    likeness = Likeness(inputs[Embedding])
    for document_id in sorted(documents):
        passages = documents[document_id]
        hindrances = Hindrances(tuple(item for coded in passages for item in _hindrances(coded)), likeness)
        for coded in passages:
            for coding in coded.codings.get("soort", ()):
                if coding.code in KINDS:
                    yield from _task(coded, coding, hindrances)


def _by_document(
    passages: Sequence[Passage], codings: Sequence[Coding], codebook: str
) -> Mapping[str, Sequence[_Coded]]:
    by_passage: dict[str, dict[str, list[Coding]]] = defaultdict(lambda: defaultdict(list))
    for coding in codings:
        if coding.codebook == codebook:
            by_passage[coding.passage_id][coding.dimension].append(coding)
    documents = defaultdict(list)
    for passage in passages:
        if passage.id in by_passage:
            documents[passage.document_id].append(_Coded(passage, by_passage[passage.id]))
    return documents


def _hindrances(coded: _Coded) -> Iterator[Hindrance]:
    """Yield what hinders in a passage, with the elements of its sentence, or else of the passage."""
    for coding in coded.codings.get("soort", ()):
        if coding.code == HINDRANCE and coding.score >= LIKELY:
            elements = coded.elements(coding.start, coding.end)
            yield Hindrance(coding, coded.passage, _nearest(elements))


def _nearest(elements: Sequence[tuple[Coding, str]]) -> frozenset[str]:
    likely = [(item, nearness) for item, nearness in elements if item.score >= LIKELY]
    near = frozenset(item.code for item, nearness in likely if nearness == SENTENCE)
    return near or frozenset(item.code for item, _ in likely)


def _task(coded: _Coded, coding: Coding, hindrances: Hindrances) -> Iterator[Record]:
    passage = coded.passage
    task = read_task(passage.text, coding.start - passage.start, coding.end - passage.start, passage.section_path)
    begin, end = (passage.start + place for place in task.sentence)
    elements = coded.elements(begin, end)
    opgave = _opgave(coded, coding, task, hindrances.answered_by(passage, coding, _nearest(elements)))
    yield opgave
    for item, nearness in elements:
        yield OpgaveElement(opgave_id=opgave.id, coding_id=item.id, element=item.code, nearness=nearness)


def _opgave(coded: _Coded, coding: Coding, task: Task, answer: Answer | None) -> Opgave:
    passage, actor, term, status = coded.passage, task.actor, task.term, task.status
    return Opgave(
        document_id=passage.document_id,
        passage_id=passage.id,
        coding_id=coding.id,
        kind=coding.code,
        aspect=coded.aspect,
        page=passage.page,
        start=passage.start + task.start,
        end=passage.start + task.end,
        what=passage.text[task.start : task.end],
        actors=actor.kinds if actor else (),
        actor_text=actor.text if actor else None,
        actor_start=_on_page(passage, actor.start if actor else None),
        actor_end=_on_page(passage, actor.end if actor else None),
        actor_rule=actor.rule if actor else None,
        term=term.value if term else None,
        term_text=term.text if term else None,
        term_start=_on_page(passage, term.start if term else None),
        term_end=_on_page(passage, term.end if term else None),
        status=status.value if status else None,
        status_words=status.words if status else None,
        belemmering_id=answer.coding_id if answer else None,
        belemmering_link=answer.link if answer else None,
        belemmering_similarity=answer.similarity if answer else None,
    )


def _on_page(passage: Passage, place: int | None) -> int | None:
    return None if place is None else passage.start + place
