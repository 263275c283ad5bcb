"""Writes what the sources of the example say about themselves as gold: metadata and hand-made codings."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpus.example.sources import Document


def read_gemeente_codes(path: Path) -> dict[str, str]:
    """The code of each fictional gemeente, by name."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["code"] for row in csv.DictReader(file)}


def gold_lines(documents: Sequence[Document], codes: Mapping[str, str]) -> Iterator[str]:
    """The lines of gold.jsonl: a document's metadata, then one line a unit."""
    for document in sorted(documents, key=lambda document: document.slug):
        metadata = {
            "title": document.title,
            "subtitle": document.subtitle,
            "gemeenten": document.gemeenten,
            "gemeente_codes": [codes[name] for name in document.gemeenten],
            "publisher": document.publisher,
            "date": document.date.isoformat(),
            "year": document.date.year,
            "document_type": document.document_type,
            "evaluation_type": document.evaluation_type,
        }
        yield json.dumps({"document": document.slug, "file": document.file, "metadata": metadata}, ensure_ascii=False)
        for number, unit in enumerate(document.units, start=1):
            line = {"document": document.slug, "unit": number, "text": unit.text} | vars(unit.coding)
            yield json.dumps(line, ensure_ascii=False)
