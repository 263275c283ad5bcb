"""What products in Word share."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from reports.packing import saved
from reports.products.word_files import FONT, add_line, new_document, repeat_header


def _made(**how: Any) -> bytes:
    document = new_document("Een titel", **how)
    add_line(document, "Kop", "Heading1")
    add_line(document, "Gewoon")
    table = document.add_table(rows=2, cols=1)
    repeat_header(table.rows[0])
    add_line(table.rows[1].cells[0], "In een cel", "Caption")
    return saved(document)


def test_equal_content_gives_equal_bytes_without_a_time() -> None:
    content = _made()
    assert content == _made()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert {each.date_time for each in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"python-docx" not in book.read("docProps/core.xml")


def test_styles_are_those_of_word_so_that_it_translates_them() -> None:
    document = Document(io.BytesIO(_made()))
    names = [str(getattr(line.style, "name", "")) for line in document.paragraphs]
    assert names[:2] == ["Heading 1", "Normal"]
    (cell,) = document.tables[0].columns[0].cells[1:]
    assert [line.text for line in cell.paragraphs] == ["", "In een cel"]
    for name in ("Normal", "Heading 1", "Title"):
        fonts = document.styles[name].element.rPr.find(qn("w:rFonts"))
        assert {value for key, value in fonts.attrib.items()} == {FONT}


def test_a_page_is_a4_upright_or_on_its_side() -> None:
    for is_wide, width in ((False, Cm(21)), (True, Cm(29.7))):
        section = Document(io.BytesIO(_made(is_wide=is_wide))).sections[0]
        assert section.page_width is not None and abs(section.page_width - width) < Cm(0.1)
        assert (section.orientation == 1) == is_wide
