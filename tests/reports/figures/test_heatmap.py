"""Element × gemeente: as many gemeenten as fit, and a shade and signs for what each says."""

from __future__ import annotations

from typing import Any

import pytest

from reports.figures.palette import SHADES
from tests.reports.figures.conftest import Draw
from tests.reports.figures.figure_cases import corners, element, marks, said


def _place(code: str, documents: int = 1) -> dict[str, Any]:
    return {"gemeente_code": code, "gemeente": f"Plaats {code}", "documenten": documents}


def _cell(code: str, place: str, helpt: int = 0, belemmert: int = 0, nodig: int = 0) -> dict[str, Any]:
    counts = {"helpt": helpt, "belemmert": belemmert, "nodig": nodig, "neutraal": 0, "documenten": 1}
    return {"element_code": code, "element": code, "gemeente_code": place, "gemeente": f"Plaats {place}"} | counts


def test_a_cell_is_darker_where_more_passages_say_something(draw: Draw) -> None:
    counts = {"a": 1, "b": 8, "c": 20, "d": 3}
    root = draw(
        "warmtekaart",
        elementen=[element("mandaat")],
        gemeenten=[_place(name) for name in counts],
        element_gemeente=[_cell("mandaat", name, helpt=count) for name, count in counts.items()],
    )
    fills = [cell.get("fill") for cell in marks(root, "cel")]
    assert fills == [SHADES[1], SHADES[3], SHADES[3], SHADES[2]], "by what the busiest cell has"


@pytest.mark.parametrize("most", [5, 12345])
def test_numbers_stay_within_their_cell(draw: Draw, most: int) -> None:
    root = draw(
        "warmtekaart",
        elementen=[element("mandaat")],
        gemeenten=[_place("a"), _place("b")],
        element_gemeente=[_cell("mandaat", "a", most, most, most), _cell("mandaat", "b", nodig=1)],
    )
    left, top, right, bottom = corners(marks(root, "cel")[0])
    numbers = [
        node for node in root.iter("{*}text") if node.get("data-herkomst") and top < float(node.get("y") or 0) < bottom
    ]
    inside = [node for node in numbers if left < float(node.get("x") or 0) < right]
    assert len(inside) == 3
    shown = f"{most:,}".replace(",", ".")
    assert {"".join(map(str, node.itertext())) for node in inside} == {shown}
    assert max(float(node.get("x") or 0) for node in inside) + 4 * len(shown) < right + 1


def test_the_gemeenten_with_most_documents_are_shown(draw: Draw) -> None:
    names = [f"{n:02}" for n in range(60)]
    root = draw(
        "warmtekaart",
        elementen=[element("mandaat")],
        gemeenten=[_place(name, int(name)) for name in names],
        element_gemeente=[_cell("mandaat", name, helpt=1) for name in names],
    )
    shown = [text for text in said(root) if text.startswith("Plaats ")]
    assert shown == [f"Plaats {name}" for name in names[-len(shown) :]] and 10 < len(shown) < 25
    assert "De gemeenten met de meeste documenten; de tabel heeft alle gemeenten." in said(root)


def test_elements_that_no_gemeente_speaks_of_are_left_out(draw: Draw) -> None:
    root = draw(
        "warmtekaart",
        elementen=[element("mandaat"), element("toegang")],
        gemeenten=[_place("a")],
        element_gemeente=[_cell("mandaat", "a", helpt=1)],
    )
    assert "Mandaat" in said(root) and "Toegang" not in said(root)
    assert "De gemeenten met de meeste documenten; de tabel heeft alle gemeenten." not in said(root)
