"""The map of the Netherlands with the gemeenten that documents are about, and how many by province."""

from __future__ import annotations

from collections.abc import Sequence

from reports.figures import Figure
from reports.figures.outline import Outline
from reports.figures.palette import BRAND, FAINT, FAR, INK, LINE, PAPER, SOFT, TINT
from reports.figures.places import ASPECT, Place, gemeenten_of_today, places
from reports.figures.rows import Row, count_of
from reports.figures.sheet import Sheet
from reports.figures.words import Line, width_of
from reports.publication import Publication

TABLE = "gemeenten"
PROVINCES = "provincies"
MARGIN, HEIGHT, SIDE = 12.0, 430.0, 190.0
MAP = HEIGHT * ASPECT
MOST = 24
"""Gemeenten whose names fit: those with most documents; the table has them all."""
_ROW = 13.0
_LISTED = 28


def draw(publication: Publication, outline: Outline | None) -> Sheet:
    """Return a point a gemeente, larger where more documents are about it, on the points of all gemeenten."""
    sheet = Sheet(MARGIN * 3 + MAP + SIDE, HEIGHT + MARGIN * 2)
    _ground(sheet, outline)
    placed, unplaced = _placed(publication)
    for row, place in sorted(placed, key=lambda pair: -pair[0]["documenten"]):
        x, y = _at(place)
        of = [publication.origin(TABLE, row, "documenten")]
        sheet.circle(x, y, _radius(row), fill=BRAND, edge=PAPER, line_width=0.8, mark="punt", of=of)
    _names(publication, sheet, placed)
    y = _provinces(publication, sheet, MARGIN + 6)
    if unplaced:
        _unplaced(publication, sheet, unplaced, y + 24)
    return sheet


def _at(place: Place) -> tuple[float, float]:
    x, y = place.on(MAP)
    return MARGIN + x, MARGIN + y


def _radius(row: Row) -> float:
    """Return a radius such that areas compare as numbers of documents do."""
    return float(min(3.2 * row["documenten"] ** 0.5, 12))


def _ground(sheet: Sheet, outline: Outline | None) -> None:
    for ring in outline or ():
        points = [_at(Place(latitude, longitude)) for longitude, latitude in ring]
        sheet.shape(points, fill=TINT, edge=LINE, line_width=0.6, mark="omtrek")
    found = places()
    for code in gemeenten_of_today():
        x, y = _at(found[code])
        sheet.circle(x, y, 1.6, fill=FAR, mark="gemeente")


def _placed(publication: Publication) -> tuple[list[tuple[Row, Place]], list[Row]]:
    """Return the gemeenten that have a place with it, and those that have none."""
    found = places()
    rows: Sequence[Row] = publication.rows[TABLE]
    placed = [(row, found[row["gemeente_code"]]) for row in rows if row["gemeente_code"] in found]
    return placed, [row for row in rows if row["gemeente_code"] not in found]


def _names(publication: Publication, sheet: Sheet, placed: Sequence[tuple[Row, Place]]) -> None:
    """Write names beside their points, those with most documents first, where they cover no other."""
    taken = [_round(*_at(place), _radius(row)) for row, place in placed]
    room = len(taken) + MOST
    most = sorted(placed, key=lambda pair: (-pair[0]["documenten"], pair[0]["gemeente"]))
    for row, place in most:
        x, y = _at(place)
        width, gap = width_of(row["gemeente"], 7), _radius(row) + 2
        for left in (x + gap, x - gap - width):
            box = (left, y - 5, left + width, y + 4)
            if len(taken) < room and left + width < sheet.width - SIDE and left > 0 and not _meets(box, taken):
                taken.append(box)
                sheet.text(left, y + 2.5, publication.value(TABLE, row, "gemeente"), size=7)
                break


def _round(x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    """Return the box in which a circle fits, but for its very edge."""
    return x - radius + 1, y - radius + 1, x + radius - 1, y + radius - 1


def _meets(box: tuple[float, float, float, float], others: Sequence[tuple[float, float, float, float]]) -> bool:
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)


def _provinces(publication: Publication, sheet: Sheet, y: float) -> float:
    """Write how many gemeenten and documents each province has; return where it ends."""
    x = MARGIN * 2 + MAP
    sheet.text(x, y + 6, "Provincie", size=8, is_bold=True, colour=BRAND)
    sheet.text(x + SIDE - 62, y + 6, "gemeenten", size=7.5, colour=SOFT, align="right")
    sheet.text(x + SIDE, y + 6, "documenten", size=7.5, colour=SOFT, align="right")
    y += 12
    for row in publication.rows[PROVINCES]:
        y += _ROW
        sheet.line([(x, y + 3.5), (x + SIDE, y + 3.5)], colour=FAINT, line_width=0.5)
        sheet.text(x, y, publication.value(PROVINCES, row, "provincie"), size=8, width=SIDE - 100)
        sheet.text(x + SIDE - 62, y, publication.value(PROVINCES, row, "gemeenten"), size=8, align="right")
        sheet.text(x + SIDE, y, publication.value(PROVINCES, row, "documenten"), size=8, align="right")
    return y


def _unplaced(publication: Publication, sheet: Sheet, rows: Sequence[Row], y: float) -> None:
    x = MARGIN * 2 + MAP
    said = (
        "Deze gemeenten zijn verzonnen; zij hebben geen plek op de kaart:"
        if publication.is_fictional
        else "Deze gemeenten hebben geen plek op de kaart:"
    )
    y = sheet.block(x, y, said, SIDE, size=8, is_bold=True, colour=INK)
    most = sorted(rows, key=lambda row: (-row["documenten"], row["gemeente"]))[: int(min(_LISTED, (HEIGHT - y) / 11.5))]
    for row in sorted(most, key=lambda row: row["gemeente"]):
        of = [publication.origin(TABLE, row, "documenten")]
        sheet.circle(x + 4, y - 2.5, 3, fill=PAPER, edge=BRAND, line_width=1.2, mark="zonder plek", of=of)
        line: Line = (publication.value(TABLE, row, "gemeente"), " (", publication.value(TABLE, row, "documenten"), ")")
        sheet.text(x + 11, y, line, size=8, width=SIDE - 12)
        y += 11.5
    if len(most) < len(rows):
        sheet.text(x, y, "en andere; zie de tabel", size=8, colour=SOFT)


def describe(publication: Publication) -> tuple[Line, ...]:
    """Return how many gemeenten there are by province, and each with its documents."""
    lines: list[Line] = ["Kaart van Nederland met een punt voor elke gemeente waarover documenten gaan."]
    count = count_of(publication, "Gemeenten")
    known = "" if not publication.is_fictional else " Verzonnen gemeenten hebben geen plek op de kaart."
    lines.append(("De documenten gaan over ", count, f" gemeenten.{known}") if count else known.strip() or "Leeg.")
    for row in publication.rows[PROVINCES]:
        name, gemeenten, documents = (
            publication.value(PROVINCES, row, key) for key in publication.tables[PROVINCES].columns
        )
        lines.append((name, ": ", gemeenten, " gemeenten, ", documents, " documenten."))
    for row in publication.rows[TABLE]:
        lines.append(
            (publication.value(TABLE, row, "gemeente"), ": ", publication.value(TABLE, row, "documenten"), ".")
        )
    return tuple(lines)


FIGURE = Figure(
    position=60, name="kaart", title="Gemeenten waarover documenten gaan", tables=(TABLE, PROVINCES), draw=draw,
    describe=describe, is_there=lambda publication: bool(publication.rows[TABLE]),
)  # fmt: skip
