"""Gives codes to a text, each with its score, the quote that carries it, and the reason why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from synthesis.coding.codebook import Codebook
from synthesis.coding.cues import Found, Sentence
from synthesis.coding.features import CUES, HINTS, JUDGED, features_of
from synthesis.coding.model import RELEVANT, Model
from synthesis.coding.quotes import cut_quote
from synthesis.coding.reading import Numbers, Reader, Reading
from synthesis.coding.similarity import Anchors
from synthesis.coding.weighing import Odds, Weigher
from synthesis.embed import Vectors

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
class Case:
    """What is known of a text, and the log-odds of all codes."""

    text: str
    reading: Reading
    odds: Odds
    similarity: Numbers
    closeness: Vectors
    text_odds: Numbers | None
    """What the model makes of the vectors, where it knows them; then it decides."""
    features: Numbers
    """What the model weighs beside them."""


@dataclass(frozen=True)
class Coder:
    """A codebook made ready to code texts: by its rules and examples, and by its model where it has one."""

    codebook: Codebook
    anchors: Anchors
    model: Model | None = None

    @cached_property
    def reader(self) -> Reader:
        """What finds the cues."""
        return Reader(self.codebook)

    @cached_property
    def weigher(self) -> Weigher:
        """What weighs cues and similarity."""
        return Weigher(self.codebook)

    @cached_property
    def _rows(self) -> dict[int, int]:
        """By the place of a code in the codebook its row in the model."""
        places = self.model.places if self.model else {}
        return {n: places[code.key] for n, code in enumerate(self.codebook.codes) if code.key in places}

    @cached_property
    def _own_features(self) -> dict[int, list[int]]:
        """By the place of a code the features that are its own rules."""
        names = {name: n for n, name in enumerate(self.model.features)} if self.model else {}
        kinds = (CUES, HINTS, JUDGED)
        return {n: [names[f"{kind} {self.codebook.codes[n].key}"] for kind in kinds] for n in self._rows}

    @cached_property
    def likely_from(self) -> Numbers:
        """By code the log-odds from which it is better given than not; 0 for those that the model does not know."""
        cuts = np.zeros(len(self.codebook.codes))
        if self.model:
            for number, row in self._rows.items():
                cuts[number] = self.model.likely[row]
            cuts[self.codebook.none] = -self.model.likely[self.model.places[RELEVANT]]
        return cuts

    def code(self, text: str, vector: Vectors, inner: Vectors | None = None) -> list[Verdict]:
        """Return the codes of one text, as `code_all`."""
        return next(self.code_all([text], vector[None], None if inner is None else inner[None]))

    def code_all(self, texts: Sequence[str], vectors: Vectors, inner: Vectors | None) -> Iterator[list[Verdict]]:
        """Yield the codes of each text, by dimension and score, given its vector and that of the inner layer.

        A text that says nothing of the kind gets the soort `geen`, so that one sees that it was read.
        """
        for case in self.cases(texts, vectors, inner):
            yield self.verdicts(case)

    def verdicts(self, case: Case) -> list[Verdict]:
        """Return the codes of a text that are kept, by dimension and score."""
        return [self._verdict(number, case) for number in self._chosen(case)] if case.reading.sentences else []

    def cases(self, texts: Sequence[str], vectors: Vectors, inner: Vectors | None) -> Iterator[Case]:
        """Yield what is known of each text, with the log-odds of all codes."""
        similarities = np.asarray(self.anchors.measure(vectors), dtype=np.float64)
        is_known = self.model is not None and inner is not None and inner.shape[1] > 0
        by_text = self.model.text_odds(vectors, inner) if self.model and inner is not None and is_known else None
        for number, text in enumerate(texts):
            reading, similarity = self.reader.read(text), similarities[number]
            text_odds, features = None if by_text is None else by_text[number], features_of(reading)
            odds = self._odds(reading, similarity, text_odds, features)
            yield Case(text, reading, odds, similarity, self.anchors.closeness(vectors[number]), text_odds, features)

    def _odds(self, reading: Reading, similarity: Numbers, text_odds: Numbers | None, features: Numbers) -> Odds:
        odds = self.weigher.weigh(reading, similarity)
        if text_odds is None or self.model is None:
            return odds
        known = self.model.odds(text_odds, features)
        own, relevance = odds.own.copy(), float(known[self.model.places[RELEVANT]])
        for number, row in self._rows.items():
            own[number] = known[row]
        own[self.codebook.none] = -relevance
        counted = np.minimum(own, relevance)
        counted[self.codebook.none] = -relevance
        return Odds(own, counted)

    def _chosen(self, case: Case) -> list[int]:
        chosen = [number for members in self.weigher.members.values() for number in self._choose(members, case.odds)]
        none = self.codebook.none
        return [*chosen, none] if none >= 0 and case.odds.counted[none] >= 0 else chosen

    def _choose(self, members: list[int], odds: Odds) -> list[int]:
        kept = [number for number in members if odds.score(number) >= self.codebook.keep_from]
        ranked = sorted(kept, key=lambda number: (-odds.counted[number], -odds.own[number], number))
        return ranked[: MOST.get(self.codebook.codes[members[0]].dimension, len(ranked))]

    def _verdict(self, number: int, case: Case) -> Verdict:
        code, reading = self.codebook.codes[number], case.reading
        place = reading.best.get(number, reading.fullest)
        sentence, cues = reading.sentences[place], reading.of(number, place)
        start, end = cut_quote(case.text, sentence, cues[0] if cues else None)
        by_rule = "rule" if reading.cues[number] else "similarity"
        return Verdict(
            dimension=code.dimension,
            code=code.code,
            direction=self._direction(number, place, case),
            start=start,
            end=end,
            made_by="model" if self._is_modelled(number, case) else by_rule,
            score=round(case.odds.score(number), 4),
            reason=self._reason(number, sentence, cues, case),
        )

    def _is_modelled(self, number: int, case: Case) -> bool:
        return case.text_odds is not None and (number in self._rows or number == self.codebook.none)

    def _reason(self, number: int, sentence: Sentence, cues: list[Found], case: Case) -> str:
        words = list(dict.fromkeys(found.text_in(case.text, sentence) for found in cues))[:_WORDS_NAMED]
        reasons = [f"regel: {'; '.join(f'‘{word}’' for word in words)}"] if words else []
        if case.similarity[number] >= _NEAR or not words:
            nearest = self.anchors.nearest(case.closeness, number)
            reasons.append(f"lijkt op (overeenkomst {_written(case.similarity[number])}): ‘{nearest}’")
        if number in self._rows and case.text_odds is not None and self.model is not None:
            row, own = self._rows[number], self._own_features[number]
            by_rule = float(self.model.weights[row, own] @ case.features[own])
            by_text = float(case.text_odds[row] - self.model.typical[row])
            reasons.append(f"model: tekst {_written(by_text)}, regel {_written(by_rule)}")
        return ", en ".join(reasons)

    def _direction(self, number: int, place: int, case: Case) -> str | None:
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


def _written(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")
