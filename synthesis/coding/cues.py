"""A small language of word patterns, and the finding of such patterns in the sentences of Dutch text.

A pattern is a row of words. A word matches every form with its lemma; `a|b` is either; `*` any letters; `word?` may be
absent; `..` stands for up to four words of the same sentence; `=word` matches that form alone; a pattern that begins
with `^` stands at the start of its sentence. Sentences and words are spaCy's, lemmas simplemma's. Which words of
patterns a form fits is looked up once a form, and the rows are followed from there: spaCy's Matcher, which tries each
of two thousand rows at each word of each sentence, takes more than ten times as long for the same.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import spacy
from spacy.language import Language

from synthesis.topics.terms import lemma

GAP_WORDS = 4
"""The most words that `..` stands for."""
_BREAK = re.compile(r"\n\s*\n|\n(?=\s*[-–•▪*])")
_INITIAL = "^"
_LIST_MARK = re.compile(r"[-–•▪*]|\d+[.)]?|[a-z]\)")
_WORD = re.compile(r"[\w%€]")
_ATTRIBUTES: list[int | str] = ["LOWER", "IDX", "LENGTH", "SENT_START", "IS_SPACE"]
_GAP = ".."
_GAP_ENDS = frozenset({".", ";"})


@dataclass(frozen=True)
class Cue:
    """A pattern with the key that it speaks for, and how much: 1 carries it by itself, less supports it."""

    key: str
    pattern: str
    weight: float = 1.0


class Token(NamedTuple):
    """A word or mark of a text: lower-case form and span."""

    form: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A sentence of a text: its span and its words and marks."""

    start: int
    end: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class Found:
    """A cue in a sentence: the first of its tokens and the one after its last."""

    cue: Cue
    first: int
    last: int

    def text_in(self, text: str, sentence: Sentence) -> str:
        """Return the words of the text that the cue matched."""
        return " ".join(text[sentence.tokens[self.first].start : sentence.tokens[self.last - 1].end].split())


class Part(NamedTuple):
    """A word of a pattern, or a gap: what is written there, and whether it may be absent."""

    word: str
    is_optional: bool

    @property
    def is_gap(self) -> bool:
        """Tell whether it stands for any few words."""
        return self.word == _GAP


def compile_pattern(pattern: str) -> tuple[Part, ...]:
    """Return the parts of a pattern, without its `^`; raise ValueError saying what is wrong with it."""
    parts = tuple(
        Part(word.removesuffix("?"), word.endswith("?")) for word in pattern.removeprefix(_INITIAL).lower().split()
    )
    if not parts:
        raise ValueError("A pattern needs at least one word")
    if parts[0].is_gap or parts[-1].is_gap or any(a.is_gap and b.is_gap for a, b in itertools.pairwise(parts)):
        raise ValueError(f"'..' in {pattern!r} should stand between two words")
    if parts[0].is_optional or parts[-1].is_optional:
        raise ValueError(f"The first and last word of {pattern!r} cannot be optional")
    for part in parts:
        if not part.is_gap and not all(word.strip("*=?") for word in part.word.split("|")):
            raise ValueError(f"{part.word!r} in {pattern!r} has an empty alternative")
    return parts


class _Lookup:
    """The words of patterns by what they fit: lemmas, forms, beginnings, ends, and other shapes."""

    def __init__(self, words: Iterable[str]) -> None:
        self._lemmas: dict[str, set[str]] = {}
        self._forms: dict[str, set[str]] = {}
        self._starts: dict[str, set[str]] = {}
        self._ends: dict[str, set[str]] = {}
        self._shapes: list[tuple[re.Pattern[str], str]] = []
        for word in words:
            for alternative in word.split("|"):
                self._add(alternative, word)

    def _add(self, alternative: str, word: str) -> None:
        if alternative.startswith("="):
            self._forms.setdefault(alternative[1:], set()).add(word)
        elif "*" not in alternative:
            # simplemma's dictionary form of a word may have another one itself: gemeten, meten, meet.
            for name in {alternative, lemma(alternative)}:
                self._lemmas.setdefault(name, set()).add(word)
                if lemma(name) not in (alternative, lemma(alternative)):
                    self._forms.setdefault(name, set()).add(word)
        elif alternative.index("*") == len(alternative) - 1:
            self._starts.setdefault(alternative[:-1], set()).add(word)
        elif alternative.rindex("*") == 0:
            self._ends.setdefault(alternative[1:], set()).add(word)
        else:
            self._shapes.append((re.compile(re.escape(alternative).replace(r"\*", ".*")), word))

    def fitting(self, form: str) -> set[str]:
        """Return the words of patterns that a form fits."""
        base = lemma(form)
        found = self._lemmas.get(base, set()) | self._forms.get(form, set())
        for name in {form, base}:
            for cut in range(len(name) + 1):
                found |= self._starts.get(name[:cut], set()) | self._ends.get(name[cut:], set())
            found |= {word for shape, word in self._shapes if shape.fullmatch(name)}
        return found


@cache
def _language() -> Language:
    language = spacy.blank("nl")
    language.add_pipe("sentencizer")
    return language


def read_sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text; a blank line or a list item begins another one."""
    doc = _language()(text)
    forms = doc.vocab.strings
    breaks = [match.start() for match in _BREAK.finditer(text)][::-1]
    tokens: list[Token] = []
    # As numbers: to make an object of each token takes longer than all the rest.
    for lower, offset, length, opens, is_space in doc.to_array(_ATTRIBUTES).tolist():
        is_broken = bool(breaks) and offset >= breaks[-1]
        while breaks and offset >= breaks[-1]:
            breaks.pop()
        if (opens == 1 or is_broken) and tokens:
            yield Sentence(tokens[0].start, tokens[-1].end, tuple(tokens))
            tokens = []
        if not is_space:
            tokens.append(Token(forms[lower], offset, offset + length))
    if tokens:
        yield Sentence(tokens[0].start, tokens[-1].end, tuple(tokens))


class Cues:
    """Cues made ready to be found."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        """Compile the cues; raise ValueError at a pattern that is wrong."""
        self._cues = tuple(cues)
        self._parts = [compile_pattern(cue.pattern) for cue in self._cues]
        self._lookup = _Lookup(sorted({part.word for parts in self._parts for part in parts if not part.is_gap}))
        self._opened: dict[str, list[int]] = {}
        for number, parts in enumerate(self._parts):
            self._opened.setdefault(parts[0].word, []).append(number)
        self._initial = {number for number, cue in enumerate(self._cues) if cue.pattern.startswith(_INITIAL)}
        self._needed = [
            frozenset(part.word for part in parts if not (part.is_gap or part.is_optional)) for parts in self._parts
        ]
        self._fits: dict[str, frozenset[str]] = {}
        self._openings: dict[str, tuple[int, ...]] = {}

    def _fitting(self, form: str) -> frozenset[str]:
        """Return the words of patterns that a form fits, looked up once a form."""
        if form not in self._fits:
            self._fits[form] = frozenset(self._lookup.fitting(form))
            self._openings[form] = tuple(sorted(n for word in self._fits[form] for n in self._opened.get(word, ())))
        return self._fits[form]

    def find(self, sentence: Sentence) -> list[Found]:
        """Return the cues of a sentence, by place; each cue at most once at a place, as short as it can be."""
        forms = [token.form for token in sentence.tokens]
        fits = [self._fitting(form) for form in forms]
        present = frozenset().union(*fits)
        start = opening_of(sentence.tokens)
        found = []
        for place, form in enumerate(forms):
            for number in self._openings[form]:
                if not self._needed[number] <= present or (place != start and number in self._initial):
                    continue
                parts = self._parts[number]
                last = place + 1 if len(parts) == 1 else _end(parts, 1, place + 1, forms, fits)
                if last is not None:
                    found.append(Found(self._cues[number], place, last))
        return found


def _end(
    parts: tuple[Part, ...], part: int, place: int, forms: Sequence[str], fits: Sequence[frozenset[str]]
) -> int | None:
    """Return where the parts from this one on end, as early as they can, if they start at this place; else None."""
    if part == len(parts):
        return place
    word, is_optional = parts[part]
    nearest: int | None = None
    if word == _GAP:
        for stop in range(place, min(place + GAP_WORDS, len(forms) - 1) + 1):
            end = _end(parts, part + 1, stop, forms, fits)
            nearest = end if nearest is None or (end is not None and end < nearest) else nearest
            if forms[stop] in _GAP_ENDS:
                break
        return nearest
    if place < len(forms) and word in fits[place]:
        nearest = _end(parts, part + 1, place + 1, forms, fits)
    if is_optional:
        end = _end(parts, part + 1, place, forms, fits)
        nearest = end if nearest is None or (end is not None and end < nearest) else nearest
    return nearest


def opening_of(tokens: Sequence[Token]) -> int:
    """Return the place of the first token that is no mark of a list."""
    return next((n for n, token in enumerate(tokens) if not _LIST_MARK.fullmatch(token.form)), 0)


def word_count(tokens: Sequence[Token]) -> int:
    """Return the number of tokens that are words or figures."""
    return sum(1 for token in tokens if _WORD.search(token.form))
