"""Cuts the quote that carries a code out of a sentence."""

from __future__ import annotations

import itertools

from synthesis.coding.cues import Found, Sentence, Token, opening_of, word_count

QUOTE_WORDS = 60
"""A longer sentence is cut down to the clauses around its cue."""
_CLAUSE_ENDS = frozenset(";:,–—•")


def cut_quote(text: str, sentence: Sentence, found: Found | None) -> tuple[int, int]:
    """Return the span of a quote of at most QUOTE_WORDS words: the sentence, or its clauses around the cue."""
    tokens = sentence.tokens
    if word_count(tokens) <= QUOTE_WORDS:
        return tokens[opening_of(tokens)].start, sentence.end
    first, last = (found.first, found.last) if found else (0, 1)
    clauses = _clauses(tokens)
    low = max(n for n, (start, _) in enumerate(clauses) if start <= first)
    high = min(n for n, (_, end) in enumerate(clauses) if end >= last)
    while True:
        wider = [(low - 1, high), (low, high + 1)]
        fitting = [(a, b) for a, b in wider if a >= 0 and b < len(clauses) and _fits(tokens, clauses, a, b)]
        if not fitting:
            break
        low, high = min(fitting, key=lambda span: word_count(tokens[clauses[span[0]][0] : clauses[span[1]][1]]))
    start, end = clauses[low][0], clauses[high][1]
    if word_count(tokens[start:end]) > QUOTE_WORDS:
        start = max(start, first - QUOTE_WORDS // 2)
        end = min(end, max(last, start + QUOTE_WORDS))
    return tokens[start].start, tokens[end - 1].end


def _clauses(tokens: tuple[Token, ...]) -> list[tuple[int, int]]:
    ends = [n + 1 for n, token in enumerate(tokens) if token.form in _CLAUSE_ENDS]
    bounds = [0, *(end for end in ends if end < len(tokens)), len(tokens)]
    return list(itertools.pairwise(bounds))


def _fits(tokens: tuple[Token, ...], clauses: list[tuple[int, int]], low: int, high: int) -> bool:
    return word_count(tokens[clauses[low][0] : clauses[high][1]]) <= QUOTE_WORDS
