"""Element × gemeente: in each cell how many passages say that the element helps, hinders or is needed."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from reports.figures import Figure
from reports.figures.outline import Outline
from reports.figures.palette import BRAND, DIRECTIONS, FAINT, INK, LINE, SHADES, SOFT
from reports.figures.rows import Row, elements
from reports.figures.sheet import Sheet
from reports.figures.words import Line, Piece, width_of
from reports.publication import Publication
from reports.shown import number

TABLE = "element_gemeente"
NAMES, NARROWEST, ROW, HEAD, MARGIN = 178.0, 34.0, 16.0, 20.0, 12.0
ROOM = 640.0
"""Width for the gemeenten with most documents; the table has them all."""
_SIZE, _SIGN = 7.0, 2.4


class Grid(NamedTuple):
    """What the cells have in common: how wide they are, and from how many passages they get the next shade."""

    cell: float
    steps: tuple[float, ...]


def draw(publication: Publication, outline: Outline | None) -> Sheet:
    """Return a row an element and a column a gemeente."""
    grid, cells = _grid(publication), _cells(publication)
    places = _places(publication, grid)
    rows = [row for row in elements(publication) if any((row["element_code"], code) in cells for code in places)]
    groups = [(name, list(found)) for name, found in groupby(rows, key=lambda row: row["venster"])]
    tall = max((width_of(row["gemeente"], 8) for row in places.values()), default=60) * 0.72 + 14
    top = 34 + tall
    wide = max(MARGIN * 2 + NAMES + grid.cell * len(places) + tall * 0.7, 470)
    sheet = Sheet(wide, top + ROW * len(rows) + HEAD * len(groups) + MARGIN)
    if not rows:
        sheet.text(MARGIN, 34, "Er zijn nog geen citaten per gemeente.", size=9)
        return sheet
    _head(publication, sheet, places, top, grid)
    y = top
    for _, found in groups:
        venster = publication.value("elementen", found[0], "venster")
        sheet.text(MARGIN, y + HEAD - 6, venster, size=9, colour=BRAND, is_bold=True)
        y += HEAD
        _rules(sheet, y, len(found), len(places), grid)
        for row in found:
            sheet.text(MARGIN, y + ROW - 5, publication.value("elementen", row, "element"), size=8, width=NAMES - 6)
            for place, code in enumerate(places):
                if cell := cells.get((row["element_code"], code)):
                    _cell(publication, sheet, MARGIN + NAMES + grid.cell * place, y, grid, cell)
            y += ROW
    return sheet


def _grid(publication: Publication) -> Grid:
    """Return cells in which the numbers fit, and shades for the numbers that there are."""
    rows = publication.rows[TABLE]
    widest = max((sum(_needed(row[name]) for name in DIRECTIONS if row[name]) for row in rows), default=0.0)
    most = max((sum(row[name] for name in DIRECTIONS) for row in rows), default=1)
    return Grid(max(NARROWEST, widest + 4), (1, max(3, most * 0.15), max(6, most * 0.4)))


def _needed(count: int) -> float:
    return width_of(number(count), _SIZE) + _SIGN * 2 + 3


def _places(publication: Publication, grid: Grid) -> dict[str, Row]:
    """Return the gemeenten that are shown by their code, by name."""
    most = sorted(publication.rows["gemeenten"], key=lambda row: (-row["documenten"], row["gemeente"]))
    shown = most[: int(ROOM / grid.cell)]
    return {row["gemeente_code"]: row for row in sorted(shown, key=lambda row: row["gemeente"])}


def _cells(publication: Publication) -> dict[tuple[str, str], Row]:
    return {(row["element_code"], row["gemeente_code"]): row for row in publication.rows[TABLE]}


def _head(publication: Publication, sheet: Sheet, places: dict[str, Row], top: float, grid: Grid) -> None:
    end = sheet.legend(MARGIN, 18, 8)
    sheet.text(end, 18, "aantal passages; hoe donkerder, hoe meer", size=8, colour=SOFT)
    if len(publication.rows["gemeenten"]) > len(places):
        said = "De gemeenten met de meeste documenten; de tabel heeft alle gemeenten."
        sheet.text(MARGIN, 30, said, size=8, colour=SOFT)
    for place, row in enumerate(places.values()):
        x = MARGIN + NAMES + grid.cell * (place + 0.5)
        sheet.text(x, top + 10, publication.value("gemeenten", row, "gemeente"), size=8, turned=45)


def _rules(sheet: Sheet, y: float, rows: int, columns: int, grid: Grid) -> None:
    """Draw the lines between cells."""
    left, right = MARGIN + NAMES, MARGIN + NAMES + grid.cell * columns
    for place in range(rows + 1):
        sheet.line([(left, y + ROW * place), (right, y + ROW * place)], colour=FAINT, line_width=0.5)
    for place in range(columns + 1):
        x = left + grid.cell * place
        sheet.line([(x, y), (x, y + ROW * rows)], colour=FAINT, line_width=0.5)


def _cell(publication: Publication, sheet: Sheet, x: float, y: float, grid: Grid, row: Row) -> None:
    values = {name: publication.value(TABLE, row, name) for name in DIRECTIONS if row[name]}
    shade = SHADES[sum(sum(row[name] for name in DIRECTIONS) >= step for step in grid.steps)]
    of = [publication.origin(TABLE, row, name) for name in DIRECTIONS]
    sheet.rectangle(x, y, grid.cell, ROW, fill=shade, edge=LINE, line_width=0.5, mark="cel", of=of)
    gap = (grid.cell - sum(_needed(row[name]) for name in values)) / (len(values) + 1)
    for name, value in values.items():
        x += gap
        sheet.sign(x + _SIGN, y + ROW / 2, DIRECTIONS[name], _SIGN)
        sheet.text(x + _SIGN * 2 + 1.5, y + ROW / 2 + _SIZE * 0.36, value, size=_SIZE, colour=INK)
        x += _needed(row[name])


def describe(publication: Publication) -> tuple[Line, ...]:
    """Return a sentence an element with the gemeenten that say it helps, hinders or is needed."""
    lines: list[Line] = [
        "Tabel met een rij per werkzaam element en een kolom per gemeente. In elke cel staat hoeveel passages zeggen "
        "dat het element helpt, belemmert of nodig is."
    ]
    if rows := publication.rows[TABLE]:
        most = max(rows, key=lambda row: row["helpt"])
        name, where = publication.value(TABLE, most, "element"), publication.value(TABLE, most, "gemeente")
        count = publication.value(TABLE, most, "helpt")
        lines.append(("De meeste passages die zeggen dat iets helpt: ", name, " in ", where, " (", count, ")."))
    places, cells = _places(publication, _grid(publication)), _cells(publication)
    for element in elements(publication):
        found = [row for code in places if (row := cells.get((element["element_code"], code)))]
        parts = [_sentence(publication, found, name) for name in DIRECTIONS if any(row[name] for row in found)]
        if parts:
            lines.append((publication.value("elementen", element, "element"), ": ", *_joined(parts)))
    return tuple(lines)


def _sentence(publication: Publication, rows: list[Row], name: str) -> list[Piece]:
    pieces: list[Piece] = [f"{DIRECTIONS[name].word} in "]
    for place, row in enumerate(row for row in rows if row[name]):
        where, count = publication.value(TABLE, row, "gemeente"), publication.value(TABLE, row, name)
        pieces += [", " if place else "", where, " (", count, ")"]
    return pieces


def _joined(parts: list[list[Piece]]) -> list[Piece]:
    return [piece for place, part in enumerate(parts) for piece in (["; "] if place else []) + part] + ["."]


FIGURE = Figure(
    position=30, name="warmtekaart", title="Werkzame elementen per gemeente", tables=(TABLE, "elementen", "gemeenten"),
    draw=draw, describe=describe, is_there=lambda publication: bool(publication.rows[TABLE]),
)  # fmt: skip
