"""Styles of an OpenDocument text: what a paragraph is by its style, and what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from extract.looks import NAMED
from extract.odt.names import FO, STYLE, TEXT
from extract.sheet import Role

_DEEPEST = 12
_USUAL_SIZE = 12.0
_POINTS, _SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)pt"), re.compile(r"(\d{1,3}(?:\.\d+)?)%")
_BOLD = frozenset({"bold", "600", "700", "800", "900"})


@dataclass(frozen=True)
class Style:
    """A style: its name as its users know it, the one that it is based on, and the level if it is one of headings."""

    name: str
    parent: str
    level: int | None
    is_hidden: bool | None
    is_bold: bool | None
    size: str


@dataclass(frozen=True)
class Styles:
    """The styles of a document by their names, and the sections and paragraphs that are not shown."""

    styles: Mapping[str, Style] = field(default_factory=dict)

    def chain(self, name: str) -> Iterator[Style]:
        """Yield a style and those that it is based on, the nearest first."""
        for _ in range(_DEEPEST):
            style = self.styles.get(name)
            if style is None:
                return
            yield style
            name = style.parent

    def role_of(self, name: str) -> tuple[Role, int | None] | None:
        """Return the role and level that a style gives to its paragraphs; None where it gives none."""
        for style in self.chain(name):
            if style.name in NAMED:
                return NAMED[style.name]
            if style.level:
                return "heading", style.level
        return None

    def is_hidden(self, name: str) -> bool:
        """Tell whether a style hides its text."""
        return bool(next((style.is_hidden for style in self.chain(name) if style.is_hidden is not None), False))

    def is_bold(self, name: str, usual: bool = False) -> bool:
        """Tell whether the text of a style is bold; what it does not say is as usual."""
        return bool(next((style.is_bold for style in self.chain(name) if style.is_bold is not None), usual))

    def size(self, name: str, usual: float = _USUAL_SIZE) -> float:
        """Return the size of the type of a style in points; what it does not say is as usual."""
        share = 1.0
        for style in self.chain(name):
            if found := _POINTS.fullmatch(style.size):
                return share * float(found[1])
            share *= float(found[1]) / 100 if (found := _SHARE.fullmatch(style.size)) else 1
        return share * usual


def read_styles(roots: Iterable[etree._Element]) -> Styles:
    """Return the styles in the parts of a document; those in a later part go before others of the same name."""
    found = (element for root in roots for element in root.iter(f"{STYLE}style"))
    return Styles({element.get(f"{STYLE}name", ""): _style(element) for element in found})


def _style(element: etree._Element) -> Style:
    name = element.get(f"{STYLE}display-name") or element.get(f"{STYLE}name", "").replace("_20_", " ")
    level = element.get(f"{STYLE}default-outline-level", "")
    properties = element.find(f"{STYLE}text-properties")
    said = {} if properties is None else {str(key): str(value) for key, value in properties.attrib.items()}
    shown, weight = said.get(f"{TEXT}display"), said.get(f"{FO}font-weight")
    return Style(
        name=name.lower(),
        parent=element.get(f"{STYLE}parent-style-name", ""),
        level=int(level) if level.isascii() and level.isdigit() else None,
        is_hidden=None if shown is None else shown == "none",
        is_bold=None if weight is None else weight in _BOLD,
        size=said.get(f"{FO}font-size", ""),
    )
