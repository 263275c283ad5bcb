"""What the paragraphs of an OpenDocument text look like: the size and the weight of their type."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extract.looks import Look
from extract.odt.names import TEXT, count
from extract.odt.styles import Styles
from extract.sheet import Role

_SECTIONS = frozenset({f"{TEXT}section", f"{TEXT}tracked-insertion"})
_DEEPEST = 10


def read_looks(element: etree._Element, styles: Styles) -> Iterator[Look]:
    """Yield the paragraphs of a text that hold text, those in lists, tables and frames left out."""
    for child in element:
        if child.tag in (f"{TEXT}p", f"{TEXT}h"):
            yield from _look(child, styles)
        elif child.tag in _SECTIONS:
            yield from read_looks(child, styles)


def _look(paragraph: etree._Element, styles: Styles) -> Iterator[Look]:
    name = paragraph.get(f"{TEXT}style-name", "")
    spans = [span for span in _spans(paragraph, name) if span[1].strip()]
    if not spans:
        return
    role: Role = "paragraph"
    role, level = styles.role_of(name) or (role, None)
    if paragraph.tag == f"{TEXT}h":
        role, level = "heading", count(paragraph, f"{TEXT}outline-level", _DEEPEST)
    size, is_bold = styles.size(name), styles.is_bold(name)
    text = " ".join("".join(text for _, text in spans).split())
    sizes = [styles.size(span, size) for span, _ in spans]
    yield Look(paragraph, role, level, text, max(sizes), all(styles.is_bold(span, is_bold) for span, _ in spans))


def _spans(element: etree._Element, name: str) -> Iterator[tuple[str, str]]:
    """Yield the stretches of text in a paragraph with the name of the style of each."""
    yield name, element.text or ""
    for child in element:
        if child.tag == f"{TEXT}span":
            yield from _spans(child, child.get(f"{TEXT}style-name", name))
        elif child.tag == f"{TEXT}a":
            yield from _spans(child, name)
        elif child.tag in (f"{TEXT}s", f"{TEXT}tab"):
            yield name, " "
        yield name, child.tail or ""
