"""The gap map: of each element and venster how much evidence there is."""

from __future__ import annotations

from reports.figures import Figure
from reports.figures.outline import Outline
from reports.figures.palette import BRAND, EVIDENCE, INK, LINE, SHADES, SOFT
from reports.figures.rows import Row
from reports.figures.sheet import Sheet
from reports.figures.words import Line, width_of
from reports.publication import Publication

TABLE = "kennishiaten"
NAMES, CELL, ROW, HEAD, MARGIN = 190.0, 98.0, 17.0, 20.0, 12.0
_TOP = 52.0
_NOTE = "Tussen haakjes: onafhankelijke evaluaties. Vet: het eigen venster van het element."


def draw(publication: Publication, outline: Outline | None) -> Sheet:
    """Return a row an element, under its own venster, and a column a venster."""
    rows = _rows(publication)
    vensters, groups = list(dict.fromkeys(row["venster"] for row in rows)), _groups(rows)
    count = sum(len(codes) for codes in groups.values())
    width = max(MARGIN * 2 + NAMES + CELL * len(vensters), 430)
    sheet = Sheet(width, _TOP + ROW * count + HEAD * len(groups) + MARGIN)
    if not rows:
        sheet.text(MARGIN, 30, "De kennishiaten zijn nog niet bepaald.", size=9)
        return sheet
    _head(publication, sheet, rows, vensters)
    y = _TOP
    for own, codes in groups.items():
        sheet.text(MARGIN, y + HEAD - 6, _under(publication, rows, own), size=9, colour=BRAND, is_bold=True)
        y += HEAD
        for cells in codes.values():
            name = publication.value(TABLE, next(iter(cells.values())), "naam")
            sheet.text(MARGIN, y + ROW - 5.5, name, size=8, width=NAMES - 6)
            for place, venster in enumerate(vensters):
                if cell := cells.get(venster):
                    _cell(publication, sheet, MARGIN + NAMES + CELL * place, y, cell)
            y += ROW
    return sheet


def _rows(publication: Publication) -> list[Row]:
    """Return the rows of the codebook that findings build on."""
    rows = publication.rows[TABLE]
    return [row for row in rows if row["codeboek"] == rows[0]["codeboek"]]


def _groups(rows: list[Row]) -> dict[str, dict[str, dict[str, Row]]]:
    """Return the cells by own venster, code and venster."""
    own = {row["code"]: row["venster"] for row in rows if row["eigen_venster"]}
    groups: dict[str, dict[str, dict[str, Row]]] = {}
    for row in sorted(rows, key=lambda row: not row["eigen_venster"]):
        groups.setdefault(own.get(row["code"], ""), {}).setdefault(row["code"], {})[row["venster"]] = row
    return groups


def _under(publication: Publication, rows: list[Row], own: str) -> Line:
    found = next((row for row in rows if row["venster"] == own and own), None)
    return ("Onder venster ", publication.value(TABLE, found, "venster")) if found else "Zonder eigen venster"


def _head(publication: Publication, sheet: Sheet, rows: list[Row], vensters: list[str]) -> None:
    x = MARGIN
    for name, (dots, _) in reversed(EVIDENCE.items()):
        _dots(sheet, x + 3, 15, dots)
        sheet.text(x + 27, 18, name.lower(), size=8)
        x += 27 + width_of(name, 8) + 16
    sheet.text(
        MARGIN,
        31,
        "Tussen haakjes: onafhankelijke evaluaties. Vet: het eigen venster van het element.",
        size=8,
        colour=SOFT,
    )
    for place, venster in enumerate(vensters):
        row = next(row for row in rows if row["venster"] == venster)
        sheet.text(MARGIN + NAMES + CELL * (place + 0.5), _TOP - 4, publication.value(TABLE, row, "venster"), size=8.5,
                   is_bold=True, align="center", width=CELL - 4)  # fmt: skip


def _cell(publication: Publication, sheet: Sheet, x: float, y: float, row: Row) -> None:
    dots, shade = EVIDENCE.get(row["bewijs"], (0, SHADES[0]))
    is_own = bool(row["eigen_venster"])
    of = [publication.origin(TABLE, row, column) for column in ("bewijs", "evaluaties")]
    sheet.rectangle(x, y, CELL, ROW, fill=shade, edge=LINE, line_width=0.5, mark="cel", of=of)
    _dots(sheet, x + 9, y + ROW / 2, dots)
    word = row["bewijs"].split()[0].lower()
    said: Line = (f"{word} (", publication.value(TABLE, row, "evaluaties"), ")") if row["evaluaties"] else word
    sheet.text(x + 33, y + ROW - 5.5, said, size=8, is_bold=is_own)


def _dots(sheet: Sheet, x: float, y: float, count: int) -> None:
    for place in range(3):
        sheet.circle(x + place * 8, y, 2.7, fill=INK if place < count else "none", edge=INK, line_width=0.7)


def describe(publication: Publication) -> tuple[Line, ...]:
    """Return a sentence a venster and degree of evidence, with the elements that have that much."""
    lines: list[Line] = [
        "Tabel met een rij per werkzaam element en een kolom per venster. In elke cel staat hoeveel bewijs er is: "
        "veel, enig, weinig of geen."
    ]
    rows = _rows(publication)
    if rows:
        most = max(rows, key=lambda row: (row["evaluaties"], row["naam"]))
        where, count = (publication.value(TABLE, most, column) for column in ("venster", "evaluaties"))
        what = publication.value(TABLE, most, "naam")
        lines.append(("Het meeste bewijs: ", what, " in venster ", where, " (", count, " onafhankelijke evaluaties)."))
    for venster in dict.fromkeys(row["venster"] for row in rows):
        for name in EVIDENCE:
            found = [row for row in rows if row["venster"] == venster and row["bewijs"] == name]
            if found:
                names = [publication.value(TABLE, row, "naam") for row in found]
                listed = [piece for name_ in names for piece in (", ", name_)][1:]
                head = publication.value(TABLE, found[0], "venster")
                lines.append(("Venster ", head, f", {name.lower()}: ", *listed, "."))
    return tuple(lines)


FIGURE = Figure(
    position=40, name="hiatenkaart", title="Waarover veel bekend is, en waarover nog niets", tables=(TABLE,),
    draw=draw, describe=describe, is_there=lambda publication: bool(publication.rows[TABLE]),
)  # fmt: skip
