"""Metadata of documents: each reader yields candidates for one field, and one of them is chosen.

Adding a field is one new file here, with `FIELD` (its name), `read(reading) -> Iterator[Candidate]`, and where a
document may have several values, or none where none is sure, `SEVERAL_FROM`, the least confidence that each needs;
`IS_SINGLE` where that is one at most.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from corpus import raw
from corpus.record import Record, content_hash
from corpus.records import Block, Document, Fact, Find, Page
from corpus.reference import GEMEENTEN
from corpus.sniff import sniff
from corpus.stage import Inputs
from corpus.study import Study
from extract.metadata.choice import CORRECTION, best_of_each, choose
from extract.metadata.corrections import (
    Correction,
    Entered,
    by_field,
    corrected,
    entered_corrections,
    hash_of,
    read_corrections,
)
from extract.metadata.embedded import read_embedded
from extract.metadata.gazetteer import SUCCESSIONS, load_gazetteer
from extract.metadata.reading import Candidate, Reading


@dataclass(frozen=True)
class Reader:
    """A reader of one field; where `several_from` is set, a document may have several values that are this sure."""

    field: str
    read: Callable[[Reading], Iterator[Candidate]]
    several_from: float | None
    is_single: bool
    """Whether a document has one value at most, though none may be sure enough."""


@cache
def readers() -> tuple[Reader, ...]:
    """Return the readers in this folder, by field."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = [module for module in modules if hasattr(module, "FIELD")]
    made = [
        Reader(
            module.FIELD,
            module.read,
            getattr(module, "SEVERAL_FROM", None),
            getattr(module, "IS_SINGLE", not hasattr(module, "SEVERAL_FROM")),
        )
        for module in found
    ]
    return tuple(sorted(made, key=lambda reader: reader.field))


@dataclass(frozen=True)
class MetadataSettings:
    """What metadata depends on beside the document: the fields, the gemeenten of register and study, corrections."""

    fields: tuple[str, ...]
    gazetteer_hash: str
    corrections_hash: str
    gazetteer_paths: tuple[str, ...] = field(metadata={"hashed": False})
    corrections: tuple[Correction, ...] = field(metadata={"hashed": False})
    entered: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict, metadata={"hashed": False})
    """By document what researchers entered; it counts for that document alone."""

    @classmethod
    def of(cls, study: Study) -> MetadataSettings:
        """Return the settings of a study; raise Refused where its gemeenten or corrections are absent or wrong."""
        paths = gemeente_lists(study)
        texts = [Path(path).read_text(encoding="utf-8") for path in (*paths, str(SUCCESSIONS))]
        fields = tuple(reader.field for reader in readers())
        corrections = read_corrections(study, fields, load_gazetteer(paths))
        entered = read_entered(study).by_document
        return cls(fields, content_hash(texts), hash_of(corrections), paths, corrections, entered)


def read_entered(study: Study) -> Entered:
    """Return the corrections that researchers entered in the review database of a study."""
    fields = [reader.field for reader in readers()]
    several = [reader.field for reader in readers() if not reader.is_single]
    return entered_corrections(study, fields, several, load_gazetteer(gemeente_lists(study)))


def entered_of(document: Document, settings: MetadataSettings) -> str | None:
    """Return the hash of what researchers entered of a document; None where they entered nothing."""
    own = settings.entered.get(document.id)
    return hash_of(own) if own else None


def gemeente_lists(study: Study) -> tuple[str, ...]:
    """Return the paths of the register and of the study's own list of gemeenten; raise Refused where that is absent."""
    if not study.gemeenten:
        return (str(GEMEENTEN),)
    path = study.beside(study.gemeenten)
    if not path.is_file():
        raise study.refuse(("gemeenten",), f"there is no file {path}", "Check its name, relative to the study")
    return str(GEMEENTEN), str(path)


def read_facts(inputs: Inputs, settings: MetadataSettings) -> Iterator[Record]:
    """Yield the facts of a document: every value found for a field, those that count marked as chosen."""
    document = inputs.one(Document)
    content = raw.read_bytes(document)
    media_type = sniff(content)
    own = corrected(settings.corrections, document.id, inputs[Find])
    own |= by_field(settings.entered.get(document.id, ()))
    reading = Reading(
        media_type=media_type,
        pages=inputs[Page],
        blocks=inputs[Block],
        finds=inputs[Find],
        gazetteer=load_gazetteer(settings.gazetteer_paths),
        embedded=read_embedded(content, media_type),
        corrected={name: tuple(row.value for row in rows if row.value) for name, rows in own.items()},
    )
    reasons = {(row.field, row.value): row.reason for rows in own.values() for row in rows}
    yield from facts_of(reading, document.id, reasons)


def facts_of(
    reading: Reading, document_id: str, reasons: Mapping[tuple[str, str], str] | None = None
) -> Iterator[Fact]:
    """Yield the facts of a reading, by field and rank; of a corrected field only the values that were given count.

    The quote of a correction is its reason, of `reasons` by field and value.
    """
    for reader in readers():
        given = reading.corrected.get(reader.field)
        quoted = [(value, (reasons or {}).get((reader.field, value), "")) for value in given or ()]
        corrections = [Candidate(value, reason, None, CORRECTION, 1.0) for value, reason in quoted]
        candidates = best_of_each([*corrections, *reader.read(reading)])
        chosen = choose(candidates, reader.several_from) if given != () else []
        for candidate in candidates:
            yield Fact(
                document_id=document_id,
                field=reader.field,
                value=candidate.value,
                quote=candidate.quote,
                page=candidate.page,
                method=candidate.method,
                confidence=candidate.confidence,
                is_chosen=candidate in chosen,
            )
