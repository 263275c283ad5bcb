"""Dutch search: words with their lemmas and the parts of compounds, the same for texts and for queries."""

from __future__ import annotations

import re
from functools import cache

import simplemma

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SHORTEST_PART = 4
"""Parts of compounds have at least this many letters; shorter ones are mostly accidents."""
_LINKS = ("", "s", "en", "e")
"""Letters that may stand between the parts of a Dutch compound."""


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, in order."""
    return [word.lower() for word in _WORD.findall(text)]


@cache
def lemma(word: str) -> str:
    """Return the dictionary form of a word; of a compound that is in no dictionary, that of its last part."""
    found = str(simplemma.lemmatize(word, lang="nl")).lower()
    if found != word or _is_known(word):
        return found
    split = _split(word)
    return word[: len(word) - len(split[1])] + lemma(split[1]) if split else word


@cache
def parts(word: str) -> tuple[str, ...]:
    """Return the dictionary forms of the two parts of a compound; nothing when the word is none."""
    split = _split(word)
    return (lemma(split[0]), lemma(split[1])) if split else ()


def index_text(text: str) -> str:
    """Return what is indexed of a text: its words, and beside each its lemma and the parts of a compound."""
    return " ".join(map(_forms, words(text)))


@cache
def _forms(word: str) -> str:
    return " ".join(dict.fromkeys((word, lemma(word), *parts(word))))


def query(text: str, *, any_word: bool = False) -> str:
    """Return the FTS5 query for what a reader typed: all of the words, or any, each in any inflection.

    Quotation and operators of FTS5 in the text have no meaning; a text without words gives an empty query.
    """
    groups = [
        "(" + " OR ".join(f'"{form}"' for form in dict.fromkeys((word, lemma(word)))) + ")" for word in words(text)
    ]
    return (" OR " if any_word else " AND ").join(dict.fromkeys(groups))


@cache
def _is_known(word: str) -> bool:
    return bool(simplemma.is_known(word, lang="nl"))


@cache
def _split(word: str) -> tuple[str, str] | None:
    """Return the two known words that a compound is made of, the longest last part first."""
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        last = word[at:]
        if not _is_known(last):
            continue
        for link in _LINKS:
            first = word[: at - len(link)] if word[:at].endswith(link) else ""
            if len(first) >= _SHORTEST_PART and _is_known(first):
                return first, last
    return None
