"""Styles of type: that of the running text of a document, and that of a heading, by which headings are ranked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from extract.pdf.blocks import Lump
from extract.pdf.lines import is_lead, most_common
from extract.pdf.rulings import Ruling
from extract.pdf.tagged import NO_TAGS, Tags
from extract.pdf.words import Word

_BOLD_SHARE = 0.9
_SLANTED = ("italic", "oblique", "-it", "kursiv")
_FEW_LETTERS = 2
LARGER = 1.12
"""Type that is this many times as large as that of running text is larger to the eye."""


@dataclass(frozen=True)
class Leaf:
    """A page with what its roles are told from: its number, lumps in reading order, size in points, rulings, tags."""

    number: int
    lumps: Sequence[Lump]
    width: float
    height: float
    rulings: Sequence[Ruling] = ()
    tags: Tags = field(default=NO_TAGS)


class Style(NamedTuple):
    """The type of a heading; of two styles, the one that sorts later is of the higher heading."""

    size: float
    is_bold: bool
    is_capitals: bool
    is_upright: bool
    face: str


@dataclass(frozen=True)
class Type:
    """The type of running text: its size in points, its face, and whether it is bold."""

    size: float
    face: str
    is_bold: bool

    @cached_property
    def larger(self) -> float:
        """The size from which type is larger than that of running text."""
        return LARGER * self.size


def read_type(pages: Iterable[Sequence[Lump]]) -> Type:
    """Return the type of most of a document's characters outside tables."""
    sizes: Counter[float] = Counter()
    faces: Counter[tuple[float, str, bool]] = Counter()
    for page in pages:
        for lump in page:
            if not lump.rows:
                for line in lump.lines:
                    length = len(line.text)
                    sizes[line.size] += length
                    if face := line.face:
                        faces[line.size, face, line.is_bold] += length
    size = most_common(sizes.items())
    body = {each: weight for each, weight in faces.items() if each[0] == size}
    _, face, is_bold = min(body, key=lambda each: (-body[each], each), default=(size, "", False))
    return Type(size, face, is_bold)


def style_of(lump: Lump) -> Style:
    """Return the style of a short lump, its number left out of account."""
    first, *others = lump.lines
    if first.face and all(line.face == first.face and line.size == first.size for line in others):
        return _style(lump.text, first.size, first.face, is_bold=first.is_bold)
    words = [word for line in lump.lines for word in line.words]
    if len(words) > 1 and is_lead(words[0]):
        words = words[1:]
    return _style_of_words(words)


def _style_of_words(words: Sequence[Word]) -> Style:
    """Return the style of most characters of words."""
    faces: Counter[str] = Counter()
    bold = total = 0
    for word in words:
        length = len(word.text)
        faces[word.face] += length
        total += length
        bold += length if word.is_bold else 0
    face = min(faces, key=lambda each: (-faces[each], each), default="")
    size = most_common((word.size, len(word.text)) for word in words)
    return _style(" ".join(word.text for word in words), size, face, is_bold=bold >= _BOLD_SHARE * total)


def _style(text: str, size: float, face: str, *, is_bold: bool) -> Style:
    is_capitals = text.isupper() and sum(map(str.isalpha, text)) > _FEW_LETTERS
    is_slanted = any(mark in face for mark in _SLANTED)
    return Style(round(size * 2) / 2, is_bold, is_capitals, not is_slanted, face)
