"""ODT: the text of an OpenDocument text as one sheet, read from its content.xml (OASIS OpenDocument 1.3, part 3)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus import sniff
from corpus.issues import Unreadable
from corpus.records import Issue
from extract.archive import open_archive, read_member
from extract.sheet import Piece, Role, Rows, Sheet

MEDIA_TYPES = (sniff.ODT,)
METHOD = "odt"

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE, _DRAW = (f"{{{_SPACE}{name}:1.0}}" for name in ("text", "table", "office", "drawing"))
_SILENT = frozenset({f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}sequence-decls"})
_FRAMES = frozenset({f"{_DRAW}frame", f"{_DRAW}custom-shape", f"{_DRAW}g"})
_BREAKS = {f"{_TEXT}tab": " ", f"{_TEXT}line-break": " "}


def read_sheets(content: bytes, media_type: str, subject: str) -> Iterator[Sheet | Issue]:
    """Yield one sheet; raise Unreadable if the archive or its XML is damaged."""
    xml = read_member(open_archive(content, subject), "content.xml", subject)
    try:
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise Unreadable(subject, "its XML is damaged", "Open it in LibreOffice and save it anew") from error
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise Unreadable(subject, "it has no text part", "Open it in LibreOffice and save it anew")
    notes = (Piece(role="footnote", text=_note(note)) for note in body.iter(f"{_TEXT}note-body"))
    yield Sheet(number=1, method=METHOD, pieces=(*_pieces(body, "paragraph"), *notes))


def _pieces(element: etree._Element, role: Role) -> Iterator[Piece]:
    for child in element:
        tag = child.tag
        if tag == f"{_TEXT}h":
            yield Piece(role="heading", text=_inline(child), level=int(child.get(f"{_TEXT}outline-level", "1")))
        elif tag == f"{_TEXT}p":
            yield Piece(role=role, text=_inline(child))
            yield from _framed(child)
        elif tag == f"{_TABLE}table":
            yield from _table(child)
        elif tag not in _SILENT:
            yield from _pieces(child, "list_item" if tag == f"{_TEXT}list-item" else role)


def _framed(paragraph: etree._Element) -> Iterator[Piece]:
    """Yield the text of the boxes that hang on a paragraph."""
    for frame in paragraph.iter(*_FRAMES):
        if not any(parent.tag in _FRAMES for parent in frame.iterancestors()):
            yield from _pieces(frame, "paragraph")


def _table(table: etree._Element) -> Iterator[Piece]:
    rows = _rows(table)
    if len(rows) > 1 and len(rows[0]) > 1:
        yield Piece(role="table", rows=rows)
        return
    for cell in table.iter(f"{_TABLE}table-cell"):
        yield from _pieces(cell, "paragraph")


def _rows(table: etree._Element) -> Rows:
    rows = [tuple(_cell(cell) for cell in row if cell.tag in _CELLS) for row in table.iter(f"{_TABLE}table-row")]
    filled = [row for row in rows if any(row)]
    width = max((len(row) for row in filled), default=0)
    return tuple(row + ("",) * (width - len(row)) for row in filled)


_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})


def _cell(cell: etree._Element) -> str:
    return " ".join(piece.text for piece in _pieces(cell, "paragraph") if piece.text).strip()


def _note(note: etree._Element) -> str:
    return " ".join(_inline(paragraph) for paragraph in note.iter(f"{_TEXT}p"))


def _inline(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" ")
        elif child.tag in _BREAKS:
            parts.append(_BREAKS[str(child.tag)])
        elif isinstance(child.tag, str) and child.tag not in _SILENT and child.tag not in _FRAMES:
            parts.append(_inline(child))
        parts.append(child.tail or "")
    return "".join(parts)
