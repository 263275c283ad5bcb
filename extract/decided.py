"""Whether the documents that decisions by hand name are in the corpus."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.decisions import names_document, read_beside, warning, without_effect
from corpus.record import Record
from corpus.records import Document, Find, Issue
from corpus.stage import Inputs
from corpus.study import Study
from extract.metadata import corrections, read_entered
from extract.personal import released


@dataclass(frozen=True)
class DecisionSettings:
    """The documents that the files of a study name, each with its file and line."""

    named: tuple[tuple[str, int, str], ...]
    entered: tuple[tuple[str, int], ...] = ()
    """The documents that were corrected in the review database, and in how many fields."""
    faults: tuple[tuple[int, str, str], ...] = ()
    """Of corrections there that cannot be followed: place in the chain, problem and remedy."""

    @classmethod
    def of(cls, study: Study) -> DecisionSettings:
        """Return the settings of a study; raise Refused where a file is not there or has other columns."""
        files = (
            (study.corrections, ("corrections",), corrections.COLUMNS),
            (study.personal.released, ("personal", "released"), released.COLUMNS),
        )
        named = tuple(
            (Path(name).name, row.line, row.cells["document"])
            for name, location, columns in files
            if name
            for row in read_beside(study, name, location, columns)
        )
        entered, faults = read_entered(study)
        return cls(named, tuple((document_id, len(own)) for document_id, own in sorted(entered.items())), faults)


def check_decisions(inputs: Inputs, settings: DecisionSettings) -> Iterator[Record]:
    """Yield a warning for each line about a document that is not in the corpus, or whose name several have."""
    finds: defaultdict[str, list[Find]] = defaultdict(list)
    for find in inputs[Find]:
        finds[str(find.document_id)].append(find)
    for file, line, name in settings.named:
        count = sum(names_document(name, document.id, finds[document.id]) for document in inputs[Document])
        if count == 0:
            yield without_effect(file, line, f"{name!r} is not (or no longer) in the corpus")
        elif count > 1:
            remedy = "Name one by its SHA-256; until then it holds for all of them"
            yield warning(file, line, f"{count} documents go by {name!r}", remedy)
    known = {document.id for document in inputs[Document]}
    yield from _entered(known, settings)


def _entered(known: Collection[str], settings: DecisionSettings) -> Iterator[Record]:
    """Yield a warning for each correction in the review database that has no effect."""
    for document_id, count in settings.entered:
        if document_id not in known:
            problem = f"document {document_id[:12]}, of which {count} values were corrected, is not in the corpus"
            remedy = "They are kept and have no effect; put the document back"
            yield Issue(severity="warning", subject=corrections.REVIEW, problem=problem, remedy=remedy)
    for seq, problem, remedy in settings.faults:
        yield Issue(severity="warning", subject=f"{corrections.REVIEW}, entry {seq}", problem=problem, remedy=remedy)
