"""What the paragraphs of a Word document look like: the size and the weight of their type."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extract.docx.names import is_on, number_of, path, value_of, w
from extract.docx.styles import Styles
from extract.looks import Look


def read_looks(body: etree._Element, styles: Styles) -> Iterator[Look]:
    """Yield the paragraphs of a body that hold text, those in tables and boxes left out."""
    for paragraph in _paragraphs(body):
        yield from _look(paragraph, styles)


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs of a body and of the controls in it."""
    for child in element:
        if child.tag == w("p"):
            yield child
        elif child.tag in (w("sdt"), w("sdtContent"), w("ins"), w("customXml")):
            yield from _paragraphs(child)


def _look(paragraph: etree._Element, styles: Styles) -> Iterator[Look]:
    """Yield what a paragraph looks like; its first line apart, by its number, where a line break follows that."""
    style = value_of(paragraph, "pPr", "pStyle")
    role, level = styles.role_of(paragraph.find(w("pPr")))
    first, *rest = _lines(paragraph)
    after = [part for line in rest for part in line]
    for key, parts in (
        (((paragraph, 0), first), (paragraph, after)) if first and after else ((paragraph, first + after),)
    ):
        text = " ".join("".join(text for _, text in parts).split())
        sizes = [number_of(run, "rPr", "sz") or styles.size(style) for run, _ in parts]
        if text:
            yield Look(key, role, level, text, max(sizes), all(_is_bold(run, styles, style) for run, _ in parts))


def _lines(paragraph: etree._Element) -> list[list[tuple[etree._Element, str]]]:
    """Return the lines of a paragraph as runs with their text, those without any left out."""
    lines: list[list[tuple[etree._Element, str]]] = [[]]
    for element in paragraph.iter(w("t"), w("br"), w("cr")):
        run = element.getparent()
        if element.tag != w("t"):
            lines.append([])
        elif run is not None and (element.text or "").strip():
            lines[-1].append((run, f"{element.text}"))
        elif lines[-1]:
            lines[-1][-1] = (lines[-1][-1][0], f"{lines[-1][-1][1]} ")
    return lines


def _is_bold(run: etree._Element, styles: Styles, style: str | None) -> bool:
    own = is_on(run, "rPr", "b")
    if own is not None:
        return own
    by_style = run.find(path("rPr", "rStyle"))
    return styles.is_bold(by_style.get(w("val")) if by_style is not None else style)
