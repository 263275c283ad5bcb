"""What chapters say, as readers see it, and publications of other rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from reports.document.blocks import (
    Block,
    Chapter,
    Cite,
    Grid,
    Heading,
    Inline,
    Items,
    Link,
    Paragraph,
    Quote,
    Ref,
    Strong,
)
from reports.document.chapters import read_chapters
from reports.document.numbering import Numbers
from reports.publication import Publication, Value
from reports.publishing.database import Rows


def like(publication: Publication, table: str, **changes: Any) -> dict[str, Any]:
    """Return the first row of a table with other values."""
    return dict(publication.rows[table][0]) | changes


def with_rows(publication: Publication, **rows: Rows) -> Publication:
    """Return a publication in which some tables have other rows; nothing of it is kept for the one it is made from."""
    return replace(publication, rows={**publication.rows, **rows})


def chapter(publication: Publication, anchor: str) -> Chapter | None:
    return next((each for each in read_chapters(publication) if each.anchor == anchor), None)


def part(chapters: Iterable[Chapter], name: str) -> tuple[Block, ...]:
    """Return the blocks of a part; raise StopIteration where there is none."""
    return next(part.blocks for chapter in chapters for part in chapter.parts if part.name == name)


def parts(chapters: Iterable[Chapter]) -> list[str]:
    return [part.name for chapter in chapters for part in chapter.parts]


def inlines(block: Block) -> Iterator[Inline]:
    """Yield what stands within a block."""
    match block:
        case Heading(_, text) | Paragraph(text):
            yield from text
        case Items(items):
            yield from (piece for item in items for piece in item)
        case Quote(text, source, remark):
            yield from (text, source, *remark)
        case Grid():
            yield from (piece for row in block.rows for cell in row for piece in cell)


def words(block: Block) -> Iterator[str]:
    """Yield what a block says that is no value."""
    for piece in inlines(block):
        match piece:
            case Value() | Ref() | Cite():
                continue
            case Strong(text) | Link(text):
                yield from (text,) if isinstance(text, str) else ()
            case _:
                yield piece
    if isinstance(block, Grid):
        yield from (block.caption, *(column.title for column in block.columns))


def said(blocks: Iterable[Block], chapters: Iterable[Chapter] = ()) -> str:
    """Return what blocks say, a line each; a reference to a document as `(…)`."""
    titles = Numbers.of(tuple(chapters)).titles

    def read(piece: Inline) -> str:
        match piece:
            case Value(text) | Strong(text) | Link(text):
                return text.text if isinstance(text, Value) else text
            case Ref(anchor):
                return "".join(read(part) for part in titles[anchor]) if anchor in titles else f"[{anchor}]"
            case Cite():
                return "(…)"
        return piece

    return "\n".join("".join(map(read, inlines(block))) for block in blocks)


def cells(grid: Grid) -> list[list[str]]:
    """Return the texts of a table, row by row."""
    return [[said((Paragraph(cell),)) for cell in row] for row in grid.rows]


def grids(blocks: Iterable[Block]) -> dict[str, Grid]:
    """Return the tables among blocks by their anchors."""
    return {block.anchor: block for block in blocks if isinstance(block, Grid)}
