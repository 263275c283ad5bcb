"""Reads a text for the cues of a codebook: which codes are spoken for, where, and in which sentence best."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from synthesis.coding.codebook import Codebook
from synthesis.coding.cues import Cue, Cues, Found, Sentence, read_sentences

_NEGATION, _MODALITY, _REPORTED = MARKERS = ("negation", "modality", "reported")
"""What changes how a judgement is meant, rather than what it is about."""
_REACH = {_NEGATION: 3, _MODALITY: 6}
"""A negation or a modal verb turns a judgement that starts at most this many words after it."""
Numbers = NDArray[np.float64]


@dataclass
class Reading:
    """What cues tell of a text: by code how many cues and hints there are, and whether one stands beside judgement."""

    sentences: tuple[Sentence, ...]
    found: list[list[tuple[Found, int]]]
    cues: Numbers
    hints: Numbers
    judged: Numbers
    markers: Numbers
    """How many of each of MARKERS there are."""
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
        book = self.codebook
        markers = zip(MARKERS, (book.negation, book.modality, book.reported), strict=True)
        around = [Cue(key, pattern) for key, patterns in markers for pattern in patterns]
        return Cues([*(cue for code in book.codes for cue in code.patterns), *around])

    @cached_property
    def _turned(self) -> dict[str, dict[str, str]]:
        """What a marker makes of a code: its opposite, or the wish for it."""
        pairs = self.codebook.opposites
        return {_NEGATION: dict(pairs) | {b: a for a, b in pairs}, _MODALITY: dict(self.codebook.wishes)}

    def find(self, sentence: Sentence) -> list[tuple[Found, int]]:
        """Return the cues of a sentence with the code that each speaks for, once negation and wishes have turned it."""
        return self._find(sentence)[0]

    def _find(self, sentence: Sentence) -> tuple[list[tuple[Found, int]], list[Found]]:
        found = self._cues.find(sentence)
        markers = [item for item in found if item.cue.key in MARKERS]
        owners = []
        for item in found:
            key = item.cue.key
            if key in MARKERS:
                continue
            for marker, turned in self._turned.items():
                before = (item.first - other.last for other in markers if other.cue.key == marker)
                if key in turned and any(0 <= distance < _REACH[marker] for distance in before):
                    key = turned[key]
            owners.append((item, self.codebook.positions[key]))
        return owners, markers

    def read(self, text: str) -> Reading:
        """Return what the cues tell of a text."""
        sentences = tuple(read_sentences(text))
        pairs = [self._find(sentence) for sentence in sentences]
        found = [items for items, _ in pairs]
        markers = Counter(item.cue.key for _, items in pairs for item in items)
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
        counts = np.array([markers[name] for name in MARKERS], dtype=np.float64)
        return Reading(sentences, found, strong, weak, judged, counts, best)


def _by_weight(item: tuple[Found, int]) -> tuple[float, int, int]:
    found, owner = item
    return (found.cue.weight, found.first, owner)
