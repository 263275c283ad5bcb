"""Slides of a presentation: of what is large on a slide only its title is a heading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from extract.pdf.headings import Candidate
from extract.pdf.styles import Leaf

_FEWEST = 3
_MOST_WORDS = 150
_SHARE = 0.8
_AS_LARGE = 0.93


def are_slides(leaves: Sequence[Leaf]) -> bool:
    """Tell whether most pages are wider than high and hold few words."""
    filled = [leaf for leaf in leaves if leaf.lumps]
    wide = sum(leaf.width > leaf.height for leaf in filled)
    if len(filled) < _FEWEST or wide < _SHARE * len(filled):
        return False
    return median(sum(line.word_count for lump in leaf.lumps for line in lump.lines) for leaf in filled) < _MOST_WORDS


def lesser_lines(headings: Iterable[Candidate]) -> set[int]:
    """Return the ids of those lumps that look like headings and are smaller than the largest one of their slide."""
    largest: dict[int, float] = {}
    headings = list(headings)
    for each in headings:
        largest[each.leaf.number] = max(largest.get(each.leaf.number, 0.0), each.style.size)
    return {
        id(each.lump)
        for each in headings
        if each.style.size < _AS_LARGE * largest[each.leaf.number]
        and not (each.is_named or (each.tag and each.tag.level))
    }
