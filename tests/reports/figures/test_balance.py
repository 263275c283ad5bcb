"""Evidence for and against: bars to both sides of one line, on one scale."""

from __future__ import annotations

import pytest
from lxml import etree

from tests.reports.figures.conftest import Draw
from tests.reports.figures.figure_cases import balance, corners, element, marks, origins_of, said

CODES = {"mandaat": (4, 1), "maatwerk": (0, 8), "toegang": (2, 0)}


@pytest.fixture
def root(draw: Draw) -> etree._Element:
    return draw(
        "voor_en_tegen",
        elementen=[element(code, "Inwoner" if code == "toegang" else "Organisatie") for code in CODES],
        balans=[balance(code, voor=voor, tegen=tegen, beide=3, nodig=7) for code, (voor, tegen) in CODES.items()],
    )


def test_lengths_compare_as_numbers_do(root: etree._Element) -> None:
    bars = {}
    for bar in marks(root, "balk"):
        (origin,) = origins_of(bar)
        left, _, right, _ = corners(bar)
        bars[origin.row.split("|")[0], origin.column] = (left, right)
    assert len(bars) == 2 * len(CODES)
    unit = (bars["mandaat", "voor"][1] - bars["mandaat", "voor"][0]) / 4
    for code, (voor, tegen) in CODES.items():
        for column, count in (("voor", voor), ("tegen", tegen)):
            left, right = bars[code, column]
            assert right - left == pytest.approx(unit * count, abs=0.01), "both sides have one scale"


def test_for_lies_right_and_against_left_of_one_line(root: etree._Element) -> None:
    for_left = {corners(bar)[0] for bar in marks(root, "balk") if origins_of(bar)[0].column == "voor"}
    against_right = {corners(bar)[2] for bar in marks(root, "balk") if origins_of(bar)[0].column == "tegen"}
    assert len({round(x, 2) for x in for_left | against_right}) == 1


def test_numbers_stand_beside_their_bars_and_no_zero_does(root: etree._Element) -> None:
    texts = said(root)
    at = texts.index("Maatwerk")
    assert texts[at : at + 5] == ["Maatwerk", "8", "3", "7", "11"], "against, both, needed and evaluations"
    assert texts[texts.index("Mandaat") + 1 :][:2] == ["1", "4"]


def test_elements_stand_under_their_venster(root: etree._Element) -> None:
    texts = [text for text in said(root) if text in ("Organisatie", "Inwoner", "Mandaat", "Maatwerk", "Toegang")]
    assert texts == ["Organisatie", "Mandaat", "Maatwerk", "Inwoner", "Toegang"]


def test_elements_found_in_texts_stay_out_while_there_is_a_codebook(draw: Draw) -> None:
    found = element("thema:ab", herkomst="Thema uit de teksten")
    tables = {"balans": [balance("mandaat", voor=1), balance("thema:ab", voor=9)]}
    with_codebook = draw("voor_en_tegen", elementen=[element("mandaat"), found], **tables)
    assert "Thema:ab" not in said(with_codebook) and "Mandaat" in said(with_codebook)
    assert "Thema:ab" in said(draw("voor_en_tegen", elementen=[found], balans=[balance("thema:ab", voor=9)] * 2))
