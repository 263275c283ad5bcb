"""The gap map: dots, a word and a number for how much is known, by element and venster."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from reports.figures.palette import INK
from tests.reports.figures.conftest import Draw
from tests.reports.figures.figure_cases import SVG, circle, corners, marks, said

DOTS = {"Veel bewijs": 3, "Enig bewijs": 2, "Weinig bewijs": 1, "Geen bewijs": 0}


def _row(code: str, venster: str, bewijs: str, evaluaties: int, **more: Any) -> dict[str, Any]:
    fixed = {"codeboek": "proef 1", "dimensie": "element", "naam": code.capitalize()}
    return fixed | {"code": code, "venster": venster, "bewijs": bewijs, "evaluaties": evaluaties} | more


ROWS = [
    _row("mandaat", "Inwoner", "Geen bewijs", 0),
    _row("mandaat", "Organisatie", "Veel bewijs", 9, eigen_venster="ja"),
    _row("toegang", "Inwoner", "Enig bewijs", 3, eigen_venster="ja"),
    _row("toegang", "Organisatie", "Weinig bewijs", 0),
    _row("ander", "Inwoner", "Veel bewijs", 5, codeboek="tweede 1"),
]


@pytest.fixture
def root(draw: Draw) -> etree._Element:
    return draw("hiatenkaart", kennishiaten=ROWS)


def _within(root: etree._Element, cell: etree._Element) -> tuple[int, list[etree._Element]]:
    """Return how many full dots, and which texts, stand in a cell."""
    left, top, right, bottom = corners(cell)
    dots = [
        node for node in root.iter(f"{SVG}circle")
        if left < circle(node)[0] < right and top < circle(node)[1] < bottom and node.get("fill") == INK
    ]  # fmt: skip
    texts = [
        node for node in root.iter(f"{SVG}text")
        if left < float(node.get("x") or 0) < right and top < float(node.get("y") or 0) < bottom
    ]  # fmt: skip
    return len(dots), texts


def test_dots_words_and_numbers_say_the_same(root: etree._Element) -> None:
    cells = marks(root, "cel")
    assert len(cells) == 4, "only those of the first codebook"
    seen = set()
    for cell in cells:
        dots, (text,) = _within(root, cell)
        seen.add((dots, text.text, text.get("font-weight") == "700"))
    assert seen == {(0, "geen", False), (3, "veel (9)", True), (2, "enig (3)", True), (1, "weinig", False)}


def test_shades_go_with_dots(root: etree._Element) -> None:
    shades = {_within(root, cell)[0]: cell.get("fill") for cell in marks(root, "cel")}
    assert len(set(shades.values())) == 4


def test_elements_stand_under_their_own_venster(root: etree._Element) -> None:
    texts = [text for text in said(root) if text.startswith("Onder") or text in ("Mandaat", "Toegang")]
    assert texts == ["Onder venster Organisatie", "Mandaat", "Onder venster Inwoner", "Toegang"]


def test_what_has_no_venster_of_its_own_is_shown_too(draw: Draw) -> None:
    root = draw("hiatenkaart", kennishiaten=[_row("los", "Inwoner", "Weinig bewijs", 1)])
    assert "Zonder eigen venster" in said(root) and "Los" in said(root)


def test_the_key_names_every_degree(root: etree._Element) -> None:
    assert said(root)[:4] == [name.lower() for name in DOTS]
