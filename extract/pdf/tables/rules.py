"""The rulings of a page put together: pieces of one line joined, lines that cross kept apart from other ones."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from extract.pdf.rulings import Ruling

TOUCH_PT = 3.0
"""Lines nearer than this are one line; pdfplumber takes 3 as well."""
JOIN_PT = 4.5
"""Ends nearer than this touch: double and thick lines stop short of each other."""
_LONG_PT = 7.0
_MOST = 900
"""A page with more lines than this, after joining, is a drawing."""


class Rule(NamedTuple):
    """A straight line: its place across its direction, and where it starts and ends along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Mesh:
    """Lines that hang together: the level ones from bottom to top, the upright ones from left to right."""

    levels: tuple[Rule, ...]
    uprights: tuple[Rule, ...]


def find_meshes(rulings: Sequence[Ruling]) -> list[Mesh]:
    """Return the lines of a page by what they cross; a level line that crosses nothing is a mesh of its own."""
    levels = _joined(Rule(each.y0, each.x0, each.x1) for each in rulings if each.y0 == each.y1)
    uprights = _joined(Rule(each.x0, each.y0, each.y1) for each in rulings if each.y0 != each.y1)
    if len(levels) + len(uprights) > _MOST:
        return []
    return list(_meshes(levels, uprights))


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Return rules with those on one line joined where they touch, and lines next to each other taken as one."""
    joined: list[Rule] = []
    for group in _near(sorted(rules)):
        at = sum(rule.at for rule in group) / len(group)
        start, end = group[0].start, float("-inf")
        for rule in sorted(group, key=attrgetter("start")):
            if rule.start > end + JOIN_PT:
                if end - start >= _LONG_PT:
                    joined.append(Rule(at, start, end))
                start = rule.start
            end = max(end, rule.end)
        if end - start >= _LONG_PT:
            joined.append(Rule(at, start, end))
    return joined


def _near(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    group: list[Rule] = []
    for rule in rules:
        if group and rule.at - group[0].at > TOUCH_PT:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _meshes(levels: Sequence[Rule], uprights: Sequence[Rule]) -> Iterator[Mesh]:
    owner = list(range(len(levels) + len(uprights)))

    def root(index: int) -> int:
        while owner[index] != index:
            owner[index] = owner[owner[index]]
            index = owner[index]
        return index

    places = [rule.at for rule in uprights]
    for index, level in enumerate(levels):
        first = bisect_left(places, level.start - JOIN_PT)
        for other in range(first, bisect_right(places, level.end + JOIN_PT)):
            if uprights[other].start - JOIN_PT <= level.at <= uprights[other].end + JOIN_PT:
                owner[root(len(levels) + other)] = root(index)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index in range(len(owner)):
        is_level = index < len(levels)
        kept = found.setdefault(root(index), ([], []))[0 if is_level else 1]
        kept.append(levels[index] if is_level else uprights[index - len(levels)])
    for level_group, upright_group in found.values():
        if level_group:
            yield Mesh(tuple(level_group), tuple(upright_group))
