"""The fields of the metadata of documents as researchers correct them, and which values each can have."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from corpus.reference import GEMEENTEN
from corpus.study import Study
from reports.coverage.register import Register
from reports.settings import read_register

FIELDS = {
    "title": "Titel",
    "subtitle": "Ondertitel",
    "gemeente": "Gemeente",
    "gemeente_now": "Gemeente nu",
    "year": "Jaar",
    "published_on": "Datum",
    "document_type": "Soort document",
    "evaluation_type": "Soort evaluatie",
    "author": "Auteur",
    "publisher": "Uitgever",
    "opdrachtgever": "Opdrachtgever",
    "uitvoerder": "Uitvoerder van het onderzoek",
    "method": "Onderzoeksmethode",
    "period": "Onderzochte periode",
    "language": "Taal",
    "isbn": "ISBN",
    "doi": "DOI",
    "url": "Adres op het web",
    "reference": "Verwijzing",
}
"""The fields with their names for readers."""
LONGEST = 500
"""Characters of a value."""
_KINDS = GEMEENTEN.with_name("documentsoorten.csv")
_YEAR = re.compile(r"[12]\d{3}")
_DAY = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_EVALUATIONS = ("procesevaluatie", "effectevaluatie")


class NoValue(Exception):
    """A value that a field cannot have; the message says why."""


def value_of(study: Study, field: str, text: str) -> str:
    """Return a value as the field has it, of a gemeente its code; empty for none. Raises NoValue where it cannot be."""
    value = " ".join(text.split())
    if field not in FIELDS:
        raise NoValue("Kies een kenmerk uit de lijst.")
    if len(value) > LONGEST:
        raise NoValue(f"Gebruik hooguit {LONGEST} tekens.")
    if not value:
        return ""
    if field == "year" and not _YEAR.fullmatch(value):
        raise NoValue("Geef het jaar als vier cijfers, zoals 2021.")
    if field == "published_on" and not _DAY.fullmatch(value):
        raise NoValue("Geef de datum als 2021, 2021-05 of 2021-05-31.")
    if field in ("gemeente", "gemeente_now"):
        return _gemeente(study, value)
    if field in CHOICES and value.lower() not in CHOICES[field]():
        raise NoValue(f"Kies uit: {', '.join(CHOICES[field]())}.")
    return value.lower() if field in CHOICES else value


def _gemeente(study: Study, value: str) -> str:
    codes = sorted(register(study).codes_of(value))
    if len(codes) != 1:
        known = f"Er zijn {len(codes)} gemeenten met deze naam" if codes else "Deze gemeente kennen wij niet"
        raise NoValue(f"{known}. Geef de naam zoals het CBS die schrijft, of de code: GM en vier cijfers.")
    return codes[0]


def register(study: Study) -> Register:
    """Return the gemeenten of the register and of the study."""
    return Register(_rows(study))


def gemeente_names(study: Study) -> dict[str, str]:
    """Return the name of each gemeente by its code."""
    return {row["code"]: row["name"] for row in _rows(study)}


def _rows(study: Study) -> tuple[dict[str, str], ...]:
    return _read(str(study.beside(study.gemeenten)) if study.gemeenten else "")


@cache
def _read(own: str) -> tuple[dict[str, str], ...]:
    return tuple(read_register(GEMEENTEN, *([Path(own)] if own else [])))


def document_types() -> tuple[str, ...]:
    """Return every kind of document that there is."""
    with _KINDS.open(encoding="utf-8", newline="") as file:
        return tuple(sorted({row["document_type"] for row in csv.DictReader(file)}))


def _evaluation_types() -> tuple[str, ...]:
    return _EVALUATIONS


CHOICES: dict[str, Callable[[], tuple[str, ...]]] = {
    "document_type": document_types,
    "evaluation_type": _evaluation_types,
}
"""The fields that have one of a few values."""
