"""Titles and headings that a writer made by hand: short lines in bold or larger type, without a style that says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

from extract.sheet import Role

Headings: TypeAlias = Mapping[Any, tuple[Role, int | None]]
"""The role and level of each paragraph, as an element of its file, that looks like a title or a heading."""

NAMED: Mapping[str, tuple[Role, int | None]] = {
    "title": ("title", None),
    "titel": ("title", None),
    "subtitle": ("title", 2),
    "ondertitel": ("title", 2),
    "toc heading": ("heading", 1),
    "contents heading": ("heading", 1),
    "kop van inhoudsopgave": ("heading", 1),
    "caption": ("caption", None),
    "bijschrift": ("caption", None),
}
"""What styles that word processors bring along make of a paragraph, by their names in lower case."""

_LONGEST, _LONGEST_LABEL, _PROSE = 15, 10, 12
"""Words: of a heading, of one below headings that have styles, and at least of the running text that follows that."""
_LEVELS = 4
_LARGER, _LARGEST = 1.15, 1.5
_MOST_TITLES = 3
_ENDS = (".", ",", ";", ":", "?", "!")


@dataclass(frozen=True)
class Look:
    """A paragraph: its role and level by its style, its text, the size of its type, and its weight."""

    paragraph: Any
    role: Role
    level: int | None
    text: str
    size: float
    is_bold: bool

    @property
    def rank(self) -> tuple[float, bool]:
        """What is compared: larger first, then bolder."""
        return self.size, self.is_bold


def headings_by_looks(found: Iterable[Look]) -> Headings:
    """Return the titles and headings among the paragraphs of a document, which come in order.

    There are none where most text is bold, and no headings where most paragraphs would be one.
    """
    looks = list(found)
    plain = [look for look in looks if look.role == "paragraph"]
    if not plain:
        return {}
    size, is_bold = _usual(plain)
    titles = _titles(looks, size)
    deepest = max((look.level or 0 for look in looks if look.role == "heading"), default=0)
    if is_bold:
        chosen = []
    elif deepest:
        chosen = [look for look, after in pairwise(looks) if _is_label(look, after, size)]
    else:
        chosen = [look for look in plain if look not in titles and _stands_out(look, size)]
    if 2 * len(chosen) > len(plain):
        chosen = []
    ranks = sorted({look.rank for look in chosen}, reverse=True)
    levels = {look.paragraph: deepest + 1 if deepest else min(_LEVELS, ranks.index(look.rank) + 1) for look in chosen}
    headings: dict[Any, tuple[Role, int | None]] = {each: ("heading", levels[each]) for each in levels}
    return headings | {look.paragraph: ("title", None) for look in titles}


def _titles(looks: Sequence[Look], size: float) -> list[Look]:
    """Return the largest lines before the first heading, where no style gives a title and none is as large below."""
    if any(look.role == "title" for look in looks):
        return []
    largest = max((look.size for look in looks if look.role in ("paragraph", "heading")), default=0)
    first = next((number for number, look in enumerate(looks) if look.role == "heading"), len(looks))
    places = [number for number, look in enumerate(looks) if look.size == largest and look.role == "paragraph"]
    is_front = bool(places) and places[-1] < first and places[0] <= _MOST_TITLES
    is_together = is_front and places[-1] - places[0] + 1 == len(places) <= _MOST_TITLES
    return [looks[number] for number in places] if is_together and largest >= _LARGEST * size else []


def _usual(looks: Sequence[Look]) -> tuple[float, bool]:
    counts: Counter[tuple[float, bool]] = Counter()
    for look in looks:
        counts[look.rank] += len(look.text)
    return min(counts, key=lambda each: (-counts[each], each))


def _is_label(look: Look, after: Look, size: float) -> bool:
    """Tell whether a bold line is the heading of the running text after it, below headings that have styles."""
    if look.role != "paragraph" or not look.is_bold or len(look.text.split()) > _LONGEST_LABEL:
        return False
    is_prose = after.role == "paragraph" and not after.is_bold and len(after.text.split()) >= _PROSE
    return is_prose and _stands_out(look, size)


def _stands_out(look: Look, size: float) -> bool:
    words = look.text.split()
    if len(words) > _LONGEST or look.text.endswith(_ENDS) or not look.text[0].isalnum():
        return False
    return (look.is_bold and look.size >= size) or look.size > _LARGER * size
