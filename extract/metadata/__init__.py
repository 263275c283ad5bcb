"""Metadata of documents: each reader yields candidates for one field, and one of them is chosen.

Adding a field is one new file here, with `FIELD` (its name), `read(reading) -> Iterator[Candidate]`, and where a
document may have several values `SEVERAL_FROM`, the least confidence that each needs.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from corpus import raw
from corpus.record import Record, content_hash
from corpus.records import Block, Document, Fact, Find, Page
from corpus.sniff import sniff
from corpus.stage import Inputs
from corpus.study import Study
from extract.metadata.choice import best_of_each, choose
from extract.metadata.embedded import read_embedded
from extract.metadata.gazetteer import load_gazetteer
from extract.metadata.reading import Candidate, Reading

REGISTER = Path(__file__).parents[2] / "corpus" / "reference" / "gemeenten.csv"
"""The gemeenten of the Netherlands, by CBS code."""


@dataclass(frozen=True)
class Reader:
    """A reader of one field; where `several_from` is set, a document may have several values that are this sure."""

    field: str
    read: Callable[[Reading], Iterator[Candidate]]
    several_from: float | None


@cache
def readers() -> tuple[Reader, ...]:
    """Return the readers in this folder, by field."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    found = [module for module in modules if hasattr(module, "FIELD")]
    made = [Reader(module.FIELD, module.read, getattr(module, "SEVERAL_FROM", None)) for module in found]
    return tuple(sorted(made, key=lambda reader: reader.field))


@dataclass(frozen=True)
class MetadataSettings:
    """What metadata depends on beside the document: the fields, and the gemeenten of the register and the study."""

    fields: tuple[str, ...]
    gazetteer_hash: str
    gazetteer_paths: tuple[str, ...] = field(metadata={"hashed": False})

    @classmethod
    def of(cls, study: Study) -> MetadataSettings:
        """Return the settings of a study; raise Refused where its file of gemeenten is not there."""
        paths = gemeente_lists(study)
        texts = [Path(path).read_text(encoding="utf-8") for path in paths]
        fields = tuple(reader.field for reader in readers())
        return cls(fields, content_hash(texts), paths)


def gemeente_lists(study: Study) -> tuple[str, ...]:
    """Return the paths of the register and of the study's own list of gemeenten; raise Refused where that is absent."""
    if not study.gemeenten:
        return (str(REGISTER),)
    path = study.beside(study.gemeenten)
    if not path.is_file():
        raise study.refuse(("gemeenten",), f"there is no file {path}", "Check its name, relative to the study")
    return str(REGISTER), str(path)


def read_facts(inputs: Inputs, settings: MetadataSettings) -> Iterator[Record]:
    """Yield the facts of a document: every value found for a field, those that count marked as chosen."""
    document = inputs.one(Document)
    content = raw.read_bytes(document)
    media_type = sniff(content)
    reading = Reading(
        media_type=media_type,
        pages=inputs[Page],
        blocks=inputs[Block],
        finds=inputs[Find],
        gazetteer=load_gazetteer(settings.gazetteer_paths),
        embedded=read_embedded(content, media_type),
    )
    yield from facts_of(reading, document.id)


def facts_of(reading: Reading, document_id: str) -> Iterator[Fact]:
    """Yield the facts of a reading, by field and rank."""
    for reader in readers():
        candidates = best_of_each(reader.read(reading))
        chosen = choose(candidates, reader.several_from)
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
