"""The timeline: a square for each document, on the year it is from."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tests.reports.figures.conftest import Draw
from tests.reports.figures.figure_cases import corners, marks, origins_of, said

KINDS = ("evaluatie", "memo", "nota", "interview", "webpagina", "brief", "verslag")


def _documents(*pairs: tuple[int | None, str | None]) -> list[dict[str, Any]]:
    return [
        {"document_id": str(n), "titel": f"Titel {n}", "jaar": jaar, "soort_document": soort}
        for n, (jaar, soort) in enumerate(pairs)
    ]


def test_documents_of_a_year_stand_on_each_other(draw: Draw) -> None:
    root = draw(
        "tijdlijn", overzicht_evaluaties=_documents((2019, "memo"), (2021, "memo"), (2021, "nota"), (2021, None))
    )
    found = {origins_of(mark)[0].row: corners(mark) for mark in marks(root, "document")}
    assert len(found) == 4
    columns = Counter(round(box[0], 1) for box in found.values())
    assert sorted(columns.values()) == [1, 3]
    assert found["0"][0] < found["1"][0]
    bottoms = sorted(box[3] for name, box in found.items() if name != "0")
    assert bottoms[0] < bottoms[1] < bottoms[2], "none covers another"
    assert max(bottoms) == found["0"][3], "all stand on one line"


def test_years_without_documents_keep_their_place(draw: Draw) -> None:
    root = draw("tijdlijn", overzicht_evaluaties=_documents((2015, "memo"), (2019, "memo")))
    assert [text for text in said(root) if text.startswith("20")] == ["2015", "2016", "2017", "2018", "2019"]


def test_the_most_frequent_kinds_have_a_look_of_their_own(draw: Draw) -> None:
    pairs = [(2020, kind) for place, kind in enumerate(KINDS) for _ in range(len(KINDS) - place)]
    root = draw("tijdlijn", overzicht_evaluaties=_documents(*pairs))
    assert [text for text in said(root) if text in (*KINDS, "anders")] == [*KINDS[:5], "anders"]
    fills = Counter(mark.get("fill") for mark in marks(root, "document"))
    assert len(fills) == 6 and sorted(fills.values(), reverse=True) == [7, 6, 5, 4, 3, 3]


def test_documents_without_a_year_are_told_of(draw: Draw) -> None:
    root = draw("tijdlijn", overzicht_evaluaties=_documents((2020, "memo"), (None, "memo")))
    assert len(marks(root, "document")) == 1
    assert any("jaar niet bekend" in text for text in said(root))
    assert not any(
        "niet bekend" in text for text in said(draw("tijdlijn", overzicht_evaluaties=_documents((2020, None))))
    )


def test_many_years_share_the_axis(draw: Draw) -> None:
    root = draw("tijdlijn", overzicht_evaluaties=_documents(*((year, "memo") for year in range(1990, 2025))))
    years = [text for text in said(root) if len(text) == 4 and text.isdigit()]
    assert 8 < len(years) < 20 and years[0] == "1990"
