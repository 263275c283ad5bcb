"""Reads a text for the cues of a codebook: which codes are spoken for, where, and in which sentence best."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from synthesis.codebook import Codebook
from synthesis.cues import Cue, Cues, Found, Sentence, read_sentences

_NEGATION = "negation"
_REACH = 3
"""A negation turns a judgement that starts at most this many words after it."""
Numbers = NDArray[np.float64]


@dataclass
class Reading:
    """What cues tell of a text: by code how many cues and hints there are, and whether one stands beside judgement."""

    sentences: tuple[Sentence, ...]
    found: list[list[tuple[Found, int]]]
    cues: Numbers
    hints: Numbers
    judged: Numbers
    best: dict[int, int] = field(default_factory=dict)
    """By code the sentence that carries it best."""

    def of(self, code: int, sentence: int) -> list[Found]:
        """Return the cues of a code in a sentence, the strongest first."""
        own = [found for found, owner in self.found[sentence] if owner == code]
        return sorted(own, key=lambda found: (-found.cue.weight, found.first))

    @property
    def fullest(self) -> int:
        """The sentence that says most: the one with the most cues of any kind, then the longest."""
        sizes = [(len(items), len(self.sentences[n].tokens), -n) for n, items in enumerate(self.found)]
        return -max(sizes)[2]


@dataclass(frozen=True)
class Reader:
    """The cues of a codebook made ready to read texts."""

    codebook: Codebook

    @cached_property
    def _cues(self) -> Cues:
        negations = [Cue(_NEGATION, pattern) for pattern in self.codebook.negation]
        return Cues([*(cue for code in self.codebook.codes for cue in code.patterns), *negations])

    @cached_property
    def _opposite(self) -> dict[str, str]:
        pairs = self.codebook.opposites
        return dict(pairs) | {b: a for a, b in pairs}

    def find(self, sentence: Sentence) -> list[tuple[Found, int]]:
        """Return the cues of a sentence with the code that each speaks for, a negated judgement for its opposite."""
        found = self._cues.find(sentence)
        negations = [item for item in found if item.cue.key == _NEGATION]
        owners = []
        for item in found:
            if item.cue.key == _NEGATION:
                continue
            key = item.cue.key
            if key in self._opposite and any(0 <= item.first - other.last < _REACH for other in negations):
                key = self._opposite[key]
            owners.append((item, self.codebook.positions[key]))
        return owners

    def read(self, text: str) -> Reading:
        """Return what the cues tell of a text."""
        sentences = tuple(read_sentences(text))
        found = [self.find(sentence) for sentence in sentences]
        size = len(self.codebook.codes)
        strong, weak, judged, carried = np.zeros(size), np.zeros(size), np.zeros(size), np.zeros(size)
        best: dict[int, int] = {}
        directions = {n for n, code in enumerate(self.codebook.codes) if code.dimension == "richting"}
        for number, items in enumerate(found):
            is_judged = any(owner in directions and item.cue.weight == 1 for item, owner in items)
            places = {(owner, item.first): item.cue.weight for item, owner in sorted(items, key=_by_weight)}
            weights = np.zeros(size)
            for (owner, _), weight in places.items():
                weights[owner] += weight
                (strong if weight == 1 else weak)[owner] += 1
                judged[owner] = max(judged[owner], is_judged and weight == 1)
            for owner in sorted({owner for owner, _ in places}):
                if weights[owner] + is_judged > carried[owner]:
                    carried[owner], best[owner] = weights[owner] + is_judged, number
        return Reading(sentences, found, strong, weak, judged, best)


def _by_weight(item: tuple[Found, int]) -> tuple[float, int, int]:
    found, owner = item
    return (found.cue.weight, found.first, owner)
