"""Gathers judgements that are about the same coding, where it stands now, with what they come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.anchoring import Anchor
from corpus.records import Coding
from corpus.review.outcome import Outcome, outcome_of

SHARED_FROM = 0.5
"""Two stretches are about the same where they share this much of the shorter."""


@dataclass(frozen=True)
class Judged:
    """A coding that was judged: where its quote stands now, and what the judgements of it come to."""

    document_id: str
    passage_id: str
    page: int
    start: int
    end: int
    codebook: str
    """Name without version."""
    dimension: str
    code: str
    outcome: Outcome
    keys: tuple[str, ...]
    """The judgements."""
    is_own: bool
    """Whether somebody gave the code by selecting the quote."""

    def is_about(self, coding: Coding) -> bool:
        """Tell whether a coding is the one that was judged, or gives the same code to much of the same words."""
        mine = (self.passage_id, self.codebook, self.dimension, self.code)
        its = (coding.passage_id, book_of(coding.codebook), coding.dimension, coding.code)
        return mine == its and is_shared((self.start, self.end), (coding.start, coding.end))


def judged_codings(anchors: Iterable[Anchor]) -> tuple[Judged, ...]:
    """Return the codings that anchored judgements are about, by where they stand.

    A judgement from before a rebuild and one from after it may have seen the quote a little longer or shorter.
    """
    groups: dict[tuple[str, ...], list[Anchor]] = defaultdict(list)
    for each in anchors:
        said = each.judgement
        if each.passage_id:
            groups[said.document_id, each.passage_id, book_of(said.codebook), said.dimension, said.code].append(each)
    found = [_judged(key, unit) for key, group in sorted(groups.items()) for unit in _units(group)]
    return tuple(sorted(found, key=lambda each: (each.document_id, each.page, each.start, each.end)))


def _units(group: Iterable[Anchor]) -> list[list[Anchor]]:
    """Return the anchors in a passage of one code, together where they share much of the first of them."""
    units: list[list[Anchor]] = []
    for each in sorted(group, key=lambda each: (each.start, each.end)):
        own = (each.start, each.end)
        unit = next((unit for unit in units if is_shared((unit[0].start, unit[0].end), own)), None)
        if unit:
            unit.append(each)
        else:
            units.append([each])
    return units


def _judged(key: tuple[str, ...], unit: list[Anchor]) -> Judged:
    document_id, passage_id, codebook, dimension, code = key
    # The place is that of the last judgement: it saw the text as it was last.
    last = max(unit, key=lambda each: (each.judgement.judged_at, each.start, each.end))
    said = [each.judgement for each in unit]
    return Judged(
        document_id=document_id,
        passage_id=passage_id,
        page=last.page,
        start=last.start,
        end=last.end,
        codebook=codebook,
        dimension=dimension,
        code=code,
        outcome=outcome_of(said),
        keys=tuple(each.key for each in said),
        is_own=any(each.is_own for each in said),
    )


def is_shared(first: tuple[int, int], second: tuple[int, int]) -> bool:
    """Tell whether two stretches share enough to be about the same."""
    shared = min(first[1], second[1]) - max(first[0], second[0])
    return shared > 0 and shared >= SHARED_FROM * min(first[1] - first[0], second[1] - second[0])


def book_of(codebook: str) -> str:
    """Return the name of a codebook without its version."""
    return codebook.rpartition(" ")[0] or codebook
