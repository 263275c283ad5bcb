"""Corrections by hand of metadata, which outrank all that is found and outlive rebuilds.

They stand in a CSV beside the study, and in `review.db`, which is the later word on a field of a document.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from corpus.decisions import Row, check_name, names_document, read_beside
from corpus.issues import Refused
from corpus.record import content_hash
from corpus.records import Find
from corpus.review.entries import Correction as Said
from corpus.review.reading import read_statements
from corpus.study import Study
from extract.metadata.document_type import KINDS
from extract.metadata.gazetteer import Gazetteer

REVIEW = "review.db"
COLUMNS = ("document", "field", "value", "reason")
_YEAR = re.compile(r"[12]\d{3}")
_DAY = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


class Correction(NamedTuple):
    """One line: a document by SHA-256, a prefix of it, an address or a file name; an empty value is none."""

    line: int
    document: str
    field: str
    value: str
    reason: str


def read_corrections(study: Study, fields: Sequence[str], gazetteer: Gazetteer) -> tuple[Correction, ...]:
    """Return what the study's file of corrections says; raise Refused where it is absent or wrong."""
    rows = read_beside(study, study.corrections, ("corrections",), COLUMNS)
    corrections = ((row.place, _checked(row, fields)) for row in rows)
    return tuple(each._replace(value=_value(place, each, gazetteer)) for place, each in corrections)


def _checked(row: Row, fields: Sequence[str]) -> Correction:
    document, field, value, reason = (row.cells[name] for name in COLUMNS)
    if field not in fields:
        near = difflib.get_close_matches(field, fields, n=1)
        hint = f"Did you mean '{near[0]}'? " if near else ""
        raise Refused(row.place, f"there is no field '{field}'", f"{hint}Known: {', '.join(fields)}")
    check_name(row.place, document)
    return Correction(row.line, document, field, value, reason)


def _value(place: str, correction: Correction, gazetteer: Gazetteer) -> str:
    """Return the value as the field has it: of a gemeente its code; raise Refused where the field cannot have it."""
    field, value = correction.field, correction.value
    checks: dict[str, tuple[Callable[[str], object], str]] = {
        "document_type": (KINDS.__contains__, f"Choose {', '.join(KINDS)}"),
        "year": (_YEAR.fullmatch, "Give four digits"),
        "published_on": (_DAY.fullmatch, "Give it as 2021, 2021-05 or 2021-05-31"),
    }
    check, remedy = checks.get(field, (bool, ""))
    if value and not check(value):
        raise Refused(place, f"{value!r} is no value of '{field}'", remedy)
    if value and field in ("gemeente", "gemeente_now"):
        codes = gazetteer.codes_of(value)
        if len(codes) != 1:
            problem = f"{value!r} is the name of {len(codes)} gemeenten"
            raise Refused(place, problem, "Give the code of Statistics Netherlands: GM and four digits")
        return codes[0]
    return value


class Entered(NamedTuple):
    """The corrections in `review.db`: those that hold by document, and those that cannot be followed, with why."""

    by_document: dict[str, tuple[Correction, ...]]
    faults: tuple[tuple[int, str, str], ...]
    """Place in the chain, problem and remedy."""


def entered_corrections(
    study: Study, fields: Collection[str], several: Collection[str], gazetteer: Gazetteer
) -> Entered:
    """Return the corrections that researchers entered, of each field of a document the last.

    Of the fields in `several`, values are parted by semicolons. The line of a correction is its place in the chain.
    """
    last = {(said.document_id, said.field): (entry.seq, said.value) for entry, said in read_statements(study, Said)}
    found: dict[str, tuple[Correction, ...]] = {}
    faults = []
    for (document_id, field), (seq, text) in sorted(last.items()):
        values = [" ".join(value.split()) for value in (text.split(";") if field in several else [text])]
        try:
            if field not in fields:
                raise Refused(REVIEW, f"there is no field '{field}'", f"Known: {', '.join(fields)}")
            rows = [Correction(seq, document_id, field, value, "") for value in values if value or len(values) == 1]
            rows = [row._replace(value=_value(REVIEW, row, gazetteer)) for row in rows]
            found[document_id] = (*found.get(document_id, ()), *rows)
        except Refused as refusal:
            faults.append((seq, refusal.problem, refusal.remedy))
    return Entered(found, tuple(sorted(faults)))


def by_field(corrections: Iterable[Correction]) -> dict[str, tuple[Correction, ...]]:
    """Return corrections of one document by field."""
    found: dict[str, tuple[Correction, ...]] = {}
    for each in corrections:
        found[each.field] = (*found.get(each.field, ()), each)
    return found


def corrected(
    corrections: Iterable[Correction], document_id: str, finds: Sequence[Find]
) -> dict[str, tuple[Correction, ...]]:
    """Return the corrections of a document by field, in the order of the file."""
    own: dict[str, tuple[Correction, ...]] = {}
    for correction in corrections:
        if names_document(correction.document, document_id, finds):
            own[correction.field] = (*own.get(correction.field, ()), correction)
    return own


def hash_of(corrections: Sequence[Correction]) -> str:
    """Return the hash of corrections; where they stand in the file does not matter."""
    return content_hash([list(correction[1:]) for correction in corrections])
