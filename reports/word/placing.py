"""Where things come in a document, and what is settled when they are in."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from reports.word.composing import Composer, Made
from reports.word.fields import settle
from reports.word.oxml import Element, W, bookmark_name, said_in, tag, w
from reports.word.package import Package, ask_for_fields

CONTENTS = "Table of Contents"
"""What Word calls a building block that is a table of contents."""


def finish(package: Package, composer: Composer, made: Sequence[Made], titles: dict[str, str]) -> None:
    """Settle the fields of parts, and ask Word to work out the others.

    `titles` has the words for each bookmark that references show where the bookmark itself is gone.
    """
    for item in made:
        set_pages(item.control)
    settle(package.body, [item.control for item in made], titles)
    for holder in package.body.iterchildren(tag("sdt")):
        gallery = holder.find(f"{tag('sdtPr')}/{tag('docPartObj')}/{tag('docPartGallery')}")
        if gallery is not None and gallery.get(tag("val")) == CONTENTS:
            for first in list(holder.iter(tag("fldChar")))[:1]:
                first.set(tag("dirty"), "true")
    composer.lists.tidy(package.body)
    ask_for_fields(package)


def set_pages(control: Element) -> None:
    """Let the pages before a turned table be as those after it, and its own lie on their side; in a cell none can.

    Pages that are set stay as they are. A first page of its own is that of the pages before the table.
    """
    after = control.xpath("following::w:sectPr[1]", namespaces={"w": W})
    is_in_cell = next(control.iterancestors(tag("tc")), None) is not None
    for position, mark in enumerate(list(control.iter(tag("sectPr")))):
        if is_in_cell or not after:
            mark.getparent().remove(mark)
        elif not len(mark):
            mark[:] = [deepcopy(child) for child in after[0]]
            for size in mark.findall(tag("pgSz")) if position % 2 else ():
                _turn(size)
            for first in after[0].findall(tag("titlePg")) if not position else ():
                after[0].remove(first)


def _turn(size: Element) -> None:
    width, height = size.get(tag("w")), size.get(tag("h"))
    if width and height and int(width) < int(height):
        size.set(tag("w"), height)
        size.set(tag("h"), width)
        size.set(tag("orient"), "landscape")


def end_of(body: Element) -> Element:
    """Return the element before which the end of a document is."""
    last = body.find(tag("sectPr"))
    if last is None:
        last = w("sectPr")
        body.append(last)
    return last


def marked(body: Element, text: str) -> Element | None:
    """Return the paragraph of the body that says only this."""
    return next((item for item in body.iterchildren(tag("p")) if said_in(item).strip() == text), None)


def heading_of(body: Element, anchor: str) -> Element | None:
    """Return the element of the body that holds the bookmark of a chapter."""
    name = bookmark_name(anchor)
    mark = next((item for item in body.iter(tag("bookmarkStart")) if item.get(tag("name")) == name), None)
    return None if mark is None else outermost(mark, body)


def outermost(element: Element, body: Element) -> Element:
    """Return the child of the body that an element is in."""
    while element.getparent() is not body:
        element = element.getparent()
    return element


def chapter_end(body: Element, heading: Element, level_one: str) -> Element:
    """Return the element before which a chapter ends: the next heading of the first level, or the end."""
    for item in heading.itersiblings(etree.Element):
        style = item.find(f"{tag('pPr')}/{tag('pStyle')}") if item.tag == tag("p") else None
        if style is not None and style.get(tag("val")) == level_one:
            return item
    return end_of(body)
