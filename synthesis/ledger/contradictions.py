"""Contradictions: quotes of independent evaluations on one element, of which one says the opposite of the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from corpus.records import Contradiction
from synthesis.elements.closeness import Closeness
from synthesis.elements.evidence import AGAINST, FOR
from synthesis.ledger.balance import Context, Said

MOST = 10
"""So many contradictions an element are listed, one for each pair of evaluations: those most on the same subject."""
_MOST_QUOTES = 2000
_DIGITS = 4
_WIDTH = 2
"""From the least to the greatest similarity."""


class _Pair(NamedTuple):
    similarity: float
    helps: Said
    hinders: Said


def contradictions_of(
    element_id: str, said: Sequence[Said], contexts: Mapping[str, Context], closeness: Closeness
) -> Iterator[Contradiction]:
    """Yield for each pair of independent evaluations that contradict each other their closest quotes, at most MOST.

    The order of `said` makes no difference.
    """
    known = sorted(item for item in said if item.passage_id in closeness and contexts[item.document_id].evaluation_id)
    helps = [item for item in known if item.direction == FOR][:_MOST_QUOTES]
    hinders = [item for item in known if item.direction == AGAINST][:_MOST_QUOTES]
    leaning = _leaning(known, contexts)
    seen: set[tuple[str | None, str | None]] = set()
    for pair in _nearest_first(helps, hinders, closeness, leaning, contexts):
        sources = _sources(pair, contexts)
        if sources[0] == sources[1] or sources in seen:
            continue
        seen.add(sources)
        first, second = (contexts[item.document_id].values for item in (pair.helps, pair.hinders))
        yield Contradiction(
            element_id=element_id,
            position=len(seen),
            for_coding_id=pair.helps.coding_id,
            against_coding_id=pair.hinders.coding_id,
            similarity=pair.similarity,
            differences=tuple(name for name in first if set(first[name]) != set(second[name])),
            agreements=tuple(name for name in first if set(first[name]) == set(second[name]) and first[name]),
        )
        if len(seen) == MOST:
            return


def _sources(pair: _Pair, contexts: Mapping[str, Context]) -> tuple[str | None, str | None]:
    return contexts[pair.helps.document_id].evaluation_id, contexts[pair.hinders.document_id].evaluation_id


def _leaning(said: Sequence[Said], contexts: Mapping[str, Context]) -> dict[str | None, float]:
    """Return for each evaluation how many more quotes say that it helps than that it hinders."""
    leaning: defaultdict[str | None, float] = defaultdict(float)
    for item in said:
        leaning[contexts[item.document_id].evaluation_id] += (item.direction == FOR) - (item.direction == AGAINST)
    return leaning


def _nearest_first(
    helps: Sequence[Said],
    hinders: Sequence[Said],
    closeness: Closeness,
    leaning: Mapping[str | None, float],
    contexts: Mapping[str, Context],
) -> Iterator[_Pair]:
    """Yield each quote that it helps with each quote that it hinders: those most on the same subject first.

    Before them come pairs of which each quote says what its whole evaluation leans to.
    """
    if not helps or not hinders:
        return
    rows = closeness.rows(item.passage_id for item in helps)
    columns = closeness.rows(item.passage_id for item in hinders)
    # Rounded, so that the last bits of a sum decide nothing; equals stay in the order of their codings.
    near = np.round(rows @ columns.T, _DIGITS)
    for_it = np.array([leaning[contexts[item.document_id].evaluation_id] > 0 for item in helps])
    against_it = np.array([leaning[contexts[item.document_id].evaluation_id] < 0 for item in hinders])
    rank = near + _WIDTH * np.outer(for_it, against_it)
    for place in np.argsort(-rank, axis=None, kind="stable"):
        row, column = divmod(int(place), len(hinders))
        yield _Pair(float(near[row, column]), helps[row], hinders[column])
