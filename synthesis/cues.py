"""A small language of word patterns, and the finding of such patterns in the sentences of Dutch text.

A pattern is a row of words. A word matches every form with its lemma; `a|b` is either; `*` any letters; `word?` may be
absent; `..` stands for up to four words of the same sentence; `=word` matches that form alone; a pattern that begins
with `^` stands at the start of its sentence. Patterns are run by spaCy's Matcher on the words of a sentence, with
lemmas of simplemma. A Matcher tries each of its patterns at each word, so patterns that open with the same word share
one, which runs on the sentences that have that word.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import spacy
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

from synthesis.terms import lemma

GAP_WORDS = 4
"""The most words that `..` stands for."""
_BREAK = re.compile(r"\n\s*\n|\n(?=\s*[-–•▪*])")
_INITIAL = "^"
_LIST_MARK = re.compile(r"[-–•▪*]|\d+[.)]?|[a-z]\)")
_WORD = re.compile(r"[\w%€]")
_GAP = {"LOWER": {"NOT_IN": [".", ";"]}, "OP": f"{{0,{GAP_WORDS}}}"}

Row = list[dict[str, Any]]
"""A pattern of spaCy's Matcher: what it asks of each token."""


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


def compile_pattern(pattern: str) -> list[Row]:
    """Return a pattern as spaCy's Matcher takes it, without its `^`; raise ValueError saying what is wrong with it."""
    parts = _parts(pattern)
    if not parts:
        raise ValueError("A pattern needs at least one word")
    if _is_gap(parts[0]) or _is_gap(parts[-1]) or any(_is_gap(a) and _is_gap(b) for a, b in itertools.pairwise(parts)):
        raise ValueError(f"'..' in {pattern!r} should stand between two words")
    if parts[0].endswith("?") or parts[-1].endswith("?"):
        raise ValueError(f"The first and last word of {pattern!r} cannot be optional")
    return [list(row) for row in itertools.product(*(_ways(part, pattern) for part in parts))]


def _parts(pattern: str) -> list[str]:
    return pattern.removeprefix(_INITIAL).lower().split()


def _is_gap(part: str) -> bool:
    return part == ".."


def _ways(part: str, pattern: str) -> Row:
    """Return what is asked of the token at one place of a pattern: any one of these."""
    if _is_gap(part):
        return [_GAP]
    words = part.removesuffix("?").split("|")
    if not all(word.strip("*=?") for word in words):
        raise ValueError(f"{part!r} in {pattern!r} has an empty alternative")
    exact = {word[1:] for word in words if word.startswith("=")}
    wildcards = [re.escape(word).replace(r"\*", ".*") for word in words if "*" in word and not word.startswith("=")]
    plain = {word for word in words if "*" not in word and not word.startswith("=")}
    # simplemma's dictionary form of a word may have another one itself: gemeten, meten, meet.
    lemmas = plain | {lemma(word) for word in plain}
    exact |= {word for word in lemmas if lemma(word) not in lemmas}
    ways: Row = [{"LEMMA": {"IN": sorted(lemmas)}}] if lemmas else []
    if exact:
        ways.append({"LOWER": {"IN": sorted(exact)}})
    if wildcards:
        regex = {"REGEX": rf"\A(?:{'|'.join(wildcards)})\Z"}
        ways += [{"LOWER": regex}, {"LEMMA": regex}]
    return [{**way, "OP": "?"} for way in ways] if part.endswith("?") else ways


def _one_by_one(ways: Row) -> list[Row]:
    """Return patterns of one token that have a word each: many sets of words take a Matcher far longer."""
    return [[{name: word}] for way in ways for name, asked in way.items() for word in asked.get("IN", [asked])]


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
        self._cues = tuple(cues)
        self._vocab = _language().vocab
        self._openings = Matcher(self._vocab, validate=False)
        self._matchers: dict[str, Matcher] = {}
        for number, cue in enumerate(self._cues):
            rows = compile_pattern(cue.pattern)
            opening = _parts(cue.pattern)[0]
            if opening not in self._matchers:
                self._openings.add(opening, _one_by_one(_ways(opening, cue.pattern)))
                self._matchers[opening] = Matcher(self._vocab, validate=False)
            self._matchers[opening].add(number, rows)
        self._opened: dict[str, frozenset[str]] = {}

    def _doc(self, forms: Sequence[str]) -> Doc:
        # Not the Doc that the sentence was read from: there each line break and double space is a token too.
        return Doc(self._vocab, words=list(forms), lemmas=[lemma(form) for form in forms])

    def _opened_by(self, form: str) -> frozenset[str]:
        """Return the opening words of patterns that a form fits, looked up once a form."""
        if form not in self._opened:
            matches = self._openings(self._doc([form])) if self._cues else []
            self._opened[form] = frozenset(self._vocab.strings[key] for key, _, _ in matches)
        return self._opened[form]

    def find(self, sentence: Sentence) -> list[Found]:
        """Return the cues of a sentence, by place; each cue at most once at a place, as short as it can be."""
        forms = [token.form for token in sentence.tokens]
        openings = sorted({opening for form in forms for opening in self._opened_by(form)})
        if not openings:
            return []
        doc = self._doc(forms)
        shortest: dict[tuple[int, int], int] = {}
        for opening in openings:
            for number, first, last in self._matchers[opening](doc):
                shortest[first, number] = min(last, shortest.get((first, number), last))
        start = opening_of(sentence.tokens)
        found = [Found(self._cues[number], place, last) for (place, number), last in sorted(shortest.items())]
        return [item for item in found if item.first == start or not item.cue.pattern.startswith(_INITIAL)]


def opening_of(tokens: Sequence[Token]) -> int:
    """Return the place of the first token that is no mark of a list."""
    return next((n for n, token in enumerate(tokens) if not _LIST_MARK.fullmatch(token.form)), 0)


def word_count(tokens: Sequence[Token]) -> int:
    """Return the number of tokens that are words or figures."""
    return sum(1 for token in tokens if _WORD.search(token.form))
