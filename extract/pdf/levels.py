"""The levels of headings, 1 for chapters: what numbers, tags, outline, contents and type say, in that order.

A level is what a number of several parts ("2.3") says, else the tag, else the entry in the outline, else the number of
one part, else the entry in the contents, else the style: that of most headings of it, or one below what mostly stands
above it. Levels of tags and of outlines are shifted so that they agree with the numbers, or else begin at 1.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from extract.pdf.headings import Candidate
from extract.pdf.styles import Style

DEEPEST = 6
_MANY = 4


def levels_of(headings: Sequence[Candidate]) -> list[int]:
    """Return the level of each heading of a document, in reading order."""
    is_counted = _is_counted(headings)
    tag = _shifted(headings, lambda each: each.tag.level if each.tag else None)
    entry = _shifted(headings, lambda each: each.entry.level if each.entry else None)
    known: list[int | None] = [
        _known(each, tag_level, entry_level, is_counted)
        for each, tag_level, entry_level in zip(headings, tag, entry, strict=True)
    ]
    ranks = _ranks(headings, known)
    return [level or ranks[each.style] for each, level in zip(headings, known, strict=True)]


def _known(heading: Candidate, tag: int | None, entry: int | None, is_counted: Mapping[Style, bool]) -> int | None:
    """Return the level that is known without looking at other headings' styles."""
    number = heading.number
    if number and number.depth > 1:
        return min(number.depth, DEEPEST)
    if tag or entry:
        return tag or entry
    if number and (number.is_worded or is_counted.get(heading.style, True)):
        return 1
    return (heading.listed.level or None) if heading.listed else None


def _is_counted(headings: Sequence[Candidate]) -> dict[Style, bool]:
    """Tell of each style with numbers of one part whether these count on through the document, as chapters do.

    They do not where a number comes twice, or is one of a higher style too, or headings without numbers of a higher
    style stand on many pages.
    """
    found: defaultdict[Style, list[str]] = defaultdict(list)
    for heading in headings:
        if _has_plain_number(heading) and heading.number:
            found[heading.style].append(heading.number.text)
    counted: dict[Style, bool] = {}
    higher: set[str] = set()
    for style in sorted(found, reverse=True):
        numbers = set(found[style])
        above = {heading.leaf.number for heading in headings if heading.style > style and heading.number is None}
        counted[style] = len(numbers) == len(found[style]) and not numbers & higher and len(above) < _MANY
        higher |= numbers
    return counted


def _has_plain_number(heading: Candidate) -> bool:
    return heading.number is not None and heading.number.depth == 1 and not heading.number.is_worded


def _shifted(headings: Sequence[Candidate], read: Callable[[Candidate], int | None]) -> list[int | None]:
    """Return the levels that a source gives, moved so that they agree with most numbers, or else begin at 1."""
    levels = [read(heading) for heading in headings]
    given = [level for level in levels if level]
    if not given:
        return levels
    excess: Counter[int] = Counter()
    chapter = max((heading.style for heading in headings if _has_plain_number(heading)), default=None)
    for heading, level in zip(headings, levels, strict=True):
        if level and heading.number and (not _has_plain_number(heading) or heading.style == chapter):
            excess[level - heading.number.depth] += 1
    shift = min(excess, key=lambda each: (-excess[each], each)) if excess else min(given) - 1
    return [min(max(level - shift, 1), DEEPEST) if level else None for level in levels]


def _ranks(headings: Sequence[Candidate], known: Sequence[int | None]) -> dict[Style, int]:
    """Return the level of each style: that of most headings of it, else one below those that mostly stand above it.

    What stands above a heading is the last one before it of a higher style; so a style that is used in one part of a
    document only, as on its colophon page, moves no others down.
    """
    votes: defaultdict[Style, Counter[int]] = defaultdict(Counter)
    for heading, level in zip(headings, known, strict=True):
        if level:
            votes[heading.style][level] += 1
    ranks: dict[Style, int] = {}
    for style in sorted({heading.style for heading in headings}, reverse=True):
        found = votes.get(style) or _levels_below(style, headings, known, ranks)
        ranks[style] = min(found, key=lambda each: (-found[each], each))
    return ranks


def _levels_below(
    style: Style, headings: Sequence[Candidate], known: Sequence[int | None], ranks: Mapping[Style, int]
) -> Counter[int]:
    found: Counter[int] = Counter()
    above = 0
    for heading, level in zip(headings, known, strict=True):
        if heading.style > style:
            above = level or ranks[heading.style]
        elif heading.style == style:
            found[min(above + 1, DEEPEST)] += 1
    return found
