"""The marks of notes: which raised characters refer to a note, and which are exponents, ordinals and units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.pdf.words import Word

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[ivx]{1,5}|\*{1,3}|[†‡§¶]{1,2})[\])]?(?:,(?:\d{1,3}|[a-z]))*")
_SHAPES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", "[]()")
_MEASURE = re.compile(r"(?:^|[\W\d_])(?:[kcdm]?m|[a-zA-Zηχ])$|(?:^|\D)10$")
"""What an exponent follows: a unit of length, a variable of one letter, ten."""
_EXPONENTS = frozenset("23456789")
_NEAR, _NARROW_FIGURE = 0.3, 0.36
"""The gap before a figure of the same number, and its width, both at most this many type sizes."""


def is_mark(raised: str, before: str) -> bool:
    """Tell whether raised characters are the mark of a note, given the text before them on the line."""
    if not _MARK.fullmatch(raised):
        return False
    if raised in _EXPONENTS:
        return not _MEASURE.search(before[-6:])
    return not (raised.isalpha() and before[-1:].isdigit())


def marks_in(raised: str) -> list[str]:
    """Return the marks that stand in raised characters, plain and without brackets."""
    return raised.translate(_SHAPES).split(",")


def may_be_mark(text: str, index: int) -> bool:
    """Tell whether a figure stands behind a letter, or a sign after one, or at the start of a line.

    One or two figures behind a full stop after a number may be a mark too; three are thousands.
    """
    if index == 0 or text[index - 1] in "\r\n":
        return True
    if text[index - 1] in ".%)”’" and not text[index : index + 3].isdigit() and text[index - 2 : index - 1].strip():
        return True
    for before in text[max(index - 4, 0) : index][::-1]:
        if before.isalpha():
            return True
        if before.isspace() or before.isdigit():
            return False
    return False


def _is_beside(mark: Word, word: Word) -> bool:
    """Tell whether a number is as narrow as raised figures are, and close behind a raised one."""
    width = (word.x1 - word.x0) / len(word.text)
    return abs(word.x0 - mark.x1) < _NEAR * word.size and width < _NARROW_FIGURE * word.size


def with_whole_marks(words: Iterator[Word]) -> Iterator[Word]:
    """Yield words, the figures of one raised number put together where each is a text object of its own."""
    held: Word | None = None
    for word in words:
        if held and held.is_raised and held.text.isdigit() and word.text.isdigit() and _is_beside(held, word):
            held = held._replace(text=held.text + word.text, x1=word.x1)
            continue
        if held:
            yield held
        held = word
    if held:
        yield held
