"""The text of a Word document in reading order: paragraphs, lists, tables and text boxes, as it stands when printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from extract.cells import Cell, table_pieces
from extract.docx.names import ALTERNATIVES, CHOICE, FALLBACK, MATH_TEXT, is_on, number_of, path, value_of, w
from extract.docx.notes import Notes
from extract.docx.styles import Styles
from extract.looks import Headings
from extract.marked import BREAK, Part, Reference, assemble, stretches
from extract.sheet import Piece
from extract.signs import without_sign

_GONE = frozenset(w(name) for name in ("del", "moveFrom", "rt", "pPr", "rPr", "sectPr", "sdtPr", "tblPr", "trPr"))
"""What is not printed: deletions, what was moved away, the small type of ruby, and properties."""
_SPACES = frozenset({w("tab"), w("ptab")})
_BREAKS = frozenset({w("br"), w("cr")})
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_SYMBOLS: Mapping[str, str] = {
    "E0": "→", "DF": "←", "E8": "➔", "F0": "⇨", "FC": "✓", "FE": "☑", "6F": "☐", "A8": "☐", "4A": "☺", "4C": "☹",
}  # fmt: skip
"""Characters of Wingdings that word processors put in by themselves, by the end of their private code."""
_MOST_SPAN = 200


class Body:
    """A reader of the parts of one document, which share its styles, its notes and the state of its fields."""

    def __init__(self, styles: Styles, notes: Notes, headings: Headings) -> None:
        """Keep what the text refers to."""
        self._styles, self._notes, self._headings = styles, notes, headings
        self._fields: list[bool] = []
        self._carried: list[Part] = []

    def pieces(self, element: etree._Element) -> Iterator[Piece]:
        """Yield the pieces in a body, a cell, a note or a text box."""
        for child in element:
            if child.tag == w("p"):
                yield from self._paragraph(child)
            elif child.tag == w("tbl"):
                yield from table_pieces([self._row(row) for row in _rows(child)])
            elif child.tag == ALTERNATIVES:
                yield from self.pieces(_chosen(child))
            elif child.tag not in _GONE:
                yield from self.pieces(child)

    def _row(self, row: etree._Element) -> list[Cell]:
        """Return the cells of a row; what is covered by a merged cell is empty."""
        cells: list[Cell] = [()] * min(_MOST_SPAN, number_of(row, "trPr", "gridBefore") or 0)
        for cell in _cells(row):
            is_covered = value_of(cell, "tcPr", "vMerge") in ("", "continue")
            span = min(_MOST_SPAN, number_of(cell, "tcPr", "gridSpan") or 1)
            cells += [() if is_covered else tuple(self.pieces(cell)), *[()] * (span - 1)]
        return cells

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Piece]:
        properties = paragraph.find(w("pPr"))
        boxes: list[etree._Element] = []
        is_hidden = self._styles.is_hidden(value_of(properties, "pStyle"))
        parts = [*self._carried, *self._parts(paragraph, is_hidden, boxes)]
        self._carried = []
        while self._fields and not self._fields[-1]:
            self._fields.pop()
        if _is_joined_to_next(properties):
            self._carried = parts
        else:
            yield from self._piece(paragraph, properties, parts)
        for box in boxes:
            yield from self.pieces(box)

    def _piece(
        self, paragraph: etree._Element, properties: etree._Element | None, parts: list[Part]
    ) -> Iterator[Piece]:
        usual = self._styles.role_of(properties)
        if usual[0] == "paragraph":
            usual = self._headings.get(paragraph, usual)
        found = stretches(parts) if usual[0] == "paragraph" else [parts]
        lead = self._headings.get((paragraph, 0), usual) if len(found) > 1 else usual
        for number, stretch in enumerate(found):
            role, level = usual if number else lead
            text, marks = assemble(stretch)
            if text or marks:
                piece = Piece(role=role, text=text, level=level, marks=marks)
                yield without_sign(piece) if role == "paragraph" else piece

    def _parts(self, element: etree._Element, is_hidden: bool, boxes: list[etree._Element]) -> Iterator[Part]:
        """Yield the text in a paragraph or a part of it; the text boxes that hang on it are put by."""
        is_custom = False
        for child in element:
            tag = child.tag
            if tag == w("r"):
                yield from self._parts(child, self._is_run_hidden(child, is_hidden), boxes)
            elif tag == w("fldChar"):
                self._step(child)
            elif tag == w("txbxContent"):
                boxes.append(child)
            elif tag == ALTERNATIVES:
                yield from self._parts(_chosen(child), is_hidden, boxes)
            elif tag in _NOTES and not is_hidden:
                mark = self._notes.refer(_NOTES[str(tag)], child, _rest(child))
                is_custom = mark.is_custom
                yield Reference(mark.text)
            elif not is_custom and tag not in _GONE:
                yield from self._words(child, is_hidden, boxes)

    def _words(self, element: etree._Element, is_hidden: bool, boxes: list[etree._Element]) -> Iterator[Part]:
        if element.tag not in (w("t"), MATH_TEXT) and len(element):
            yield from self._parts(element, is_hidden, boxes)
        elif not is_hidden and all(self._fields):
            yield _printed(element)

    def _is_run_hidden(self, run: etree._Element, is_hidden: bool) -> bool:
        own = is_on(run, "rPr", "vanish")
        style = value_of(run, "rPr", "rStyle")
        return own if own is not None else is_hidden or (style is not None and self._styles.is_hidden(style))

    def _step(self, character: etree._Element) -> None:
        """Follow a field from its instruction, which is not printed, to its result, which is (part 1, 17.16.18)."""
        kind = character.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()


def _printed(element: etree._Element) -> str:
    tag = element.tag
    if tag in (w("t"), MATH_TEXT):
        return element.text or ""
    if tag in _SPACES:
        return " "
    if tag in _BREAKS:
        return BREAK
    if tag == w("noBreakHyphen"):
        return "-"
    return _SYMBOLS.get(element.get(w("char"), "")[-2:].upper(), "") if tag == w("sym") else ""


def _rest(reference: etree._Element) -> str:
    """Return the text after a reference in its run, which is its mark where the writer chose that."""
    return "".join(each.text or "" for each in reference.itersiblings(w("t")))


def _chosen(alternatives: etree._Element) -> etree._Element:
    """Return the first alternative that holds text, so that a text box that is there in two forms is read once."""
    forms = [child for child in alternatives if child.tag in (CHOICE, FALLBACK)]
    return next((form for form in forms if next(form.iter(w("t")), None) is not None), alternatives)


def _is_joined_to_next(properties: etree._Element | None) -> bool:
    """Tell whether the end of a paragraph is a tracked deletion."""
    if properties is None:
        return False
    return any(properties.find(path("rPr", name)) is not None for name in ("del", "moveFrom"))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == w("tr"):
            if child.find(path("trPr", "del")) is None:
                yield child
        elif child.tag not in _GONE:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == w("tc"):
            if child.find(path("tcPr", "cellDel")) is None:
                yield child
        elif child.tag not in _GONE:
            yield from _cells(child)
