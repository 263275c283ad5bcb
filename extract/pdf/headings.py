"""Headings: what the tags, the outline, the table of contents and the type of a lump say.

A lump is a heading where its tag says so, or the outline or the table of contents names it. Else it must look like one:
larger than running text, or bold, or a short line of capitals or of another face. Its tag, tags of its style on pages
that were read, and a deep outline that names none of its style deny that.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from extract.pdf.blocks import Lump
from extract.pdf.lines import Line
from extract.pdf.numbering import Number, read_number
from extract.pdf.outline import Entry, Names
from extract.pdf.styles import Leaf, Style, Type, style_of
from extract.pdf.tagged import Tag

LONGEST = 25
_MOST_LINES = 8
_LABEL_WORDS = 8
_SHALLOW = 2
"""An outline of no more levels may leave headings out."""
_TRUSTED = 3
"""Tags are believed in what they deny once this many headings have one."""
_FEW_LETTERS = 3
"""A stamp with a date has fewer letters than one in so many characters."""
_SLIGHTLY_LARGER = 1.05
_NOT_CLOSED = (".", ";", ",", ":")
_SENTENCES = re.compile(r"[^\W\d_]{3}[.!] [A-Z].*? .*? .*? ")
"""Sentences in large type are an introduction, not a heading."""
_SENTENCE = re.compile(r"[^\W\d_]{3}[.!?] [A-Z]")
_LEADERS = re.compile(r"(?:\. ?){4,}|…{2,}|_{4,}")


@dataclass(frozen=True, eq=False)
class Candidate:
    """A short lump that may be a heading, with all that speaks for it."""

    lump: Lump
    leaf: Leaf
    type_: Type
    entry: Entry | None
    """Its entry in the outline."""
    listed: Entry | None
    """Its entry in the table of contents."""

    @cached_property
    def text(self) -> str:
        """Its text."""
        return self.lump.text

    @cached_property
    def style(self) -> Style:
        """Its style, the number left out of account."""
        return style_of(self.lump)

    @cached_property
    def number(self) -> Number | None:
        """Its number."""
        return read_number(self.text)

    @cached_property
    def tag(self) -> Tag | None:
        """Its tag, where those of its page were read."""
        return self.leaf.tags.find(self.lump.lines[0]) if self.leaf.tags else None

    @property
    def is_larger(self) -> bool:
        """Tell whether it is larger than running text."""
        return self.style.size >= self.type_.larger

    @cached_property
    def is_striking(self) -> bool:
        """Tell whether it looks like a heading by its type and words."""
        text, style = self.text, self.style
        title = text[self.number.end :] if self.number and not self.number.is_worded else text
        first = title[:1]
        if _FEW_LETTERS * sum(map(str.isalpha, title)) < len(title):
            return False
        if first.islower() or text.endswith(_NOT_CLOSED[: 3 if self.is_larger else 4]) or _LEADERS.search(text):
            return False
        if self.is_larger:
            return not _SENTENCES.search(text)
        if style.size < 0.95 * self.type_.size or len(self.lump.lines) > 2 or _SENTENCE.search(text):
            return False
        return (style.is_bold and not self.type_.is_bold) or style.is_capitals or self._is_label

    @property
    def may_be_plain(self) -> bool:
        """Tell whether it has the words of a heading and type no smaller than that of running text."""
        text = self.text[self.number.end :] if self.number else self.text
        return text[:1].isupper() and not text.endswith(_NOT_CLOSED) and self.style.size >= self.type_.size

    @property
    def _is_label(self) -> bool:
        line = self.lump.lines[0]
        if len(self.lump.lines) > 1 or line.text.endswith(("!", ")", "”", "’")):
            return False
        is_short = line.word_count <= _LABEL_WORDS and line.text[0].isupper()
        is_other = self.style.face != self.type_.face or self.style.size >= _SLIGHTLY_LARGER * self.type_.size
        return (is_short or self.number is not None) and is_other

    @property
    def is_named(self) -> bool:
        """Tell whether the outline or the table of contents names it."""
        return self.entry is not None or self.listed is not None


@dataclass(frozen=True)
class Evidence:
    """What is known of the headings of a document beside how they look."""

    outline: Names
    contents: Names


def find_candidates(leaf: Leaf, type_: Type, evidence: Evidence, skipped: frozenset[int]) -> list[Candidate]:
    """Return the lumps of a page that may be headings; `skipped` are the ids of what is known to be something else."""
    outline, contents = evidence.outline, evidence.contents
    return [
        Candidate(lump, leaf, type_, outline.find(lump.text, leaf.number), contents.find(lump.text, 0))
        for lump in leaf.lumps
        if id(lump) not in skipped and _may_be(lump)
    ]


def _may_be(lump: Lump) -> bool:
    if lump.rows or len(lump.lines) > _MOST_LINES or sum(line.word_count for line in lump.lines) > LONGEST:
        return False
    first = lump.lines[0]
    if (first.is_marked and not first.text[0].isalnum()) or any(_is_row(line) for line in lump.lines):
        return False
    return any(character.isalpha() for line in lump.lines for character in line.text)


def _is_row(line: Line) -> bool:
    """Tell whether a line has cells, of which the first one is more than the number of a heading."""
    if not line.is_parted:
        return False
    first = line.text_of(line.cells[0])
    number = read_number(first)
    return len(line.cells) > 2 or number is None or number.end < len(first)


@dataclass(frozen=True)
class Verdicts:
    """What the tags that were read say of each style: how many of its lumps are headings, and how many are not."""

    headings: Mapping[Style, Counter[int]]
    others: Counter[Style]
    is_trusted: bool
    named: frozenset[Style] | None
    """The styles of headings in an outline of three levels or more; None where an outline may leave headings out."""

    @classmethod
    def of(cls, candidates: Sequence[Candidate]) -> Verdicts:
        """Return the verdicts on the styles of candidates that have a tag or an entry in the outline."""
        headings: defaultdict[Style, Counter[int]] = defaultdict(Counter)
        others: Counter[Style] = Counter()
        for candidate in candidates:
            if candidate.tag is None:
                continue
            if level := candidate.tag.level:
                headings[candidate.style][level] += 1
            else:
                others[candidate.style] += 1
        named = [each for each in candidates if each.entry]
        is_deep = any(each.entry.level > _SHALLOW for each in named if each.entry)
        styles = frozenset(each.style for each in named) if is_deep and len(named) > _TRUSTED else None
        return cls(headings, others, sum(found.total() for found in headings.values()) >= _TRUSTED, styles)

    def denies(self, candidate: Candidate) -> bool:
        """Tell whether tags say that a candidate is no heading: its own, or else those of its style; or the outline."""
        if (
            self.named is not None
            and candidate.style not in self.named
            and not (candidate.is_larger or candidate.number)
        ):
            return True
        if not self.is_trusted:
            return False
        if candidate.tag is not None:
            return candidate.tag.level is None
        heading_count = self.headings[candidate.style].total() if candidate.style in self.headings else 0
        return self.others[candidate.style] > max(1, heading_count)


def is_heading(candidate: Candidate, verdicts: Verdicts) -> bool:
    """Tell whether a candidate is a heading."""
    if candidate.tag is not None and candidate.tag.level:
        return True
    if candidate.entry is not None:
        return True
    if candidate.listed is not None and (candidate.is_striking or candidate.may_be_plain):
        return True
    return candidate.is_striking and not verdicts.denies(candidate)
