"""Tables of a page: by rulings that cross, by rules above and below, or by words that leave the same gaps open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.pdf.lines import Line
from extract.pdf.rulings import Ruling
from extract.pdf.tables.aligned import find_aligned, has_gaps
from extract.pdf.tables.grid import Box, Draft, Grid
from extract.pdf.tables.judge import is_ruled_table
from extract.pdf.tables.labels import Labels
from extract.pdf.tables.lookup import Lookup
from extract.pdf.tables.open import find_open
from extract.pdf.tables.ruled import read_ruled
from extract.pdf.tables.rules import Rule, find_meshes
from extract.pdf.words import Frame, Word

__all__ = ["Grid", "find_tables", "may_hold_tables"]

_NONE_KNOWN: Counter[str] = Counter()


def may_hold_tables(lines: Sequence[Line], rulings: Sequence[Ruling]) -> bool:
    """Tell whether rulings or gaps are evidence of a table, so that it matters where each word stands."""
    return sum(ruling.is_level for ruling in rulings) > 1 or has_gaps(lines)


def find_tables(
    lines: Sequence[Line], rulings: Sequence[Ruling], frame: Frame, known: Counter[str] = _NONE_KNOWN
) -> tuple[list[Line], list[Grid]]:
    """Return the lines of a page, those that a table's edge cuts parted there, and its tables.

    `known` counts the document's words, by which hyphens at the end of lines are judged.
    """
    labels = Labels(lines)
    drafts, levels = _ruled(lines, rulings, labels) if len(rulings) > 1 else ([], [])
    drafts += find_aligned(_without(lines, drafts), levels, labels)
    return _with_lines(lines, drafts, known)


def _ruled(lines: Sequence[Line], rulings: Sequence[Ruling], labels: Labels) -> tuple[list[Draft], list[Rule]]:
    """Return the tables that rulings make, and the level rules of no table."""
    meshes = find_meshes(rulings)
    lookup = Lookup(lines if any(mesh.uprights for mesh in meshes) else ())
    levels: list[Rule] = []
    found: list[Draft] = []
    for mesh in meshes:
        table = read_ruled(mesh, lookup) if mesh.uprights else None
        if table and table.cells and is_ruled_table(table, labels.near(table.box)):
            found.append(table)
        else:
            levels += mesh.levels
    drafts = _apart(found)
    if len(levels) > 1:
        drafts += find_open(levels, _without(lines, drafts), labels)
    return drafts, levels


def _apart(drafts: Sequence[Draft]) -> list[Draft]:
    """Return drafts that share no words: of those that do, the smaller, as the other one only lays it out."""
    if len(drafts) < 2:
        return list(drafts)
    kept: list[Draft] = []
    taken: set[int] = set()
    for each in sorted(drafts, key=lambda each: sum(1 for _ in each.words)):
        own = {id(word) for word in each.words}
        if not own & taken:
            kept.append(each)
            taken |= own
    return kept


def _without(lines: Sequence[Line], drafts: Sequence[Draft]) -> Sequence[Line]:
    """Return the lines that no draft has taken words of."""
    if not drafts:
        return lines
    boxes = [each.box for each in drafts]
    return [line for line in lines if not any(_meet(line, box) for box in boxes)]


def _meet(line: Line, box: Box) -> bool:
    return line.box[0] < box[2] and line.box[2] > box[0] and box[1] < line.base + line.size / 4 < box[3]


def _with_lines(lines: Sequence[Line], drafts: Sequence[Draft], known: Counter[str]) -> tuple[list[Line], list[Grid]]:
    if not drafts:
        return list(lines), []
    owners = {id(word): index for index, each in enumerate(drafts) for word in each.words}
    boxes = [each.box for each in drafts]
    parted: list[Line] = []
    for line in lines:
        is_near = any(_meet(line, box) for box in boxes)
        parted += _parted(line, owners) if is_near else [line]
    taken: list[list[Line]] = [[] for _ in drafts]
    for line in parted:
        owner = owners.get(id(line.words[0])) if any(_meet(line, box) for box in boxes) else None
        if owner is not None:
            taken[owner].append(line)
    grids = [Grid(each.box, each.rows(known), tuple(own)) for each, own in zip(drafts, taken, strict=True)]
    return parted, grids


def _parted(line: Line, owners: dict[int, int]) -> list[Line]:
    """Return a line in parts, each wholly inside a table or wholly outside."""
    if len({owners.get(id(word)) for word in line.words}) == 1:
        return [line]
    parts: list[list[list[Word]]] = []
    before: int | None = -1
    for cell in line.cells:
        for index, word in enumerate(cell):
            owner = owners.get(id(word))
            if owner != before:
                parts.append([[]])
            elif index == 0:
                parts[-1].append([])
            parts[-1][-1].append(word)
            before = owner
    return [Line(tuple(tuple(cell) for cell in part if cell)) for part in parts]
