"""The candidates of a field of which a document has one value at most, or none where none is sure enough."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeAlias

from extract.metadata.choice import best_of_each
from extract.metadata.reading import Candidate

Belong: TypeAlias = Callable[[Candidate, Candidate], bool]

LEAST = 0.6
"""How sure a value must be to count."""
_BELOW = 0.55


def at_most_one(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return candidates of which only the first-ranked may count; all others are made less sure than it takes."""
    return together(candidates, lambda first, other: False)


def together(candidates: Iterable[Candidate], belong: Belong) -> list[Candidate]:
    """Return candidates of which the first-ranked may count, with those that `belong` to it."""
    ordered = best_of_each(candidates)
    return [
        item if at == 0 or belong(ordered[0], item) else replace(item, confidence=min(item.confidence, _BELOW))
        for at, item in enumerate(ordered)
    ]
