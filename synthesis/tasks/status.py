"""How far it is: recommended, intended, decided or done, by the modality and tense of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from synthesis.tasks.words import compiled, pattern

RECOMMENDED, INTENDED, DECIDED, DONE = "aanbevolen", "voorgenomen", "besloten", "uitgevoerd"
_VALUES = (RECOMMENDED, DECIDED, INTENDED, DONE)
_OPEN_CHOICE = re.compile(r"\b(?:moet(?:en)?|dien(?:t|en)|nog niet|zou(?:den)?|kan|kunnen|indien|als)\b", re.IGNORECASE)
_ADVICE_HEAD = re.compile(
    r"^(?:[\d.]+\s*)?(?:[\w-]+,? en )?(?:aanbeveling(?:en)?|adviezen|verbeterpunten|suggesties)\b", re.IGNORECASE
)
_ASSUMES = re.compile(r"\b(?:ervan|er van|vanuit|van)\b[^.;]{0,20}\buit\b|\bvan uit\b", re.IGNORECASE)
_MUST = re.compile(r"\b(?:moet|moeten|dient|dienen|nodig|noodzakelijk|kan|kunnen)\b", re.IGNORECASE)
_IF = re.compile(r"\b(?:als|indien|wanneer|mits)\b[^,;]*$", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:dat|die|waarin|waarbij|waarmee)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\b(?:dat|die|waarin|waarmee)\b[^,;]*$", re.IGNORECASE)
_ASKS_HOW = re.compile(r"\b(?:hoe|of|wetende|wat|in hoeverre|over hoe|welke)\b[^,;]*$", re.IGNORECASE)


@dataclass(frozen=True)
class Status:
    """A status and the words that tell it."""

    value: str
    words: str


def find_status(sentence: str, heads: tuple[str, ...] = ()) -> Status | None:
    """Return how far a sentence says that it is, given the headings above; None where it does not say so.

    Of several the first counts: the main clause comes first, and what it says holds for the rest.
    """
    found = []
    for value in _VALUES:
        match = compiled("stand", value).search(sentence)
        if match and not _is_open(value, sentence, match):
            found.append((match.start(), value, match[0]))
    if opening := _opens().match(sentence):
        found.append((0, RECOMMENDED, opening[0]))
    if found:
        _, value, words = min(found, key=lambda item: item[0])
        return Status(value, " ".join(words.split()))
    head = next((head for head in heads if _ADVICE_HEAD.search(head)), None)
    return Status(RECOMMENDED, " ".join(head.split())) if head else None


@cache
def _opens() -> re.Pattern[str]:
    """Return the pattern of a sentence that opens with an imperative."""
    return re.compile(rf"^[\s\d•▪*–.)-]*(?:[A-Za-z]\)\s*)?(?:{pattern('stand', 'gebiedend')})\b", re.IGNORECASE)


def _is_open(value: str, sentence: str, match: re.Match[str]) -> bool:
    """Tell whether what looks like a status is still open: `moet worden ingevoerd`, `hoe dat zou moeten`."""
    if value == DONE:
        is_aside = _ASKS_HOW.search(sentence[: match.start()]) or _ASIDE.search(sentence[: match.start()])
        return bool(is_aside or _OPEN_CHOICE.search(sentence, 0, match.end()) or _CLAUSE.search(match[0]))
    if value == RECOMMENDED:
        return bool(_ASKS_HOW.search(sentence[: match.start()]))
    if match[0].lower() in ("zal", "zullen") and re.search(r"\bmoeten\b", sentence[match.end() :]):
        return True
    if re.search(r"\b(?:ga|gaan|gaat)\b", match[0]) and _ASSUMES.search(sentence, match.start(), match.end() + 25):
        return True
    return bool(_MUST.search(sentence, 0, match.start()) or _IF.search(sentence[: match.start()]))
