"""The stage that finds cases: passages that tell of a person, household or practice, with the elements they show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from corpus.private import private_passages
from corpus.record import Record
from corpus.records import Casus, CasusElement, Coding, Page, Passage, PersonalSpan
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.cases.telling import Telling, read_telling
from synthesis.tasks.settings import main_codebook

PASSAGE, NEIGHBOUR = "passage", "buur"


@dataclass(frozen=True)
class CaseSettings:
    """What cases depend on: the codebook whose elements they are tied to."""

    codebook: str

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused when its codebook is absent or wrong."""
        return cls(main_codebook(study))


def find_cases(inputs: Inputs, settings: CaseSettings) -> Iterator[Record]:
    """Yield the cases of a document, each with the elements of its passage and of its neighbours in the section."""
    passages = inputs[Passage]
    private = private_passages(passages, inputs[PersonalSpan])
    elements = defaultdict(list)
    for coding in inputs[Coding]:
        if coding.dimension == "element" and coding.codebook == settings.codebook:
            elements[coding.passage_id].append(coding)
    for number, before in enumerate(_befores(passages, inputs[Page])):
        passage = passages[number]
        telling = read_telling(passage.text, passage.section_path, before)
        if telling and telling.is_case:
            casus = _casus(passage, telling, passage.id in private)
            yield casus
            yield from _elements(casus, number, passages, elements)


def _befores(passages: Sequence[Passage], pages: Sequence[Page]) -> Iterator[str]:
    """Yield for each passage the text of its page between it and the passage before: titles that stand alone."""
    texts = {page.number: page.text for page in pages}
    ends: dict[int, int] = {}
    for passage in passages:
        yield texts.get(passage.page, "")[ends.get(passage.page, 0) : passage.start]
        ends[passage.page] = passage.end


def _casus(passage: Passage, telling: Telling, is_withheld: bool) -> Casus:
    return Casus(
        document_id=passage.document_id,
        passage_id=passage.id,
        page=passage.page,
        start=passage.start,
        end=passage.end,
        kind=telling.kind,
        score=telling.score,
        reason=telling.reason,
        is_withheld=is_withheld,
    )


def _elements(
    casus: Casus, number: int, passages: Sequence[Passage], elements: Mapping[str, Sequence[Coding]]
) -> Iterator[CasusElement]:
    own = passages[number]
    for step, nearness in ((0, PASSAGE), (-1, NEIGHBOUR), (1, NEIGHBOUR)):
        place = number + step
        if not 0 <= place < len(passages) or passages[place].section_path != own.section_path:
            continue
        for coding in elements.get(passages[place].id, ()):
            yield CasusElement(
                document_id=casus.document_id,
                casus_id=casus.id,
                coding_id=coding.id,
                element=coding.code,
                nearness=nearness,
            )
