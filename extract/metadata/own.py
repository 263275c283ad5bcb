"""Whether a sentence tells of the document itself or of the research of others."""

from __future__ import annotations

import re

_OWN = re.compile(
    r"\b(?:dit|deze|ons|onze|het|voorliggende?|onderhavige?)\s+(?:\w+\s+){0,4}?"
    r"(?:\w*onderzoek|\w*evaluatie\w*|\w*rapport\w*|publicatie|studie|quickscan|meting|doorlichting|verslag"
    r"|factsheet)\b"
    r"|\b(?:wij|we|ons|bureau|onderzoekers)\b|\bheeft\b[^.]{0,120}\b(?:onderzocht|geëvalueerd|gedaan|uitgevoerd"
    r"|meegelopen)"
    r"|\bonderzocht\b|\bevalueerde\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?:rapport\w*|onderzoek|evaluatie|advies\w*)\s+(?:getiteld\s+)?[‘“„\"']|\bvoort\s+uit\b|\b(?:uit"
    r"|volgens)\s+(?:eerder\s+)?onderzoek\b"
    r"|\((?:[^()]{0,60}\s)?(?:19|20)\d{2}[a-z]?(?:[:,][^()]{0,20})?\)|\beerdere?\b|\bet al\b|\bandere?\s+onderzoek",
    re.IGNORECASE,
)
_MARKS = (". ", "! ", "? ", "\n")
_LONGEST = 600


def sentence_around(text: str, at: int) -> tuple[str, int]:
    """Return the sentence around a place in a text, and where it begins; of a very long one what is near."""
    low, high = max(0, at - _LONGEST), at + _LONGEST
    start = max(text.rfind(mark, low, at) + len(mark) if text.rfind(mark, low, at) >= 0 else low for mark in _MARKS)
    ends = [end for mark in _MARKS if (end := text.find(mark, at, high)) >= 0]
    return text[start : min(ends, default=min(high, len(text))) + 1], start


def is_own(sentence: str) -> bool:
    """Tell whether a sentence speaks of this research and names no other."""
    return bool(_OWN.search(sentence)) and not is_of_others(sentence)


def is_of_others(sentence: str) -> bool:
    """Tell whether a sentence cites: it names an earlier report, or an author with a year."""
    return bool(_OTHERS.search(sentence))
