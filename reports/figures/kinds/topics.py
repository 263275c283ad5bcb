"""The topic map: themes that say alike things lie near each other; the larger, the more passages."""

from __future__ import annotations

import math
from typing import NamedTuple

from reports.figures import Figure
from reports.figures.outline import Outline
from reports.figures.palette import BRAND, INK, TINT
from reports.figures.rows import Row
from reports.figures.sheet import Sheet
from reports.figures.words import Line, width_of, wrapped
from reports.publication import Publication

TABLE, PLACES = "themas", "thema_ligging"
WIDTH, HEIGHT, MARGIN, TOP = 640.0, 430.0, 14.0, 34.0
MOST = 16
"""Themes that fit: those with most passages; the table has them all."""
_LARGEST = 46.0
"""Radius of the largest circle."""
_SMALLEST = 33.0
"""The name of the theme must fit in it."""
_ROUNDS = 400
_TURN = math.pi * (3 - math.sqrt(5))
"""The golden angle: themes that lie on one spot start off in different directions."""
_SIZES = (8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)


class Spot(NamedTuple):
    """A theme on the sheet: its row, and its circle."""

    row: Row
    x: float
    y: float
    radius: float


def draw(publication: Publication, outline: Outline | None) -> Sheet:
    """Return a circle a theme, with its name and how many passages."""
    sheet = Sheet(WIDTH, HEIGHT)
    spots = _apart(_spots(publication))
    if not spots:
        sheet.text(MARGIN, 30, "Er zijn nog geen thema’s gevonden.", size=9)
        return sheet
    sheet.text(MARGIN, 18, "Wat dicht bij elkaar ligt, lijkt op elkaar. Hoe groter, hoe meer passages.", size=8)
    sheet.line([(MARGIN + 418, 15), (MARGIN + 440, 15)], colour=BRAND, line_width=1.2, dash=True)
    sheet.text(MARGIN + 445, 18, "niet meer dan een aanwijzing", size=8)
    if len(publication.rows[TABLE]) > len(spots):
        sheet.text(MARGIN, HEIGHT - 8, "De thema’s met de meeste passages; de tabel heeft alle thema’s.", size=8)
    for spot in spots:
        of = [publication.origin(TABLE, spot.row, "passages")]
        is_stable = spot.row["vast"] == "ja"
        sheet.circle(spot.x, spot.y, spot.radius, fill=TINT, edge=BRAND, line_width=1.6 if is_stable else 1.2,
                     dash=not is_stable, mark="thema", of=of)  # fmt: skip
    for spot in spots:
        _label(publication, sheet, spot)
    return sheet


def _spots(publication: Publication) -> list[Spot]:
    """Return the themes that have a place, where they would lie if they had no size."""
    rows = {row["thema_id"]: row for row in publication.rows[TABLE][:MOST] if row["passages"]}
    places = [row for row in publication.rows[PLACES] if row["thema_id"] in rows]
    most = max((rows[place["thema_id"]]["passages"] for place in places), default=1)
    across, down = WIDTH / 2 - MARGIN - _LARGEST * 1.4, (HEIGHT - TOP) / 2 - MARGIN - _LARGEST
    return [
        Spot(
            rows[place["thema_id"]],
            WIDTH / 2 + place["x"] * across + math.cos(turn * _TURN),
            TOP + (HEIGHT - TOP) / 2 - place["y"] * down + math.sin(turn * _TURN),
            _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(rows[place["thema_id"]]["passages"] / most),
        )
        for turn, place in enumerate(places)
    ]


def _apart(spots: list[Spot]) -> list[Spot]:
    """Return circles moved as little as makes them touch no other and lie within the sheet."""
    for _ in range(_ROUNDS):
        moved = False
        for first in range(len(spots)):
            for second in range(first):
                spots[first], spots[second], is_moved = _parted(spots[first], spots[second])
                moved = moved or is_moved
        spots = [_within(spot) for spot in spots]
        if not moved:
            break
    return spots


def _parted(one: Spot, other: Spot) -> tuple[Spot, Spot, bool]:
    x, y = one.x - other.x, one.y - other.y
    distance, needed = math.hypot(x, y), one.radius + other.radius + 14
    if distance >= needed - 0.5:
        return one, other, False
    # Those that lie on one spot part to the right and the left.
    x, y = (x / distance, y / distance) if distance > 1e-6 else (1.0, 0.0)
    step = (needed - distance) / 2
    return (
        one._replace(x=one.x + x * step, y=one.y + y * step),
        other._replace(x=other.x - x * step, y=other.y - y * step),
        True,
    )


def _within(spot: Spot) -> Spot:
    edge = spot.radius + MARGIN
    return spot._replace(x=min(max(spot.x, edge), WIDTH - edge), y=min(max(spot.y, TOP + spot.radius), HEIGHT - edge))


def _label(publication: Publication, sheet: Sheet, spot: Spot) -> None:
    """Write the name as large as it fits within the circle."""
    name, count = publication.value(TABLE, spot.row, "thema"), publication.value(TABLE, spot.row, "passages")
    width = spot.radius * 1.8
    size = next((size for size in _SIZES if _fits(name.text, width, size)), _SIZES[-1])
    lines = len(wrapped(name.text, width, size, lines=4))
    y = spot.y - lines * size * 1.3 / 2 + size * 0.4
    y = sheet.block(spot.x, y, name, width, size=size, colour=INK, align="center", lines=4, leading=1.3)
    sheet.text(spot.x, y, count, size=size, colour=INK, is_bold=True, align="center")


def _fits(text: str, width: float, size: float) -> bool:
    """Tell whether a text fits a square of some width with a line below it, without cutting a word."""
    lines = wrapped(text, width, size)
    longest = max((width_of(word, size) for word in text.split()), default=0)
    return longest <= width and (len(lines) + 1) * size * 1.3 <= width * 0.95 and len(lines) <= 4


def describe(publication: Publication) -> tuple[Line, ...]:
    """Return the themes with how many passages, the largest first."""
    lines: list[Line] = ["Kaart met een cirkel voor elk thema dat in de teksten is gevonden, met het aantal passages."]
    rows = publication.rows[TABLE]
    if rows:
        name, count = publication.value(TABLE, rows[0], "thema"), publication.value(TABLE, rows[0], "passages")
        lines.append(("Het grootste thema is ", name, " (", count, " passages)."))
    for row in rows:
        name, count = publication.value(TABLE, row, "thema"), publication.value(TABLE, row, "passages")
        kind = "" if row["vast"] == "ja" else "; niet meer dan een aanwijzing"
        lines.append((name, ": ", count, f" passages{kind}."))
    return tuple(lines)


FIGURE = Figure(
    position=80, name="themakaart", title="Thema’s uit de teksten", tables=(TABLE, PLACES), draw=draw,
    describe=describe, is_there=lambda publication: bool(publication.rows[PLACES]),
)  # fmt: skip
