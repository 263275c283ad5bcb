"""PPTX: the text of a presentation, a sheet for each slide, read through python-pptx."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pptx
from lxml import etree
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER
from pptx.exc import PythonPptxError

from corpus import sniff
from corpus.issues import Unreadable
from corpus.records import Issue
from extract.archive import XML_LIMIT, open_archive, parse_xml
from extract.cells import table_pieces
from extract.marked import BREAK, Part, assemble, stretches
from extract.sheet import Box, Piece, Role, Sheet, clean
from extract.signs import without_sign

MEDIA_TYPES = (sniff.PPTX,)
METHOD = "pptx"

_DAMAGE = (PythonPptxError, etree.LxmlError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, AttributeError,
           TypeError, IndexError, EOFError, NotImplementedError, RecursionError, OSError, AssertionError)  # fmt: skip
"""What python-pptx raises on files that are not as they should be."""
_TITLES = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE})
_COVER = frozenset({PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE})
"""Placeholders of a first slide that make it one with the title of the document."""
_FURNITURE = frozenset({PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER})
_BODIES = frozenset({PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.VERTICAL_BODY})
_POINT = 12_700
"""English Metric Units, in which places are given (ISO/IEC 29500, part 1, 20.1.10.16)."""
_ROW = 18
"""Points: shapes of which the tops differ less than this stand beside each other."""
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read_sheets(content: bytes, media_type: str, subject: str) -> Iterator[Sheet | Issue]:
    """Yield a sheet for each slide, its notes last; raise Unreadable where the file is damaged."""
    yield from read_slides(content, subject, METHOD)


def read_slides(content: bytes, subject: str, method: str) -> Iterator[Sheet]:
    """Yield the sheets of a presentation; slides that are hidden count as slides, and are left out."""
    archive = open_archive(content, subject)
    parts = (member for member in archive.infolist() if member.filename.endswith((".xml", ".rels")))
    if sum(member.file_size for member in parts) > 4 * XML_LIMIT:
        raise Unreadable(subject, "it holds too much XML", "Save it in parts, or as PDF")
    try:
        presentation = pptx.Presentation(io.BytesIO(content))
        size = (presentation.slide_width or 0) / _POINT, (presentation.slide_height or 0) / _POINT
        for number, slide in enumerate(presentation.slides, 1):
            if slide.element.get("show", "1") not in ("0", "false"):
                yield Sheet(
                    number=number, method=method, pieces=tuple(_slide_pieces(slide, number, size[1])),
                    width=size[0], height=size[1],
                )  # fmt: skip
    except _DAMAGE as error:
        remedy = "Open it in PowerPoint or LibreOffice and save it anew, or as PDF"
        raise Unreadable(subject, "its parts are damaged or missing", remedy) from error


def _slide_pieces(slide: Any, number: int, height: float) -> Iterator[Piece]:
    """Yield the title, what stands below it in reading order, and what the speaker's notes say."""
    title = slide.shapes.title
    if title is not None and not _is_hidden(title):
        is_cover = number == 1 and any(_kind(shape) in _COVER for shape in slide.shapes)
        yield from _title(title, is_cover, height)
    shapes = [shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id]
    for shape in _in_order(shapes):
        box = _box(shape, height)
        yield from (replace(piece, box=box) for piece in _shape_pieces(shape, number))
    yield from _alternative_pieces(slide.shapes.element)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        yield from _text_pieces(slide.notes_slide.notes_text_frame, "paragraph")


def _kind(shape: Any) -> Any:
    return shape.placeholder_format.type if shape.is_placeholder else None


def _title(shape: Any, is_cover: bool, height: float) -> Iterator[Piece]:
    """Yield the title of a slide: that of the document on a cover, else a heading."""
    text = clean(" ".join(shape.text_frame.text.split()))
    if text:
        role: Role = "title" if is_cover else "heading"
        yield Piece(role=role, text=text, level=None if is_cover else 1, box=_box(shape, height))


def _in_order(shapes: Sequence[Any]) -> list[Any]:
    """Return shapes as they are read: as they lie upon each other, or by place where that goes back up the slide."""
    placed = [shape for shape in shapes if shape.top is not None and shape.left is not None]
    if not any(_goes_back(*pair) for pair in pairwise(placed)):
        return list(shapes)
    rows: list[list[Any]] = []
    for shape in sorted(placed, key=lambda each: (each.top, each.left)):
        if rows and shape.top - rows[-1][0].top < _ROW * _POINT:
            rows[-1].append(shape)
        else:
            rows.append([shape])
    in_rows = [shape for row in rows for shape in sorted(row, key=lambda each: each.left)]
    return [*(shape for shape in shapes if shape.top is None or shape.left is None), *in_rows]


def _goes_back(shape: Any, after: Any) -> bool:
    """Tell whether the next shape stands above one, or before it on the same height."""
    is_level = abs(after.top - shape.top) < _ROW * _POINT
    is_above = after.top < shape.top and not is_level
    return bool(is_above or is_level) and bool(after.left < shape.left + (shape.width or 0) // 2)


def _shape_pieces(shape: Any, number: int) -> Iterator[Piece]:
    kind = _kind(shape)
    if kind in _FURNITURE or _is_hidden(shape):
        return
    if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
        yield from (piece for each in _in_order(list(shape.shapes)) for piece in _shape_pieces(each, number))
    elif getattr(shape, "has_table", False):
        yield from table_pieces([[_cell(cell) for cell in row.cells] for row in shape.table.rows])
    elif getattr(shape, "has_chart", False):
        yield from _chart_pieces(shape.chart)
    elif shape.has_text_frame:
        is_subtitle = kind == PP_PLACEHOLDER.SUBTITLE and number == 1
        role: Role = "title" if is_subtitle else "list_item" if kind in _BODIES else "paragraph"
        yield from _text_pieces(shape.text_frame, role)
    else:
        yield from _diagram_pieces(shape)


def _text_pieces(frame: Any, usual: Role) -> Iterator[Piece]:
    """Yield the paragraphs of a shape, or its list items: those with a bullet, be it that of the layout."""
    for paragraph in frame.paragraphs:
        properties = paragraph._p.find(f"{_DRAWING}pPr")
        role, level = _role(properties, usual, paragraph.level)
        parts = list(_parts(paragraph._p))
        for stretch in stretches(parts) if role == "paragraph" else (parts,):
            text, _ = assemble(stretch)
            if text:
                piece = Piece(role=role, text=text, level=level)
                yield without_sign(piece) if role == "paragraph" else piece


def _role(properties: Any, usual: Role, level: int) -> tuple[Role, int | None]:
    if usual == "title":
        return "title", 2
    signs = [] if properties is None else [etree.QName(each).localname for each in properties]
    has_sign = usual == "list_item" or any(sign in ("buChar", "buAutoNum", "buBlip") for sign in signs)
    return ("list_item", level + 1) if has_sign and "buNone" not in signs else ("paragraph", None)


def _parts(paragraph: Any) -> Iterator[Part]:
    for child in paragraph:
        if child.tag == f"{_DRAWING}br":
            yield BREAK
        elif child.tag in (f"{_DRAWING}r", f"{_DRAWING}fld") and not _is_furniture(child):
            yield child.findtext(f"{_DRAWING}t") or ""


def _is_furniture(field: Any) -> bool:
    return str(field.get("type", "")).startswith(("slidenum", "datetime"))


def _cell(cell: Any) -> tuple[Piece, ...]:
    return () if cell.is_spanned else tuple(_text_pieces(cell.text_frame, "paragraph"))


def _chart_pieces(chart: Any) -> Iterator[Piece]:
    """Yield the title of a chart; its numbers are a picture to who reads the slide."""
    if chart.has_title and chart.chart_title.has_text_frame:
        text = clean(" ".join(chart.chart_title.text_frame.text.split()))
        yield from [Piece(role="caption", text=text)] if text else []


def _diagram_pieces(shape: Any) -> Iterator[Piece]:
    """Yield the texts of a diagram (SmartArt), whose data stand in a part of their own."""
    relations = next(shape.element.iter(f"{_DIAGRAM}relIds"), None)
    if relations is None:
        return
    data = parse_xml(shape.part.related_part(relations.get(f"{_RELATION}dm")).blob, shape.name)
    for point in data.iter(f"{_DIAGRAM}pt"):
        if point.get("type", "node") in ("node", "asst"):
            for paragraph in point.iter(f"{_DRAWING}p"):
                text, _ = assemble(_parts(paragraph))
                yield from [Piece(role="list_item", text=text, level=1)] if text else []


def _alternative_pieces(tree: Any) -> Iterator[Piece]:
    """Yield the text of shapes that stand in two forms, such as those with formulas, which python-pptx passes over."""
    for each in tree.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"):
        form = next((form for form in each if next(form.iter(f"{_DRAWING}t"), None) is not None), None)
        for paragraph in () if form is None else form.iter(f"{_DRAWING}p"):
            text, _ = assemble(f"{part.text or ''}" for part in paragraph.iter(f"{_DRAWING}t", _MATH_TEXT))
            yield from [Piece(role="paragraph", text=text)] if text else []


def _is_hidden(shape: Any) -> bool:
    properties = next(shape.element.iter("{*}cNvPr"), None)
    return properties is not None and properties.get("hidden") in ("1", "true")


def _box(shape: Any, height: float) -> Box:
    """Return the box of a shape in points, from the lower left corner; none where it has no place of its own."""
    if None in (shape.left, shape.top, shape.width, shape.height):
        return ()
    left, top = shape.left / _POINT, height - shape.top / _POINT
    box = (left, top - shape.height / _POINT, left + shape.width / _POINT, top)
    return tuple(round(side, 1) for side in box)
