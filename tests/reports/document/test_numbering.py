"""What writers number themselves."""

from __future__ import annotations

import pytest

from reports.document.blocks import Chapter, Column, Grid, Heading, Part, Picture
from reports.document.numbering import Numbers, blocks_of, headings_of


def _grid(anchor: str) -> Grid:
    return Grid(anchor, "Een tabel", (Column("A"),), (), "elementen")


def _chapter(anchor: str, *blocks: Heading | Grid | Picture) -> Chapter:
    return Chapter(anchor, f"Hoofdstuk {anchor}", (Part(f"deel-{anchor}", blocks),))


def test_tables_and_figures_are_numbered_apart_through_all_chapters() -> None:
    chapters = (_chapter("a", _grid("t1"), Picture("p1"), _grid("t2")), _chapter("b", Picture("p2"), _grid("t3")))
    assert Numbers.of(chapters).labels == {
        "t1": "Tabel 1", "figuur-p1": "Figuur 1", "t2": "Tabel 2", "figuur-p2": "Figuur 2", "t3": "Tabel 3",
    }  # fmt: skip


def test_titles_are_of_chapters_and_of_headings_with_an_anchor() -> None:
    chapters = (_chapter("a", Heading(2, ("Met",), "met"), Heading(2, ("Zonder",))),)
    assert Numbers.of(chapters).titles == {"a": ("Hoofdstuk a",), "met": ("Met",)}


@pytest.mark.parametrize(
    "blocks",
    [(_grid("x"), _grid("x")), (Heading(2, ("x",), "x"), Heading(3, ("y",), "x")), (Picture("p"), Picture("p"))],
)
def test_two_blocks_with_one_anchor_are_refused(blocks: tuple[Heading | Grid | Picture, ...]) -> None:
    with pytest.raises(ValueError, match="two blocks have the anchor"):
        Numbers.of((_chapter("a", *blocks),))


def test_blocks_and_headings_come_in_order() -> None:
    one, two, deep = Heading(2, ("Een",), "een"), Heading(2, ("Twee",), "twee"), Heading(3, ("Diep",), "diep")
    chapters = (_chapter("a", one, deep), _chapter("b", two, Heading(2, ("Zonder anker",))))
    assert list(blocks_of(chapters))[:3] == [one, deep, two]
    assert [heading.anchor for chapter in chapters for heading in headings_of(chapter.parts, 2)] == ["een", "twee"]
