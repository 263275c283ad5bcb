"""What writers number themselves: tables and figures by chapter order, and what cross references say of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

from reports.document.blocks import Block, Chapter, Grid, Heading, Line, Part, Picture

T = TypeVar("T")


@dataclass(frozen=True)
class Numbers:
    """The label of each table and figure, and the title of each chapter and heading, by anchor."""

    labels: dict[str, str]
    """Such as `Tabel 3`."""
    titles: dict[str, Line]

    @classmethod
    def of(cls, chapters: Sequence[Chapter]) -> Self:
        """Return the numbers and titles of a document; raise ValueError where two blocks have one anchor."""
        labels: dict[str, str] = {}
        titles: dict[str, Line] = {chapter.anchor: (chapter.title,) for chapter in chapters}
        for block in blocks_of(chapters):
            if isinstance(block, Heading) and block.anchor:
                titles = _with(titles, block.anchor, block.text)
            elif isinstance(block, Grid | Picture):
                kind = "Tabel" if isinstance(block, Grid) else "Figuur"
                number = 1 + sum(label.startswith(kind) for label in labels.values())
                labels = _with(labels, block.anchor, f"{kind} {number}")
        return cls(labels, titles)


def _with(found: dict[str, T], anchor: str, value: T) -> dict[str, T]:
    if anchor in found:
        raise ValueError(f"two blocks have the anchor {anchor!r}")
    return {**found, anchor: value}


def blocks_of(chapters: Sequence[Chapter]) -> Iterator[Block]:
    """Yield the blocks of all chapters, in order."""
    for chapter in chapters:
        for part in chapter.parts:
            yield from part.blocks


def headings_of(parts: Sequence[Part], level: int) -> Iterator[Heading]:
    """Yield the headings of a level that can be led to."""
    for part in parts:
        for block in part.blocks:
            if isinstance(block, Heading) and block.level == level and block.anchor:
                yield block
