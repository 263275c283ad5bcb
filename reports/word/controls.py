"""Content controls: each generated part in one of its own, and values within a sentence in theirs."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from reports.word.oxml import W15, Element, number_for, short, tag, w

PREFIX = "ks:"
_VALUE = "ks=:"
_LONGEST = 60
"""Word takes no tag of more than 64 characters."""


def tag_of(name: str) -> str:
    """Return the tag of the control of a part."""
    whole = PREFIX + name
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 9]}~{short(name, 8)}"


def control(name: str, alias: str, content: list[Element]) -> Element:
    """Return a control around a part; an author can write in it and take it out."""
    number = w("id", val=number_for(f"part {name}"))
    about = w("sdtPr", w("alias", val=_cut(alias)), w("tag", val=tag_of(name)), number, _building_block())
    return w("sdt", about, w("sdtContent", *content))


def _building_block() -> Element:
    """Return what says that a control holds a building block, as a table of contents is one.

    Word shows those by their title; LibreOffice takes other controls around paragraphs for controls within them.
    """
    return w("docPartObj", w("docPartGallery", val="Quick Parts"), w("docPartCategory", val="Kennissynthese"))


def _cut(alias: str) -> str:
    return alias if len(alias) <= _LONGEST else f"{alias[: _LONGEST - 1]}…"


def value_control(address: str, turn: str, content: list[Element]) -> Element:
    """Return an unseen control around a value within a paragraph, by which it is known when it is copied."""
    hidden = etree.Element(f"{{{W15}}}appearance", {f"{{{W15}}}val": "hidden"}, nsmap={"w15": W15})
    number = w("id", val=number_for(f"value {address} {turn}"))
    return w("sdt", w("sdtPr", w("tag", val=value_tag(address)), number, hidden), w("sdtContent", *content))


def value_tag(address: str) -> str:
    """Return the tag of the control of a value."""
    return _VALUE + short(address)


def tag_in(element: Element) -> str:
    """Return the tag of a control; empty where it has none."""
    found = element.find(f"{tag('sdtPr')}/{tag('tag')}")
    return "" if found is None else found.get(tag("val")) or ""


def part_controls(body: Element) -> Iterator[Element]:
    """Yield the controls of parts in a document, in order."""
    return (item for item in body.iter(tag("sdt")) if tag_in(item).startswith(PREFIX))


def content_of(element: Element) -> Element:
    """Return what holds the content of a control."""
    content = element.find(tag("sdtContent"))
    return w("sdtContent") if content is None else content
