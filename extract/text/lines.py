"""Lines of plain text, and which of them go together: the writer's paragraphs, however their lines were broken."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from extract.pdf.hyphens import join_lines, vocabulary

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TAB = 4
_NARROWEST = 40
"""Characters: text that is never wider than this was not wrapped at a width."""
_WIDEST = 140
_SLACK = 2
_ITEM = re.compile(r"(?:[•‣⁃◦∙·▪■□●○►➢*+–—-]|o|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])[ \t]+\S")
_RULE = re.compile(r"[-=_*~#─━═+ ]{3,}")
_LEVELLED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[^\W\d_]|#{1,6} ")
_SIGNS = frozenset("•‣⁃◦∙·▪■□●○►➢–—-")
_OWN_LINE = re.compile(r"#{1,6} \S|\[\^?[\w*]{1,4}\]:? \S|\|.*\||>")
_LABEL = re.compile(r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*)?([^\W_][^:?!.,]{0,38})\.?:(?=\s|$)")
_ENDS = (".", "?", "!", ":", ";")


@dataclass(frozen=True)
class Line:
    """A line: its text, its indent in characters, and whether a blank line came before it."""

    text: str
    indent: int
    is_parted: bool


@dataclass
class Lump:
    """Lines that make one paragraph, heading, list item, or one row of a table."""

    lines: list[Line] = field(default_factory=list)
    text: str = ""
    is_parted_below: bool = True

    @property
    def is_parted(self) -> bool:
        """Whether a blank line stands above it."""
        return self.lines[0].is_parted

    @property
    def raw(self) -> str:
        """Its first line as it was written."""
        return self.lines[0].text


def decode(content: bytes) -> str:
    """Return plain text: by its byte order mark, else as UTF-8 if it is that, else as Windows-1252."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read_lines(text: str) -> list[Line]:
    """Return the lines of a text that are not blank."""
    lines: list[Line] = []
    is_parted = True
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        wide = raw.expandtabs(_TAB).rstrip()
        if wide.strip():
            lines.append(Line(raw.strip(), len(wide) - len(wide.lstrip()), is_parted))
        is_parted = not wide.strip()
    return lines


def is_rule(text: str) -> bool:
    """Tell whether a line is drawn, or holds only the sign of a list, and so is not written."""
    return bool(_RULE.fullmatch(text)) or text in _SIGNS


def is_item(text: str) -> bool:
    """Tell whether a line starts with the sign or the number of a list item."""
    return bool(_ITEM.match(text))


@dataclass(frozen=True)
class Habits:
    """How the lines of a document were broken: at which width, which labels begin them, and which words it has."""

    width: int
    labels: frozenset[str]
    words: Counter[str]
    has_levels: bool

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Self:
        """Return the habits that the lines of a document show."""
        return cls(
            _width(lines), _labels(lines), vocabulary(line.text for line in lines), any(map(_is_levelled, lines))
        )


def lumps_of(lines: Sequence[Line], habits: Habits) -> list[Lump]:
    """Return lines as lumps, each with its text in one line."""
    lumps: list[Lump] = []
    for number, line in enumerate(lines):
        is_labelled = _label_of(line.text) in habits.labels
        if (
            lumps
            and not line.is_parted
            and not is_labelled
            and _goes_on(lumps[-1], lines[number - 1], line, habits.width)
        ):
            lumps[-1].lines.append(line)
        else:
            if lumps:
                lumps[-1].is_parted_below = line.is_parted
            lumps.append(Lump([line]))
    for lump in lumps:
        lump.text = join_lines([" ".join(line.text.split()) for line in lump.lines], habits.words)
    return lumps


def _is_levelled(line: Line) -> bool:
    return line.is_parted and bool(_LEVELLED.match(line.text))


def _label_of(text: str) -> str:
    found = _LABEL.match(text)
    return found[1].casefold() if found else ""


def _labels(lines: Sequence[Line]) -> frozenset[str]:
    """Return the labels, such as those of speakers, with which more than one line starts."""
    counts = Counter(_label_of(line.text) for line in lines)
    return frozenset(label for label, count in counts.items() if label and count > 1)


def _width(lines: Sequence[Line]) -> int:
    """Return the width at which lines were wrapped, in characters; 0 where they were not.

    Wrapped lines are about as long as each other; a line that is a paragraph is as long as that happens to be.
    """
    lengths = sorted(line.indent + len(line.text) for line in lines)
    width = lengths[-1 - len(lengths) // 50] if lengths else 0
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    near = sum(length > 0.75 * width for length in lengths)
    return width if near >= 0.3 * len(lengths) else 0


def _goes_on(lump: Lump, before: Line, line: Line, width: int) -> bool:
    """Tell whether a line goes on with the paragraph that the line before it stands in."""
    if is_rule(line.text) or is_rule(before.text) or _OWN_LINE.match(line.text) or "\t" in line.text + before.text:
        return False
    if _OWN_LINE.match(before.text) and not before.text.startswith("["):
        return False
    if is_item(line.text):
        return False
    if is_item(lump.raw) and line.indent > lump.lines[0].indent:
        return True
    if line.indent > before.indent and len(lump.lines) > 1 and not is_item(lump.raw):
        return False
    if before.text.endswith("-") and line.text[0].isalpha():
        return True
    if _is_full(before, line, width):
        return True
    length, is_small = len(before.text), line.text[0].islower()
    return not before.text.endswith(_ENDS) and (length > 0.8 * width > 0 or (is_small and length > 0.5 * width))


def _is_full(before: Line, line: Line, width: int) -> bool:
    """Tell whether the first word of a line had no room on the line before it."""
    word = line.text.split()[0]
    return width > 0 and before.indent + len(before.text) + 1 + len(word) > width - _SLACK
