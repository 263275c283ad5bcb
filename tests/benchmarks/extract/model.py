"""A report as it was meant: its parts in reading order, before any renderer has set them in type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True)
class Note:
    """A footnote where its mark stands; `mark` is what the renderer will print."""

    mark: str
    text: str


Run: TypeAlias = "tuple[str | Note, ...]"
"""Running text, with notes where their marks stand."""


@dataclass(frozen=True)
class Heading:
    """A heading; its number, where it has one, is part of its text."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `style` tells what it looks like."""

    run: Run
    style: Literal["body", "lead", "quote"] = "body"


@dataclass(frozen=True)
class Item:
    """An item of a list, at a depth from 0; the label is what the renderer prints before it."""

    run: Run
    label: str
    depth: int = 0


@dataclass(frozen=True)
class Items:
    """A list, with bullets or with numbers."""

    items: tuple[Item, ...]
    is_numbered: bool = False


@dataclass(frozen=True)
class Grid:
    """A table, the header first, with its caption above or below."""

    rows: tuple[tuple[str, ...], ...]
    caption: str
    style: Literal["bordered", "shaded", "rules", "bare"] = "bordered"
    caption_below: bool = False
    widths: tuple[int, ...] = ()
    """Relative widths of the columns."""

    @property
    def is_bordered(self) -> bool:
        """Tell whether lines part all cells."""
        return self.style == "bordered"


@dataclass(frozen=True)
class Figure:
    """A chart with words in it, and its caption below."""

    caption: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Box:
    """A callout beside or in the text, with a title of its own."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    is_aside: bool = False
    """Does it stand beside the text, in no fixed order to it?"""


@dataclass(frozen=True)
class Fields:
    """What stands at the head of a letter: labels with a value each."""

    fields: tuple[tuple[str, str], ...]


Unit: TypeAlias = Heading | Paragraph | Items | Grid | Figure | Box | Fields


@dataclass(frozen=True)
class Report:
    """A report: what its title page says, and its units in reading order."""

    title: str
    subtitle: str
    organisation: str
    date: str
    units: tuple[Unit, ...]
    has_cover: bool = True
    has_contents: bool = False
    header: str = ""
    """The running header: words, or `chapter` for the title of the chapter."""
    footer: str = ""
    """The running footer: words before the page number."""
