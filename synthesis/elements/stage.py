"""Elements: what the corpus holds evidence on, from the codes of the codebook and from the topics found without it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from threadpoolctl import threadpool_limits

from corpus.record import Record
from corpus.records import Coding, Element, Embedding, Evaluation, Topic, TopicPassage
from corpus.review.entries import Merge
from corpus.review.judged import book_of
from corpus.review.reading import read_statements
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.coding.codebook import NONE
from synthesis.coding.codes import Shelf
from synthesis.elements.closeness import Closeness
from synthesis.elements.evidence import counted_for, evidence_of
from synthesis.elements.formulations import Quote, formulations_of
from synthesis.elements.merges import Decision, Draft, apply_decisions, entered_decisions, outranked, read_decisions
from synthesis.elements.proposals import proposals_of

_SHORT_ID = 8
"""Digits of a topic's id in the code of its element."""


@dataclass(frozen=True)
class ElementSettings:
    """What elements depend on: for each element of the codebook its code, label, definition and venster."""

    codes: tuple[tuple[str, str, str, str | None], ...]
    codebook: str = ""
    """The name of the codebook, without its version; of other codebooks beside it, codings are no evidence here."""
    decisions: tuple[Decision, ...] = ()
    """What people decided on elements."""
    file: str = field(default="", metadata={"hashed": False})
    """The name of the file with those decisions."""

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study."""
        shelf = Shelf.of(study)
        book = book_of(shelf.main)
        file, written = read_decisions(study)
        entered = entered_decisions(read_statements(study, Merge), book)
        codes = shelf.codebooks[shelf.main].of("element")
        return cls(
            codes=tuple((code.code, code.label, code.definition, code.venster) for code in codes),
            codebook=book,
            decisions=outranked(entered, written),
            file=file,
        )


def find_elements(inputs: Inputs, settings: ElementSettings) -> Iterator[Record]:
    """Yield proposals to merge, and the elements after what people decided, with their evidence and formulations."""
    # One thread, so that sums are made in one order on every machine.
    with threadpool_limits(1):
        yield from _found(inputs, settings)


def _found(inputs: Inputs, settings: ElementSettings) -> Iterator[Record]:
    codings = [coding for coding in inputs[Coding] if _is_of(coding, settings.codebook)]
    drafts = [*_coded_drafts(codings, settings), *_topic_drafts(inputs, codings)]
    as_found = [replace(draft, codings=list(draft.codings)) for draft in drafts]
    closeness = Closeness.of(inputs[Embedding], {coding.passage_id for draft in drafts for coding in draft.codings})
    applied = apply_decisions(settings.decisions, settings.file, drafts, _uncoded(drafts, settings))
    yield from applied.issues
    yield from proposals_of(as_found, closeness, applied.pairs)
    evaluations = {item.document_id: item for item in inputs[Evaluation]}
    counted = counted_for(evaluations.values())
    for draft in applied.drafts.values():
        element = _element(draft)
        yield element
        by_id = {coding.id: coding for coding in draft.codings}
        evidence = list(evidence_of(element, draft.codings, evaluations))
        yield from evidence
        quotes = [Quote(item, by_id[item.coding_id]) for item in evidence if by_id[item.coding_id].is_published]
        yield from formulations_of(element, quotes, closeness, counted)


def _is_of(coding: Coding, codebook: str) -> bool:
    return not codebook or coding.codebook.rpartition(" ")[0] in (codebook, "")


def _coded_drafts(codings: Sequence[Coding], settings: ElementSettings) -> list[Draft]:
    by_code = defaultdict(list)
    for coding in codings:
        if coding.dimension == "element":
            by_code[coding.code].append(coding)
    drafts = [_draft(code, settings) for code in sorted(by_code)]
    for draft in drafts:
        draft.codings = by_code[draft.code]
    return drafts


def _draft(code: str, settings: ElementSettings) -> Draft:
    known = {own: (label, definition, venster) for own, label, definition, venster in settings.codes}
    return Draft(code, *known[code], origin="codebook")


def _uncoded(drafts: Iterable[Draft], settings: ElementSettings) -> dict[str, Draft]:
    """Return the elements of the codebook that were not coded, into which others may still be merged."""
    coded = {draft.code for draft in drafts}
    return {code: _draft(code, settings) for code, *_ in settings.codes if code not in coded}


def _topic_drafts(inputs: Inputs, codings: Sequence[Coding]) -> list[Draft]:
    """Return an element in the making for each topic; one that another run may not find is no element."""
    by_passage, members = defaultdict(list), defaultdict(list)
    for coding in codings:
        by_passage[coding.passage_id].append(coding)
    for member in inputs[TopicPassage]:
        members[member.topic_id].append(member.passage_id)
    return [
        _topic_draft(topic, [coding for passage in members[topic.id] for coding in by_passage.get(passage, ())])
        for topic in inputs[Topic]
        if topic.is_stable
    ]


def _topic_draft(topic: Topic, codings: Sequence[Coding]) -> Draft:
    return Draft(
        code=f"thema:{topic.id[:_SHORT_ID]}",
        label=topic.label,
        definition=f"Thema dat zonder codeboek is gevonden, met als kenmerkende woorden: {', '.join(topic.terms)}.",
        venster=_most_common(coding.code for coding in codings if coding.dimension == "venster"),
        origin="topic",
        topic_id=topic.id,
        codings=[coding for coding in codings if coding.dimension == "soort" and coding.code != NONE],
    )


def _element(draft: Draft) -> Element:
    return Element(
        code=draft.code,
        label=draft.label,
        definition=draft.definition,
        venster=draft.venster,
        origin=draft.origin,
        topic_id=draft.topic_id,
        decided=tuple(draft.decided),
    )


def _most_common(codes: Iterable[str]) -> str | None:
    """Return the code that occurs most, of equals the first by the alphabet; None where there is none."""
    counts = Counter(codes)
    return min(counts, key=lambda code: (-counts[code], code), default=None)
