"""Words of Dutch passages as terms of topics: lemmas without stop words and names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import simplemma

_STOP_FILE = Path(__file__).parent / "stopwoorden.txt"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
_BROKEN = re.compile(r"(?<=[^\W\d_])(?:-\s*\n\s*|\u00ad\s*)(?=[a-z])")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:;•\n“\"(–-])\s*$")
_NEXT = r"\s+([^\W\d_]+(?:-[^\W\d_]+)*)"
_AFTER_ARTICLE = re.compile(
    rf"\b(?:de|het|een|deze|hun|haar|onze|ons|geen|elke?|iedere?){_NEXT}(?:{_NEXT})?", re.IGNORECASE
)
_SHORTEST = 3


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


def stretches_of(texts: Sequence[str]) -> list[list[tuple[Term, ...]]]:
    """Return the terms of each text, in order, those together that follow each other with nothing but a space between.

    Stop words, numbers, short words and names are no terms. A name is a word that stands capitalised inside a sentence
    and in no text in lower case; an abbreviation is none.
    """
    texts = [_BROKEN.sub("", unicodedata.normalize("NFC", text)) for text in texts]
    names = _names(texts)
    return [list(_stretches(text, names)) for text in texts]


def _stretches(text: str, names: Container[str]) -> Iterator[tuple[Term, ...]]:
    stretch: list[Term] = []
    end = 0
    for match in _WORD.finditer(text):
        if stretch and not text[end : match.start()].isspace():
            yield tuple(stretch)
            stretch = []
        if match[0].lower() not in names and _counts(match[0]):
            stretch.append(_term(match[0]))
            end = match.end()
        elif stretch:
            yield tuple(stretch)
            stretch = []
    if stretch:
        yield tuple(stretch)


def nouns_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the lemmas that stand after an article or the like somewhere, with at most an adjective between."""
    found = set()
    for text in texts:
        for match in _AFTER_ARTICLE.finditer(text):
            first, second = lemma(match[1]), match[2]
            found.add(first)
            if second and match[1].endswith("e") and not first.endswith("e"):
                found.add(lemma(second))
    return frozenset(found)


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
