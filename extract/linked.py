"""Notes of HTML and XHTML: links from the text to an element elsewhere, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias
from urllib.parse import unquote, urldefrag

from lxml import etree

from extract.marked import joined, token, untoken, without_start
from extract.markup import pieces_of
from extract.sheet import Piece

Element: TypeAlias = Any
"""An element of lxml; its tags here have no namespace."""

_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_NOTES = frozenset({"footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"})
_REFERENCES = frozenset({"noteref", "doc-noteref"})
_BACK = frozenset({"backlink", "doc-backlink", "referrer"})
_BLOCKS = frozenset({"p", "li", "aside", "div", "td", "dd", "dt", "section", "blockquote"})
_MARK = re.compile(r"[\[(]?(\d{1,4}|[ivxlc]{1,7}|[a-z]|[*†‡§]{1,3})[\])]?\.?")
_ARROWS = "↩↑^⏎︎\ufe0e "
_LONGEST_MARK = 12
_OWN_MARK = r"[\[(]?{}[\])]?[.:]?(?=\s|$)"


def kinds_of(element: Element) -> frozenset[str]:
    """Return what an element says that it is, by its `epub:type` and its role (DPUB-ARIA 1.1)."""
    said = f"{element.get(_EPUB_TYPE, '')} {element.get('epub:type', '')} {element.get('role', '')}"
    return frozenset(said.lower().split())


def references_in(body: Element) -> Iterator[tuple[Element, str, str]]:
    """Yield each link to a note with the address that it goes to, relative to the page, and its mark."""
    for link in body.iter("a"):
        mark = "".join(link.itertext()).strip()
        address = link.get("href", "")
        if not urldefrag(address)[1] or not mark or len(mark) > _LONGEST_MARK or kinds_of(link) & _BACK:
            continue
        if kinds_of(link) & _REFERENCES or (_is_raised(link) and _MARK.fullmatch(mark)):
            found = _MARK.fullmatch(mark)
            yield link, unquote(address), found[1] if found else mark


def _is_raised(link: Element) -> bool:
    parent = link.getparent()
    return link.find(".//sup") is not None or (parent is not None and parent.tag == "sup")


def put_mark(link: Element, mark: str) -> None:
    """Put a token for its mark in the place of a link to a note."""
    for child in list(link):
        link.remove(child)
    link.tag, link.text = "span", token(mark)


def named_in(body: Element) -> dict[str, Element]:
    """Return the elements of a page by the names that a link can give them."""
    found: dict[str, Element] = {}
    for element in body.iter(etree.Element):
        for name in (element.get("id"), element.get("name")):
            if name:
                found.setdefault(name, element)
    return found


def note_around(element: Element) -> Element | None:
    """Return the note that an element is, or stands in; None where it is no part of a note or paragraph."""
    ancestors = [element, *element.iterancestors()]
    marked = next((each for each in ancestors if kinds_of(each) & _NOTES), None)
    return marked if marked is not None else next((each for each in ancestors if each.tag in _BLOCKS), None)


def take_out(note: Element) -> Element:
    """Return a note that is taken out of its page, without the links back to where it was referred to."""
    parent = note.getparent()
    if parent is not None:
        before = note.getprevious()
        if before is None:
            parent.text = (parent.text or "") + (note.tail or "")
        else:
            before.tail = (before.tail or "") + (note.tail or "")
        parent.remove(note)
    note.tail = None
    for link in list(note.iter("a")):
        text = "".join(link.itertext()).strip(_ARROWS)
        if kinds_of(link) & _BACK or (link.get("href") and (not text or _MARK.fullmatch(text))):
            for child in list(link):
                link.remove(child)
            link.text = ""
    return note


def note_of(mark: str, element: Element) -> Iterator[Piece]:
    """Yield the note that an element holds, without its own mark; nothing where it is empty."""
    text, marks = joined(untoken(piece) for piece in pieces_of(element))
    note = Piece(role="footnote", text=text, marks=marks, mark=mark)
    own = re.match(_OWN_MARK.format(re.escape(mark)), text)
    note = without_start(note, own.end()) if own else note
    yield from [note] if note.text else []
