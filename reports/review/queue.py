"""What a member is asked next: how far the codings of a snapshot have been judged, and which is worth most now.

First comes what the member judged before on a text that has changed since; then what others have begun on, then what
nobody has judged, then what has all the judgements that are wanted; within each the highest expected value first.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from corpus.judgements import Judgement
from reports.review.board import Board

EXACT, AGAIN = "exact", "her-beoordelen"
"""Standings of an anchoring: the text is the same, or was changed so that the judgement does not hold any more."""
PAGE = 500
"""Codings that are read at a time."""
HELD_S = 600.0
"""How long a coding that was handed to one member counts as being judged, in seconds."""
MOST_SKIPPED = 1000
"""Codings that a member can have passed over; after that the oldest is asked as any other."""
_ATTRIBUTE = "kennissynthese_standing"
_HERE = """
SELECT j.key AS at, c.id, c.dimension, q.value FROM json_each(?) AS j
CROSS JOIN codings AS c ON c.document_id = j.value ->> 0 AND c.page = j.value ->> 1 AND c.start = j.value ->> 2
    AND c."end" = j.value ->> 3 AND c.dimension = j.value ->> 4 AND c.code = j.value ->> 5
LEFT JOIN queue AS q ON q.coding_id = c.id
"""
_IN_PASSAGE = """
SELECT j.key AS at, c.id, c.dimension, q.value FROM json_each(?) AS j
CROSS JOIN codings AS c ON c.passage_id = j.value ->> 0 AND c.dimension = j.value ->> 1 AND c.code = j.value ->> 2
LEFT JOIN queue AS q ON q.coding_id = c.id
"""
_BEST = "SELECT coding_id, value FROM queue WHERE dimension = ? ORDER BY value DESC, coding_id LIMIT ?"
_NEXT = """
SELECT coding_id, value FROM queue WHERE dimension = ? AND value <= ? AND (value < ? OR coding_id > ?)
ORDER BY value DESC, coding_id LIMIT ?
"""
Ask = Callable[..., Any]


@dataclass(frozen=True)
class Place:
    """Where a judgement belongs in the snapshot, by its anchoring."""

    status: str
    passage_id: str | None
    page: int | None
    start: int | None
    end: int | None
    reason: str


class Line:
    """The codings of one dimension, best first, read in pages; those that somebody has judged are passed for good."""

    def __init__(self, ask: Ask, dimension: str) -> None:
        """Begin at the best; `ask` runs a query on the snapshot."""
        self._ask, self._dimension = ask, dimension
        self._rows: list[tuple[str, float]] = []
        self._last: tuple[str, float] | None = None
        self._is_done = False

    async def first(self, is_free: Callable[[str], bool], is_judged: Callable[[str], bool]) -> tuple[str, float] | None:
        """Return the first coding that is free, with its value; None where there is none any more."""
        while True:
            found = next((row for row in self._rows if not is_judged(row[0]) and is_free(row[0])), None)
            if found or self._is_done:
                return found
            self._rows = [row for row in self._rows if not is_judged(row[0])] + await self._more()

    async def _more(self) -> list[tuple[str, float]]:
        if self._last is None:
            rows = await self._ask(_BEST, self._dimension, PAGE)
        else:
            last, value = self._last
            rows = await self._ask(_NEXT, self._dimension, value, value, last, PAGE)
        found = [(row["coding_id"], row["value"]) for row in rows]
        self._is_done = len(found) < PAGE
        self._last = found[-1] if found else self._last
        return found


class Standing:
    """Which codings of one snapshot were judged by whom, by their ids there; it follows the board."""

    def __init__(self, ask: Ask, board: Board, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin without any judgement; `ask` runs a query on the snapshot."""
        self._ask, self._board, self._clock = ask, board, clock
        self._lock = asyncio.Lock()
        self._places: dict[str, Place] | None = None
        self._taken = 0
        self._lines: dict[str, Line] = {}
        self._value: dict[str, tuple[str, float]] = {}
        """Of codings that were judged and are in the queue: dimension and value."""
        self._at: defaultdict[int, set[str]] = defaultdict(set)
        """The codings in the queue by the number of judgements."""
        self._held: dict[str, dict[str, float]] = {}
        """By coding: who was handed it, and until when that counts."""
        self.of: defaultdict[str, dict[str, Judgement]] = defaultdict(dict)
        """The judgements that hold, by coding and member."""
        self.judged: defaultdict[str, set[str]] = defaultdict(set)
        """By member: the codings with a judgement that holds."""
        self.again: defaultdict[str, dict[str, Judgement]] = defaultdict(dict)
        """By member and coding: what was judged of a text that has changed since."""
        self.skipped: defaultdict[str, dict[str, None]] = defaultdict(dict)
        """By member: what was passed over, the oldest first; that comes last."""
        self.coding_of: dict[str, str] = {}
        """The coding in this snapshot that a judgement, by its uuid, is about."""

    async def catch_up(self) -> None:
        """Take the judgements that were made since the last time."""
        async with self._lock:
            if self._places is None:
                self._places = await self._read_places()
            while fresh := list(islice(self._board.by_id.values(), self._taken, self._taken + PAGE)):
                await self._take(fresh, self._places)
                self._taken += len(fresh)

    async def next_for(self, member: str, dimensions: Collection[str], judges: int) -> str | None:
        """Return the coding that a member is to judge now; None where nothing is left. It is held for that member."""
        async with self._lock:
            coding = await self._next(member, dimensions, judges)
        if coding:
            self._hold(coding, member)
        return coding

    def skip(self, member: str, coding: str) -> None:
        """Put a coding last for a member."""
        skipped = self.skipped[member]
        skipped.pop(coding, None)
        skipped[coding] = None
        while len(skipped) > MOST_SKIPPED:
            del skipped[next(iter(skipped))]
        self._held.get(coding, {}).pop(member, None)

    def place_of(self, judgement: str) -> Place | None:
        """Return the anchoring of a judgement; None where the corpus was not rebuilt since."""
        return (self._places or {}).get(judgement)

    def finished(self, judges: int) -> int:
        """Return how many codings have all judgements that are wanted."""
        return sum(len(codings) for count, codings in self._at.items() if count >= judges)

    async def _next(self, member: str, dimensions: Collection[str], judges: int) -> str | None:
        mine, skipped = self.judged[member], self.skipped[member]
        for coding in self.again[member]:
            if coding not in mine and coding not in skipped:
                return coding
        begun = self._held.keys() | set().union(*(self._at[count] for count in range(1, judges)))
        if found := self._best(begun, member, dimensions, lambda count: 0 < count < judges):
            return found
        if found := await self._unjudged(member, dimensions):
            return found
        full = (coding for count, codings in self._at.items() if count >= judges for coding in codings)
        left = [coding for coding in skipped if coding not in mine]
        return self._best(full, member, dimensions, lambda count: True) or next(iter(left), None)

    def _best(
        self, codings: Iterable[str], member: str, dimensions: Collection[str], fits: Callable[[int], bool]
    ) -> str | None:
        """Return the coding of highest value that the member has not judged and whose count fits."""
        best = (0.0, "")
        for coding in set(codings).difference(self.judged[member], self.skipped[member]):
            dimension, value = self._value.get(coding, ("", 0.0))
            rank = (-value, coding)
            if dimension not in dimensions or (best[1] and rank >= best):
                continue
            if fits(len(self.of.get(coding, ())) + self._holders(coding, member)):
                best = rank
        return best[1] or None

    async def _unjudged(self, member: str, dimensions: Collection[str]) -> str | None:
        skipped = self.skipped[member]
        best: tuple[float, str, str] | None = None
        for dimension in sorted(dimensions):
            line = self._lines.setdefault(dimension, Line(self._ask, dimension))
            found = await line.first(
                lambda coding: coding not in skipped and not self._holders(coding, member), self.of.__contains__
            )
            if found and (best is None or (-found[1], found[0]) < best[:2]):
                best = (-found[1], found[0], dimension)
        if best is None:
            return None
        self._value[best[1]] = (best[2], -best[0])
        return best[1]

    def _holders(self, coding: str, member: str) -> int:
        """Return how many others were handed a coding and have not judged it yet."""
        now, judges = self._clock(), self.of.get(coding, ())
        return sum(
            until > now and other != member and other not in judges
            for other, until in self._held.get(coding, {}).items()
        )

    def _hold(self, coding: str, member: str) -> None:
        now = self._clock()
        for other in [each for each, held in self._held.items() if max(held.values(), default=0.0) <= now]:
            del self._held[other]
        self._held.setdefault(coding, {})[member] = now + HELD_S

    async def _read_places(self) -> dict[str, Place]:
        rows = await self._ask('SELECT judgement_id, status, passage_id, page, start, "end", reason FROM anchorings')
        return {row.pop("judgement_id"): Place(**row) for row in rows}

    async def _take(self, fresh: list[Judgement], places: dict[str, Place]) -> None:
        """Take some judgements: those that hold count for their coding, those to be made again do not."""
        again = [each for each in fresh if each.id in places and places[each.id].status == AGAIN]
        holding = [each for each in fresh if each.id not in places or places[each.id].status != AGAIN]
        keys = [[*_span(each, places), each.dimension, each.code] for each in holding]
        for row in await self._ask(_HERE, json.dumps(keys)):
            self._count(holding[row["at"]], row)
        passages = [[places[each.id].passage_id, each.dimension, each.code] for each in again]
        for row in await self._ask(_IN_PASSAGE, json.dumps(passages)):
            judgement = again[row["at"]]
            last = self._board.own[judgement.pseudonym].get(judgement.coding)
            if last and last.id == judgement.id:
                self.again[judgement.pseudonym][row["id"]] = judgement
                self.coding_of[judgement.id] = row["id"]

    def _count(self, judgement: Judgement, row: dict[str, Any]) -> None:
        coding, judges = row["id"], self.of[row["id"]]
        self.coding_of[judgement.id] = coding
        self.judged[judgement.pseudonym].add(coding)
        self._at[len(judges)].discard(coding)
        judges[judgement.pseudonym] = judgement
        if row["value"] is not None:
            self._value[coding] = (row["dimension"], row["value"])
            self._at[len(judges)].add(coding)


def _span(judgement: Judgement, places: dict[str, Place]) -> tuple[Any, ...]:
    """Return the document, page, start and end where a judgement's quote stands in the snapshot."""
    place = places.get(judgement.id)
    if place and place.status == EXACT and place.page is not None:
        return (judgement.document_id, place.page, place.start, place.end)
    return (judgement.document_id, judgement.page, judgement.start, judgement.end)


async def standing_of(datasette: Any, board: Board) -> Standing:
    """Return the standing of the snapshot that a Datasette shows, up to the last judgement."""
    standing: Standing | None = getattr(datasette, _ATTRIBUTE, None)
    if standing is None:

        async def ask(sql: str, *values: Any) -> list[dict[str, Any]]:
            results = await datasette.get_database("corpus").execute(sql, list(values), page_size=None)
            return [dict(row) for row in results.rows]

        standing = Standing(ask, board)
        setattr(datasette, _ATTRIBUTE, standing)
    await standing.catch_up()
    return standing
