"""The balance of the evidence on an element: how many independent evaluations are for it, against it, or both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus.records import Balance
from synthesis.elements.evidence import AGAINST, FOR, NEEDED

OVERALL = "alles"
UNKNOWN = "onbekend"
FIELDS = {"gemeente": "gemeente", "jaar": "year", "documentsoort": "document_type", "methode": "method"}
"""The dimensions that are a field of metadata, by their Dutch names."""
DESIGN, SIZE = "opzet", "grootteklasse"


class Said(NamedTuple):
    """A published quote on an element: what it says and who says it."""

    coding_id: str
    passage_id: str
    document_id: str
    direction: str


class Context(NamedTuple):
    """A document as a source: the evaluation that it counts for (None: none), and its values by dimension."""

    evaluation_id: str | None
    values: Mapping[str, Sequence[str]]


class Counts(NamedTuple):
    """Independent evaluations by what their quotes say together."""

    only_for: int
    only_against: int
    mixed: int
    needed: int
    evaluations: int

    @property
    def sided(self) -> int:
        """Evaluations that say that it helps or that it hinders."""
        return self.only_for + self.only_against + self.mixed


def count(said: Sequence[Said], contexts: Mapping[str, Context]) -> Counts:
    """Return how many evaluations are for, against, both, and of the need; quotes of other documents do not count."""
    directions: defaultdict[str, set[str]] = defaultdict(set)
    for item in said:
        evaluation = contexts[item.document_id].evaluation_id
        if evaluation and item.direction in (FOR, AGAINST, NEEDED):
            directions[evaluation].add(item.direction)
    sides = list(directions.values())
    return Counts(
        only_for=sum(FOR in side and AGAINST not in side for side in sides),
        only_against=sum(AGAINST in side and FOR not in side for side in sides),
        mixed=sum(FOR in side and AGAINST in side for side in sides),
        needed=sum(NEEDED in side for side in sides),
        evaluations=len(sides),
    )


def balances_of(element_id: str, said: Sequence[Said], contexts: Mapping[str, Context]) -> Iterator[Balance]:
    """Yield the balance of an element over all, and for each value of each dimension; the order makes no difference."""
    parts: defaultdict[tuple[str, str], list[Said]] = defaultdict(list)
    for item in said:
        parts[OVERALL, ""].append(item)
        for dimension, values in contexts[item.document_id].values.items():
            for value in values or (UNKNOWN,):
                parts[dimension, value].append(item)
    for (dimension, value), own in sorted(parts.items()):
        yield _balance(element_id, dimension, value, own, contexts)


def _balance(
    element_id: str, dimension: str, value: str, said: Sequence[Said], contexts: Mapping[str, Context]
) -> Balance:
    counts = count(said, contexts)
    passages = {direction: {item.passage_id for item in said if item.direction == direction} for direction in _PASSAGES}
    return Balance(
        element_id=element_id,
        dimension=dimension,
        value=value,
        for_count=counts.only_for,
        against_count=counts.only_against,
        mixed_count=counts.mixed,
        needed_count=counts.needed,
        evaluation_count=counts.evaluations,
        document_count=len({item.document_id for item in said}),
        for_passage_count=len(passages[FOR]),
        against_passage_count=len(passages[AGAINST]),
        needed_passage_count=len(passages[NEEDED]),
    )


_PASSAGES = (FOR, AGAINST, NEEDED)
