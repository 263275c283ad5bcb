"""Renders a transcript of the example as a Word document whose bytes depend on its content alone."""

import io
from datetime import UTC, datetime, time
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from corpus.example.markup import read_spans
from corpus.example.sources import Document, Unit

BAGGAGE = ("/stylesWithEffects", "/customXml", "/thumbnail")
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip archive can name."""


def fix_archive(content: bytes) -> bytes:
    """The same archive with one fixed date for all its members.

    They are stored uncompressed, since deflate differs between builds of zlib.
    """
    fixed = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as archive, ZipFile(fixed, "w", ZIP_STORED) as copy:
        for name in sorted(archive.namelist()):
            member = ZipInfo(name, date_time=EPOCH)
            member.create_system = 3
            copy.writestr(member, archive.read(name))
    return fixed.getvalue()


def drop_baggage(word: WordDocument) -> None:
    """Removes what the blank document of python-docx brings along and no transcript uses: 90 % of its bytes."""
    for style in list(word.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Table Grid", "Normal Table"):
            style.delete()
    for relations in (word.part.rels, word.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(BAGGAGE)]:
            del relations[key]


def set_language(word: WordDocument) -> None:
    """Makes Dutch the language of all text."""
    properties = word.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "nl-NL")
    properties.append(language)


def add_spans(paragraph: Paragraph, markup: str) -> None:
    """Appends a text with its emphasis; the format has no footnotes in transcripts."""
    for style, words in read_spans(markup):
        run = paragraph.add_run(words)
        run.bold, run.italic = style == "strong" or None, style == "emph" or None


def add_unit(word: WordDocument, unit: Unit) -> None:
    """Appends a unit: a speaker's turn, a heading, a list, a table or a quotation."""
    if unit.kind == "heading":
        word.add_heading(unit.text, level=unit.level)
    elif unit.kind == "table":
        if unit.caption:
            word.add_paragraph(unit.caption, style="Caption")
        table = word.add_table(rows=len(unit.rows), cols=len(unit.rows[0]), style="Table Grid")
        for row, cells in zip(table.rows, unit.rows, strict=True):
            for cell, markup in zip(row.cells, cells, strict=True):
                add_spans(cell.paragraphs[0], markup)
    else:
        style = {"list": "List Bullet", "quote": "Quote"}.get(unit.kind, "Normal")
        for (markup,) in unit.rows:
            paragraph = word.add_paragraph(style=style)
            if unit.label:
                paragraph.add_run(f"{unit.label}: ").bold = True
            add_spans(paragraph, markup)


def render_docx(document: Document) -> bytes:
    """The DOCX of a transcript: title, publisher and date, the notice of fiction, then the turns."""
    word = docx.Document()
    drop_baggage(word)
    set_language(word)
    word.styles["Normal"].font.name = "Calibri"
    word.styles["Normal"].paragraph_format.space_after = Pt(8)
    moment = datetime.combine(document.date, time(12), tzinfo=UTC).replace(tzinfo=None)
    properties = word.core_properties
    properties.title, properties.author = document.title, document.publisher
    properties.last_modified_by, properties.comments = document.publisher, ""
    properties.created = properties.modified = moment
    properties.language = "nl-NL"
    word.add_heading(document.title, level=0)
    if document.subtitle:
        word.add_paragraph(document.subtitle, style="Subtitle")
    word.add_paragraph(f"{document.publisher}, {document.date_text}", style="Subtitle")
    fiction, *turns = document.units
    word.add_paragraph(fiction.text, style="Intense Quote")
    for unit in turns:
        add_unit(word, unit)
    saved = io.BytesIO()
    word.save(saved)
    return fix_archive(saved.getvalue())
