"""SVG that stands in any page: titled and described, without styles that a policy of content would refuse."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
FONTS = "DejaVu Sans, Verdana, sans-serif"
"""DejaVu Sans and Verdana are equally wide."""
_USES = re.compile(r"url\(#([^)]+)\)")
_ROOT = {"stroke-linejoin": "round", "stroke-linecap": "butt"}
_SIZE = re.compile(r"([\d.]+)px")


def tidy(content: bytes, name: str, title: str, alt: str, of: str, marks: Mapping[str, Mapping[str, str]]) -> bytes:
    """Return SVG of matplotlib with a title and description, attributes for styles, and ids of its own.

    `of` says where the values of the text alternative stand; `marks` gives attributes to what is drawn under an id.
    Other ids go, but for those that something refers to.
    """
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    for node in list(root.iter(f"{{{SVG}}}metadata", f"{{{SVG}}}style", etree.Comment)):
        _remove(node)
    for node in root.iter():
        _unstyle(node)
    _name_marks(root, marks)
    _rename(root, name)
    _flatten(root)
    _present(root, name, title, alt, of)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8") + b"\n"


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _taken(node: etree._Element, key: str) -> str:
    """Remove an attribute and return what it was; empty where it is not there."""
    value = node.get(key)
    if value is None:
        return ""
    del node.attrib[key]
    return value


def _unstyle(node: etree._Element) -> None:
    """Turn a style into attributes, which no policy of content refuses."""
    for part in _taken(node, "style").split(";"):
        key, _, value = (piece.strip() for piece in part.partition(":"))
        if key == "font":
            node.set("font-size", (_SIZE.search(value) or ["", "8"])[1])
            if value.startswith(("700", "bold")):
                node.set("font-weight", "700")
        elif key:
            node.set(key, value)
    _taken(node, "font-family")
    if (node.get("transform") or "").startswith("rotate(-0 "):
        del node.attrib["transform"]


def _name_marks(root: etree._Element, marks: Mapping[str, Mapping[str, str]]) -> None:
    for node in root.iter(f"{{{SVG}}}g"):
        attributes = marks.get(node.get("id") or "")
        target = next((child for child in node.iter() if child.tag != node.tag), None)
        if target is None or attributes is None:
            continue
        for key, value in attributes.items():
            target.set(key, value)
        if target.get("r"):
            target.tag = f"{{{SVG}}}circle"
            _taken(target, "d")


def _rename(root: etree._Element, name: str) -> None:
    """Keep the ids that something refers to, under the name of the figure."""
    used = {found for node in root.iter() for value in node.attrib.values() for found in _USES.findall(str(value))}
    used |= {(node.get(XLINK) or "").lstrip("#") for node in root.iter()}
    new = {old: f"{name}-{number}" for number, old in enumerate(sorted(used - {""}), 1)}
    for node in root.iter():
        old = _taken(node, "id")
        if old in new:
            node.set("id", new[old])
        for key, value in node.attrib.items():
            node.set(key, _USES.sub(lambda match: f"url(#{new[match[1]]})", str(value)))
        if link := _taken(node, XLINK):
            node.set("href", f"#{new[link.lstrip('#')]}")


def _flatten(root: etree._Element) -> None:
    """Put what stands alone in a group without attributes in the place of that group."""
    for group in list(root.iter(f"{{{SVG}}}g")):
        parent = group.getparent()
        if parent is None or group.attrib:
            continue
        for child in list(group):
            child.tail = "\n"
            group.addprevious(child)
        parent.remove(group)


def _present(root: etree._Element, name: str, title: str, alt: str, of: str) -> None:
    for key, value in _ROOT.items():
        root.set(key, value)
    _taken(root, "version")
    for key in ("width", "height"):
        root.set(key, (root.get(key) or "").removesuffix("pt"))
    root.set("font-family", FONTS)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-titel {name}-uitleg")
    root.set("lang", "nl")
    root.set("class", "figuur")
    for place, (tag, text) in enumerate((("title", title), ("desc", alt))):
        node = etree.Element(f"{{{SVG}}}{tag}", id=f"{name}-{'titel' if tag == 'title' else 'uitleg'}")
        node.text = text
        if of and tag == "desc":
            node.set("data-herkomst", of)
        root.insert(place, node)
    root.text = "\n"
