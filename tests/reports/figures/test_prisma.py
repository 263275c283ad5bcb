"""The flow of documents: every box with its count, and as many of its parts as fit."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from lxml import etree

from tests.reports.figures.conftest import Draw
from tests.reports.figures.figure_cases import corners, marks, said

LONG = "Gaat niet over integrale sociale teams of over de toegang tot jeugdhulp en ondersteuning"


def _rows(sources: int, reasons: tuple[str, ...]) -> list[dict[str, Any]]:
    steps = [
        *(("Identificatie", "Geïdentificeerd", f"bron {n}", 10 + n) for n in range(sources)),
        ("Identificatie", "Geïdentificeerd, samen", None, 1234),
        ("Identificatie", "Verwijderd vóór screening", "Dubbele vindplaatsen", 30),
        ("Identificatie", "Verwijderd vóór screening", "Dubbele documenten", 4),
        ("Screening", "Gescreend", None, 1200),
        ("Screening", "Opgevraagd", None, 1200),
        ("Screening", "Niet verkregen", None, 17),
        ("Screening", "Beoordeeld op geschiktheid", None, 1183),
        *(("Screening", "Uitgesloten", reason, 100 + n) for n, reason in enumerate(reasons)),
        ("Screening", "Uitgesloten, samen", None, 805),
        ("Insluiting", "Ingesloten", None, 378),
    ]
    names = ("volgorde", "fase", "stap", "onderdeel", "aantal")
    return [dict(zip(names, (place, *step), strict=True)) for place, step in enumerate(steps, 1)]


@pytest.fixture
def root(draw: Draw) -> etree._Element:
    return draw("prisma", stroom=_rows(12, ("Geen evaluatie", LONG)))


def test_every_box_of_prisma_is_there(root: etree._Element) -> None:
    assert len(marks(root, "vak")) == 8
    texts = said(root)
    for text in (
        "Geïdentificeerd (n = 1.234)", "Dubbele vindplaatsen (n = 30)", "Gescreend (n = 1.200)",
        "Niet verkregen (n = 17)", "Beoordeeld op geschiktheid (n = 1.183)", "Uitgesloten (n = 805)",
        "Ingesloten (n = 378)",
    ):  # fmt: skip
        assert text in texts
    assert {"Identificatie", "Screening", "Insluiting"} <= set(texts)


def test_the_largest_sources_are_named(root: etree._Element) -> None:
    shown = [text.strip() for text in said(root) if text.strip().startswith("bron ")]
    assert shown == [f"bron {n} (n = {10 + n})" for n in range(4, 12)]
    assert "   en andere; zie de tabel" in said(root)


def test_a_long_reason_keeps_its_count(root: etree._Element) -> None:
    (shown,) = [text for text in said(root) if text.strip().startswith("Gaat niet")]
    assert shown.endswith("… (n = 101)")


def test_few_parts_are_all_named(draw: Draw) -> None:
    texts = said(draw("prisma", stroom=_rows(2, ("Geen evaluatie",))))
    assert "   bron 0 (n = 10)" in texts and "   en andere; zie de tabel" not in texts


def test_boxes_stand_apart_and_side_by_side(root: etree._Element) -> None:
    found = [corners(box) for box in marks(root, "vak")]
    left = min(box[0] for box in found)
    main = [box for box in found if box[0] == left]
    assert len(main) == 5 and all(above[3] < below[1] for above, below in pairwise(main))
    for side in (box for box in found if box[0] != left):
        assert any((side[1], side[3]) == (box[1], box[3]) for box in main), "as high as the box that it stands beside"
