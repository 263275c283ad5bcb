"""Marks of list items and numbers of headings that a renderer draws apart, put back before the line they stand at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extract.pdf.lines import MARKER, Line, is_lead

_NEAR_BASE = 0.35
_FARTHEST = 5.0
"""A mark stands at most this many type sizes before its line."""


def join_leads(lines: Sequence[Line]) -> list[Line]:
    """Return lines, those that are nothing but a mark or number joined with the line at their right."""
    leads = [line for line in lines if _is_lone(line)]
    if not leads:
        return list(lines)
    rows: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        rows[round(line.base)].append(line)
    owners: dict[int, Line] = {}
    for lead in leads:
        if (owner := _owner(lead, rows)) and id(owner) not in owners:
            owners[id(owner)] = lead
    joined = {id(lead) for lead in owners.values()}
    return [
        Line(((*owners[id(line)].words, *line.cells[0]), *line.cells[1:])) if id(line) in owners else line
        for line in lines
        if id(line) not in joined
    ]


def _is_lone(line: Line) -> bool:
    return line.word_count == 1 and is_lead(line.words[0])


def _owner(lead: Line, rows: dict[int, list[Line]]) -> Line | None:
    """Return the line that a lone mark stands before, None where nothing fits or it may be a cell of a table."""
    word = lead.words[0]
    reach = int(_NEAR_BASE * lead.size) + 1
    near = [line for row in range(round(lead.base) - reach, round(lead.base) + reach + 1) for line in rows.get(row, ())]
    right = [line for line in near if line is not lead and line.box[0] >= word.x1 - 0.3 * lead.size]
    if not right:
        return None
    owner = min(right, key=lambda line: line.box[0])
    if owner.box[0] - word.x1 > _FARTHEST * owner.size or _is_lone(owner):
        return None
    if MARKER.match(word.text):
        return owner
    is_alone = len(right) == 1 and len(owner.cells) == 1 and owner.text[:1].isalpha()
    is_alike = abs(owner.size - lead.size) < 0.1 * owner.size and owner.is_bold == lead.is_bold
    return owner if is_alone and is_alike else None
