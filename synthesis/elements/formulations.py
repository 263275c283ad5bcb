"""Formulations: within an element and a direction, the quotes that say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from corpus.record import Record
from corpus.records import Coding, Element, Evidence, Formulation, FormulationEvidence
from synthesis.elements.closeness import Closeness, Numbers, unit

FARTHEST = 0.8
"""Groups are joined while the mean cosine distance between their passages is below this; 1 is as far as by chance.

On the bundled example, quotes of two reports on one point lie at .6 to .8, and those of one element at .95 on average.
"""
_AT_ONCE = 1500
"""So many quotes are grouped at once, the surest codings first; the rest joins the nearest group, or makes its own."""
_DIGITS = 6


class Quote(NamedTuple):
    """A published quote as evidence."""

    evidence: Evidence
    coding: Coding


def formulations_of(
    element: Element,
    quotes: Sequence[Quote],
    closeness: Closeness,
    counted: Mapping[str, str],
) -> Iterator[Record]:
    """Yield the formulations of an element, by direction and then by how many evaluations hold them, with their links.

    `counted` tells which evaluation a document counts for. The order of `quotes` makes no difference.
    """
    by_direction = defaultdict(list)
    for quote in sorted(quotes, key=lambda quote: quote.coding.id):
        by_direction[quote.evidence.direction].append(quote)
    for direction in sorted(by_direction):
        groups = [_Group(members, closeness, counted) for members in _grouped(by_direction[direction], closeness)]
        groups.sort(key=lambda group: (-group.evaluation_count, -group.passage_count, group.central.coding.id))
        for position, group in enumerate(groups, 1):
            yield from group.records(element, direction, position)


class _Group:
    """Quotes that say the same, the most central first."""

    def __init__(self, members: Sequence[Quote], closeness: Closeness, counted: Mapping[str, str]) -> None:
        centre = closeness.centre(quote.coding.passage_id for quote in members)
        near = {
            quote: _near(quote, centre, closeness) if quote.coding.passage_id in closeness else 1.0 for quote in members
        }
        self.members = sorted(near.items(), key=lambda item: (-item[1], item[0].coding.id))
        self.central = self.members[0][0]
        documents = {quote.coding.document_id for quote in members}
        self.passage_count = len({quote.coding.passage_id for quote in members})
        self.document_count = len(documents)
        self.evaluation_count = len({counted[document] for document in documents if document in counted})

    def records(self, element: Element, direction: str, position: int) -> Iterator[Record]:
        formulation = Formulation(
            element_id=element.id,
            direction=direction,
            position=position,
            coding_id=self.central.coding.id,
            label=self.central.coding.quote,
            passage_count=self.passage_count,
            document_count=self.document_count,
            evaluation_count=self.evaluation_count,
        )
        yield formulation
        for quote, similarity in self.members:
            yield FormulationEvidence(
                formulation_id=formulation.id, evidence_id=quote.evidence.id, similarity=round(similarity, 4)
            )


def _near(quote: Quote, centre: Numbers, closeness: Closeness) -> float:
    return round(float(closeness.rows([quote.coding.passage_id])[0] @ centre), _DIGITS)


def _grouped(quotes: Sequence[Quote], closeness: Closeness) -> list[list[Quote]]:
    """Return the groups of quotes; one without a vector stands alone."""
    with_vector = [quote for quote in quotes if quote.coding.passage_id in closeness]
    groups = [[quote] for quote in quotes if quote.coding.passage_id not in closeness]
    rest = sorted(with_vector, key=lambda quote: (-quote.coding.score, quote.coding.id))
    while rest:
        first, rest = sorted(rest[:_AT_ONCE], key=lambda quote: quote.coding.id), rest[_AT_ONCE:]
        numbers = clusters(closeness.rows(quote.coding.passage_id for quote in first))
        found = [
            [quote for quote, own in zip(first, numbers, strict=True) if own == wanted]
            for wanted in sorted(set(numbers))
        ]
        rest = _joined(rest, found, closeness)
        groups += found
    return groups


def _joined(rest: Sequence[Quote], groups: Sequence[list[Quote]], closeness: Closeness) -> list[Quote]:
    """Put each quote that is near enough to a group in it, and return the others."""
    centres = np.stack([closeness.rows(quote.coding.passage_id for quote in group).mean(axis=0) for group in groups])
    left = []
    for quote in rest:
        near = np.round(centres @ closeness.rows([quote.coding.passage_id])[0], _DIGITS)
        best = int(np.argmax(near))
        if 1 - near[best] < FARTHEST:
            groups[best].append(quote)
        else:
            left.append(quote)
    return left


def clusters(vectors: Numbers) -> list[int]:
    """Return the number of the group of each row: average linkage on cosine distance up to FARTHEST (Sokal 1958)."""
    from sklearn.cluster import AgglomerativeClustering

    if len(vectors) == 1:
        return [0]
    # Rounded, so that the last bits of a sum decide nothing.
    distances = np.round(np.clip(1 - unit(vectors) @ unit(vectors).T, 0, 2), _DIGITS)
    model = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=FARTHEST
    )
    return [int(number) for number in model.fit_predict((distances + distances.T) / 2)]
