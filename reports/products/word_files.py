"""What products in Word share: Dutch styles, and equal bytes for equal content."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

_MADE = datetime(2000, 1, 1)
"""Every document says that it was made then, so that equal rows give equal bytes."""
_BRAND, _SOFT = RGBColor(0x0D, 0x4A, 0x4F), RGBColor(0x4D, 0x5C, 0x60)
_SIZES = {"Title": 20.0, "Heading 1": 12.5, "Heading 2": 11.0}
FONT = "Calibri"


def new_document(title: str, *, margin_cm: float = 1.8, size_pt: float = 9.5, is_wide: bool = False) -> Any:
    """Return an empty A4 document in Dutch with a title in its properties; its styles are Word's own."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if is_wide else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(margin_cm))
    _style(document, size_pt)
    properties = document.core_properties
    properties.title, properties.language, properties.author = title, "nl-NL", "Kennissynthese"
    properties.comments, properties.created, properties.modified = "", _MADE, _MADE
    return document


def _style(document: Any, size_pt: float) -> None:
    for name, size, color in (("Normal", size_pt, None), *((name, size, _BRAND) for name, size in _SIZES.items())):
        style = document.styles[name]
        _font(style, size, color)
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.space_before = Pt(0 if name in ("Normal", "Title") else 7)
    document.styles["Normal"].paragraph_format.line_spacing = 1.05
    quote = document.styles["Quote"]
    _font(quote, size_pt, None)
    quote.paragraph_format.left_indent = Cm(0.6)
    quote.paragraph_format.space_after = Pt(0)
    quote.paragraph_format.keep_with_next = True
    _font(document.styles["List Bullet"], size_pt, None)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(1)
    _font(document.styles["Caption"], size_pt - 1, _SOFT)
    document.styles["Caption"].font.bold = False
    document.styles["Caption"].paragraph_format.space_after = Pt(3)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-NL")


def _font(style: Any, size: float, color: RGBColor | None) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    if color is not None:
        style.font.color.rgb = color


def add_line(to: Any, text: str = "", style: str = "") -> Any:
    """Return a new paragraph in a document or cell; by the id of its style, which is found faster than by its name."""
    line = to.add_paragraph(text)
    if style:
        line._p.get_or_add_pPr().get_or_add_pStyle().val = style
    return line


def repeat_header(row: Any) -> None:
    """Make a row the header of its table, on every page."""
    mark = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(mark)


def keep_whole(row: Any) -> None:
    """Let no row of a table go on on the next page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
