"""Signs that a renderer draws apart from their line: hyphens at its end, and those of another typeface within it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.pdf.lines import Line
from extract.pdf.words import Word

_BREAK, _TOUCH, _SAME_BASE = 0.3, 0.12, 0.12
"""Shares of the type size: a gap that parts words, one that does not, and how far baselines of one line differ."""
_SIGNS, _SMALL = 2, 0.85


def attached(line: Line, before: Line) -> Sequence[Word]:
    """Return the words of a line that goes on where another one ends; a hyphen belongs to the word before it.

    So do small raised letters: the ending of an ordinal such as "1e".
    """
    first, *rest = line.words
    is_hyphen = first.text[0] == "-" and first.x0 - before.box[2] < _BREAK * line.size
    if is_hyphen or _is_ending(first, before):
        first = first._replace(is_glued=True)
    return [first, *rest]


def _is_ending(word: Word, before: Line) -> bool:
    touches = abs(word.x0 - before.box[2]) < _TOUCH * before.size
    is_small = word.size < _SMALL * before.size and word.base > before.base
    return touches and is_small and word.text.isalpha() and before.text[-1:].isdigit()


def fits_in(line: Line, before: Line) -> bool:
    """Tell whether a line is a sign or two that stand within the line before, as those of another typeface may do."""
    is_within = before.box[0] < line.box[0] and line.box[2] < before.box[2] and len(line.text) <= _SIGNS
    if not is_within or abs(line.base - before.base) > _SAME_BASE * before.size:
        return False
    return not any(word.x0 < line.box[2] - 1 and word.x1 > line.box[0] + 1 for word in before.words)


def _glued(words: Sequence[Word]) -> Iterator[Word]:
    """Yield words from left to right, glued where they touch."""
    yield words[0]
    for before, word in pairwise(words):
        yield word._replace(is_glued=word.is_glued or word.x0 - before.x1 < _TOUCH * word.size)


def _left(word: Word) -> float:
    return word.x0


def with_signs(before: Line, line: Line) -> Line:
    """Return a line with the signs of another one in their place."""
    return Line((tuple(_glued(sorted([*before.words, *line.words], key=_left))),))
