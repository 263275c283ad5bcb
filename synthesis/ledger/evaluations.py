"""The stage that says of each document which evaluation it counts for, and how strong its design is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

from corpus.record import Record
from corpus.records import Citation, Coding, Disclosure, Evaluation, Fact, Passage, Screening, Version
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.ledger.independence import Source, Tie, components, ties_of
from synthesis.ledger.sizes import read_inhabitants, size_class
from synthesis.ledger.strength import Design, design_of, facts_of

T = TypeVar("T", Fact, Disclosure)


@dataclass(frozen=True)
class EvaluationSettings:
    """What the weighing of documents depends on."""

    inhabitants: tuple[tuple[str, int], ...] = ()
    """Of gemeenten, by code."""

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused where its file with inhabitants is wrong."""
        return cls(read_inhabitants(study))


def find_evaluations(inputs: Inputs, settings: EvaluationSettings) -> Iterator[Record]:
    """Yield each included document as a source of evidence, by its id."""
    facts, disclosures = _by_document(inputs[Fact]), _by_document(inputs[Disclosure])
    designs, sources = {}, {}
    for document in sorted(screening.document_id for screening in inputs[Screening] if screening.is_included):
        values = facts_of(facts[document])
        designs[document] = design_of(values, disclosures[document])
        sources[document] = _source(values, designs[document])
    evidence = [coding for coding in inputs[Coding] if coding.is_published and coding.dimension == "element"]
    ties = ties_of(sources, inputs[Version], inputs[Citation], inputs[Passage], evidence)
    roots = components(sources, ties)
    inhabitants = dict(settings.inhabitants)
    for document, design in designs.items():
        yield Evaluation(
            document_id=document,
            evaluation_id=roots[document],
            is_evaluation=design.is_evaluation,
            design=design.name,
            strength=design.strength,
            rule=design.rule,
            size_class=size_class(sources[document].gemeenten, inhabitants),
            grouping=_grouping(document, ties, designs),
        )


def _by_document(records: Iterable[T]) -> defaultdict[str, list[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    for record in records:
        found[record.document_id].append(record)
    return found


def _source(values: Mapping[str, Sequence[str]], design: Design) -> Source:
    gemeenten, years, titles = (values.get(field, ()) for field in ("gemeente", "year", "title"))
    return Source(gemeenten, years, titles, design.is_evaluation)


def _grouping(document: str, ties: Sequence[Tie], known: Mapping[str, Design]) -> str:
    """Return the reasons why a document counts together with others of the corpus."""
    own = [tie for tie in ties if document in (tie.first, tie.second) and {tie.first, tie.second} <= known.keys()]
    others = sorted({(tie.reason, tie.first if tie.second == document else tie.second) for tie in own})
    return "; ".join(f"{reason} ({other[:12]})" for reason, other in others)
