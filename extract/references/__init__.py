"""Where a text names an evaluation of teams in a gemeente: entries of reference lists, and mentions in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from extract.metadata.gazetteer import Gazetteer
from extract.references.entries import read_entries
from extract.references.mentions import read_mentions
from extract.references.reference import Reference
from extract.references.words import EVALUATION, TEAMS, YEAR, paragraphs

__all__ = ["Reference", "find_references"]


def find_references(text: str, gazetteer: Gazetteer) -> Iterator[Reference]:
    """Yield the references in the text of a page, by place: one for each gemeente and year in a paragraph."""
    for start, end in paragraphs(text):
        part = text[start:end]
        if not all(pattern.search(part) for pattern in (EVALUATION, TEAMS, YEAR)):
            continue
        named = list(gazetteer.mentions(part))
        entries = list(read_entries(part, named, gazetteer))
        mentions = (
            mention
            for mention in read_mentions(part, named, gazetteer)
            if not any(mention.start < entry.end and entry.start < mention.end for entry in entries)
        )
        found: dict[tuple[str, int], Reference] = {}
        for reference in (*entries, *mentions):
            found.setdefault((reference.gemeente_code, reference.year), reference)
        for reference in sorted(found.values(), key=lambda item: (item.start, item.gemeente_code, item.year)):
            yield reference.moved(start)
