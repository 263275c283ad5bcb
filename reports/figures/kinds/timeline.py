"""The timeline: a square for each document in the year it is from, with a sign for its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from statistics import median_low

from reports.figures import Figure
from reports.figures.outline import Outline
from reports.figures.palette import BLUE, BRAND, FAINT, INK, LINE, PAPER, RUST, SOFT, TINT
from reports.figures.rows import Row, year
from reports.figures.sheet import Sheet
from reports.figures.words import Line, width_of
from reports.publication import Origin, Publication

TABLE = "overzicht_evaluaties"
MARGIN, WIDTH, TALLEST = 12.0, 640.0, 300.0
_KINDS = 5
"""Kinds of document that have a sign of their own; the others share one."""
_OTHER = "anders"
_LABEL = 30.0
_REACH = 40
"""Years from the middle one that fit."""
_UNDATED = "Documenten waarvan het jaar niet bekend is, staan hier niet; wel in de tabel."
_SQUARES = 60
"""Of more documents in a year than this bars take the place of squares."""


def draw(publication: Publication, outline: Outline | None) -> Sheet:
    """Return a column of documents for each year."""
    rows, undated = _rows(publication)
    if not rows:
        sheet = Sheet(WIDTH, 60)
        sheet.text(MARGIN, 30, "Van geen enkel document is het jaar bekend.", size=9)
        return sheet
    years = list(range(min(row["jaar"] for row in rows), max(row["jaar"] for row in rows) + 1))
    most = max(Counter(row["jaar"] for row in rows).values())
    step = min((WIDTH - MARGIN * 2 - _LABEL) / len(years), TALLEST / most, 24)
    across = (WIDTH - MARGIN * 2 - _LABEL) / len(years)
    kinds = _kinds(rows)
    top = 44.0
    base = top + max(step * most, 40)
    sheet = Sheet(WIDTH, base + 26 + (16 if undated else 0))
    _legend(publication, sheet, rows, kinds)
    _axis(sheet, years, most, step, across, base)
    for when, place, found in _stacks(rows, kinds):
        x = MARGIN + _LABEL + across * (when - years[0] + 0.5) - step / 2
        _stack(publication, sheet, x, base, step, (place, found), is_whole=most > _SQUARES)
    if undated:
        sheet.text(MARGIN, base + 34, _UNDATED, size=8, colour=SOFT)
    return sheet


def _rows(publication: Publication) -> tuple[list[Row], list[Row]]:
    """Return the documents of which the year is known, and the others; a year far from the rest is no year."""
    rows: Sequence[Row] = publication.rows[TABLE]
    years = [row["jaar"] for row in rows if row["jaar"]]
    middle = median_low(years) if years else 0
    dated = [row for row in rows if row["jaar"] and abs(row["jaar"] - middle) <= _REACH]
    known = {id(row) for row in dated}
    return dated, [row for row in rows if id(row) not in known]


def _kinds(rows: Sequence[Row]) -> list[str]:
    """Return the most frequent kinds of document, and what the others share."""
    counts = Counter(row["soort_document"] for row in rows if row["soort_document"])
    most = sorted(counts, key=lambda kind: (-counts[kind], kind))
    return [*most[:_KINDS], _OTHER]


def _kind(row: Row, kinds: Sequence[str]) -> str:
    return row["soort_document"] if row["soort_document"] in kinds else _OTHER


def _stacks(rows: Sequence[Row], kinds: Sequence[str]) -> Iterator[tuple[int, int, list[tuple[int, Row]]]]:
    """Yield year, place of the kind, and the documents of both, each with how many stand below it."""
    for when, of_year in groupby(sorted(rows, key=lambda row: row["jaar"]), key=lambda row: row["jaar"]):
        piled = enumerate(sorted(of_year, key=lambda row: kinds.index(_kind(row, kinds))))
        for kind, found in groupby(piled, key=lambda pair: _kind(pair[1], kinds)):
            yield when, kinds.index(kind), list(found)


def _stack(
    publication: Publication, sheet: Sheet, x: float, base: float, step: float,
    stack: tuple[int, list[tuple[int, Row]]], is_whole: bool,
) -> None:  # fmt: skip
    """Draw a square for each document of a kind and year, or one bar for them all where they are too many."""
    place, found = stack
    if is_whole:
        _box(sheet, (x, base - step * (found[0][0] + len(found)), max(step, 8), step * len(found)), place, (), "balk")
        return
    gap = min(1.0, step * 0.08)
    for below, row in found:
        box = (x + gap, base - step * (below + 1) + gap, step - gap * 2, step - gap * 2)
        _box(sheet, box, place, [publication.origin(TABLE, row, "jaar")], "document")


def _legend(publication: Publication, sheet: Sheet, rows: Sequence[Row], kinds: Sequence[str]) -> None:
    x = MARGIN
    for place, kind in enumerate(kinds):
        row = next((row for row in rows if _kind(row, kinds) == kind), None)
        if row is None:
            continue
        said: Line = kind if kind == _OTHER else publication.value(TABLE, row, "soort_document")
        _box(sheet, (x, 10, 11, 11), place, (), "")
        sheet.text(x + 15, 19, said, size=8)
        x += 15 + width_of(kind, 8) + 14


def _axis(sheet: Sheet, years: Sequence[int], most: int, step: float, across: float, base: float) -> None:
    every = max(1, -(-34 // int(max(across, 1))))
    for place, when in enumerate(years):
        if place % every == 0:
            x = MARGIN + _LABEL + across * (place + 0.5)
            sheet.text(x, base + 14, str(when), size=8.5, align="center", scale=True)
    gap = next(size for size in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**9) if size * step >= 22)
    for count in range(0, most + 1, gap):
        y = base - count * step
        sheet.line([(MARGIN + _LABEL, y), (WIDTH - MARGIN, y)], colour=FAINT if count else LINE)
        sheet.text(MARGIN + _LABEL - 5, y + 3, str(count), size=8, colour=SOFT, align="right", scale=True)
    sheet.text(MARGIN, 36, "aantal documenten", size=8, colour=SOFT)


def _box(sheet: Sheet, box: tuple[float, float, float, float], place: int, of: Sequence[Origin], mark: str) -> None:
    """Draw a box; how it is filled and hatched tells the kind of document."""
    fill, hatch, edge = _FILLS[place]
    sheet.rectangle(*box, fill=fill, hatch=hatch, mark=mark, of=of)
    sheet.rectangle(*box, edge=edge, line_width=1)


_FILLS = (
    (BRAND, "", BRAND), (RUST, "////", RUST), (TINT, "", INK), (BLUE, "---", BLUE), (INK, "xxx", INK),
    (PAPER, "", SOFT),
)  # fmt: skip


def describe(publication: Publication) -> tuple[Line, ...]:
    """Return which documents are from which year."""
    rows, undated = _rows(publication)
    lines: list[Line] = ["Tijdlijn met voor elk document een vakje boven het jaar waaruit het is."]
    if rows:
        first, last = min(rows, key=lambda row: row["jaar"]), max(rows, key=lambda row: row["jaar"])
        until = year(publication, TABLE, last)
        lines.append(("De documenten zijn uit ", year(publication, TABLE, first), " tot en met ", until, "."))
    for when in sorted({row["jaar"] for row in rows}):
        of_year = [row for row in rows if row["jaar"] == when]
        names = [piece for row in of_year for piece in ("; ", publication.value(TABLE, row, "titel"))][1:]
        lines.append((year(publication, TABLE, of_year[0]), ": ", *names, "."))
    if undated:
        names = [piece for row in undated for piece in ("; ", publication.value(TABLE, row, "titel"))][1:]
        lines.append(("Niet op de tijdlijn: ", *names, "."))
    return tuple(lines)


FIGURE = Figure(
    position=70, name="tijdlijn", title="Documenten door de jaren", tables=(TABLE,), draw=draw, describe=describe,
    is_there=lambda publication: bool(publication.rows[TABLE]),
)  # fmt: skip
