"""Dutch numbers, in figures and in words: '1.180', 'twaalf', 'drieëntwintig', 'ruim twintig'."""

from __future__ import annotations

import re

_UNITS = ("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_TEENS = ("dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")
_TENS = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")


def _below_hundred() -> dict[str, int]:
    words = {word: number for number, word in enumerate((*_UNITS, *_TEENS)) if number}
    for ten, word in enumerate(_TENS, 2):
        words[word] = 10 * ten
        for unit in range(1, 10):
            words[_UNITS[unit] + ("ën" if _UNITS[unit].endswith("e") else "en") + word] = 10 * ten + unit
    return words


def _below_thousand() -> dict[str, int]:
    small = _below_hundred()
    words = dict(small)
    for hundred in range(1, 10):
        head = "honderd" if hundred == 1 else f"{_UNITS[hundred]}honderd"
        words |= {head: 100 * hundred}
        words |= {
            f"{head}{join}{word}": 100 * hundred + number for word, number in small.items() for join in ("", "en")
        }
    return words


WORDS = _below_thousand() | {"één": 1, "duizend": 1000, "tweeduizend": 2000, "drieduizend": 3000}
"""The numbers in words, in small letters, by their value."""
_FIGURES = r"\d{1,3}(?:\.\d{3})+(?![\d,])|\d+"
_UNIT = "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen"
_SMALL = rf"(?:(?:{_UNIT})(?:en|ën)(?:{'|'.join(_TENS)})|{'|'.join(_TENS)}|{'|'.join(_TEENS)}|tien|elf|twaalf|{_UNIT})"
_IN_WORDS = rf"\b(?:(?:{_UNIT})?honderd(?:(?:en)?{_SMALL})?|(?:twee|drie)?duizend|{_SMALL})\b"
_ROUGHLY = r"(?:ruim|circa|ca\.|ongeveer|zo’n|zo'n|bijna|meer dan|minimaal|in totaal|een kleine)"
NUMBER = rf"(?:\b(?P<roughly>{_ROUGHLY})\s+)?(?P<number>{_FIGURES}|{_IN_WORDS})(?:\s?(?:à|á|–|-|tot)\s?(?P<upto>\d+))?"
"""A number as a pattern, with how rough it is and where its range ends."""
_YEAR = re.compile(r"(?:19|20)\d{2}")


def number_of(text: str) -> int | None:
    """Return the value of a number in figures or words; None where it is a year, or the article 'een'."""
    if _YEAR.fullmatch(text) or text.lower() == "een":
        return None
    if text[:1].isdigit():
        figures = text.replace(".", "")
        return int(figures) if figures.isdigit() and len(figures) < 8 else None
    return WORDS.get(text.lower())


def shown(match: re.Match[str]) -> str:
    """Return a matched NUMBER as readers see it: '23', 'ruim 20', '6–8'; empty where it is no number."""
    value = number_of(match["number"])
    if value is None:
        return ""
    roughly = _SHOWN.get((match["roughly"] or "").lower(), (match["roughly"] or "").lower())
    upto = f"–{match['upto']}" if match["upto"] else ""
    return f"{roughly} {value}{upto}".strip()


_SHOWN = {"in totaal": "", "ca.": "circa", "ongeveer": "circa", "zo’n": "circa", "zo'n": "circa", "een kleine": "bijna"}
