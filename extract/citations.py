"""Citations: where a document names evaluations, so that those that were not found can be asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

from corpus.record import Record
from corpus.records import Citation, Document, Page
from corpus.stage import Inputs
from corpus.study import Study
from extract.metadata import MetadataSettings
from extract.metadata.gazetteer import load_gazetteer
from extract.references import find_references


@dataclass(frozen=True)
class CitationSettings:
    """What citations depend on beside the text: the gemeenten of the register and the study."""

    gazetteer_hash: str
    gazetteer_paths: tuple[str, ...] = field(metadata={"hashed": False})

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused where its file of gemeenten is not there."""
        known = MetadataSettings.of(study)
        return cls(known.gazetteer_hash, known.gazetteer_paths)


def read_citations(inputs: Inputs, settings: CitationSettings) -> Iterator[Record]:
    """Yield the citations of a document, by page and place; its references to itself are among them."""
    gazetteer = load_gazetteer(settings.gazetteer_paths)
    document_id = inputs.one(Document).id
    for page in inputs[Page]:
        for found in find_references(page.text, gazetteer):
            yield Citation(
                document_id=document_id,
                page=page.number,
                start=found.start,
                end=found.end,
                quote=page.text[found.start : found.end],
                cited_title=found.title,
                gemeente_code=found.gemeente_code,
                year=found.year,
            )
