"""Proposals to merge elements: pairs that share passages, or whose passages are about the same. People decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from corpus.records import MergeProposal
from synthesis.elements.closeness import Closeness
from synthesis.elements.merges import Decision, Draft, decided_on

LEAST_OVERLAP = 0.5
"""From this share on, most of the smaller element is in the other."""
LEAST_SHARED = 3
"""Fewer shared passages than this may be chance."""
LEAST_SIMILARITY = 0.6
"""From this cosine between mean vectors on, two elements are about the same, also where they share no passage."""
_MOST_EACH = 2
"""An element is proposed for at most so many others: the nearest ones."""


class _Pair(NamedTuple):
    first: Draft
    second: Draft
    shared: int
    overlap: float
    similarity: float

    @property
    def rank(self) -> tuple[float, float, str, str]:
        """Sorts the most alike pairs first."""
        return -max(self.overlap, self.similarity), -self.overlap, self.first.code, self.second.code


def proposals_of(
    drafts: Sequence[Draft], closeness: Closeness, pairs: Mapping[frozenset[str], Decision]
) -> Iterator[MergeProposal]:
    """Yield the pairs of elements that may be one, before they are merged, with what people decided on them."""
    passages = {draft.code: {item.passage_id for item in draft.codings if item.is_published} for draft in drafts}
    ordered = sorted(
        (draft for draft in drafts if passages[draft.code]), key=lambda draft: (draft.origin != "topic", draft.code)
    )
    centres = {draft.code: closeness.centre(passages[draft.code]) for draft in ordered}
    found = []
    for first, second in combinations(ordered, 2):
        own, other = passages[first.code], passages[second.code]
        shared = len(own & other)
        similarity = round(float(centres[first.code] @ centres[second.code]), 4)
        pair = _Pair(first, second, shared, round(shared / min(len(own), len(other)), 4), similarity)
        if _is_proposed(pair) or decided_on(pairs, first.code, second.code)[0]:
            found.append(pair)
    yield from (_proposal(pair, len(passages[pair.first.code]), pairs) for pair in _nearest(found, pairs))


def _is_proposed(pair: _Pair) -> bool:
    is_shared = pair.overlap >= LEAST_OVERLAP and pair.shared >= LEAST_SHARED
    # Codes of the codebook are told apart on purpose; that they often go together makes them no single element.
    is_alike = pair.similarity >= LEAST_SIMILARITY and pair.first.origin == "topic"
    return is_shared or is_alike


def _nearest(pairs: Sequence[_Pair], decided: Mapping[frozenset[str], Decision]) -> list[_Pair]:
    """Return the nearest pairs of each element, and all that people decided on."""
    counts: dict[str, int] = {}
    kept = []
    for pair in sorted(pairs, key=lambda pair: pair.rank):
        codes = (pair.first.code, pair.second.code)
        if frozenset(codes) in decided or counts.get(codes[0], 0) < _MOST_EACH:
            counts[codes[0]] = counts.get(codes[0], 0) + 1
            kept.append(pair)
    return kept


def _proposal(pair: _Pair, size: int, decided: Mapping[frozenset[str], Decision]) -> MergeProposal:
    decision, reason = decided_on(decided, pair.first.code, pair.second.code)
    return MergeProposal(
        first_code=pair.first.code,
        first_label=pair.first.label,
        second_code=pair.second.code,
        second_label=pair.second.label,
        shared_count=pair.shared,
        overlap=pair.overlap,
        similarity=pair.similarity,
        reason=_reason(pair, size),
        decision=decision,
        decision_reason=reason,
    )


def _reason(pair: _Pair, size: int) -> str:
    kind = "het thema" if pair.first.origin == "topic" else "het element"
    alike = f"{pair.similarity:.2f}".replace(".", ",")
    told = f"{pair.shared} van de {size} passages van {kind} ‘{pair.first.label}’ gaan ook over ‘{pair.second.label}’"
    return f"{told}; de gemiddelde vectoren lijken voor {alike} op elkaar (1 is gelijk, 0 is toeval)"
