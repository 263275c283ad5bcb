"""Blocks: lines that make one paragraph, heading or list item, in reading order."""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extract.pdf.grids import Grid
from extract.pdf.lines import Line, most_common
from extract.sheet import Rows

_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.? \D")
_ENTRY = re.compile(r"(?:(?:\. ?){4,}|…{2,}|_{4,}) ?\d{1,3}$")
"""An entry of a table of contents: leaders and a page number."""
_FIELD = re.compile(r"^[A-Z][a-zë-]+(?: [a-z]+)?: \S")
"""A line of a colophon or letterhead, such as "Uitgave: Gemeente …"."""
_LABEL = re.compile(r"^(?:tabel|figuur|grafiek|kaart|afbeelding|schema|bron)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Lump:
    """Lines that belong together; those of a table carry its rows."""

    lines: tuple[Line, ...]
    rows: Rows = ()

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top, in points."""
        boxes = [line.box for line in self.lines]
        return (
            min(box[0] for box in boxes), min(box[1] for box in boxes),
            max(box[2] for box in boxes), max(box[3] for box in boxes),
        )  # fmt: skip

    @cached_property
    def size(self) -> float:
        """The type size of most of its characters, in points."""
        return most_common((line.size, len(line.text)) for line in self.lines)

    @cached_property
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
        return all(len(line.cells) > 1 for line in self.lines)


def usual_pitches(pages: Iterable[Sequence[Line]]) -> dict[float, float]:
    """Return, for each type size, the usual distance between baselines, in points."""
    found: defaultdict[float, Counter[float]] = defaultdict(Counter)
    for lines in pages:
        for above, below in pairwise(lines):
            pitch = above.base - below.base
            if above.size == below.size and 0.9 < pitch / max(above.size, 1) < 2.2 and above.box[0] < below.box[2]:
                found[above.size][round(pitch * 2) / 2] += 1
    return {size: most_common(pitches.items()) for size, pitches in found.items()}


def make_lumps(lines: Sequence[Line], grids: Sequence[Grid], pitches: Mapping[float, float]) -> list[Lump]:
    """Return the lumps of a page's lines, in reading order; a table stands where its first line stood."""
    owners = {id(line): grid for grid in grids for line in grid.lines}
    lumps: list[Lump] = []
    group: list[Line] = []
    for line in lines:
        grid = owners.get(id(line))
        if group and (grid or not _belongs(group, line, pitches)):
            lumps.append(Lump(tuple(group)))
            group = []
        if grid is None:
            group.append(line)
        elif line is grid.lines[0]:
            lumps.append(Lump(grid.lines, grid.rows))
    if group:
        lumps.append(Lump(tuple(group)))
    return in_order(lumps)


def _belongs(group: Sequence[Line], line: Line, pitches: Mapping[float, float]) -> bool:
    last = group[-1]
    if not _is_below(group, line) or not _is_alike(last, line) or (len(last.cells) > 1) != (len(line.cells) > 1):
        return False
    usual = pitches.get(last.size, 1.35 * last.size)
    if len(group) > 1:
        usual = min(usual, max(group[-2].base - last.base, last.size))
    if last.base - line.base > 1.18 * usual + 0.5:
        return False
    if len(line.cells) > 1:
        return True
    return not _begins(group, line)


def _is_below(group: Sequence[Line], line: Line) -> bool:
    last = group[-1]
    left, right = min(each.box[0] for each in group), max(each.box[2] for each in group)
    return line.base < last.base - 0.3 * last.size and line.box[0] < right and line.box[2] > left


def _is_alike(last: Line, line: Line) -> bool:
    if max(last.size, line.size) > 1.07 * max(min(last.size, line.size), 0.1):
        return False
    runs_on = not _ENDS.search(last.text) and line.text[:1].islower()
    return runs_on or not line.face or last.face == line.face or (not last.face and not line.is_bold)


def _begins(group: Sequence[Line], line: Line) -> bool:
    """Tell whether a line begins a new paragraph by its mark, its indent, or the space left on the line above."""
    first, last = group[0], group[-1]
    if _ENTRY.search(last.text):
        return True
    if line.is_numbered_note or (_FIELD.match(line.text) and _FIELD.match(first.text)):
        return True
    if line.is_marked and not (last.text.endswith("-") and line.text[:1].isdigit()):
        return True
    if _LABEL.match(line.text) and _ENDS.search(last.text):
        return True
    if line.is_bold and _NUMBERED.match(line.text):
        return True
    if first.is_marked and line.box[0] <= first.box[0] + 1 and _hangs(group):
        return True
    if not _ENDS.search(last.text):
        return False
    right = max(each.box[2] for each in (*group, line))
    room = right - last.box[2] - (line.words[0].x1 - line.words[0].x0)
    indent = line.box[0] - min(each.box[0] for each in group)
    return room > 1.3 * last.size or (not first.is_marked and 0.7 * line.size < indent < 4 * line.size)


def _hangs(group: Sequence[Line]) -> bool:
    return len(group) > 1 and group[1].box[0] > group[0].box[0] + 2


def in_order(lumps: Sequence[Lump]) -> list[Lump]:
    """Return lumps in the order of the stream, save that what stands above another in its column goes before it."""
    inverted = any(_is_over(after, before) for before, after in pairwise(lumps))
    if not inverted:
        return list(lumps)
    above: dict[int, set[int]] = {
        index: {other for other, each in enumerate(lumps) if other != index and _is_over(each, lump)}
        for index, lump in enumerate(lumps)
    }
    ready = [index for index, waits in above.items() if not waits]
    heapq.heapify(ready)
    order: list[Lump] = []
    while ready:
        done = heapq.heappop(ready)
        order.append(lumps[done])
        for index, waits in above.items():
            if done in waits:
                waits.remove(done)
                if not waits:
                    heapq.heappush(ready, index)
    return order


def _is_over(one: Lump, other: Lump) -> bool:
    """Tell whether one lump stands wholly above another one and shares a third of the narrower one's width."""
    shared = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    narrow = min(one.box[2] - one.box[0], other.box[2] - other.box[0])
    return one.box[1] > other.box[3] - other.size and shared > narrow / 3
