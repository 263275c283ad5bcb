"""Pieces of HTML: headings, paragraphs, list items and tables in document order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

from extract.sheet import Piece, Role, Rows, clean

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ROLES: dict[str, Role] = {
    "li": "list_item",
    "dt": "list_item",
    "dd": "list_item",
    "figcaption": "caption",
    "caption": "caption",
}
_BLOCKS = _HEADINGS.keys() | {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "details",
        "div",
        "fieldset",
        "figcaption",
        "figure",
    ),
    *("figure", "footer", "form", "header", "hgroup", "hr", "html", "main", "nav", "p", "pre", "section", "summary"),
    *("dd", "dl", "dt", "li", "ol", "ul", "table", "tbody", "td", "th", "thead", "tr"),
}
_SILENT = {"script", "style", "template", "noscript", "svg", "button", "select", "option", "textarea", "iframe", "head"}


def parse(text: str) -> HtmlElement:
    """Return the root element of HTML."""
    return html.document_fromstring(text.replace("\0", "") or "<html></html>")


def pieces_of(element: HtmlElement, role: Role = "paragraph") -> Iterator[Piece]:
    """Yield the pieces in an element; text that stands in no paragraph of its own is one too."""
    loose: list[str] = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SILENT:
            loose.append(child.tail or "")
        elif child.tag in _BLOCKS:
            yield from _paragraph(loose, role)
            yield from _block(child, role)
            loose = [child.tail or ""]
        elif any(each.tag in _BLOCKS for each in child.iterdescendants()):
            yield from _paragraph(loose, role)
            yield from pieces_of(child, role)
            loose = [child.tail or ""]
        else:
            loose += [_inline(child), child.tail or ""]
    yield from _paragraph(loose, role)


def _paragraph(parts: list[str], role: Role, level: int | None = None) -> Iterator[Piece]:
    for text in "".join(parts).split("\v"):
        if words := clean(" ".join(text.split())):
            yield Piece(role=role, text=words, level=level)


def _block(element: HtmlElement, role: Role) -> Iterator[Piece]:
    tag = str(element.tag)
    if tag in _HEADINGS:
        text = "".join([_inline(element)]).replace("\v", " ")
        yield from _paragraph([text], "heading", _HEADINGS[tag])
    elif tag == "table" and (rows := rows_of(element)):
        yield from (piece for caption in element.iterchildren("caption") for piece in pieces_of(caption, "caption"))
        yield Piece(role="table", rows=rows)
    elif tag == "table":
        cells = (cell for cell in element.iter("td", "th") if next(cell.iterancestors("table")) is element)
        yield from (piece for cell in cells for piece in pieces_of(cell))
    else:
        yield from pieces_of(element, _ROLES.get(tag, role))


def _inline(element: HtmlElement) -> str:
    if element.tag == "br":
        return "\v"
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _SILENT:
            parts.append(_inline(child))
        parts.append(child.tail or "")
    return "".join(parts)


def rows_of(table: HtmlElement) -> Rows:
    """Return the rows of a table, none where it is there for layout: a table in a table, or a single cell or column."""
    if table.find(".//table") is not None:
        return ()
    rows = [tuple(_cell(cell) for cell in row.iterchildren("td", "th")) for row in table.iter("tr")]
    filled = [row for row in rows if any(row)]
    width = max((len(row) for row in filled), default=0)
    if len(filled) < 2 or width < 2:
        return ()
    return tuple(row + ("",) * (width - len(row)) for row in filled)


def _cell(cell: HtmlElement) -> str:
    return " ".join(piece.text for piece in pieces_of(cell))
