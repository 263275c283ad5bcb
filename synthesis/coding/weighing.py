"""Weighs cues and similarity into the log-odds of each code, by the weights of the codebook."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from synthesis.coding.codebook import Codebook
from synthesis.coding.reading import Numbers, Reading


@dataclass(frozen=True)
class Odds:
    """The log-odds of each code: on its own evidence, and as they count."""

    own: Numbers
    counted: Numbers
    """None above those that the text says anything of the kind; the likeliest soort at least even if it does."""

    def score(self, code: int) -> float:
        """Return the score of a code, from 0 to 1."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, float(self.counted[code])))))


@dataclass(frozen=True)
class Weigher:
    """A codebook made ready to weigh."""

    codebook: Codebook

    @cached_property
    def members(self) -> dict[str, list[int]]:
        """The places of the codes of each dimension, `geen` left out."""
        members: dict[str, list[int]] = {}
        for number, code in enumerate(self.codebook.codes):
            if number != self.codebook.none:
                members.setdefault(code.dimension, []).append(number)
        return members

    def relevance(self, reading: Reading, similarity: Numbers) -> float:
        """Return the log-odds that a text has any soort but `geen`."""
        weights, members = self.codebook.relevance, self.members
        total = weights.base + weights.none * float(similarity[self.codebook.none])
        for dimension, weight in (
            ("soort", weights.soort),
            ("element", weights.element),
            ("richting", weights.direction),
        ):
            total += weight * (1 - 0.5 ** (float(reading.cues[members.get(dimension, [])].sum()) / 2))
        return total + weights.similarity * float(similarity[members["soort"]].max())

    def weigh(self, reading: Reading, similarity: Numbers) -> Odds:
        """Return the log-odds of each code, given its similarity to a text and what the cues tell of that text."""
        is_sorted = self.codebook.none >= 0
        relevance = self.relevance(reading, similarity) if is_sorted else 0.0
        table = self._weights
        own = table[:, 0] + table[:, 1] * (1 - 0.5**reading.cues) + table[:, 2] * (1 - 0.5**reading.hints)
        own += table[:, 3] * reading.judged + table[:, 4] * similarity + table[:, 5] * relevance
        for number, weight, soorts in self._led:
            own[number] += weight * own[soorts].max()
        if not is_sorted:
            return Odds(own, own)
        own[self.codebook.none] = -relevance
        counted = np.minimum(own, relevance)
        if relevance > 0:
            likeliest = max(self.members["soort"], key=lambda number: (own[number], -number))
            counted[likeliest] = max(counted[likeliest], 0.0)
        counted[self.codebook.none] = -relevance
        return Odds(own, counted)

    @cached_property
    def _weights(self) -> Numbers:
        """Base with bias, and the weights of cues, hints, judgement, similarity and relevance: one row a code."""
        rows = []
        for code in self.codebook.codes:
            own = self.codebook.weights_of(code.dimension)
            rows.append((own.base + code.bias, own.cue, own.hint, own.judged, own.similarity, own.relevance))
        return np.array(rows, dtype=np.float64)

    @cached_property
    def _led(self) -> list[tuple[int, float, list[int]]]:
        """The richtingen that soorten lead to: their place, the weight, and the places of those soorten."""
        weight = self.codebook.weights_of("richting").soort
        led = []
        for number in self.members.get("richting", []):
            name = self.codebook.codes[number].code
            soorts = [other for other in self.members["soort"] if self.codebook.codes[other].richting == name]
            led.extend([(number, weight, soorts)] if soorts else [])
        return led
