"""Blocks: lines that make one paragraph, heading or list item, in reading order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.pdf.lazy import lazy
from extract.pdf.lines import Line, most_common
from extract.pdf.order import in_order
from extract.pdf.tables.grid import Grid
from extract.sheet import Rows

_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.? \D")
_ENTRY = re.compile(r"(?:(?:\. ?){4,}|…{2,}|_{4,}) ?\d{1,3}$")
"""An entry of a table of contents: leaders and a page number."""
_FIELD = re.compile(r"^[A-Z][a-zë-]+(?: [a-z]+)?: \S")
"""A line of a colophon or letterhead, such as "Uitgave: Gemeente …"."""
_LEADING = 1.35
_LABEL_ROOM = 0.2
_LABEL = re.compile(r"^(?:tabel|figuur|grafiek|kaart|afbeelding|schema|bron)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Lump:
    """Lines that belong together; those of a table carry its rows."""

    lines: tuple[Line, ...]
    rows: Rows = ()

    @lazy
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top, in points."""
        boxes = [line.box for line in self.lines]
        return (
            min(box[0] for box in boxes), min(box[1] for box in boxes),
            max(box[2] for box in boxes), max(box[3] for box in boxes),
        )  # fmt: skip

    @lazy
    def size(self) -> float:
        """The type size of most of its characters, in points."""
        return most_common((line.size, len(line.text)) for line in self.lines)

    @lazy
    def is_bold(self) -> bool:
        """Tell whether all its lines are bold."""
        return all(line.is_bold for line in self.lines)

    @property
    def text(self) -> str:
        """The lines with spaces between, hyphens as they are."""
        return " ".join(line.text for line in self.lines)

    @property
    def is_tabular(self) -> bool:
        """Tell whether its lines are parted in cells."""
        return all(line.is_parted for line in self.lines)


def usual_pitches(pages: Iterable[Sequence[Line]]) -> dict[float, float]:
    """Return, for each type size, the usual distance between baselines, in points.

    That of a size that only headings have is no wider than that of running text: most of these have one line.
    """
    found: defaultdict[float, Counter[float]] = defaultdict(Counter)
    for lines in pages:
        for above, below in pairwise(lines):
            pitch = above.base - below.base
            if above.size == below.size and 0.9 < pitch / max(above.size, 1) < 2.2 and above.box[0] < below.box[2]:
                found[above.size][round(pitch * 2) / 2] += 1
    usual = {size: most_common(pitches.items()) for size, pitches in found.items()}
    body = max(found, key=lambda size: (found[size].total(), -size), default=0.0)
    widest = max(_LEADING, usual[body] / body) if body else _LEADING
    return {size: min(pitch, widest * size) for size, pitch in usual.items()}


def make_lumps(lines: Sequence[Line], grids: Sequence[Grid], pitches: Mapping[float, float]) -> list[Lump]:
    """Return the lumps of a page's lines, in reading order; a table stands where its first line stood."""
    owners = {id(line): grid for grid in grids for line in grid.lines}
    lumps: list[Lump] = []
    group = _Group()
    for line in lines:
        grid = owners.get(id(line))
        if group and (grid or not _belongs(group, line, pitches)):
            lumps.append(Lump(tuple(group)))
            group = _Group()
        if grid is None:
            group.add(line)
        elif line is grid.lines[0]:
            lumps.append(Lump(grid.lines, grid.rows))
    if group:
        lumps.append(Lump(tuple(group)))
    return in_order(lumps)


class _Group(list[Line]):
    """The lines of a lump so far, with the left and right of their box."""

    left, right = float("inf"), float("-inf")

    def add(self, line: Line) -> None:
        """Take in a line."""
        self.append(line)
        left, _, right, _ = line.box
        self.left, self.right = min(self.left, left), max(self.right, right)


def _belongs(group: _Group, line: Line, pitches: Mapping[float, float]) -> bool:
    last = group[-1]
    if not _is_below(group, line) or not _is_alike(last, line) or last.is_parted != line.is_parted:
        return False
    usual = pitches.get(last.size, 1.35 * last.size)
    if len(group) > 1:
        usual = min(usual, max(group[-2].base - last.base, last.size))
    if last.base - line.base > 1.18 * usual + 0.5:
        return False
    if line.is_parted:
        return True
    return not _begins(group, line)


def _is_below(group: _Group, line: Line) -> bool:
    last, box = group[-1], line.box
    return line.base < last.base - 0.3 * last.size and box[0] < group.right and box[2] > group.left


def _is_alike(last: Line, line: Line) -> bool:
    if max(last.size, line.size) > 1.07 * max(min(last.size, line.size), 0.1):
        return False
    if not line.face or last.face == line.face or (not last.face and not line.is_bold):
        return True
    return line.text[:1].islower() and not last.is_ended


def _begins(group: _Group, line: Line) -> bool:
    """Tell whether a line begins a new paragraph by its mark, its indent, or the space left on the line above."""
    first, last = group[0], group[-1]
    if last.text[-1:].isdigit() and _ENTRY.search(last.text):
        return True
    if line.is_numbered_note or (_FIELD.match(line.text) and _FIELD.match(first.text)):
        return True
    if line.is_marked and not (last.text.endswith("-") and line.text[:1].isdigit()):
        return True
    if last.is_ended and _LABEL.match(line.text):
        return True
    if line.is_bold and _NUMBERED.match(line.text):
        return True
    if first.is_marked and line.box[0] <= first.box[0] + 1 and _hangs(group):
        return True
    right = max(group.right, line.box[2])
    room = right - last.box[2] - (line.first.x1 - line.first.x0)
    if not last.is_ended:
        left = min(group.left, line.box[0])
        return room > max(1.3 * last.size, _LABEL_ROOM * (right - left)) and _is_label(group, line)
    indent = line.box[0] - group.left
    return room > 1.3 * last.size or (not first.is_marked and 0.7 * line.size < indent < 4 * line.size)


def _is_label(group: Sequence[Line], line: Line) -> bool:
    """Tell whether lines with room left are a heading or label, and the next one is no more of it."""
    last = group[-1]
    if last.is_bold and not line.is_bold:
        return True
    if not line.face and last.face and line.first.face != last.face:
        return True
    return last.is_bold and len(group) == 1 and line.text[:1].isupper()


def _hangs(group: Sequence[Line]) -> bool:
    return len(group) > 1 and group[1].box[0] > group[0].box[0] + 2
