"""The map: points where gemeenten are, names that cover nothing, and what has no place beside it."""

from __future__ import annotations

from typing import Any

from reports.figures.places import gemeenten_of_today, places
from tests.reports.figures.conftest import Draw
from tests.reports.figures.figure_cases import boxes, circle, marks, said


def _rows(count: int, *codes: str, provincie: str | None = "Utrecht") -> list[dict[str, Any]]:
    chosen = codes or gemeenten_of_today()[:count]
    return [
        {"gemeente_code": code, "gemeente": f"Plaats {code}", "provincie": provincie, "documenten": 1 + place % 5}
        for place, code in enumerate(chosen)
    ]


def test_all_gemeenten_show_where_the_land_is(draw: Draw) -> None:
    root = draw("kaart", gemeenten=_rows(2), provincies=[])
    assert len(marks(root, "gemeente")) == len(gemeenten_of_today())
    across = [circle(mark)[0] for mark in marks(root, "gemeente")]
    down = [circle(mark)[1] for mark in marks(root, "gemeente")]
    assert max(across) - min(across) > 250 and max(down) - min(down) > 350


def test_areas_compare_as_numbers_of_documents(draw: Draw) -> None:
    root = draw("kaart", gemeenten=_rows(5), provincies=[])
    areas = sorted(circle(mark)[2] ** 2 for mark in marks(root, "punt"))
    assert [round(area / areas[0], 2) for area in areas] == [1, 2, 3, 4, 5]


def test_names_cover_no_point_and_no_name(draw: Draw) -> None:
    root = draw("kaart", gemeenten=_rows(200), provincies=[])
    names = [box for text, box in boxes(root) if text.startswith("Plaats ")]
    assert 5 < len(names) <= 24
    points = [circle(mark) for mark in marks(root, "punt")]
    assert len(points) == 200
    for left, top, right, bottom in names:
        assert not [1 for x, y, _ in points if left < x < right and top < y < bottom]


def test_what_has_no_place_is_listed(draw: Draw) -> None:
    root = draw("kaart", gemeenten=_rows(0, "PV26", "GM0344"), provincies=[])
    assert "Plaats PV26 (1)" in said(root) and len(marks(root, "punt")) == 1
    assert any("geen plek op de kaart" in text or "hebben geen plek" in text for text in said(root))
    assert not any("verzonnen" in text for text in said(root))


def test_fictional_gemeenten_are_said_to_be_so(draw: Draw) -> None:
    rows = _rows(0, *(f"GM9{n:03}" for n in range(50)), provincie="Fictief")
    root = draw("kaart", gemeenten=rows, provincies=[{"provincie": "Fictief", "gemeenten": 50, "documenten": 99}])
    assert any("verzonnen" in text for text in said(root)) and not marks(root, "punt")
    assert len(marks(root, "zonder plek")) < 50 and "en andere; zie de tabel" in said(root)
    at = said(root).index("Fictief")
    assert said(root)[at : at + 3] == ["Fictief", "50", "99"]


def test_former_gemeenten_have_a_place_too(draw: Draw) -> None:
    root = draw("kaart", gemeenten=_rows(0, "GM0003", "GM0006"), provincies=[])
    assert len(marks(root, "punt")) == 2, "Appingedam until 2021 and Beerta until 1992"
    assert len(places()) > 700
