"""Words of Dutch passages as terms of topics: lemmas without stop words and names, and labels made of them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import simplemma

_STOP_FILE = Path(__file__).parent / "stopwoorden.txt"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
_BROKEN = re.compile(r"(?<=[^\W\d_])(?:-\s*\n\s*|\u00ad\s*)(?=[a-z])")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:;•\n“\"(–-])\s*$")
_SHORTEST = 3
_LABEL_TERMS = 3


class Term(NamedTuple):
    """A word of a passage: its lemma, and as it is written there, in lower case unless it is an abbreviation."""

    lemma: str
    written: str


@cache
def stop_words() -> frozenset[str]:
    """Return the words that are no terms, in lower case."""
    lines = _STOP_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def lemma(word: str) -> str:
    """Return the dictionary form of a Dutch word in lower case (simplemma; itself where it is unknown)."""
    return simplemma.lemmatize(word.lower(), lang="nl").lower()


def terms_of(texts: Sequence[str]) -> list[list[Term]]:
    """Return the terms of each text, in order, without stop words, numbers, short words, and names.

    A name is a word that stands capitalised inside a sentence and in no text in lower case; an abbreviation is none.
    """
    texts = [_BROKEN.sub("", unicodedata.normalize("NFC", text)) for text in texts]
    names = _names(texts)
    return [
        [_term(word) for word in _WORD.findall(text) if word.lower() not in names and _counts(word)] for text in texts
    ]


def _counts(word: str) -> bool:
    return len(word) >= _SHORTEST and not {word.lower(), lemma(word)} & stop_words()


def _term(word: str) -> Term:
    return Term(lemma(word), word if word.isupper() else word.lower())


def _names(texts: Iterable[str]) -> set[str]:
    capitalised, lower = set(), set()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match[0]
            if word[0].islower():
                lower.add(word)
            elif not word.isupper() and not _OPENS_SENTENCE.search(text, max(0, match.start() - 4), match.start()):
                capitalised.add(word.lower())
    return capitalised - lower


def shared_first(lemmas: Iterable[str], texts: Iterable[Iterable[Term]]) -> list[str]:
    """Return lemmas in their order, but those that only one of the texts has at the end."""
    counts = Counter(name for text in texts for name in {term.lemma for term in text})
    return sorted(lemmas, key=lambda name: counts[name] < 2)


def written_as(lemmas: Iterable[str], terms: Iterable[Term]) -> tuple[str, ...]:
    """Return each lemma in the form that is written most often among `terms`; of equals the first by the alphabet."""
    counts = Counter(terms)
    forms: dict[str, list[tuple[int, str]]] = {}
    for term, count in counts.items():
        forms.setdefault(term.lemma, []).append((-count, term.written))
    return tuple(min(forms[name])[1] for name in lemmas)


def label_of(terms: Sequence[str]) -> str:
    """Return the name of a topic in plain Dutch: its strongest terms that do not contain each other."""
    chosen: list[str] = []
    for term in terms:
        if not any(term in other or other in term for other in chosen):
            chosen.append(term)
    return ", ".join(chosen[:_LABEL_TERMS])
