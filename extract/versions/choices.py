"""Decisions by hand on versions: a CSV beside the study, which outranks the machine and outlives rebuilds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from corpus.decisions import Row, check_name, document_named, read_beside, without_effect
from corpus.issues import Refused
from corpus.records import Document, Find, Issue
from corpus.study import Study

COLUMNS = ("document", "besluit", "met", "reden")
COUNTS, APART, TOGETHER = DECISIONS = ("telt", "apart", "samen")
"""What can be decided: this one counts for its group; it stands alone; it is a version of the document in `met`."""


class Choice(NamedTuple):
    """One decision as the file says it: which documents, by SHA-256, a prefix of it, or an address."""

    line: int
    document: str
    decision: str
    other: str
    reason: str


@dataclass(frozen=True)
class Decided:
    """A decision on documents of the corpus; `other_id` is empty but for documents that belong together."""

    document_id: str
    decision: str
    other_id: str
    reason: str


def read_choices(study: Study) -> tuple[str, tuple[Choice, ...]]:
    """Return the name of a study's file of decisions and what it says; raise Refused where it is wrong."""
    name = study.coverage.choices
    rows = read_beside(study, name, ("coverage", "choices"), COLUMNS)
    return Path(name).name if name else "", tuple(_checked(row) for row in rows)


def _checked(row: Row) -> Choice:
    document, decision, other, reason = (row.cells[name] for name in COLUMNS)
    if decision not in DECISIONS:
        raise Refused(row.place, f"wrong value {decision!r} in column 'besluit'", f"Choose {', '.join(DECISIONS)}")
    if bool(other) != (decision == TOGETHER):
        problem = f"column 'met' {'needs a document' if not other else 'holds a document'} beside {decision!r}"
        raise Refused(
            row.place, problem, f"Name there the other document of {TOGETHER!r}, and leave it empty otherwise"
        )
    for name in (document, *([other] if other else [])):
        check_name(row.place, name)
    return Choice(row.line, document, decision, other, reason)


def apply_choices(
    choices: Iterable[Choice], file: str, documents: Sequence[Document], finds: Sequence[Find]
) -> Iterator[Decided | Issue]:
    """Yield each decision on documents that are in the corpus, and a warning for each on one that is not."""
    for choice in choices:
        found = [document_named(name, documents, finds) for name in (choice.document, choice.other) if name]
        faults = [problem for _, problem in found if problem]
        if faults:
            yield without_effect(file, choice.line, faults[0])
            continue
        first, *rest = (document_id for document_id, _ in found)
        yield Decided(first, choice.decision, rest[0] if rest else "", choice.reason)
