"""What is known of each harvested document that counts: title, gemeenten, year, kind, and the sources that have it."""

from __future__ import annotations

from collections import defaultdict

from corpus.records import Document, Fact, Find, Screening, Version
from corpus.stage import Inputs
from reports.coverage.matching import Known

_SURE = 0.5
"""The least confidence of a year that says what came after it."""


def known_documents(inputs: Inputs) -> list[Known]:
    """Return the documents that count, by id; a document that is a version of another gives it its sources."""
    counted = {version.document_id: version.counted_id for version in inputs[Version]}
    included = {item.document_id for item in inputs[Screening] if item.is_included}
    facts: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in inputs[Fact]:
        if fact.is_chosen and fact.value:
            facts[fact.document_id][fact.field].append(fact)
    sources: dict[str, set[str]] = defaultdict(set)
    listed: dict[str, str] = {}
    for find in inputs[Find]:
        if find.document_id:
            sources[counted.get(find.document_id, find.document_id)].add(find.source)
            listed.setdefault(find.document_id, find.title_listed or "")
    return [
        _known(document_id, facts[document_id], listed, sources, is_included=document_id in included)
        for document_id in sorted(document.id for document in inputs[Document])
        if counted.get(document_id, document_id) == document_id
    ]


def _known(
    document_id: str,
    facts: dict[str, list[Fact]],
    listed: dict[str, str],
    sources: dict[str, set[str]],
    *,
    is_included: bool,
) -> Known:
    first = {field: min(found, key=lambda fact: fact.value) for field, found in facts.items()}
    dated = first.get("year") or first.get("published_on")
    year = dated.value[:4] if dated else ""
    return Known(
        document_id=document_id,
        title=first["title"].value if "title" in first else listed.get(document_id, ""),
        gemeenten=tuple(sorted({fact.value for fact in facts.get("gemeente", ())})),
        year=int(year) if year.isdigit() else None,
        kind=first["document_type"].value if "document_type" in first else "",
        is_included=is_included,
        sources=tuple(sorted(sources[document_id])),
        is_dated=dated is not None and dated.confidence >= _SURE,
    )
