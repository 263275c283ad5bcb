"""The coverage stage: what should exist by the study's list and by references, what was found, and an estimate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from corpus.record import Record
from corpus.records import Citation
from corpus.reference import GEMEENTEN
from corpus.stage import Inputs
from corpus.study import Study
from reports.coverage.documents import known_documents
from reports.coverage.estimate import Unit, estimates
from reports.coverage.expectations import Expected, Expecting, Wanted
from reports.coverage.expected import Listed, read_expected
from reports.coverage.matching import Known
from reports.coverage.register import Register
from reports.coverage.request import Sender
from reports.settings import read_gemeenten, read_register

LIST, REFERENCES = "lijst van de studie", "verwijzingen in documenten"
"""The sources of expectations, as the estimates name them."""


@dataclass(frozen=True)
class CoverageSettings:
    """What coverage depends on beside the corpus: who asks, how long quotes are, the list, criteria and names."""

    title: str
    contact: str
    quote_words: int
    expected: tuple[Listed, ...]
    wanted: Wanted
    names: tuple[tuple[str, str], ...]
    """Code and name of every gemeente, by code."""

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused at a line of its list that is wrong."""
        paths = [GEMEENTEN, *([study.beside(study.gemeenten)] if study.gemeenten else [])]
        register = Register(read_register(*paths))
        listed, criteria = study.coverage.expected, study.criteria
        codes = {code for name in criteria.gemeenten for code in register.codes_of(name)}
        return cls(
            title=study.title,
            contact=study.contact,
            quote_words=study.reports.quote_words,
            expected=read_expected(study.beside(listed), register) if listed else (),
            wanted=Wanted(criteria.period, tuple(sorted(codes))),
            names=tuple((code, name) for code, name, _ in read_gemeenten(*paths)),
        )


def cover(inputs: Inputs, settings: CoverageSettings) -> Iterator[Record]:
    """Yield each expectation, those that are missing with a request, and the estimates over all sources."""
    documents = known_documents(inputs)
    expecting = Expecting(documents, dict(settings.names), settings.quote_words, settings.wanted)
    listed = list(expecting.from_list(settings.expected))
    cited = list(expecting.from_citations(inputs[Citation]))
    yield from expecting.with_requests([*listed, *cited], Sender(settings.title, settings.contact))
    yield from estimates(_seen(documents) | {LIST: _units(listed), REFERENCES: _units(cited)})


def _seen(documents: Iterable[Known]) -> dict[str, set[Unit]]:
    """Return the evaluations that each harvested source has."""
    seen: dict[str, set[Unit]] = defaultdict(set)
    for document in documents:
        if document.is_evaluation and document.year:
            for source in document.sources:
                seen[source] |= {(code, document.year) for code in document.gemeenten}
    return dict(seen)


def _units(items: Iterable[Expected]) -> set[Unit]:
    return {item.unit for item in items}
