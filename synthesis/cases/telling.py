"""Weighs the signs that a passage tells a case: of a person or household, in their own words, or of a practice."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from synthesis.cases.signs import load_signs

STORY, EXPERIENCE, PRACTICE = "verhaal", "ervaring", "praktijkvoorbeeld"
TITLE, VOICES = "kop", "stem"
_PRACTICE_POINTS, _TITLE_POINTS, _OUTER_POINTS, _VOICES_POINTS = 4.0, 2.0, 1.5, 1.5
"""A title of a case weighs less where another heading stands between it and the passage: that may judge the case."""
_FROM = 2.5
"""Points from which a passage counts as a case."""
_SPREAD = 0.7
"""Points that take a score of one half to three quarters, nearly."""
_NAMED = 8
_WORDS_NAMED = 3
_BEFORE = 120
_PRACTICE = "praktijk"
_FEWEST_WORDS = 15


@dataclass(frozen=True)
class Telling:
    """What a passage has of a case: its kind, points, and the words that gave them by sign."""

    kind: str
    points: float
    words: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def score(self) -> float:
        """The points as a share from 0 to 1; one half at the threshold."""
        return round(1 / (1 + math.exp(-(self.points - _FROM) / _SPREAD)), 4)

    @property
    def is_case(self) -> bool:
        """Tell whether the points reach the threshold."""
        return self.points >= _FROM

    @property
    def reason(self) -> str:
        """What made the score, for readers."""
        return "; ".join(f"{name}: {', '.join(f'‘{word}’' for word in words)}" for name, words in self.words)


def read_telling(text: str, section_path: Sequence[str] = (), before: str = "") -> Telling | None:
    """Return what a passage has of a case; None where a first look finds nothing of one.

    `section_path` are the headings above it, and `before` is the text of the page between it and the passage before.
    """
    signs = load_signs()
    title = _title(text, section_path, before)
    if (not title and not signs.first_look.search(text)) or len(text.split()) < _FEWEST_WORDS:
        return None
    found: dict[str, tuple[float, tuple[str, ...]]] = {}
    for sign in signs.signs:
        if words := [" ".join(match[0].split()) for match in sign.pattern.finditer(text)]:
            found[sign.name] = (sign.points(len(words)), tuple(dict.fromkeys(words))[:_WORDS_NAMED])
    if title:
        is_outer = len(section_path) > 1 and title == section_path[-2].strip() != section_path[-1].strip()
        usual = _OUTER_POINTS if is_outer else _TITLE_POINTS
        found[TITLE] = (_PRACTICE_POINTS if _PRACTICE in title.lower() else usual, (title,))
    if section_path and (voices := signs.voices.search(section_path[-1])):
        found[VOICES] = (_VOICES_POINTS, (voices[0],))
    strongest = sorted(found, key=lambda name: (-abs(found[name][0]), name))[:_NAMED]
    total = round(sum(points for points, _ in found.values()), 4)
    return Telling(_kind(found, title), total, tuple((name, found[name][1]) for name in strongest))


def _title(text: str, section_path: Sequence[str], before: str) -> str:
    """Return the line that says that a case follows, or nothing: a heading, the line before, or one of its own."""
    pattern = load_signs().title
    heads = [head.strip() for head in section_path[-2:] if pattern.match(head.strip())]
    own = pattern.search(before[-_BEFORE:]) or pattern.search(text[: len(text) // 2])
    return own[0].split("\n")[-1].strip() if own else heads[-1] if heads else ""


def _kind(found: dict[str, tuple[float, tuple[str, ...]]], title: str) -> str:
    if _PRACTICE in title.lower():
        return PRACTICE
    own, others = _sum(found, "ik"), _sum(found, "hij of zij", "persoon", "aanspreking", "iemand", "leeftijd")
    return EXPERIENCE if own > others else STORY if others or not title else PRACTICE


def _sum(found: dict[str, tuple[float, tuple[str, ...]]], *names: str) -> float:
    return sum(found[name][0] for name in names if name in found)
