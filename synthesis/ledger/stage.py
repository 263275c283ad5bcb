"""The stage that keeps the ledger: for each element its balance, its conclusion, and where evaluations contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from threadpoolctl import threadpool_limits

from corpus.record import Record
from corpus.records import Coding, Conclusion, Element, Embedding, Evaluation, Evidence, Fact
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.elements.closeness import Closeness
from synthesis.elements.evidence import counted_for
from synthesis.ledger.balance import DESIGN, FIELDS, SIZE, Context, Said, balances_of, count
from synthesis.ledger.contradictions import contradictions_of
from synthesis.ledger.strength import facts_of
from synthesis.ledger.verdicts import strongest, verdict_of


@dataclass(frozen=True)
class LedgerSettings:
    """What the ledger depends on: nothing of the study."""

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study."""
        return cls()


def keep_ledger(inputs: Inputs, settings: LedgerSettings) -> Iterator[Record]:
    """Yield the balances, the conclusion and the contradictions of each element that has published evidence."""
    # One thread, so that sums are made in one order on every machine.
    with threadpool_limits(1):
        yield from _kept(inputs)


def _kept(inputs: Inputs) -> Iterator[Record]:
    contexts, designs = contexts_of(inputs), designs_of(inputs)
    said = said_of(inputs, contexts)
    closeness = Closeness.of(inputs[Embedding], {item.passage_id for items in said.values() for item in items})
    for element in inputs[Element]:
        if own := said.get(element.id):
            yield from balances_of(element.id, own, contexts)
            yield _conclusion(element, own, contexts, designs)
            yield from contradictions_of(element.id, own, contexts, closeness)


def contexts_of(inputs: Inputs) -> dict[str, Context]:
    """Return each included document as a source of evidence."""
    facts = defaultdict(list)
    for fact in inputs[Fact]:
        facts[fact.document_id].append(fact)
    counted = counted_for(inputs[Evaluation])
    found = {}
    for item in inputs[Evaluation]:
        own = facts_of(facts[item.document_id])
        values = {dimension: own.get(field, ()) for dimension, field in FIELDS.items()}
        values |= {DESIGN: (item.design,), SIZE: (item.size_class,)}
        found[item.document_id] = Context(counted.get(item.document_id), values)
    return found


def designs_of(inputs: Inputs) -> dict[str, str]:
    """Return the strongest design of the documents of each evaluation."""
    own = defaultdict(list)
    for item in inputs[Evaluation]:
        own[item.evaluation_id].append(item.design)
    return {evaluation: strongest(designs) for evaluation, designs in own.items()}


def said_of(inputs: Inputs, contexts: Mapping[str, Context]) -> dict[str, list[Said]]:
    """Return the published quotes on each element from documents that are included, by coding."""
    codings = {coding.id: coding for coding in inputs[Coding] if coding.is_published}
    found = defaultdict(list)
    for evidence in inputs[Evidence]:
        coding = codings.get(evidence.coding_id)
        if coding and coding.document_id in contexts:
            said = Said(coding.id, coding.passage_id, coding.document_id, evidence.direction)
            found[evidence.element_id].append(said)
    return {element: sorted(items) for element, items in found.items()}


def _conclusion(
    element: Element, said: list[Said], contexts: Mapping[str, Context], designs: Mapping[str, str]
) -> Conclusion:
    counts = count(said, contexts)
    sources = {contexts[item.document_id].evaluation_id for item in said}
    own = sorted({designs[source] for source in sources if source})
    verdict = verdict_of(counts, own)
    return Conclusion(
        element_id=element.id,
        verdict=verdict.name,
        rule=verdict.rule,
        strongest=strongest(own),
        evaluation_count=counts.evaluations,
    )
