"""The flow of documents in the boxes of PRISMA 2020 (Page et al., BMJ 2021;372:n71)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from reports.figures import Figure
from reports.figures.outline import Outline
from reports.figures.palette import BRAND, INK, LINE, ON_BRAND, TINT
from reports.figures.sheet import Sheet
from reports.figures.words import Line, Piece, clipped, text_of, width_of
from reports.publication import Origin, Publication

TABLE = "stroom"
MARGIN, BAND, GAP = 12.0, 22.0, 20.0
BOX, SPACE = 222.0, 30.0
WIDTH = MARGIN * 2 + BAND + 10 + BOX * 2 + SPACE
SIZE, STEP = 8.5, 13.0
MOST = 8
"""Parts that a box names; the table has them all."""
_LEFT = ("Geïdentificeerd, samen", "Gescreend", "Opgevraagd", "Beoordeeld op geschiktheid", "Ingesloten")
_RIGHT = {
    "Geïdentificeerd, samen": "Verwijderd vóór screening",
    "Opgevraagd": "Niet verkregen",
    "Beoordeeld op geschiktheid": "Uitgesloten, samen",
}
_PARTS = {"Geïdentificeerd, samen": "Geïdentificeerd", "Uitgesloten, samen": "Uitgesloten"}
_SHOWN = {"Geïdentificeerd, samen": "Geïdentificeerd", "Uitgesloten, samen": "Uitgesloten"}
Row = Mapping[str, Any]


class Box(NamedTuple):
    """A box of the flow: its lines, and the rows that it stands for."""

    lines: tuple[Line, ...]
    of: tuple[Origin, ...]

    @property
    def height(self) -> float:
        """The height in points."""
        return len(self.lines) * STEP + 12


def draw(publication: Publication, outline: Outline | None) -> Sheet:
    """Return the flow from found to included, with beside each step what went."""
    pairs = [(_box(publication, step), _box(publication, _RIGHT.get(step, ""))) for step in _LEFT]
    heights = _heights(publication, [max(box.height for box in pair) for pair in pairs])
    sheet = Sheet(WIDTH, MARGIN * 2 + sum(heights) + GAP * (len(pairs) - 1))
    left, right = MARGIN + BAND + 10, MARGIN + BAND + 10 + BOX + SPACE
    y, tops = MARGIN, []
    for place, ((main, side), height) in enumerate(zip(pairs, heights, strict=True)):
        tops.append(y)
        _draw_box(sheet, left, y, main, height, place == len(pairs) - 1)
        if side and side.lines:
            _draw_box(sheet, right, y, side, height, False)
            sheet.arrow((left + BOX, y + height / 2), (right, y + height / 2))
        if place:
            sheet.arrow((left + BOX / 2, y - GAP), (left + BOX / 2, y))
        y += height + GAP
    _bands(publication, sheet, tops, heights)
    return sheet


def _heights(publication: Publication, heights: list[float]) -> list[float]:
    """Return heights at which the name of each phase fits beside its boxes."""
    phases = [_phase(publication, step) for step in _LEFT]
    for phase in dict.fromkeys(phases):
        places = [place for place, name in enumerate(phases) if name == phase]
        room = sum(heights[place] for place in places) + GAP * (len(places) - 1)
        heights[places[0]] += max(0.0, width_of(phase, SIZE, True) + 10 - room)
    return heights


def _phase(publication: Publication, step: str) -> str:
    return str(next((row["fase"] for row in _rows(publication, step)), ""))


def _rows(publication: Publication, step: str) -> list[Row]:
    return [row for row in publication.rows[TABLE] if row["stap"] == step]


def _box(publication: Publication, step: str) -> Box:
    rows, parts = _rows(publication, step), _rows(publication, _PARTS.get(step, ""))
    lines: list[Line] = []
    for row in rows:
        name: Piece = publication.value(TABLE, row, "onderdeel" if row["onderdeel"] else "stap")
        lines.append((_SHOWN.get(step) or name, *_count(publication, row)))
    if step == "Verwijderd vóór screening":
        lines.insert(0, f"{step}:")
    shown = sorted(parts, key=lambda row: -row["aantal"])[:MOST]
    lines += [_part(publication, row) for row in sorted(shown, key=lambda row: row["volgorde"])]
    lines += ["   en andere; zie de tabel"] if len(parts) > MOST else []
    return Box(tuple(lines), tuple(publication.origin(TABLE, row, "aantal") for row in [*rows, *shown]))


def _part(publication: Publication, row: Row) -> Line:
    """Return a part with its count, and so much of its name as fits beside it."""
    name, count = publication.value(TABLE, row, "onderdeel"), _count(publication, row)
    room = BOX - 16 - width_of(text_of(("   ", *count)), SIZE)
    return ("   ", name._replace(text=clipped(name.text, room, SIZE)), *count)


def _count(publication: Publication, row: Row) -> tuple[Piece, ...]:
    return (" (n = ", publication.value(TABLE, row, "aantal"), ")")


def _draw_box(sheet: Sheet, x: float, y: float, box: Box, height: float, is_last: bool) -> None:
    sheet.rectangle(x, y, BOX, height, fill=TINT, edge=BRAND if is_last else LINE, line_width=2 if is_last else 1,
                    mark="vak", of=box.of)  # fmt: skip
    top = y + (height - STEP * len(box.lines)) / 2
    for place, line in enumerate(box.lines):
        sheet.text(x + 9, top + STEP * (place + 0.72), line, size=SIZE, colour=INK, is_bold=not place, width=BOX - 16)


def _bands(publication: Publication, sheet: Sheet, tops: Sequence[float], heights: Sequence[float]) -> None:
    """Draw beside the boxes which phase they belong to."""
    phases = [_phase(publication, step) for step in _LEFT]
    for phase in dict.fromkeys(phases):
        first, last = phases.index(phase), len(phases) - 1 - phases[::-1].index(phase)
        top, height = tops[first], tops[last] + heights[last] - tops[first]
        sheet.rectangle(MARGIN, top, BAND, height, fill=BRAND)
        sheet.text(MARGIN + BAND / 2 + 3, top + height / 2, phase, size=SIZE, colour=ON_BRAND, is_bold=True,
                   align="center", turned=90, width=height)  # fmt: skip


def describe(publication: Publication) -> tuple[Line, ...]:
    """Return the flow in sentences."""
    lines: list[Line] = ["Stroomschema van documenten, van boven naar beneden."]
    found, kept = (next(iter(_rows(publication, step)), None) for step in (_LEFT[0], _LEFT[-1]))
    if found and kept:
        counts = [publication.value(TABLE, row, "aantal") for row in (found, kept)]
        lines.append(("Van ", counts[0], " vindplaatsen zijn ", counts[1], " documenten ingesloten."))
    for row in publication.rows[TABLE]:
        part: tuple[Piece, ...] = (", ", publication.value(TABLE, row, "onderdeel")) if row["onderdeel"] else ()
        count = publication.value(TABLE, row, "aantal")
        lines.append((publication.value(TABLE, row, "stap"), *part, ": ", count, "."))
    return tuple(lines)


FIGURE = Figure(
    position=20, name="prisma", title="Van gevonden naar ingesloten documenten", tables=(TABLE,), draw=draw,
    describe=describe, is_there=lambda publication: bool(publication.rows[TABLE]),
)  # fmt: skip
