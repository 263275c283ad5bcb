"""What a document is made of, whatever form it is written in: chapters of generated parts, and the author's room.

A chapter is one file in `chapters/` with a `POSITION` and a function `chapters`. A part is what is generated as
a whole and replaced as a whole; it goes by its name. Between parts is room for an author. Numbers and quotes are
`Value`s, which tell where in `publiek.db` they stand; whatever else a chapter says holds no digits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reports.publication import Value


@dataclass(frozen=True)
class Strong:
    """Words that stand out."""

    text: str | Value


@dataclass(frozen=True)
class Link:
    """Words that lead to an address on the web."""

    text: str | Value
    url: str


@dataclass(frozen=True)
class Ref:
    """A cross reference to a block with an anchor; writers show its number, or its title where it has none."""

    anchor: str


@dataclass(frozen=True)
class Cite:
    """A reference to a document in the list of references, at a page where given: (Bureau Vis, 2018, p. 3)."""

    document_id: str
    page: Value | None = None


Inline = str | Value | Strong | Link | Ref | Cite
Line = tuple[Inline, ...]


@dataclass(frozen=True)
class Heading:
    """A heading below the title of its chapter: level 2, 3 or 4."""

    level: Literal[2, 3, 4]
    text: Line
    anchor: str = ""
    tone: Literal["", "helpt", "belemmert", "nodig"] = ""
    """What the quotes below it say; writers may colour them."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `kind` says what it is, for its style."""

    text: Line
    kind: Literal["text", "lead", "note", "warning", "verdict"] = "text"


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple[Line, ...]
    is_ordered: bool = False


@dataclass(frozen=True)
class Quote:
    """A literal quote with where it is from."""

    text: Value
    source: Cite
    remark: Line = ()
    """Who should do it by when, what the klankbordgroep said, and the like."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, and whether it holds numbers."""

    title: str
    is_number: bool = False


@dataclass(frozen=True)
class Grid:
    """A table with a caption; the first cell of a row is its head."""

    anchor: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    source: str
    """The report table that it is drawn from; all of it is in `tabellen/SOURCE.csv`."""


@dataclass(frozen=True)
class Picture:
    """A figure by its name in `reports/figures`, with its caption and text alternative there."""

    name: str

    @property
    def anchor(self) -> str:
        """What cross references call it."""
        return f"figuur-{self.name}"


@dataclass(frozen=True)
class References:
    """The list of references, in APA."""


Block = Heading | Paragraph | Items | Quote | Grid | Picture | References


@dataclass(frozen=True)
class Part:
    """Blocks that are generated and replaced together; `name` stays the same from run to run."""

    name: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Chapter:
    """A chapter: its title, an anchor, and its parts in order. `is_annex` is for what comes after the references."""

    anchor: str
    title: str
    parts: tuple[Part, ...]
    is_annex: bool = False
