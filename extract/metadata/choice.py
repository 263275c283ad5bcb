"""The choice between what the readers of a field found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.metadata.reading import Candidate

_LATER = 1_000_000


def rank(candidate: Candidate) -> tuple[float, int, str, str]:
    """Return by what candidates are ordered: the surest first, then the earliest page, then the value."""
    page = _LATER if candidate.page is None else candidate.page
    return (-candidate.confidence, page, candidate.value, candidate.method)


def best_of_each(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the first-ranked candidate of each value, in order of rank; confidences have two decimals."""
    best: dict[str, Candidate] = {}
    rounded = (_rounded(candidate) for candidate in candidates if candidate.value)
    for candidate in sorted(rounded, key=rank):
        best.setdefault(candidate.value, candidate)
    return list(best.values())


def choose(candidates: Sequence[Candidate], several_from: float | None = None) -> list[Candidate]:
    """Return what counts: the first-ranked candidate, or with `several_from` all that are at least that sure."""
    ordered = sorted(candidates, key=rank)
    if several_from is None:
        return ordered[:1]
    return [candidate for candidate in ordered if candidate.confidence >= several_from]


def _rounded(candidate: Candidate) -> Candidate:
    confidence = round(min(max(candidate.confidence, 0.0), 1.0), 2)
    return Candidate(candidate.value, candidate.quote, candidate.page, candidate.method, confidence)
