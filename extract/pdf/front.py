"""The title of a document as printed on its cover or first page.

A subtitle, and what else stands there in large type, is no heading but a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.pdf.headings import Candidate
from extract.pdf.numbering import key_of
from extract.pdf.outline import Entry, root_of
from extract.pdf.styles import Leaf

_RUNNING_WORDS = 40
"""A lump with more words is running text; a page without any is a cover."""
_SAME_SIZE = 1.04
_REPEATED = 4
_FEWEST_LETTERS = 0.6
"""A stamp with a date has a smaller share of letters."""
_CHAPTERS = re.compile(
    r"^(?:inhoud\w*|(?:management)?samenvatting|voorwoord|woord vooraf|inleiding|colofon|leeswijzer|aanleiding|summary"
    r"|bijlagen?|conclusies?)$",
    re.IGNORECASE,
)
"""Headings that are never the title of a document."""


def without_title(entries: Sequence[Entry], leaves: Sequence[Leaf]) -> Sequence[Entry]:
    """Return the entries of an outline without the root that holds all others, unless it is a heading below a title.

    It is one where larger type stands on its page or before it.
    """
    root = root_of(entries)
    if root is None:
        return entries
    key = key_of(root.text)
    found = next((lump for leaf in leaves for lump in leaf.lumps if not lump.rows and key_of(lump.text) == key), None)
    if found is not None:
        before = (lump for leaf in leaves if leaf.number <= root.page for lump in leaf.lumps if not lump.rows)
        if any(lump.size > _SAME_SIZE * found.size for lump in before):
            return entries
    return entries[1:]


def find_title(headings: Sequence[Candidate], first: Leaf | None) -> tuple[list[Candidate], set[int]]:
    """Return the lumps of the title, and the ids of others on its page that look like headings and are none."""
    on_first = [each for each in headings if first is not None and each.leaf.number == first.number]
    if first is None or not on_first:
        return [], set()
    is_cover = not any(sum(line.word_count for line in lump.lines) > _RUNNING_WORDS for lump in first.lumps)
    later = [each for each in headings if each.leaf.number != first.number]
    largest = max(each.style.size for each in on_first)
    begins = next(each for each in on_first if each.style.size == largest)
    if not _is_title(begins, on_first, later, is_cover=is_cover):
        return [], set()
    at = on_first.index(begins)
    title = [begins]
    for each in on_first[at + 1 :]:
        if each.style.size * _SAME_SIZE < largest or not _is_free(each) or each.style.is_bold != begins.style.is_bold:
            break
        title.append(each)
    key = key_of(" ".join(each.text for each in title))
    repeated = [each for each in later if each.leaf.number <= first.number + _REPEATED and key_of(each.text) == key]
    return title + [each for each in repeated if _is_free(each)], _lesser(on_first, title, later, is_cover=is_cover)


def _is_title(begins: Candidate, on_first: Sequence[Candidate], later: Sequence[Candidate], *, is_cover: bool) -> bool:
    """Tell whether the largest line of the first page is the title: nothing else is set like it, but on a cover."""
    level = begins.tag.level if begins.tag else None
    if level:
        others = [each.tag.level for each in (*on_first, *later) if each is not begins and each.tag and each.tag.level]
        return bool(others) and min(others) > level
    letters = sum(map(str.isalpha, begins.text))
    if letters < _FEWEST_LETTERS * len(begins.text) or _CHAPTERS.match(begins.text):
        return False
    if not _is_free(begins) or begins.number or not begins.is_striking:
        return False
    shares = [each for each in (*on_first, *later) if each.style == begins.style and not _is_near(each, begins)]
    larger = [each for each in later if each.style.size > begins.style.size and each.is_named]
    return is_cover or not (shares or larger)


def _is_near(one: Candidate, other: Candidate) -> bool:
    return one is other or (one.leaf is other.leaf and abs(one.lump.box[1] - other.lump.box[1]) < 4 * one.style.size)


def _is_free(candidate: Candidate) -> bool:
    return not candidate.is_named and not (candidate.tag and candidate.tag.level)


def _lesser(
    on_first: Sequence[Candidate], title: Sequence[Candidate], later: Sequence[Candidate], *, is_cover: bool
) -> set[int]:
    """Return the ids of lumps that stand with the title: all of a cover, else those set as no later heading is."""
    styles = {each.style for each in later}
    lesser: set[int] = set()
    beside = True
    for each in on_first:
        if each in title:
            continue
        known = not _is_free(each) or (each.number is not None and not is_cover)
        beside = beside and not known
        if not known and (is_cover or (beside and each.style not in styles and not _heads_text(each, each.leaf))):
            lesser.add(id(each.lump))
    return lesser


def _heads_text(candidate: Candidate, leaf: Leaf) -> bool:
    """Tell whether running text follows a candidate at once."""
    ids = [id(lump) for lump in leaf.lumps]
    after = leaf.lumps[ids.index(id(candidate.lump)) + 1 :][:1]
    return any(sum(line.word_count for line in lump.lines) > _RUNNING_WORDS for lump in after)
