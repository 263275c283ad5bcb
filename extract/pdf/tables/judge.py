"""Whether what looks like a table is one, and not a frame around text, a lay-out, a form, a contents or a chart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.pdf.lines import MARKER, is_lead
from extract.pdf.tables.columns import is_number
from extract.pdf.tables.grid import Draft
from extract.pdf.tables.textline import text_lines
from extract.pdf.words import Word

_CELL_WORDS = 30
_GRID_WORDS = 90
"""Cells with more words than this on average only lay out running text; a grid of three rows or more bears more."""
_FILLED, _FIGURE_FILLED = 0.2, 0.7
_HEADS, _NAMED, _CLEAR = 0.5, 0.7, 0.9
_RULED_FILLED = 0.4
_OPEN_FILLED = 0.55
"""The share of the cells that is filled in a table without rulings."""
_ALIGNED, _JUSTIFIED = 0.7, 0.75
_EDGE_PT = 1.6
_LEADERS = re.compile(r"(?:\. ?){4,}|…{2,}|_{4,}")
_PAGED, _RISING = 0.7, 0.9
_LONG, _LONGER, _WORDY = 20, 30, 5


class Signs(NamedTuple):
    """What stands near a draft: the caption of a table, that of a figure, a rule through it."""

    has_caption: bool = False
    is_figure: bool = False
    is_ruled: bool = False


def is_ruled_table(draft: Draft, signs: Signs) -> bool:
    """Tell whether rows between rulings are a table."""
    filled = [cell for row in draft.cells for cell in row if cell]
    if len(draft.cells) < 2 or draft.width < 2 or len(filled) < 4:
        return False
    share = len(filled) / (len(draft.cells) * draft.width)
    if share < (_FIGURE_FILLED if signs.is_figure else _FILLED) or not _has_heads(draft):
        return False
    most = _GRID_WORDS if len(draft.cells) > 2 else _CELL_WORDS
    return sum(len(cell) for cell in filled) <= most * len(filled)


def _has_heads(draft: Draft) -> bool:
    """Tell whether the first rows and the first columns are filled as those of a table are; a chart's are not."""
    row = max(sum(map(bool, cells)) for cells in draft.cells[:2])
    column = max(len(draft.column(index)) for index in range(2))
    return row >= _HEADS * draft.width and column >= _HEADS * len(draft.cells)


def is_open_table(draft: Draft, signs: Signs) -> bool:
    """Tell whether rows between level rules are a table."""
    rows = draft.cells
    filled = [cell for row in rows for cell in row if cell]
    if draft.width < 2 or len(rows) < 2 or len(filled) < max(4, _RULED_FILLED * len(rows) * draft.width):
        return False
    if (
        (signs.is_figure and not _stands_alone(draft))
        or not _has_heads(draft)
        or not _is_wide(draft)
        or _is_contents(draft)
        or _is_prose(draft)
    ):
        return False
    columns = [draft.column(index) for index in range(draft.width)]
    are_aligned = all(_is_aligned(column) for column in columns if len(column) > 3)
    return are_aligned and sum(len(cell) for cell in filled) <= _CELL_WORDS * len(filled)


def is_aligned_table(draft: Draft, signs: Signs) -> bool:
    """Tell whether rows without upright rulings are a table; a caption above or a rule through it speaks for it."""
    rows = draft.cells
    if draft.width < 2 or len(rows) < (2 if signs.has_caption or signs.is_ruled else 3):
        return False
    if signs.is_figure and not _stands_alone(draft):
        return False
    filled = [cell for row in rows for cell in row if cell]
    most = _LONGER if signs.has_caption else _LONG
    if len(filled) < _OPEN_FILLED * len(rows) * draft.width or sum(len(cell) for cell in filled) > most * len(filled):
        return False
    if not _is_wide(draft) or _is_contents(draft) or _is_form(draft) or _is_prose(draft):
        return False
    columns = [draft.column(index) for index in range(draft.width)]
    if not all(_is_aligned(column) for column in columns if len(column) > 2):
        return False
    if signs.has_caption or signs.is_ruled:
        return True
    are_long = all(sum(map(len, column)) > _WORDY * len(column) for column in columns)
    if draft.width < 3 and (are_long or _is_listed(columns[0]) or not _has_letters(columns[0])):
        return False
    begins = sum(not cell[0].text[:1].islower() for cell in filled)
    is_clear = draft.width > 2 and begins == len(filled) >= _CLEAR * len(rows) * draft.width
    return is_clear or len(rows) > 3 or any(_is_numeric(column) for column in columns)


def _stands_alone(draft: Draft) -> bool:
    """Tell whether rows under the caption of a figure are a table all the same: several, each with a name."""
    names = sum(any(c.isalpha() for word in row[0] for c in word.text) for row in draft.cells)
    return len(draft.cells) > 3 and names > _NAMED * len(draft.cells)


def _is_wide(draft: Draft) -> bool:
    """Tell whether most rows fill several columns."""
    return 2 * sum(sum(map(bool, row)) > 1 for row in draft.cells) >= len(draft.cells)


def _is_listed(column: Sequence[Sequence[Word]]) -> bool:
    return any(is_lead(cell[0]) for cell in column)


def _has_letters(column: Sequence[Sequence[Word]]) -> bool:
    return any(c.isalpha() for cell in column for word in cell for c in word.text)


def _is_numeric(column: Sequence[Sequence[Word]]) -> bool:
    return 2 * sum(map(is_number, column)) >= len(column)


def _is_contents(draft: Draft) -> bool:
    """Tell whether rows are entries of a table of contents: leaders, or page numbers that rise."""
    last = draft.column(draft.width - 1)
    if sum(bool(_LEADERS.search(" ".join(w.text for w in cell))) for row in draft.cells for cell in row if cell) > 1:
        return True
    pages = [int(cell[0].text) for cell in last if len(cell) == 1 and cell[0].text.isdecimal()]
    if draft.width > 3 or len(pages) < max(3, _PAGED * len(draft.cells)) or all(1900 < page < 2100 for page in pages):
        return False
    rising = sum(one <= other for one, other in pairwise(pages)) >= _RISING * (len(pages) - 1)
    is_numbered = 2 * sum(is_lead(cell[0]) for cell in draft.column(0)) >= len(draft.column(0))
    has_header = not draft.cells[0][-1] or not is_number(draft.cells[0][-1])
    is_long = len(pages) > 3 and len(set(pages)) > len(pages) / 2
    return rising and (is_long or (is_numbered and not has_header))


def _is_form(draft: Draft) -> bool:
    """Tell whether rows are labels with what is filled in behind them."""
    if draft.width > 3:
        return False
    first, second = draft.column(0), draft.column(1)
    labels = sum(cell[-1].text.endswith(":") for cell in first)
    colons = sum(cell[0].text.startswith(":") for cell in second)
    return 2 * max(labels, colons) >= len(draft.cells)


def _is_prose(draft: Draft) -> bool:
    """Tell whether rows are running text that happens to leave gaps: columns of it, or text around something."""
    columns = [draft.column(index) for index in range(draft.width)]
    if not _is_numeric(columns[-1]) and _is_justified(list(draft.words)):
        return True
    running = sum(map(_runs_on, columns))
    numeric = sum(map(_is_numeric, columns))
    return running > (1 if numeric else 0)


def _is_justified(words: Sequence[Word]) -> bool:
    """Tell whether lines with wide gaps all begin at one place and end at one: their words are spread out."""
    lines = [line for line in text_lines(words) if line.is_parted]
    lefts = [line.words[0].x0 for line in lines]
    rights = [line.spans[-1][1] for line in lines]
    return len(lines) > 1 and min(_share(lefts), _share(rights)) > _JUSTIFIED


def _runs_on(column: Sequence[Sequence[Word]]) -> bool:
    """Tell whether cells begin in the middle of sentences: some with small letters, others not."""
    words = sum(len(cell) for cell in column)
    small = sum(cell[0].text[:1].islower() for cell in column)
    if words > 2.5 * len(column) and 3 * sum(bool(MARKER.match(cell[0].text)) for cell in column) >= len(column):
        return True
    return words > 2.5 * len(column) and 0.2 * len(column) < small < 0.85 * len(column)


def _is_aligned(column: Sequence[Sequence[Word]]) -> bool:
    """Tell whether most cells of a column share their left side, right side or middle."""
    lefts = [min(word.x0 for word in cell) for cell in column]
    rights = [max(word.x1 for word in cell) for cell in column]
    middles = [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
    return max(map(_share, (lefts, rights, middles))) >= _ALIGNED


def _share(places: Sequence[float]) -> float:
    """Return the greatest share of places that lie close together."""
    ordered = sorted(places)
    most = start = 0
    for end, place in enumerate(ordered):
        while place - ordered[start] > 2 * _EDGE_PT:
            start += 1
        most = max(most, end - start + 1)
    return most / len(places)
