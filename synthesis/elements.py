"""Elements: what the corpus holds evidence on, from the codes of the codebook and from the topics found without it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from corpus.record import Record
from corpus.records import Coding, Element, Topic, TopicPassage
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.codebook import NONE, find_codebook, load_codebook
from synthesis.evidence import evidence_of

_SHORT_ID = 8
"""Digits of a topic's id in the code of its element."""


@dataclass(frozen=True)
class ElementSettings:
    """What elements depend on: for each element of the codebook its code, label, definition and venster."""

    codes: tuple[tuple[str, str, str, str | None], ...]

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study."""
        codebook = load_codebook(find_codebook(study.codebook, study.beside(study.codebook)))
        return cls(tuple((code.code, code.label, code.definition, code.venster) for code in codebook.of("element")))


def find_elements(inputs: Inputs, settings: ElementSettings) -> Iterator[Record]:
    """Yield the elements of the codebook that were coded, and one for each topic, each with its evidence."""
    by_passage = _grouped(inputs[Coding])
    yield from _coded_elements(inputs[Coding], settings)
    members = defaultdict(list)
    for member in inputs[TopicPassage]:
        members[member.topic_id].append(member.passage_id)
    for topic in inputs[Topic]:
        codings = [coding for passage_id in members[topic.id] for coding in by_passage.get(passage_id, ())]
        yield from _topic_element(topic, codings)


def _grouped(codings: Iterable[Coding]) -> Mapping[str, Sequence[Coding]]:
    groups = defaultdict(list)
    for coding in codings:
        groups[coding.passage_id].append(coding)
    return groups


def _coded_elements(codings: Sequence[Coding], settings: ElementSettings) -> Iterator[Record]:
    known = {code: (label, definition, venster) for code, label, definition, venster in settings.codes}
    by_code = defaultdict(list)
    for coding in codings:
        if coding.dimension == "element":
            by_code[coding.code].append(coding)
    for code in sorted(by_code):
        label, definition, venster = known[code]
        element = Element(code=code, label=label, definition=definition, venster=venster, origin="codebook")
        yield element
        yield from evidence_of(element, by_code[code])


def _topic_element(topic: Topic, codings: Sequence[Coding]) -> Iterator[Record]:
    element = Element(
        code=f"thema:{topic.id[:_SHORT_ID]}",
        label=topic.label,
        definition=f"Thema dat zonder codeboek is gevonden, met als kenmerkende woorden: {', '.join(topic.terms)}.",
        venster=_most_common(coding.code for coding in codings if coding.dimension == "venster"),
        origin="topic",
        topic_id=topic.id,
    )
    yield element
    yield from evidence_of(
        element, (coding for coding in codings if coding.dimension == "soort" and coding.code != NONE)
    )


def _most_common(codes: Iterable[str]) -> str | None:
    """Return the code that occurs most, of equals the first by the alphabet; None where there is none."""
    counts = Counter(codes)
    return min(counts, key=lambda code: (-counts[code], code), default=None)
