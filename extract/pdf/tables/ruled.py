"""Tables with upright rulings: cells by the geometry of pdfplumber, filled with words read by pdfium."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from pdfplumber import table as geometry

from extract.pdf.tables.columns import Columns
from extract.pdf.tables.grid import Box, Draft, draft
from extract.pdf.tables.lookup import Lookup, middle
from extract.pdf.tables.rows import group_rows, is_stacked
from extract.pdf.tables.rules import JOIN_PT, TOUCH_PT, Mesh, Rule
from extract.pdf.tables.textline import text_lines
from extract.pdf.words import Word

_CUT = 0.25
"""A word is cut by a ruling if this share of it, or more, stands on each side."""
_MOST_CUT = 0.1
_REACH = 1.5
"""Upright lines that reach further below the lowest level one than this many rows are of something else."""
_FEWEST_WORDS = 4
_MOST_EDGES = 60
"""Between two lines over the full width no table has more; a drawing may."""


def read_ruled(mesh: Mesh, lookup: Lookup) -> Draft | None:
    """Return the table that a mesh makes, None if its lines part no words."""
    levels, uprights = _closed(mesh)
    if len(levels) < 2 or len(uprights) < 3:
        return None
    words = lookup.inside((uprights[0].at, levels[0].at, uprights[-1].at, levels[-1].at))
    if len(words) < max(_FEWEST_WORDS, len(levels) + len(uprights) - 4):
        return None
    bands = list(_bands(levels, uprights))
    cells = sorted({cell for band in bands for cell in band})
    return _filled(words, cells) if cells and not _are_cut(words, cells) else None


def _closed(mesh: Mesh) -> tuple[list[Rule], list[Rule]]:
    """Return the lines of a mesh, with the sides that it leaves open drawn."""
    levels, uprights = list(mesh.levels), list(mesh.uprights)
    left = min([*(rule.start for rule in levels), uprights[0].at])
    right = max([*(rule.end for rule in levels), uprights[-1].at])
    low = min([*(rule.start for rule in uprights), levels[0].at])
    high = max([*(rule.end for rule in uprights), levels[-1].at])
    if uprights[0].at > left + 2 * TOUCH_PT:
        uprights.insert(0, Rule(left, low, high))
    if uprights[-1].at < right - 2 * TOUCH_PT:
        uprights.append(Rule(right, low, high))
    left, right = uprights[0].at, uprights[-1].at
    highest = max((above.at - below.at for below, above in pairwise(levels)), default=0.0)
    reach = _REACH * highest if len(levels) > 2 else float("inf")
    if reach > levels[0].at - low > 2 * TOUCH_PT:
        levels.insert(0, Rule(low, left, right))
    if reach > high - levels[-1].at > 2 * TOUCH_PT:
        levels.append(Rule(high, left, right))
    return sorted(levels), sorted(uprights)


def _bands(levels: Sequence[Rule], uprights: Sequence[Rule]) -> Iterator[list[Box]]:
    """Yield the cells between each two lines over the full width."""
    left, right = uprights[0].at, uprights[-1].at
    full = [rule for rule in levels if rule.start <= left + JOIN_PT and rule.end >= right - JOIN_PT]
    full = full if full and full[0].at == levels[0].at else [Rule(levels[0].at, left, right), *full]
    full = full if full[-1].at == levels[-1].at else [*full, Rule(levels[-1].at, left, right)]
    for low, high in pairwise(full):
        across = [rule for rule in uprights if min(rule.end, high.at) - max(rule.start, low.at) > JOIN_PT]
        inner = [rule for rule in levels if low.at < rule.at < high.at]
        whole = [rule for rule in across if rule.start <= low.at + JOIN_PT and rule.end >= high.at - JOIN_PT]
        if len(across) + len(inner) > _MOST_EDGES:
            continue
        if inner or len(whole) < len(across):
            yield _cells([low, *inner, high], across, (low.at, high.at))
        else:
            yield [(one.at, low.at, other.at, high.at) for one, other in pairwise(whole)]


def _cells(levels: Sequence[Rule], uprights: Sequence[Rule], band: tuple[float, float]) -> list[Box]:
    """Return the cells of a band in which some lines stop halfway."""
    edges = [_edge("h", rule.start, -rule.at, rule.end, -rule.at) for rule in levels]
    edges += [_edge("v", r.at, -min(r.end, band[1]), r.at, -max(r.start, band[0])) for r in uprights]
    crossings = geometry.edges_to_intersections(edges, JOIN_PT, JOIN_PT)
    return [(x0, -bottom, x1, -top) for x0, top, x1, bottom in geometry.intersections_to_cells(crossings)]


def _edge(orientation: str, x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    """Return a line as pdfplumber keeps one: with y downwards."""
    return {
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
        "orientation": orientation,
    }  # fmt: skip


def _are_cut(words: Sequence[Word], cells: Sequence[Box]) -> bool:
    """Tell whether lines run through many words, as they do through those of a drawing."""
    bounds = sorted({cell[0] for cell in cells})
    cut = 0
    for word in words:
        slack = _CUT * (word.x1 - word.x0)
        for x in bounds[bisect_right(bounds, word.x0 + slack) : bisect_left(bounds, word.x1 - slack)]:
            cut += any(abs(cell[0] - x) < 0.1 and cell[1] <= middle(word) <= cell[3] for cell in cells)
    return cut > _MOST_CUT * len(words)


def _filled(words: Sequence[Word], cells: Sequence[Box]) -> Draft:
    lefts = sorted({cell[0] for cell in cells})
    tops = sorted({cell[3] for cell in cells}, reverse=True)
    rights = [max(cell[2] for cell in cells if cell[0] == left) for left in lefts]
    columns = Columns(tuple(zip(lefts, [*lefts[1:], rights[-1]], strict=True)))
    by_top: dict[float, list[Box]] = {}
    for cell in cells:
        by_top.setdefault(cell[3], []).append(cell)
    heights = [-top for top in tops]
    table: list[list[list[Word]]] = [[[] for _ in lefts] for _ in tops]
    for word in words:
        x, y = (word.x0 + word.x1) / 2, middle(word)
        row = max(bisect_right(heights, -y) - 1, 0)
        top, left = _home(x, y, tops, row, by_top) or (tops[row], lefts[max(bisect_right(lefts, x) - 1, 0)])
        table[tops.index(top)][lefts.index(left)].append(word)
    return draft([part for row in table for part in _parted(_spread(row, columns), columns)])


def _spread(row: list[list[Word]], columns: Columns) -> list[list[Word]]:
    """Return a row of one cell in columns where its words leave them open: a row without the lines between."""
    filled = [cell for cell in row if cell]
    if len(filled) != 1 or len(row) < 2 or len(filled[0]) < 2:
        return row
    parts = [segment for line in text_lines(filled[0]) for segment in line.segments()]
    spread: list[list[Word]] = [[] for _ in row]
    for part in parts:
        if columns.crosses((part[0].x0, part[-1].x1)):
            return row
        spread[columns.at(part[0].x0 + 1)] += part
    return spread


def _home(
    x: float, y: float, tops: Sequence[float], row: int, by_top: dict[float, list[Box]]
) -> tuple[float, float] | None:
    """Return the top and left of the cell that a place lies in; a cell over several rows begins higher."""
    for index in range(row, -1, -1):
        for cell in by_top[tops[index]]:
            if cell[0] <= x <= cell[2] and cell[1] <= y:
                return cell[3], cell[0]
    return None


def _parted(row: list[list[Word]], columns: Columns) -> list[list[list[Word]]]:
    """Return the rows that stand between two level lines: mostly one."""
    words = [word for cell in row for word in cell]
    if len(words) < 4 or len({round(word.base) for word in words}) < 2:
        return [row]
    lines = text_lines(words)
    return group_rows(lines, columns) if is_stacked(lines, columns) else [row]
