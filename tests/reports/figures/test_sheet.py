"""A sheet to draw on: what is drawn comes out where it was drawn, in SVG and in PNG."""

from __future__ import annotations

import io

import pytest
from lxml import etree
from PIL import Image

from reports.figures.palette import BLUE, DIRECTIONS, PAPER
from reports.figures.sheet import DOTS_PER_INCH, Sheet
from reports.publication import Origin, Value
from tests.reports.figures.figure_cases import SVG, circle, corners, marks, origins_of, parsed, said

ORIGIN = Origin("balans", "a/b|c", "voor")


def _svg(sheet: Sheet) -> etree._Element:
    return parsed(sheet.svg("proef", "Titel", "Uitleg"))


def test_texts_stand_where_they_are_written() -> None:
    sheet = Sheet(200, 100)
    sheet.text(10, 20, ("n = ", Value("12", ORIGIN)), size=9, is_bold=True)
    sheet.text(100, 40, "$x^2$ & <b>", align="center")
    sheet.text(190, 60, "10", align="right", scale=True)
    sheet.text(50, 90, "   ")
    first, second, third = _svg(sheet).findall(f".//{SVG}text")
    assert (first.text, first.get("x"), first.get("y"), first.get("font-weight")) == ("n = 12", "10", "20", "700")
    assert origins_of(first) == [ORIGIN] and not second.get("data-herkomst")
    assert (second.text, second.get("text-anchor")) == ("$x^2$ & <b>", "middle")
    assert (third.get("data-schaal"), third.get("text-anchor")) == ("ja", "end")


def test_a_block_tells_where_the_next_line_comes() -> None:
    sheet = Sheet(200, 100)
    below = sheet.block(0, 10, Value("een zin die niet op een regel past", ORIGIN), 60, size=8, leading=1.5)
    lines = _svg(sheet).findall(f".//{SVG}text")
    assert len(lines) > 2 and below == pytest.approx(10 + len(lines) * 12)
    assert [float(line.get("y") or 0) for line in lines] == pytest.approx([10 + 12 * n for n in range(len(lines))])
    assert all(origins_of(line) == [ORIGIN] for line in lines), "each line tells where it is from"


def test_shapes_come_out_as_they_are_drawn() -> None:
    sheet = Sheet(200, 100)
    sheet.rectangle(10, 20, 30, 40, fill=BLUE, mark="vak", of=[ORIGIN])
    sheet.circle(50.5, 60, 7, fill=BLUE, mark="punt")
    root = _svg(sheet)
    assert corners(marks(root, "vak")[0]) == (10, 20, 40, 60)
    assert circle(marks(root, "punt")[0]) == (50.5, 60, 7)
    assert origins_of(marks(root, "vak")[0]) == [ORIGIN]


def test_bars_are_hatched_and_edged() -> None:
    sheet = Sheet(200, 100)
    for place, direction in enumerate(DIRECTIONS.values()):
        sheet.bar(10, 10 + 20 * place, 50, 10, direction, "balk", [ORIGIN])
    sheet.bar(10, 90, 0, 10, DIRECTIONS["belemmert"], "balk", [ORIGIN])
    root = _svg(sheet)
    assert len(marks(root, "balk")) == 4
    assert len(root.findall(f".//{SVG}pattern")) == sum(bool(each.hatch) for each in DIRECTIONS.values()) == 2


def test_signs_differ_in_shape() -> None:
    sheet = Sheet(200, 100)
    for direction in DIRECTIONS.values():
        sheet.sign(50, 50, direction, 10, mark=direction.sign)
    root = _svg(sheet)
    shapes = {each.sign: corners(marks(root, each.sign)[0]) for each in DIRECTIONS.values()}
    assert len({marks(root, name)[0].get("d") for name in shapes}) == 3
    assert all(left < 50 < right and top < 50 < bottom for left, top, right, bottom in shapes.values())


def test_the_legend_names_every_direction() -> None:
    sheet = Sheet(300, 40)
    end = sheet.legend(10, 20, words={"nodig": "is nodig"})
    assert said(_svg(sheet)) == ["helpt", "belemmert", "is nodig"]
    assert 100 < end < 300


@pytest.mark.parametrize("end", [(50, 90), (90, 50), (10, 50)])
def test_an_arrow_ends_where_it_points(end: tuple[float, float]) -> None:
    sheet = Sheet(100, 100)
    sheet.arrow((50, 50), end)
    head = [node for node in _svg(sheet).iter(f"{SVG}path") if node.get("fill") not in (None, "none", PAPER)][-1]
    left, top, right, bottom = corners(head)
    assert left <= end[0] <= right and top <= end[1] <= bottom
    assert max(right - left, bottom - top) < 6


def test_what_is_drawn_later_lies_on_top() -> None:
    sheet = Sheet(100, 100)
    sheet.text(10, 10, "onder")
    sheet.rectangle(0, 0, 50, 50, fill=BLUE, mark="vak")
    sheet.line([(0, 0), (9, 9)])
    order = [node.get("data-teken") or node.tag for node in _svg(sheet).iter(f"{SVG}text", f"{SVG}path")]
    assert order.index(f"{SVG}text") < order.index("vak") < len(order) - 1


def test_the_picture_has_the_size_and_colours_of_the_sheet() -> None:
    sheet = Sheet(72.4, 36)
    sheet.rectangle(0, 0, 36, 36, fill=BLUE)
    assert (sheet.width, sheet.height) == (73, 36), "whole points"
    picture = Image.open(io.BytesIO(sheet.png("Titel", "Uitleg"))).convert("RGB")
    assert picture.size == (round(73 * DOTS_PER_INCH / 72), round(36 * DOTS_PER_INCH / 72))
    assert picture.getpixel((20, 20)) == tuple(bytes.fromhex(BLUE[1:]))
    assert picture.getpixel((picture.width - 5, 20)) == (255, 255, 255)
