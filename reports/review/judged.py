"""What all judgements come to, for the pages of researchers: figured out beside the site, again once more was said.

With very many judgements that takes seconds. A page waits for less than one, and then shows what was figured out last.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from corpus.judgements import Judgement, holding
from corpus.records import Agreement
from corpus.review.agreement import agreements, krippendorff
from corpus.review.disputes import Dispute, disputes_of
from reports.review.board import Board

PATIENCE_S = 0.6
"""How long a page waits, in seconds."""
_POOL = ThreadPoolExecutor(2, thread_name_prefix="figures")
Tally = dict[str, dict[str, int]]


@dataclass
class Figures:
    """What was figured out last, and what is being figured out."""

    found: tuple[Any, ...] | None = None
    """None where nothing was yet."""
    seq: int = -1
    """The last entry that it rests on."""
    coming: Future[tuple[Any, ...]] | None = None
    coming_seq: int = -1


@dataclass
class _Kept:
    agreements: Figures = field(default_factory=Figures)
    disputes: defaultdict[str, Figures] = field(default_factory=lambda: defaultdict(Figures))


_KEPT: WeakKeyDictionary[Board, _Kept] = WeakKeyDictionary()


@cache
def make_ready() -> None:
    """Load, beside what goes on, what figures are made with; that takes seconds the first time, and none after."""
    _POOL.submit(krippendorff, [{"a": "x", "b": "y"}])


async def agreements_of(board: Board) -> tuple[tuple[Agreement, ...] | None, bool]:
    """Return how far those who judged agree, in all and in each round, and whether that is of all that was said.

    The first is None as long as it is being figured out for the first time.
    """
    said = list(board.by_id.values())
    return await _figured(board, _kept(board).agreements, lambda: tuple(agreements(said)))


async def disputes_in(board: Board, round_name: str = "") -> tuple[tuple[Dispute, ...] | None, bool]:
    """Return what people do not agree on, in all rounds or in one, and whether that is of all that was said.

    The first is None as long as it is being figured out for the first time.
    """
    names = {str(number) for number in board.rounds}
    if round_name and round_name not in names:
        return (), True
    said = [each for each in board.by_id.values() if round_name in ("", each.round)]
    return await _figured(board, _kept(board).disputes[round_name], lambda: _disputes(said))


def _disputes(said: list[Judgement]) -> tuple[Dispute, ...]:
    return tuple(disputes_of(holding(said)))


def _kept(board: Board) -> _Kept:
    return _KEPT.setdefault(board, _Kept())


async def _figured(
    board: Board, figures: Figures, figure: Callable[[], tuple[Any, ...]]
) -> tuple[tuple[Any, ...] | None, bool]:
    if figures.seq != board.seq:
        if figures.coming is None:
            figures.coming, figures.coming_seq = _POOL.submit(figure), board.seq
        waiting = asyncio.wrap_future(figures.coming)
        await asyncio.wait([waiting], timeout=PATIENCE_S)
        if figures.coming and figures.coming.done():
            coming, figures.coming, figures.seq = figures.coming, None, figures.coming_seq
            figures.found = coming.result()
    return figures.found, figures.seq == board.seq


def tally(board: Board) -> Tally:
    """Return by round, as judgements name it: how many judgements, people, codings, remarks and replies there are."""
    people: defaultdict[str, set[str]] = defaultdict(set)
    codings: defaultdict[str, set[object]] = defaultdict(set)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in board.by_id.values():
        people[each.round].add(each.pseudonym)
        codings[each.round].add(each.coding)
        counts[each.round]["judgements"] += 1
    for uuid in board.remarked:
        name = board.by_id[uuid].round
        counts[name]["remarks"] += 1
        counts[name]["replies"] += uuid in board.replies
    return {
        name: {"people": len(people[name]), "codings": len(codings[name]), "remarks": 0, "replies": 0, **found}
        for name, found in counts.items()
    }
