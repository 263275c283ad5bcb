"""Running headers and footers whose words change: short lines at one height outside the text, as chapter titles are."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.pdf.lines import Line, most_common

_ZONE = 0.16
"""They stand in this share of the page's height, at its top and bottom."""
_MOST_ROWS = 3
_APART = 1.7
"""The gap to the text, from baseline to baseline, in type sizes; lines of text are nearer to each other."""
_STEP_PT = 3.0
_SHARE, _FEWEST = 0.25, 3
_USUAL = 0.6
"""Where text begins on more of the pages than the rest, no header stands."""
_LONGEST = 120
_SMALLER, _ALIKE = 0.95, 1.03
_LEAST_MATCH = 8
_LETTERS = re.compile(r"[^\W\d_]+")
_CAPTION = re.compile(r"^(?:tabel|figuur|grafiek|kaart|afbeelding|schema) ?\d", re.IGNORECASE)
_NOTE = re.compile(r"^[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])[\]).]? ?[^\W\d_]")


class _Slot(NamedTuple):
    edge: str
    place: int


def find_slots(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[int]:
    """Return the lines, by `id`, that stand where headers and footers do and say what others say or are set smaller."""
    body = most_common((line.size, len(line.text)) for lines in pages for line in lines)
    found = [list(_outer(lines, height, body)) for lines, height in zip(pages, heights, strict=True)]
    counts: Counter[_Slot] = Counter()
    for block in found:
        counts.update({slot for slot, _ in block})
    ends = Counter(slot for lines in pages if lines for slot in _ends(lines))
    least = max(_FEWEST, round(_SHARE * sum(map(bool, pages))))
    outer = {id(line) for block in found for _, line in block}
    texts = sorted({_bare(line.text) for lines in pages for line in lines if id(line) not in outer})
    repeated = Counter(_bare(line.text) for block in found for _, line in block)
    return {
        id(line)
        for block in found
        for slot, line in block
        if _near(counts, slot) >= max(least, _USUAL * _near(ends, slot))
        and (_is_small(slot, line, body) or repeated[_bare(line.text)] > 1 or _is_said(_bare(line.text), texts))
    }


def _near(counts: Counter[_Slot], slot: _Slot) -> int:
    return sum(counts[_Slot(slot.edge, slot.place + step)] for step in (-1, 0, 1))


def _ends(lines: Sequence[Line]) -> Iterator[_Slot]:
    """Yield where the first and the last line of a page stand."""
    bases = [line.base for line in lines]
    yield _Slot("top", round(max(bases) / _STEP_PT))
    yield _Slot("bottom", round(min(bases) / _STEP_PT))


def _outer(lines: Sequence[Line], height: float, body: float) -> Iterator[tuple[_Slot, Line]]:
    """Yield the lines at the top and bottom of a page that a gap parts from the text, with their place."""
    rows: dict[int, list[Line]] = {}
    for line in lines:
        rows.setdefault(round(line.base), []).append(line)
    places = sorted(rows)
    for edge, order in (("top", places[::-1]), ("bottom", places)):
        block = _block([rows[place] for place in order], edge, height)
        is_short = all(len(line.text) <= _LONGEST and line.size <= _ALIKE * body for line in block)
        if is_short and not any(_CAPTION.match(line.text) for line in block):
            for line in block:
                yield _Slot(edge, round(line.base / _STEP_PT)), line


def _block(rows: Sequence[Sequence[Line]], edge: str, height: float) -> list[Line]:
    """Return the first rows up to the first gap, none where there is no gap after a few of them."""
    block: list[Line] = []
    for row, following in pairwise(rows[: _MOST_ROWS + 1]):
        base = row[0].base
        if not (base > (1 - _ZONE) * height if edge == "top" else base < _ZONE * height):
            return []
        if edge == "bottom" and any(_NOTE.match(line.text) or line.is_numbered_note for line in row):
            return []
        block += row
        if abs(base - following[0].base) > _APART * max(row[0].size, following[0].size):
            return block
    return []


def _is_small(slot: _Slot, line: Line, body: float) -> bool:
    return line.size < _SMALLER * body and (slot.edge == "top" or line.text[:1].isupper())


def _bare(text: str) -> str:
    return "".join(_LETTERS.findall(text.casefold()))


def _is_said(text: str, texts: Sequence[str]) -> bool:
    """Tell whether a text is that of another line, or begins with one: a heading that takes two lines."""
    at = bisect_right(texts, text) - 1
    return len(text) >= _LEAST_MATCH and at >= 0 and len(texts[at]) >= _LEAST_MATCH and text.startswith(texts[at])
