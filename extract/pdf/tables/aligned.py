"""Tables without upright rulings: neighbouring lines whose words leave the same gaps open."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from extract.pdf.lines import Line
from extract.pdf.tables.grid import Draft, box_of, draft
from extract.pdf.tables.judge import is_aligned_table
from extract.pdf.tables.labels import Labels
from extract.pdf.tables.prose import zones
from extract.pdf.tables.rows import group_rows
from extract.pdf.tables.rules import Rule
from extract.pdf.tables.runs import find_run
from extract.pdf.tables.textline import GAP, TextLine, text_lines

_FEWEST = 3
_FAR_PT = 50.0
"""Rows of a table are not further apart than this."""
_MOST_TRIES = 12


def find_aligned(lines: Sequence[Line], levels: Sequence[Rule], labels: Labels) -> list[Draft]:
    """Return the tables among lines; a level rule that runs through one supports it."""
    if not has_gaps(lines):
        return []
    found: list[Draft] = []
    for zone in zones(lines):
        near = _near_gaps(zone)
        if len(near) >= _FEWEST:
            found += _in_zone(text_lines(word for line in near for word in line.words), levels, labels)
    return found


def has_gaps(lines: Sequence[Line]) -> bool:
    """Tell whether several lines have a wide gap, or stand beside each other."""
    wide = sum(line.gap > GAP * line.size for line in lines)
    return wide + len(lines) - len({round(line.base) for line in lines}) >= _FEWEST


def _near_gaps(lines: Sequence[Line]) -> list[Line]:
    """Return the lines that have a wide gap or another line beside them, and those not far above or below."""
    at_base = Counter(round(line.base) for line in lines)
    gaps = sorted(line.base for line in lines if line.gap > GAP * line.size or at_base[round(line.base)] > 1)
    if len(gaps) < _FEWEST:
        return []
    beside = zip(gaps, [-1e6, *gaps[:-1]], [*gaps[1:], 1e6], strict=True)
    kept = [base for base, below, above in beside if min(above - base, base - below) < _FAR_PT]
    return [line for line in lines if _is_near(line.base, kept)]


def _is_near(base: float, places: Sequence[float]) -> bool:
    index = bisect_left(places, base)
    return any(abs(place - base) < _FAR_PT for place in places[max(index - 1, 0) : index + 1])


def _in_zone(lines: Sequence[TextLine], levels: Sequence[Rule], labels: Labels) -> Iterator[Draft]:
    at = floor = tries = 0
    while at < len(lines) and tries < _MOST_TRIES:
        run = find_run(lines, at, floor) if lines[at].is_parted else None
        if not run:
            at += 1
            continue
        inner = lines[run.start : run.end]
        found = draft(group_rows(inner, run.columns))
        signs = labels.near(found.box)._replace(is_ruled=_is_ruled(found, levels))
        if is_aligned_table(found, signs):
            yield found
            at = floor = run.end
        else:
            at += max(1, (run.end - at) // 2)
            tries += 1


def _is_ruled(found: Draft, levels: Sequence[Rule]) -> bool:
    x0, y0, x1, y1 = box_of(found.words)
    reach = 0.7 * (x1 - x0)
    return any(y0 - 6 <= rule.at <= y1 + 6 and min(x1, rule.end) - max(x0, rule.start) > reach for rule in levels)
