"""Elements of WordprocessingML (ECMA-376, part 1): runs, fields, bookmarks, and what a paragraph says."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAMES = {"w": W, "w15": W15, "r": R}
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no place for."""
FIELD = "\ufffc"
"""Stands for a field in the text of a paragraph: what it shows is up to Word."""
Element = Any
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "‑", "softHyphen": ""}
"""Elements that stand for a sign."""
SILENT = {"pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "del", "moveFrom", "drawing", "pict", "object",
           "AlternateContent", "p", "tbl", "delInstrText"}  # fmt: skip
"""Elements whose text is no part of a paragraph: properties, what was deleted, and text boxes."""


def tag(name: str) -> str:
    """Return the qualified name of `w:p` and the like; without a prefix it is of WordprocessingML."""
    prefix, _, local = name.rpartition(":")
    return f"{{{_NAMES[prefix or 'w']}}}{local}"


def w(name: str, /, *children: Element, **attributes: str) -> Element:
    """Return an element with children and attributes of WordprocessingML."""
    element = etree.Element(tag(name), nsmap={"w": W})
    for key, value in attributes.items():
        element.set(tag(key), value)
    element.extend(children)
    return element


def words(text: str) -> Element:
    """Return the text of a run; what XML cannot hold is left out."""
    element = w("t")
    element.text = _UNFIT.sub("", text) or None
    element.set(_XML_SPACE, "preserve")
    return element


def run(text: str, style: str | None = None, *, is_italic: bool = False) -> Element:
    """Return a run of text in a character style."""
    looks = [w("rStyle", val=style)] if style else []
    looks += [w("i")] if is_italic else []
    return w("r", *([w("rPr", *looks)] if looks else []), words(text))


def paragraph(style: str | None, *content: Element, **looks: str) -> Element:
    """Return a paragraph in a style, with further properties such as `keepNext` by their value."""
    about = [w("pStyle", val=style)] if style else []
    about += [w(name, val=value) for name, value in looks.items()]
    return w("p", *([w("pPr", *about)] if about else []), *content)


def field(instruction: str, shown: str, *, is_dirty: bool = False) -> list[Element]:
    """Return the runs of a field and what it shows till Word works it out."""
    begin = w("fldChar", fldCharType="begin", **({"dirty": "true"} if is_dirty else {}))
    code = w("instrText")
    code.text = f" {instruction} "
    code.set(_XML_SPACE, "preserve")
    marks = [begin, code, w("fldChar", fldCharType="separate"), words(shown), w("fldChar", fldCharType="end")]
    return [w("r", mark) for mark in marks]


def bookmark_name(anchor: str) -> str:
    """Return the name of a bookmark for an anchor: at most 40 letters, digits and underscores, as Word asks."""
    plain = re.sub(r"[^0-9A-Za-z]", "_", anchor)
    return (
        f"KS_{plain}"
        if plain == anchor.replace("-", "_") and len(plain) < 37
        else f"KS_{plain[:28]}_{short(anchor, 7)}"
    )


def short(text: str, length: int = 16) -> str:
    """Return the first digits of the SHA-256 of a text, as a name for it."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def number_for(text: str) -> str:
    """Return a whole number under 2³¹ for a text, as ids of controls and bookmarks are."""
    return str(int(short(text, 8), 16) % 2_000_000_000 + 1)


def bookmarked(anchor: str, *content: Element) -> list[Element]:
    """Return content with a bookmark around it."""
    name = bookmark_name(anchor)
    number = number_for(name)
    return [w("bookmarkStart", id=number, name=name), *content, w("bookmarkEnd", id=number)]


def said_in(element: Element, *, with_fields: bool = False) -> str:
    """Return what a paragraph or run says: without what was deleted, text boxes and fallbacks.

    A field is one character, or what it shows `with_fields`.
    """
    return "".join(_said(element, [], with_fields))


def _said(element: Element, open_fields: list[bool], with_fields: bool) -> Iterator[str]:
    for child in element.iterchildren(etree.Element):
        name = etree.QName(child).localname
        if name == "fldChar":
            yield from _field(child.get(tag("fldCharType")), open_fields, with_fields)
        elif name == "fldSimple" and not with_fields:
            yield FIELD
        elif name in ("t", *SIGNS):
            yield "" if open_fields and not with_fields else SIGNS.get(name, child.text or "")
        elif name not in SILENT:
            yield from _said(child, open_fields, with_fields)


def _field(kind: str | None, open_fields: list[bool], with_fields: bool) -> Iterator[str]:
    """Keep the fields that are open; one within another says nothing of its own."""
    if kind == "begin":
        if not open_fields and not with_fields:
            yield FIELD
        open_fields.append(True)
    elif kind == "end" and open_fields:
        open_fields.pop()
