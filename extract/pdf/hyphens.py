"""Joining lines: which hyphen at the end of a line belongs to the word, and which one only to the line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

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


_ADDRESS = re.compile(r"(?:https?://|\bwww\.)(?:\S*[/=&?_@])?$|\S@$|\S\.\S+/$")
"""An internet address that the line's end breaks off."""
_DOTTED = re.compile(r"(?:\bwww\.|\S@)\S*\.$")
"""One that may also end a sentence."""
_REST = re.compile(r"@\w|\.[a-z]{2,}(?:[\s/.,;:)]|$)")
"""What goes on with an address, or a number of it."""
_HYPHENED_ADDRESS = re.compile(r"https?://\S*-$|\.\w+/\S*-\S*-$")
"""An address whose last hyphen is its own."""
_FIRST_OF_PAIR = re.compile(r"\w{2}(?:aal|isch|lijk|ief|eel|air)$|^(?:politiek|publiek)$")
_SECOND_OF_PAIR = re.compile(r"\w{2}(?:lijk|isch|ief|iev|eel|el|air|aal|al|aat|at)e?$")
"""Two adjectives, as in "sociaal-maatschappelijk" and "publiek-private"."""


class Joined(NamedTuple):
    """Lines as one line, and where each of them begins in it."""

    text: str
    starts: tuple[int, ...]


def vocabulary(lines: Iterable[str]) -> Counter[str]:
    """Return how often each word stands in lines, words that a line's end may have cut left out."""
    whole = "\n".join([line.rpartition(" ")[0] for line in lines])
    return Counter(_WORD.findall(whole.casefold()))


def join_lines(lines: Sequence[str], known: Mapping[str, int]) -> str:
    """Return lines as one line: a space between, or what the hyphen at the end asks for."""
    return join(lines, known).text


def join(lines: Sequence[str], known: Mapping[str, int]) -> Joined:
    """Return lines as one line, with the place of each; `known` counts the words of the document."""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for line in lines:
        last = parts[-1] if parts else ""
        if last.endswith("-") and last[-2:-1].isalnum():
            between = _between(last, line, known)
            if between is None:
                parts[-1] = last[:-1]
                length -= 1
                between = ""
        elif _is_address(last, line):
            between = ""
        else:
            between = " " if length else ""
        if between:
            parts.append(between)
        length += len(between)
        starts.append(length)
        parts.append(line)
        length += len(line)
    return Joined("".join(parts), tuple(starts))


def _is_address(text: str, line: str) -> bool:
    """Tell whether the end of a text and a line are parts of one address."""
    if _REST.match(line):
        return text[-1:].isalnum()
    return bool((line[:1].isalnum() and _ADDRESS.search(text)) or (line[:1].islower() and _DOTTED.search(text)))


def _between(text: str, line: str, known: Mapping[str, int]) -> str | None:
    """Return what goes between a text that ends in a hyphen and the next line; None if the hyphen goes."""
    stem, start = _STEM.search(text), _START.match(line)
    if not stem or not start:
        return "" if line[:1].isalnum() else " "
    if start[0] in _PAIRING and not (start[0] in _ENDINGS and simplemma.is_known(stem[1] + start[0], lang="nl")):
        return " "
    return None if not _HYPHENED_ADDRESS.search(text) and _is_one_word(stem[1], start[0], known) else ""


def _is_one_word(stem: str, start: str, known: Mapping[str, int]) -> bool:
    """Tell whether two parts of a word were parted by the line alone."""
    last = stem.rpartition("-")[2]
    if not start[0].islower() or any(c.isdigit() for c in last) or (len(last) > 1 and last.isupper()):
        return False
    joined, hyphened = f"{stem}{start}".casefold(), f"{stem}-{start}".casefold()
    together, apart = known.get(joined, 0), known.get(hyphened, 0)
    if together != apart:
        return together > apart
    if len(last) == 1:
        return False
    last = last.casefold()
    is_usual = last not in _KEEPING and (last[-1] + start[0].casefold()) not in _CLASHES
    return (is_usual and not _are_pair(last, start)) or simplemma.is_known(joined, lang="nl")


def _are_pair(first: str, second: str) -> bool:
    """Tell whether two words are adjectives of which the first is not inflected."""
    if not (_FIRST_OF_PAIR.search(first) and _SECOND_OF_PAIR.search(second)):
        return False
    return simplemma.is_known(first, lang="nl") and simplemma.is_known(second, lang="nl")
