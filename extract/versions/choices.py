"""Decisions by hand on versions: a CSV beside the study, which outranks the machine and outlives rebuilds."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from corpus.issues import Refused
from corpus.records import Document, Find, Issue
from corpus.study import Study

COLUMNS = ("document", "besluit", "met", "reden")
COUNTS, APART, TOGETHER = DECISIONS = ("telt", "apart", "samen")
"""What can be decided: this one counts for its group; it stands alone; it is a version of the document in `met`."""

_FEWEST_DIGITS = 12
_DIGITS = re.compile(r"[0-9a-f]{1,64}", re.IGNORECASE)


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
    if not study.coverage.choices:
        return "", ()
    path = study.beside(study.coverage.choices)
    if not path.is_file():
        remedy = "Check its name, relative to the study"
        raise study.refuse(("coverage", "choices"), f"there is no file {path}", remedy)
    return path.name, tuple(_read(path))


def _read(path: Path) -> Iterator[Choice]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(str(path), "this file is not UTF-8 text", "Save it as CSV UTF-8") from None
    header = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in header else ",")
    if sorted(rows.fieldnames or ()) != sorted(COLUMNS):
        problem = f"its columns are {', '.join(rows.fieldnames or ()) or 'absent'}"
        raise Refused(f"{path}, line 1", problem, f"Give it the columns {', '.join(COLUMNS)}")
    for row in rows:
        if any(value for value in row.values()):
            yield _checked(f"{path}, line {rows.line_num}", rows.line_num, row)


def _checked(place: str, line: int, row: dict[str, str]) -> Choice:
    if len(row) > len(COLUMNS):
        raise Refused(place, "it has more cells than there are columns", "Put a text with a comma between quotes")
    document, decision, other, reason = (" ".join((row[name] or "").split()) for name in COLUMNS)
    if decision not in DECISIONS:
        raise Refused(place, f"wrong value {decision!r} in column 'besluit'", f"Choose {', '.join(DECISIONS)}")
    if bool(other) != (decision == TOGETHER):
        problem = f"column 'met' {'needs a document' if not other else 'holds a document'} beside {decision!r}"
        raise Refused(place, problem, f"Name there the other document of {TOGETHER!r}, and leave it empty otherwise")
    for name in (document, *([other] if other else [])):
        if not name or (_DIGITS.fullmatch(name) and len(name) < _FEWEST_DIGITS):
            remedy = f"Give its SHA-256, at least {_FEWEST_DIGITS} digits of it, or its address"
            raise Refused(place, f"{name!r} does not name a document", remedy)
    return Choice(line, document, decision, other, reason)


def apply_choices(
    choices: Iterable[Choice], file: str, documents: Sequence[Document], finds: Sequence[Find]
) -> Iterator[Decided | Issue]:
    """Yield each decision on documents that are in the corpus, and a warning for each on one that is not."""
    for choice in choices:
        found = [_named(name, documents, finds) for name in (choice.document, choice.other) if name]
        faults = [problem for _, problem in found if problem]
        if faults:
            remedy = "Correct or remove this line; until then it has no effect"
            yield Issue(severity="warning", subject=f"{file}, line {choice.line}", problem=faults[0], remedy=remedy)
            continue
        first, *rest = (document_id for document_id, _ in found)
        yield Decided(first, choice.decision, rest[0] if rest else "", choice.reason)


def _named(name: str, documents: Sequence[Document], finds: Sequence[Find]) -> tuple[str, str]:
    """Return the document that goes by a name, or else why there is not one."""
    matches: list[str] = []
    if _DIGITS.fullmatch(name):
        matches = [document.id for document in documents if document.id.startswith(name.lower())]
    matches = matches or _at(name, finds)
    if len(matches) == 1:
        return matches[0], ""
    if matches:
        return "", f"{len(matches)} documents go by {name!r}"
    return "", f"{name!r} is not (or no longer) in the corpus"


def _at(address: str, finds: Sequence[Find]) -> list[str]:
    """Return the documents at an address: those that stand there now, or else all that ever did."""
    there = [find for find in finds if find.document_id and address in (find.url, find.final_url)]
    now = [find for find in there if find.state == "present"]
    return sorted({str(find.document_id) for find in now or there})
