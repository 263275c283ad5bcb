"""The text of an OpenDocument text in reading order, as it stands when printed: paragraphs, lists, tables, frames."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extract.cells import Cell, table_pieces
from extract.looks import Headings
from extract.marked import BREAK, Part, Reference, assemble, joined, stretches
from extract.odt.names import DRAW, FORM, OFFICE, SVG, TABLE, TEXT, count
from extract.odt.styles import Styles
from extract.sheet import Piece, Role
from extract.signs import without_sign

_GONE = frozenset({
    *(f"{TEXT}{name}" for name in ("tracked-changes", "number", "ruby-text", "sequence-decls", "note")),
    *(f"{OFFICE}{name}" for name in ("annotation", "annotation-end", "forms", "event-listeners", "binary-data")),
    *(f"{SVG}{name}" for name in ("title", "desc")),
    *(f"{DRAW}{name}" for name in ("object", "object-ole", "plugin", "applet", "image-map", "glue-point")),
    f"{FORM}form",
})  # fmt: skip
"""What is not printed: deletions, numbers that are made anew, remarks, controls, and descriptions of pictures."""
_FRAMES = frozenset(
    f"{DRAW}{name}" for name in ("frame", "custom-shape", "g", "rect", "ellipse", "circle", "polygon", "line", "path")
)
_CELLS = frozenset({f"{TABLE}table-cell", f"{TABLE}covered-table-cell"})
_MOST_REPEATED = 100


class Body:
    """A reader of the text of one document, which keeps the notes that it comes across."""

    def __init__(self, styles: Styles, headings: Headings) -> None:
        """Keep the styles that the text refers to, and what looks like a heading."""
        self._styles, self._headings = styles, headings
        self._notes: list[tuple[str, etree._Element]] = []
        self._has_heading = False

    def pieces(self, element: etree._Element, role: Role, depth: int = 0) -> Iterator[Piece]:
        """Yield the pieces in a text, a section, a list, a cell or a frame; `depth` is that of the list they are in."""
        for child in element:
            tag = child.tag
            if tag in (f"{TEXT}h", f"{TEXT}p"):
                yield from self._paragraph(child, role, depth)
            elif tag == f"{TABLE}table":
                yield from table_pieces(list(self._rows(child)))
            elif tag == f"{TEXT}list":
                yield from self.pieces(child, role, depth + 1)
            elif tag in (f"{TEXT}list-item", f"{TEXT}list-header"):
                yield from self.pieces(child, "list_item" if tag == f"{TEXT}list-item" else role, depth)
            elif tag not in _GONE and child.get(f"{TEXT}display") != "none":
                yield from self.pieces(child, role, depth)

    def notes(self) -> Iterator[Piece]:
        """Yield the footnotes and endnotes that the text refers to, those in notes included."""
        for mark, body in self._notes:
            text, marks = joined(self.pieces(body, "paragraph"))
            yield Piece(role="footnote", text=text, marks=marks, mark=mark)

    def _paragraph(self, element: etree._Element, role: Role, depth: int) -> Iterator[Piece]:
        style = element.get(f"{TEXT}style-name", "")
        frames: list[etree._Element] = []
        is_hidden = self._styles.is_hidden(style) or _is_hidden_by_field(element)
        parts = list(self._parts(element, is_hidden, frames))
        role, level = self._role(element, style, role, depth)
        for stretch in stretches(parts) if role == "paragraph" else (parts,):
            text, marks = assemble(stretch)
            if text or marks:
                piece = Piece(role=role, text=text, level=level, marks=marks)
                yield without_sign(piece) if role == "paragraph" else piece
        for frame in frames:
            yield from self.pieces(frame, "paragraph")

    def _role(self, element: etree._Element, style: str, role: Role, depth: int) -> tuple[Role, int | None]:
        """Return the role and level of a paragraph; a title below a heading does not name the document."""
        found = self._styles.role_of(style) or self._headings.get(element)
        if found and found[0] == "title" and self._has_heading:
            found = "heading", 1
        if element.tag == f"{TEXT}h" and not (found and found[0] == "title"):
            found = "heading", count(element, f"{TEXT}outline-level", 10)
        self._has_heading |= found is not None and found[0] == "heading"
        return found or (role, depth if role == "list_item" else None)

    def _parts(self, element: etree._Element, is_hidden: bool, frames: list[etree._Element]) -> Iterator[Part]:
        """Yield the text in a paragraph or a part of it; the frames that hang on it are put by."""
        if not is_hidden:
            yield element.text or ""
        for child in element:
            tag = child.tag
            if tag == f"{TEXT}note":
                if not is_hidden:
                    yield self._refer(child)
            elif tag in _FRAMES:
                frames += [] if is_hidden else [child]
            elif tag in (f"{TEXT}s", f"{TEXT}tab"):
                yield " "
            elif tag == f"{TEXT}line-break":
                yield BREAK
            elif tag not in _GONE:
                yield from self._parts(child, is_hidden or self._hides(child), frames)
            if not is_hidden:
                yield child.tail or ""

    def _hides(self, span: etree._Element) -> bool:
        if span.tag in (f"{TEXT}hidden-text", f"{TEXT}conditional-text"):
            return span.get(f"{TEXT}is-hidden") == "true"
        return span.tag == f"{TEXT}span" and self._styles.is_hidden(span.get(f"{TEXT}style-name", ""))

    def _refer(self, note: etree._Element) -> Part:
        citation, body = note.find(f"{TEXT}note-citation"), note.find(f"{TEXT}note-body")
        mark = "" if citation is None else citation.get(f"{TEXT}label") or citation.text or ""
        mark = mark.strip() or str(len(self._notes) + 1)
        if body is not None:
            self._notes.append((mark, body))
        return Reference(mark)

    def _rows(self, table: etree._Element) -> Iterator[list[Cell]]:
        for child in table:
            if child.tag == f"{TABLE}table-row":
                row = [cell for each in child if each.tag in _CELLS for cell in self._cells(each)]
                yield from [row] * count(child, f"{TABLE}number-rows-repeated", _MOST_REPEATED)
            elif child.tag not in _GONE:
                yield from self._rows(child)

    def _cells(self, cell: etree._Element) -> list[Cell]:
        found = () if cell.tag == f"{TABLE}covered-table-cell" else tuple(self.pieces(cell, "paragraph"))
        return [found] * count(cell, f"{TABLE}number-columns-repeated", _MOST_REPEATED)


def _is_hidden_by_field(paragraph: etree._Element) -> bool:
    hiding = paragraph.find(f"{TEXT}hidden-paragraph")
    return hiding is not None and hiding.get(f"{TEXT}is-hidden") == "true"
