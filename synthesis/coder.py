"""Gives codes to a text, each with its score, the quote that carries it, and the reason why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from synthesis.codebook import Codebook
from synthesis.cues import Found, Sentence
from synthesis.embed import Vectors
from synthesis.quotes import cut_quote
from synthesis.reading import Numbers, Reader, Reading
from synthesis.similarity import Anchors
from synthesis.weighing import Odds, Weigher

MOST = {"venster": 2, "richting": 1}
"""The most codes of a dimension that a passage gets; other dimensions know no limit."""
_SENTENCE_DIRECTION = 0.5
"""How much each judging cue in the sentence of a quote weighs against the direction of the whole passage."""
_NEAR = 0.1
"""From this similarity on a reason names the nearest example."""
_WORDS_NAMED = 3


@dataclass(frozen=True)
class Verdict:
    """A code given to a text, with the span of the quote in that text."""

    dimension: str
    code: str
    direction: str | None
    start: int
    end: int
    made_by: str
    score: float
    reason: str


@dataclass(frozen=True)
class _Case:
    text: str
    reading: Reading
    odds: Odds
    similarity: Numbers
    closeness: Vectors


@dataclass(frozen=True)
class Coder:
    """A codebook made ready to code texts."""

    codebook: Codebook
    anchors: Anchors

    @cached_property
    def reader(self) -> Reader:
        """What finds the cues."""
        return Reader(self.codebook)

    @cached_property
    def weigher(self) -> Weigher:
        """What weighs cues and similarity."""
        return Weigher(self.codebook)

    def code(self, text: str, vector: Vectors) -> list[Verdict]:
        """Return the codes of a text, given its vector, by dimension and score.

        A text that says nothing of the kind gets the soort `geen`, so that one sees that it was read.
        """
        reading = self.reader.read(text)
        if not reading.sentences:
            return []
        similarity = np.asarray(self.anchors.measure(vector[None])[0], dtype=np.float64)
        odds = self.weigher.weigh(reading, similarity)
        case = _Case(text, reading, odds, similarity, self.anchors.closeness(vector))
        chosen = [number for members in self.weigher.members.values() for number in self._choose(members, odds)]
        if odds.counted[self.codebook.none] >= 0:
            chosen.append(self.codebook.none)
        return [self._verdict(number, case) for number in chosen]

    def _choose(self, members: list[int], odds: Odds) -> list[int]:
        kept = [number for number in members if odds.score(number) >= self.codebook.keep_from]
        ranked = sorted(kept, key=lambda number: (-odds.counted[number], -odds.own[number], number))
        return ranked[: MOST.get(self.codebook.codes[members[0]].dimension, len(ranked))]

    def _verdict(self, number: int, case: _Case) -> Verdict:
        code, reading = self.codebook.codes[number], case.reading
        place = reading.best.get(number, reading.fullest)
        sentence, cues = reading.sentences[place], reading.of(number, place)
        start, end = cut_quote(case.text, sentence, cues[0] if cues else None)
        return Verdict(
            dimension=code.dimension,
            code=code.code,
            direction=self._direction(number, place, case),
            start=start,
            end=end,
            made_by="rule" if reading.cues[number] else "similarity",
            score=round(case.odds.score(number), 4),
            reason=self._reason(number, sentence, cues, case),
        )

    def _reason(self, number: int, sentence: Sentence, cues: list[Found], case: _Case) -> str:
        words = list(dict.fromkeys(found.text_in(case.text, sentence) for found in cues))[:_WORDS_NAMED]
        reasons = [f"regel: {'; '.join(f'‘{word}’' for word in words)}"] if words else []
        if case.similarity[number] >= _NEAR or not words:
            nearest = self.anchors.nearest(case.closeness, number)
            degree = f"{case.similarity[number]:.2f}".replace(".", ",")
            reasons.append(f"lijkt op (overeenkomst {degree}): ‘{nearest}’")
        return ", en ".join(reasons)

    def _direction(self, number: int, place: int, case: _Case) -> str | None:
        """Return the direction of a coding: that of the passage, for an element weighed with that of its sentence."""
        dimension, members = self.codebook.codes[number].dimension, self.weigher.members.get("richting", [])
        if dimension not in ("element", "soort") or number == self.codebook.none or not members:
            return None
        votes = {member: float(case.odds.own[member]) for member in members}
        if dimension == "element":
            for found, owner in case.reading.found[place]:
                if owner in votes and found.cue.weight == 1:
                    votes[owner] += _SENTENCE_DIRECTION
        return self.codebook.codes[max(members, key=lambda member: (votes[member], -member))].code
