"""Joining lines: which hyphen at the end of a line belongs to the word, and which one only to the line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import simplemma

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STEM = re.compile(r"([^\W_]+(?:-[^\W_]+)*)-$")
_START = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PAIRING = frozenset({"en", "of", "tot", "als", "dan", "respectievelijk"})
_ENDINGS = frozenset({"als", "dan"})
"""After a hyphen `_PAIRING` stands for a part left out ("zorg- en welzijn"); `_ENDINGS` may end a word ("evenals")."""
_KEEPING = frozenset({"niet", "non", "ex", "oud", "semi", "pseudo"})
_CLASHES = ("aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "oe", "oi", "oo", "ou", "ui", "uu", "ii", "ij")
"""Vowels that would be read as one sound and so keep their hyphen (Leidraad, rule 6.C)."""


def vocabulary(lines: Iterable[str]) -> Counter[str]:
    """Return how often each word stands in lines, words that a line's end may have cut left out."""
    return Counter(word for line in lines for word in _WORD.findall(line.casefold().rpartition(" ")[0]))


def join_lines(lines: Sequence[str], known: Counter[str]) -> str:
    """Return lines as one line: a space between, or what the hyphen at the end asks for."""
    text = ""
    for line in lines:
        if not text:
            text = line
        elif text.endswith("-") and len(text) > 1 and text[-2].isalnum():
            text = _join(text, line, known)
        else:
            text = f"{text} {line}"
    return text


def _join(text: str, line: str, known: Counter[str]) -> str:
    stem, start = _STEM.search(text), _START.match(line)
    if not stem or not start:
        return f"{text} {line}" if not line[:1].isalnum() else text + line
    if start[0] in _PAIRING and not (start[0] in _ENDINGS and simplemma.is_known(stem[1] + start[0], lang="nl")):
        return f"{text} {line}"
    return text[:-1] + line if _is_one_word(stem[1], start[0], known) else text + line


def _is_one_word(stem: str, start: str, known: Counter[str]) -> bool:
    """Tell whether two parts of a word were parted by the line alone."""
    if not start[0].islower() or any(c.isdigit() for c in stem) or (len(stem) > 1 and stem.isupper()):
        return False
    joined, hyphened = f"{stem}{start}".casefold(), f"{stem}-{start}".casefold()
    if known[joined] != known[hyphened]:
        return known[joined] > known[hyphened]
    if simplemma.is_known(joined, lang="nl"):
        return True
    last = stem.casefold().rpartition("-")[2]
    return last not in _KEEPING and (last[-1] + start[0].casefold()) not in _CLASHES
