"""A small language of word patterns, and the finding of such patterns in the sentences of Dutch text.

A pattern is a row of words. A word matches every form with its lemma; `a|b` is either; `*` any letters; `word?` may be
absent; `..` stands for up to four words of the same sentence; `=word` matches that form alone; a pattern that begins
with `^` stands at the start of its sentence. Patterns are not run by spaCy's Matcher, which tests each word set on each
word of a text anew: here a form is looked up once, and remembered.
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

from synthesis.terms import lemma

GAP_WORDS = 4
"""The most words that `..` stands for."""
_BREAK = re.compile(r"\n\s*\n|\n(?=\s*[-–•▪*])")
_INITIAL = "^"
_LIST_MARK = re.compile(r"[-–•▪*]|\d+[.)]?|[a-z]\)")
_WORD = re.compile(r"[\w%€]")


@dataclass(frozen=True)
class Slot:
    """One place of a pattern: the forms that fit, wildcards as one regular expression; a gap fits any word."""

    forms: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    wildcard: str = ""
    is_optional: bool = False
    is_gap: bool = False


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


def compile_pattern(pattern: str) -> tuple[Slot, ...]:
    """Return the slots of a pattern, without its `^`; raise ValueError saying what is wrong with it."""
    slots = tuple(_slot(part, pattern) for part in pattern.removeprefix(_INITIAL).split())
    if not slots:
        raise ValueError("A pattern needs at least one word")
    if slots[0].is_gap or slots[-1].is_gap or any(a.is_gap and b.is_gap for a, b in itertools.pairwise(slots)):
        raise ValueError(f"'..' in {pattern!r} should stand between two words")
    if slots[0].is_optional or slots[-1].is_optional:
        raise ValueError(f"The first and last word of {pattern!r} cannot be optional")
    return slots


def _slot(part: str, pattern: str) -> Slot:
    if part == "..":
        return Slot(is_gap=True)
    forms, exact, wildcards = set(), set(), []
    for word in part.removesuffix("?").lower().split("|"):
        if not word.strip("*=?"):
            raise ValueError(f"{part!r} in {pattern!r} has an empty alternative")
        if word.startswith("="):
            exact.add(word[1:])
        elif "*" in word:
            wildcards.append(re.escape(word).replace(r"\*", ".*"))
        else:
            forms |= {word, lemma(word)}
    return Slot(frozenset(forms), frozenset(exact), "|".join(wildcards), part.endswith("?"))


@cache
def _language() -> Language:
    language = spacy.blank("nl")
    language.add_pipe("sentencizer")
    return language


def read_sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a text; a blank line or a list item begins another one."""
    position = 0
    for stop in [*(match.start() for match in _BREAK.finditer(text)), len(text)]:
        part = text[position:stop]
        for span in _language()(part).sents:
            tokens = tuple(
                Token(token.lower_, position + token.idx, position + token.idx + len(token))
                for token in span
                if not token.is_space
            )
            if tokens:
                yield Sentence(tokens[0].start, tokens[-1].end, tokens)
        position = stop


class Cues:
    """Cues made ready to be found."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        """Compile the cues; raise ValueError at a pattern that is wrong."""
        numbers: dict[Slot, int] = {}
        self._starting: dict[int, list[tuple[Cue, tuple[tuple[int, Slot], ...]]]] = {}
        for cue in cues:
            slots = compile_pattern(cue.pattern)
            row = tuple((numbers.setdefault(slot, len(numbers)), slot) for slot in slots)
            self._starting.setdefault(row[0][0], []).append((cue, row))
        self._by_form: dict[str, list[int]] = {}
        self._by_exact: dict[str, list[int]] = {}
        self._wildcards: list[tuple[int, re.Pattern[str]]] = []
        for slot, number in numbers.items():
            self._register(slot, number)
        self._known: dict[str, frozenset[int]] = {}

    def _register(self, slot: Slot, number: int) -> None:
        for form in slot.forms:
            self._by_form.setdefault(form, []).append(number)
        for form in slot.exact:
            self._by_exact.setdefault(form, []).append(number)
        if slot.wildcard:
            self._wildcards.append((number, re.compile(slot.wildcard)))

    def _slots_of(self, form: str) -> frozenset[int]:
        """Return the numbers of the slots that a form fits, looked up once a form."""
        if form not in self._known:
            names = {form, lemma(form)}
            numbers = {number for name in names for number in self._by_form.get(name, ())}
            numbers.update(self._by_exact.get(form, ()))
            numbers.update(n for n, wildcard in self._wildcards if any(wildcard.fullmatch(name) for name in names))
            self._known[form] = frozenset(numbers)
        return self._known[form]

    def find(self, sentence: Sentence) -> list[Found]:
        """Return the cues of a sentence, by place; each cue at most once at a place, as short as it can be."""
        fits = [self._slots_of(token.form) for token in sentence.tokens]
        opening = next((n for n, token in enumerate(sentence.tokens) if not _LIST_MARK.fullmatch(token.form)), 0)
        found = []
        for first, numbers in enumerate(fits):
            for number in sorted(numbers & self._starting.keys()):
                for cue, row in self._starting[number]:
                    if cue.pattern.startswith(_INITIAL) and first != opening:
                        continue
                    if last := _match(row, fits, sentence.tokens, first):
                        found.append(Found(cue, first, last))
        return found


def _match(
    row: Sequence[tuple[int, Slot]], fits: Sequence[frozenset[int]], tokens: Sequence[Token], position: int
) -> int:
    """Return the place after the pattern `row` when it starts at `position`, or else 0."""
    if not row:
        return position
    (number, slot), rest = row[0], row[1:]
    if slot.is_gap:
        for taken in range(GAP_WORDS + 1):
            if last := _match(rest, fits, tokens, position + taken):
                return last
            if position + taken >= len(tokens) or tokens[position + taken].form in (";", "."):
                return 0
        return 0
    if position < len(fits) and number in fits[position] and (last := _match(rest, fits, tokens, position + 1)):
        return last
    return _match(rest, fits, tokens, position) if slot.is_optional else 0


def word_count(tokens: Sequence[Token]) -> int:
    """Return the number of tokens that are words or figures."""
    return sum(1 for token in tokens if _WORD.search(token.form))
