"""How well the ledger of the example holds what its authors wrote in: `python -m tests.benchmarks.elements`.

The authors' codes are weighed by the same rules as those of the machine, so that what differs is due to the codings:
elements in a document, their direction, verdicts, and evaluations that contradict each other. The example is brought up
to date first, in the data folder.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import click

from corpus.chain import bring_up_to_date, corpus_path
from corpus.records import (
    Coding,
    Conclusion,
    Contradiction,
    Disclosure,
    Element,
    Evaluation,
    Evidence,
    Fact,
    Find,
)
from corpus.stage import Inputs
from corpus.store import Store
from corpus.study import load_study
from synthesis.elements.evidence import AGAINST, FOR
from synthesis.ledger.balance import Context, Said, count
from synthesis.ledger.stage import contexts_of, designs_of, said_of
from synthesis.ledger.verdicts import verdict_of
from tests.benchmarks.codings import EXAMPLE, read_lines

Sides = dict[str, list[Said]]
_READ = (Coding, Conclusion, Contradiction, Disclosure, Element, Evaluation, Evidence, Fact, Find)


@dataclass(frozen=True)
class Written:
    """What the authors of the example wrote in: for each element what each document says of it."""

    said: Mapping[str, Sequence[Said]]
    names: Mapping[str, str]
    """The name of each document."""


def read_gold(inputs: Inputs) -> Written:
    """Return the authors' codes of the documents in the corpus."""
    ids = {find.final_url.rpartition("/")[2]: find.document_id for find in inputs[Find] if find.document_id}
    said: defaultdict[str, list[Said]] = defaultdict(list)
    documents: dict[str, str] = {}
    for row in read_lines(EXAMPLE):
        if "metadata" in row:
            documents[row["document"]] = str(ids[row["file"].rpartition("/")[2]])
        for code in row.get("element", ()):
            unit = f"{row['document']} {row['unit']}"
            said[code].append(Said(unit, unit, documents[row["document"]], row["richting"]))
    return Written(said, {document: name for name, document in documents.items()})


def opposed(said: Sequence[Said], contexts: Mapping[str, Context]) -> set[tuple[str | None, str | None]]:
    """Return the pairs of evaluations of which one mostly says that it helps and the other that it hinders."""
    leaning: Counter[str | None] = Counter()
    for item in said:
        leaning[contexts[item.document_id].evaluation_id] += (item.direction == FOR) - (item.direction == AGAINST)
    sides = [(name, number) for name, number in leaning.items() if name]
    return {(a, b) for a, more in sides for b, less in sides if more > 0 > less}


def score(inputs: Inputs) -> Iterator[str]:
    """Yield the lines of the report."""
    written, contexts, designs = read_gold(inputs), contexts_of(inputs), designs_of(inputs)
    own = said_of(inputs, contexts)
    ids = {element.code: element.id for element in inputs[Element]}
    verdicts = {item.element_id: item.verdict for item in inputs[Conclusion]}
    listed = _listed(inputs, contexts)
    totals: Counter[str] = Counter()
    yield f"{'element':27} {'authors':21} {'machine':21} documents  direction  contradictions"
    for code in sorted(written.said):
        gold, machine = written.said[code], own.get(ids.get(code, ""), [])
        wanted = verdict_of(count(gold, contexts), {designs[name] for name in _sources(gold, contexts)}).name
        found = verdicts.get(ids.get(code, ""), "absent")
        cells = {document for item in gold for document in [item.document_id]}
        seen = cells & {item.document_id for item in machine}
        right = [document for document in seen if _main(machine, document) in _directions(gold, document)]
        pairs = opposed(gold, contexts)
        told = pairs & listed.get(ids.get(code, ""), set())
        totals.update(
            elements=1, found=bool(machine), same=wanted == found, cells=len(cells), seen=len(seen), right=len(right),
            pairs=len(pairs), told=len(told), opposed=bool(pairs), opposed_told=bool(told),
        )  # fmt: skip
        yield (
            f"{code:27} {wanted:21} {found:21} {len(seen):4}/{len(cells):<4} {len(right):5}/{len(seen):<4}"
            f" {len(told):6}/{len(pairs)}"
        )
    yield f"elements found: {totals['found']} of {totals['elements']}; the same verdict: {totals['same']}"
    yield f"elements in documents: {totals['seen']} of {totals['cells']}; with a right direction: {totals['right']}"
    yield (
        f"pairs of evaluations that contradict each other: {totals['told']} of {totals['pairs']} listed;"
        f" elements with any: {totals['opposed_told']} of {totals['opposed']}"
    )
    for item in inputs[Disclosure]:
        if item.is_overall:
            quote = " ".join(item.quote.split())
            yield f"{item.kind}, overall: {written.names[item.document_id]}, page {item.page}: {quote}"


def _sources(said: Sequence[Said], contexts: Mapping[str, Context]) -> set[str]:
    return {source for item in said if (source := contexts[item.document_id].evaluation_id)}


def _directions(said: Sequence[Said], document: str) -> list[str]:
    return [item.direction for item in said if item.document_id == document]


def _main(said: Sequence[Said], document: str) -> str:
    counts = Counter(_directions(said, document))
    return min(counts, key=lambda direction: (-counts[direction], direction))


def _listed(inputs: Inputs, contexts: Mapping[str, Context]) -> dict[str, set[tuple[str | None, str | None]]]:
    documents = {coding.id: coding.document_id for coding in inputs[Coding]}
    found = defaultdict(set)
    for item in inputs[Contradiction]:
        sides = (contexts[documents[name]].evaluation_id for name in (item.for_coding_id, item.against_coding_id))
        found[item.element_id].add((next(sides), next(sides)))
    return found


def main() -> None:
    """Bring the example up to date and print how its ledger compares with its authors' codes."""
    for line in bring_up_to_date("voorbeeld", (), workers=1):
        click.echo(line, err=True)
    with Store(corpus_path(load_study("voorbeeld"))) as store:
        inputs = Inputs({table: list(store.read(table)) for table in _READ})
    for line in score(inputs):
        click.echo(line)


if __name__ == "__main__":
    main()
