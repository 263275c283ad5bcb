"""Styles and numbering of a Word document: what a paragraph is by its style, and whether it is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from extract.docx.names import is_on, number_of, value_of, w, whole
from extract.looks import NAMED
from extract.sheet import Role

_HEADING = re.compile(r"(?:heading|kop|überschrift|titre) ?(\d)\b")
_BODY_LEVEL = 9
_DEEPEST = 12


@dataclass(frozen=True)
class Style:
    """A style as it is written down; None is what it leaves to the style that it is based on."""

    name: str = ""
    based_on: str | None = None
    outline: int | None = None
    list_id: str | None = None
    list_level: int | None = None
    is_hidden: bool | None = None
    is_bold: bool | None = None
    size: int | None = None


@dataclass(frozen=True)
class Styles:
    """The styles of a document by their ids, and the lists whose items have a sign in front of them."""

    styles: Mapping[str, Style] = field(default_factory=dict)
    signless: frozenset[tuple[str, int]] = frozenset()
    default: str = ""
    usual_size: int = 20

    def chain(self, style_id: str | None) -> Iterator[Style]:
        """Yield a style and those that it is based on, the nearest first."""
        for _ in range(_DEEPEST):
            style = self.styles.get(style_id or self.default)
            if style is None:
                return
            yield style
            if not style.based_on:
                return
            style_id = style.based_on

    def is_hidden(self, style_id: str | None) -> bool:
        """Tell whether a style hides its text."""
        return bool(next((each.is_hidden for each in self.chain(style_id) if each.is_hidden is not None), False))

    def is_bold(self, style_id: str | None) -> bool:
        """Tell whether the text of a style is bold."""
        return bool(next((each.is_bold for each in self.chain(style_id) if each.is_bold is not None), False))

    def size(self, style_id: str | None) -> int:
        """Return the size of the type of a style in half points."""
        return next((each.size for each in self.chain(style_id) if each.size is not None), self.usual_size)

    def role_of(self, properties: etree._Element | None) -> tuple[Role, int | None]:
        """Return the role of a paragraph with these properties, and its level if it is a heading or a list item."""
        style_id = value_of(properties, "pStyle")
        outline = number_of(properties, "outlineLvl")
        if outline is not None and 0 <= outline < _BODY_LEVEL:
            return "heading", outline + 1
        by_style = self._by_style(style_id) if outline is None else None
        return by_style or self._by_list(properties, style_id) or ("paragraph", None)

    def _by_style(self, style_id: str | None) -> tuple[Role, int | None] | None:
        for style in self.chain(style_id):
            if style.name in NAMED:
                return NAMED[style.name]
            if style.outline is not None:
                return ("heading", style.outline + 1) if 0 <= style.outline < _BODY_LEVEL else None
            if found := _HEADING.match(style.name):
                return "heading", int(found[1])
        return None

    def _by_list(self, properties: etree._Element | None, style_id: str | None) -> tuple[Role, int | None] | None:
        chain = list(self.chain(style_id))
        list_ids = [value_of(properties, "numPr", "numId"), *(style.list_id for style in chain)]
        levels = [number_of(properties, "numPr", "ilvl"), *(style.list_level for style in chain)]
        list_id = next((each for each in list_ids if each is not None), "0")
        level = next((each for each in levels if each is not None), 0)
        return None if list_id in ("", "0") or (list_id, level) in self.signless else ("list_item", level + 1)


def read_styles(styles: etree._Element | None, numbering: etree._Element | None) -> Styles:
    """Return the styles that a document's parts for styles and numbering hold."""
    found = list(styles.iter(w("style"))) if styles is not None else []
    defaults = [
        each.get(w("styleId"), "")
        for each in found
        if each.get(w("default")) in ("1", "true", "on") and each.get(w("type")) == "paragraph"
    ]
    by_id = {each.get(w("styleId"), ""): _style(each) for each in found}
    usual = number_of(styles, "docDefaults", "rPrDefault", "rPr", "sz") or Styles.usual_size
    return Styles(by_id, frozenset(_signless(numbering)), defaults[0] if defaults else "", usual)


def _style(element: etree._Element) -> Style:
    paragraph, run = element.find(w("pPr")), element.find(w("rPr"))
    return Style(
        name=(value_of(element, "name") or "").lower(),
        based_on=value_of(element, "basedOn"),
        outline=number_of(paragraph, "outlineLvl"),
        list_id=value_of(paragraph, "numPr", "numId"),
        list_level=number_of(paragraph, "numPr", "ilvl"),
        is_hidden=is_on(run, "vanish"),
        is_bold=is_on(run, "b"),
        size=number_of(run, "sz"),
    )


def _signless(numbering: etree._Element | None) -> Iterator[tuple[str, int]]:
    """Yield the levels of lists that put nothing in front of their items, which then are paragraphs."""
    if numbering is None:
        return
    plain: dict[str, list[int]] = {}
    for abstract in numbering.iter(w("abstractNum")):
        levels = [level for level in abstract.iter(w("lvl")) if value_of(level, "numFmt") == "none"]
        empty = [level for level in levels if not (value_of(level, "lvlText") or "").strip()]
        plain[abstract.get(w("abstractNumId"), "")] = [whole(level.get(w("ilvl"))) or 0 for level in empty]
    for each in numbering.iter(w("num")):
        for level in plain.get(value_of(each, "abstractNumId") or "", ()):
            yield each.get(w("numId"), ""), level
