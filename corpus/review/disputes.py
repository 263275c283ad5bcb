"""Codings on which people do not agree: what a meeting talks about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.judgements import UNSURE, Judgement
from corpus.review.agreement import label_of, units_of
from corpus.review.entries import ONDERZOEKER


@dataclass(frozen=True)
class Dispute:
    """A coding, or some that count as one, on which people said different things."""

    judgements: tuple[Judgement, ...]
    """The last one of each person, in the order of their making; those of `weet niet` too."""
    decision: Judgement | None
    """The last judgement of an onderzoeker, which outranks the others."""

    @property
    def counts(self) -> dict[str, int]:
        """How often each verdict was given, by verdict."""
        return dict(sorted(Counter(each.verdict for each in self.judgements).items()))

    @property
    def is_tied(self) -> bool:
        """Tell whether no label has more votes of the klankbordgroep than every other."""
        votes = Counter(
            label_of(each) for each in self.judgements if each.verdict != UNSURE and each.role != ONDERZOEKER
        ).most_common(2)
        return len(votes) > 1 and votes[0][1] == votes[1][1]

    @property
    def share(self) -> float:
        """The share of the votes that the label with the most has."""
        votes = Counter(label_of(each) for each in self.judgements if each.verdict != UNSURE)
        return max(votes.values()) / sum(votes.values())


def disputes_of(judgements: Iterable[Judgement]) -> list[Dispute]:
    """Return what people do not agree on: first what is not decided, then what divides them most."""
    found = []
    for unit in units_of(judgements):
        if len(set(unit.labels.values())) > 1:
            deciding = [each for each in unit.judgements if each.role == ONDERZOEKER and each.verdict != UNSURE]
            found.append(Dispute(unit.judgements, deciding[-1] if deciding else None))
    return sorted(found, key=lambda each: (each.decision is not None, not each.is_tied, each.share))
