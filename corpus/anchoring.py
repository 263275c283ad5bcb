"""Ties judgements to the passages of the corpus as it is now: by document, place and literal quote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.judgements import Judgement
from corpus.records import Issue, Passage


@dataclass(frozen=True)
class Anchored:
    """Judgements by the id of their passage, and those whose quote is in no passage any longer."""

    by_passage: Mapping[str, tuple[Judgement, ...]]
    adrift: tuple[Judgement, ...]

    def issues(self) -> list[Issue]:
        """Return a warning for each document with judgements that are adrift."""
        counts: dict[str, int] = defaultdict(int)
        for judgement in self.adrift:
            counts[judgement.document_id] += 1
        return [
            Issue(
                severity="warning",
                subject=f"judgements of document {document_id[:12]}",
                problem=f"the quotes of {count} judgements are in no passage of the corpus any longer",
                remedy="They are kept and have no effect; judge the new text, or put the document back",
            )
            for document_id, count in sorted(counts.items())
        ]


def anchor(judgements: Sequence[Judgement], passages: Iterable[Passage]) -> Anchored:
    """Return judgements with their passages, in the order in which they come.

    A passage is the one of a judgement where it holds the quote, or the quote holds it; of several on a page the one
    where the quote stood, and otherwise the first one of the document.
    """
    documents = {judgement.document_id for judgement in judgements}
    known: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.document_id in documents:
            known[passage.document_id].append(passage)
    found: dict[str, list[Judgement]] = defaultdict(list)
    adrift = []
    for judgement in judgements:
        if passage_id := _passage_of(judgement, known[judgement.document_id]):
            found[passage_id].append(judgement)
        else:
            adrift.append(judgement)
    return Anchored({passage_id: tuple(own) for passage_id, own in found.items()}, tuple(adrift))


def _passage_of(judgement: Judgement, passages: Sequence[Passage]) -> str:
    holding = [passage for passage in passages if _shares(passage.text, judgement.quote)]
    nearest = min(holding, key=lambda passage: _distance(passage, judgement), default=None)
    return nearest.id if nearest else ""


def _shares(text: str, quote: str) -> bool:
    return bool(quote.strip()) and bool(text.strip()) and (quote in text or text in quote)


def _distance(passage: Passage, judgement: Judgement) -> tuple[bool, bool, int, int]:
    apart = passage.page != judgement.page
    beside = passage.end <= judgement.start or passage.start >= judgement.end
    return (apart, beside, passage.page, passage.start)
