"""Which passages touch personal data: nothing is published from them, and they are sent nowhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from corpus.records import Passage, PersonalSpan


def private_passages(passages: Iterable[Passage], spans: Iterable[PersonalSpan]) -> frozenset[str]:
    """Return the ids of the passages that touch personal data which nobody has judged to be public."""
    by_page: defaultdict[tuple[str, int], list[PersonalSpan]] = defaultdict(list)
    for span in spans:
        if not span.is_resolved:
            by_page[span.document_id, span.page].append(span)
    return frozenset(
        passage.id
        for passage in passages
        if any(
            span.start < passage.end and passage.start < span.end for span in by_page[passage.document_id, passage.page]
        )
    )
