"""The way back from text to paper."""

from __future__ import annotations

from corpus.places import Place, places_of
from corpus.records import Block

FIRST, SECOND, OVERLEAF = (50.0, 700.0, 300.0, 712.0), (50.0, 686.0, 290.0, 698.0), (50.0, 760.0, 310.0, 772.0)
BLOCK = Block(
    document_id="d", page=1, start=10, end=100, role="paragraph", box=(50.0, 686.0, 300.0, 712.0),
    lines=((10, 1, *FIRST), (40, 1, *SECOND), (70, 2, *OVERLEAF)),
)  # fmt: skip
TABLE = Block(document_id="d", page=1, start=102, end=150, role="table", box=(1.0, 2.0, 3.0, 4.0))


def test_a_stretch_has_the_boxes_of_its_lines() -> None:
    assert places_of([BLOCK], 1, 20, 30) == [Place(1, FIRST)]
    assert places_of([BLOCK], 1, 39, 41) == [Place(1, FIRST), Place(1, SECOND)]


def test_a_paragraph_that_goes_on_overleaf_has_boxes_on_both_pages() -> None:
    assert places_of([BLOCK], 1, 0, 200) == [Place(1, FIRST), Place(1, SECOND), Place(2, OVERLEAF)]


def test_the_ends_of_a_stretch_are_exact() -> None:
    assert places_of([BLOCK], 1, 40, 70) == [Place(1, SECOND)]
    assert places_of([BLOCK], 1, 0, 10) == []
    assert places_of([BLOCK], 1, 100, 101) == []


def test_what_has_no_lines_has_the_box_of_its_block() -> None:
    assert places_of([BLOCK, TABLE], 1, 90, 110) == [Place(2, OVERLEAF), Place(1, TABLE.box)]


def test_another_page_has_none() -> None:
    assert places_of([BLOCK, TABLE], 2, 0, 200) == []
