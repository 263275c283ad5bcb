"""The evidence for and against each element, in independent evaluations: bars to both sides of a middle line."""

from __future__ import annotations

from itertools import groupby

from reports.figures import Figure
from reports.figures.outline import Outline
from reports.figures.palette import BRAND, DIRECTIONS, FAINT, INK, LINE, SOFT
from reports.figures.rows import Row, balances, elements
from reports.figures.sheet import Sheet
from reports.figures.words import Line
from reports.publication import Publication

TABLE = "balans"
WIDTH, NAMES, ROW, HEAD, MARGIN = 640.0, 190.0, 17.0, 22.0, 12.0
BARS = 240.0
"""Width for the bars of both sides."""
_COLUMNS = (("beide", "Beide"), ("nodig", "Nodig"), ("evaluaties", "Evaluaties"))
_COLUMN = 56.0
_TOP = 46.0


def draw(publication: Publication, outline: Outline | None) -> Sheet:
    """Return a row an element: against to the left, for to the right, and beside them how many say both or needed."""
    groups = _groups(publication)
    count = sum(len(rows) for _, rows in groups)
    sheet = Sheet(WIDTH, _TOP + count * ROW + len(groups) * HEAD + MARGIN)
    if not count:
        sheet.text(MARGIN, _TOP, "Er is nog geen bewijs om te tellen.", size=9)
        return sheet
    unit = _unit(groups)
    middle = MARGIN + NAMES + 8 + BARS * _share(groups)
    _head(sheet, middle)
    y = _TOP
    for _, rows in groups:
        sheet.text(MARGIN, y + HEAD - 7, publication.value("elementen", rows[0][0], "venster"), size=9,
                   colour=BRAND, is_bold=True)  # fmt: skip
        y += HEAD
        for element, row in rows:
            _row(publication, sheet, y, middle, unit, element, row)
            y += ROW
    sheet.line([(middle, _TOP - 4), (middle, y + 2)], colour=LINE, line_width=1)
    return sheet


def _groups(publication: Publication) -> list[tuple[str, list[tuple[Row, Row]]]]:
    """Return the elements that evaluations say something on with their balance, by venster."""
    found = balances(publication)
    pairs = [(row, found[row["element_code"]]) for row in elements(publication) if row["element_code"] in found]
    return [(venster, list(rows)) for venster, rows in groupby(pairs, key=lambda pair: pair[0]["venster"])]


def _most(groups: list[tuple[str, list[tuple[Row, Row]]]], column: str) -> int:
    return max(int(row[column]) for _, rows in groups for _, row in rows)


def _share(groups: list[tuple[str, list[tuple[Row, Row]]]]) -> float:
    """Return which part of the width the left side takes, so that both have the same scale."""
    against, in_favour = max(_most(groups, "tegen"), 1), max(_most(groups, "voor"), 1)
    return against / (against + in_favour)


def _unit(groups: list[tuple[str, list[tuple[Row, Row]]]]) -> float:
    return (BARS - 36) / (max(_most(groups, "tegen"), 1) + max(_most(groups, "voor"), 1))


def _head(sheet: Sheet, middle: float) -> None:
    left, right = DIRECTIONS["belemmert"], DIRECTIONS["helpt"]
    sheet.text(middle - 10, 28, "belemmert of ontbreekt", size=8.5, colour=left.colour, is_bold=True, align="right")
    sheet.sign(middle - 5, 25, left, 3.6)
    sheet.sign(middle + 6, 25, right, 3.6)
    sheet.text(middle + 12, 28, "helpt", size=8.5, colour=right.colour, is_bold=True)
    sheet.text(MARGIN, 28, "Aantal onafhankelijke evaluaties", size=8, colour=SOFT)
    for place, (_, title) in enumerate(_COLUMNS):
        sheet.text(_column(place), 28, title, size=8, colour=SOFT, align="center")


def _column(place: int) -> float:
    return MARGIN + NAMES + 8 + BARS + 36 + _COLUMN * place


def _row(publication: Publication, sheet: Sheet, y: float, middle: float, unit: float, element: Row, row: Row) -> None:
    base, height = y + ROW - 5.5, ROW - 6
    sheet.line([(MARGIN, y + ROW - 0.5), (WIDTH - MARGIN, y + ROW - 0.5)], colour=FAINT, line_width=0.5)
    sheet.text(MARGIN, base, publication.value("elementen", element, "element"), size=8.5, width=NAMES)
    for column, name, side in (("tegen", "belemmert", -1), ("voor", "helpt", 1)):
        value, length = publication.value(TABLE, row, column), row[column] * unit
        left = middle - length if side < 0 else middle
        sheet.bar(left, y + 3, length, height, DIRECTIONS[name], "balk", (value.origin,))
        if row[column]:
            sheet.text(middle + side * (length + 4), base, value, size=8, align="right" if side < 0 else "left")
    for place, (column, _) in enumerate(_COLUMNS):
        value = publication.value(TABLE, row, column)
        sheet.text(_column(place), base, value, size=8, colour=INK if row[column] else SOFT, align="center")


def describe(publication: Publication) -> tuple[Line, ...]:
    """Return a sentence an element."""
    lines: list[Line] = [
        "Liggende balken per werkzaam element: naar links hoeveel onafhankelijke evaluaties alleen zeggen dat het "
        "belemmert of ontbreekt, naar rechts hoeveel alleen zeggen dat het helpt."
    ]
    groups = _groups(publication)
    for column, what in (("voor", "dat het helpt"), ("tegen", "dat het belemmert of ontbreekt")) if groups else ():
        element, row = max((pair for _, rows in groups for pair in rows), key=lambda pair: pair[1][column])
        name, count = publication.value("elementen", element, "element"), publication.value(TABLE, row, column)
        lines.append((f"De meeste evaluaties die alleen zeggen {what}: ", name, " (", count, ")."))
    for _, rows in groups:
        for element, row in rows:
            said = [publication.value(TABLE, row, name) for name in ("voor", "tegen", "beide", "nodig")]
            name = publication.value("elementen", element, "element")
            lines.append(
                (name, ": ", said[0], " helpt, ", said[1], " belemmert, ", said[2], " beide, ", said[3], " nodig.")
            )
    return tuple(lines)


FIGURE = Figure(
    position=50, name="voor_en_tegen", title="Wat helpt en wat belemmert, per element", tables=(TABLE, "elementen"),
    draw=draw, describe=describe, is_there=lambda publication: bool(_groups(publication)),
)  # fmt: skip
