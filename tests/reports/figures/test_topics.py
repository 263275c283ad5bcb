"""The topic map: circles that touch no other, as large as they have passages, dashed where they are not stable."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import pytest

from tests.reports.figures.conftest import Draw
from tests.reports.figures.figure_cases import circle, marks, origins_of, said


def _themes(*places: tuple[float, float], vast: str = "ja") -> dict[str, list[dict[str, Any]]]:
    names = [f"t{n}" for n in range(len(places))]
    return {
        "themas": [
            {"thema_id": name, "thema": f"Mandaat, maatwerk en thema {name}", "passages": 90 - 5 * n, "vast": vast}
            for n, name in enumerate(names)
        ],
        "thema_ligging": [
            {"thema_id": name, "thema": name, "x": x, "y": y} for name, (x, y) in zip(names, places, strict=True)
        ],
    }


@pytest.mark.parametrize(
    "places",
    [
        [(0.0, 0.0)] * 2,
        [(0.0, 0.0)] * 9,
        [(1.0, 1.0)] * 4,
        [(math.cos(n), math.sin(n) / 9) for n in range(14)],
        [(0, 0)],
    ],
)
def test_circles_touch_no_other_and_stay_on_the_sheet(draw: Draw, places: list[tuple[float, float]]) -> None:
    root = draw("themakaart", **_themes(*places))
    found = [circle(mark) for mark in marks(root, "thema")]
    assert len(found) == len(places)
    for x, y, radius in found:
        assert radius <= x <= 640 - radius and radius <= y <= 430 - radius
    for one, other in combinations(found, 2):
        assert math.dist(one[:2], other[:2]) > one[2] + other[2]


def test_near_and_far_stay_near_and_far(draw: Draw) -> None:
    root = draw("themakaart", **_themes((-0.9, 0.0), (-0.8, 0.1), (0.9, 0.0)))
    first, second, third = ((x, y) for x, y, _ in map(circle, marks(root, "thema")))
    assert math.dist(first, second) < math.dist(first, third) / 2
    up = draw("themakaart", **_themes((0.0, 1.0), (0.0, -1.0)))
    assert circle(marks(up, "thema")[0])[1] < circle(marks(up, "thema")[1])[1], "y runs from below"


def test_more_passages_make_a_larger_circle(draw: Draw) -> None:
    root = draw("themakaart", **_themes((-1.0, 0.0), (0.0, 1.0), (1.0, 0.0)))
    sizes = {origins_of(mark)[0].row: circle(mark)[2] for mark in marks(root, "thema")}
    assert sizes["t0"] > sizes["t1"] > sizes["t2"]


@pytest.mark.parametrize(("vast", "is_dashed"), [("ja", False), ("nee", True)])
def test_a_theme_that_is_not_stable_is_dashed(draw: Draw, vast: str, is_dashed: bool) -> None:
    (mark,) = marks(draw("themakaart", **_themes((0.0, 0.0), vast=vast)), "thema")
    assert bool(mark.get("stroke-dasharray")) is is_dashed


def test_only_the_largest_themes_are_shown(draw: Draw) -> None:
    many = draw("themakaart", **_themes(*((math.cos(n), math.sin(n)) for n in range(18))))
    assert len(marks(many, "thema")) == 16
    assert any("de tabel heeft alle" in text for text in said(many))


def test_names_are_whole_and_within_their_circle(draw: Draw) -> None:
    tables = _themes((0.0, 0.0))
    tables["themas"][0]["thema"] = "Ervaringsdeskundigen en gedragswetenschapper"
    texts = said(draw("themakaart", **tables))
    assert "Ervaringsdeskundigen" in texts and not any("…" in text for text in texts)
