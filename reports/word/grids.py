"""Tables as elements of WordprocessingML: a head that comes again on each page, and widths that follow the texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reports.document.blocks import Grid, Line, Link, Strong
from reports.publication import Value
from reports.word.oxml import Element, tag, w

WIDTH, TURNED = 9070, 14002
"""How wide the text of a page is, upright and turned, in twentieths of a point: A4 with margins of 2.5 cm."""
_LETTER, _SMALL_LETTER, _BOLD = 98, 80, 1.12
"""How wide a letter of a cell is, of 8.5 or 7 points; and a bold one by that."""
_MARGINS, _WORD, _MANY = 170, 18, 7
_MOST = 90
"""A text in a cell that is longer than this many letters asks for no wider column."""


def grid_element(
    grid: Grid, styles: dict[str, str], cell: Callable[[Line, bool, bool], Element], width: int = WIDTH
) -> Element:
    """Return a table; `cell` returns the paragraph of a cell for its line, whether it holds a number, and is a head."""
    widths = _widths(grid, width)
    about = w(
        "tblPr",
        w("tblStyle", val=styles["table"]),
        w("tblW", w=str(width), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0420", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="0", noVBand="1"),
        w("tblCaption", val=grid.caption),
        w("tblDescription", val=f"Tabel met {', '.join(column.title.lower() for column in grid.columns)}."),
    )
    table = w("tbl", about, w("tblGrid", *(w("gridCol", w=str(width)) for width in widths)))
    heads = [cell((column.title,), column.is_number, True) for column in grid.columns]
    table.append(_row(heads, widths, w("trPr", w("cantSplit"), w("tblHeader"))))
    for row in grid.rows:
        cells = [cell(line, column.is_number, False) for line, column in zip(row, grid.columns, strict=True)]
        table.append(_row(cells, widths, w("trPr", w("cantSplit"))))
    return table


def text_width(body: Element) -> int:
    """Return how wide the text of the last pages of a document is; that of A4 where it does not say."""
    last = next(iter(body.findall(tag("sectPr"))[-1:]), None)
    if last is None or last.find(tag("pgSz")) is None or last.find(tag("pgMar")) is None:
        return WIDTH
    sizes = (
        last.find(tag("pgSz")).get(tag("w")),
        *(last.find(tag("pgMar")).get(tag(side)) for side in ("left", "right")),
    )
    page, left, right = (int(size) if size and size.isdigit() else 0 for size in sizes)
    return page - left - right if page - left - right > WIDTH // 3 else WIDTH


def _row(cells: Sequence[Element], widths: Sequence[int], about: Element) -> Element:
    made = (
        w("tc", w("tcPr", w("tcW", w=str(width), type="dxa")), cell) for cell, width in zip(cells, widths, strict=True)
    )
    return w("tr", about, *made)


def _widths(grid: Grid, width: int) -> list[int]:
    """Return the width of each column: enough for its longest word, and the rest by how much there is to read."""
    least, wanted = _asked(grid)
    return _shared(least, wanted, width)


def must_be_turned(grid: Grid) -> bool:
    """Tell whether a table is too wide for a page that stands upright."""
    return sum(_asked(grid)[0]) > WIDTH


def _asked(grid: Grid) -> tuple[list[int], list[int]]:
    """Return how wide each column must be for its longest word, and how wide it would be for its texts."""
    letter = _SMALL_LETTER if is_wide(grid) else _LETTER
    least, wanted = [], []
    for number, column in enumerate(grid.columns):
        texts = [_length_text(row[number]) for row in grid.rows]
        longest = max((len(word) for text in texts for word in text.split()), default=1)
        head = max(len(word) for word in column.title.split() or [""])
        least.append(int(max(min(longest, _WORD) * letter, head * letter * _BOLD)) + _MARGINS)
        wanted.append(int(min(_MOST, max(map(len, texts), default=1)) * letter) + _MARGINS)
    return least, wanted


def _shared(least: list[int], wanted: list[int], width: int) -> list[int]:
    """Return widths that fill a page: at least the least where that can be, and the rest by what is wanted."""
    room = max(0, width - sum(least))
    if not room:
        least = [low * width // sum(least) for low in least]
    extra = [max(1, want - low) for low, want in zip(least, wanted, strict=True)]
    widths = [low + room * more // sum(extra) for low, more in zip(least, extra, strict=True)]
    widths[extra.index(max(extra))] += width - sum(widths)
    return widths


def is_wide(grid: Grid) -> bool:
    """Tell whether a table has so many columns that its letters must be small."""
    return len(grid.columns) > _MANY


def _length_text(line: Line) -> str:
    found = []
    for item in line:
        text = item.text if isinstance(item, Strong | Link) else item
        found.append(text.text if isinstance(text, Value) else text if isinstance(text, str) else "(Bron, jaar, p. 00)")
    return "".join(found)
