"""Writes reports as Word documents, and has LibreOffice print them."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from tests.benchmarks.extract.model import Box, Fields, Figure, Grid, Heading, Items, Note, Paragraph, Report, Run, Unit

SOFFICE = shutil.which("soffice") or ""
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


@dataclass(frozen=True, kw_only=True)
class Word:
    """How a Word document is set."""

    columns: int = 1
    font: str = "Liberation Serif"
    size: float = 11
    is_tagged: bool = False


class Writer:
    """Writes one report."""

    def __init__(self, report: Report, word: Word) -> None:
        self.report, self.word = report, word
        self.notes: list[Note] = []
        self.docx: Docx = Document()

    def write(self) -> bytes:
        """Return the document as DOCX."""
        self._styles()
        self._cover()
        self._section()
        for unit in self.report.units:
            self._unit(unit)
        self._footnotes()
        file = io.BytesIO()
        self.docx.save(file)
        return file.getvalue()

    def _styles(self) -> None:
        style = self.docx.styles["Normal"]
        style.font.name, style.font.size = self.word.font, Pt(self.word.size)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "nl-NL")
        style.element.get_or_add_rPr().append(language)
        hyphenation = OxmlElement("w:autoHyphenation")
        self.docx.settings.element.append(hyphenation)
        for level, size in enumerate((18, 14, 12) if self.word.columns == 1 else (14, 12, 11), 1):
            self.docx.styles[f"Heading {level}"].font.size = Pt(size)

    def _cover(self) -> None:
        report = self.report
        self.docx.add_paragraph(report.title, style="Title")
        if report.has_cover:
            for text in (report.subtitle, report.organisation, report.date):
                self.docx.add_paragraph(text)

    def _section(self) -> None:
        section = self.docx.sections[0]
        if self.report.has_cover:
            section = self.docx.add_section(WD_SECTION.NEW_PAGE)
        for each in self.docx.sections:
            each.page_width, each.page_height = Cm(21), Cm(29.7)
            each.left_margin = each.right_margin = Cm(2 if self.word.columns > 1 else 2.5)
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        section.header.paragraphs[0].text = self.report.header
        footer = section.footer.paragraphs[0]
        footer.add_run(f"{self.report.footer}\t\t" if self.report.footer else "\t\t")
        _add_page_number(footer)
        if self.word.columns > 1:
            columns = section._sectPr.find(qn("w:cols"))
            columns = columns if columns is not None else section._sectPr.makeelement(qn("w:cols"))
            columns.set(qn("w:num"), str(self.word.columns))
            columns.set(qn("w:space"), "400")

    def _unit(self, unit: Unit) -> None:
        match unit:
            case Heading():
                self.docx.add_heading(unit.text, unit.level)
            case Paragraph():
                paragraph = self._paragraph(unit.run, "Quote" if unit.style == "quote" else None)
                for run in paragraph.runs if unit.style == "lead" else ():
                    run.bold = True
            case Items():
                self._items(unit)
            case Grid():
                self._table(unit)
            case Figure():
                self.docx.add_paragraph(unit.caption, style="Caption")
            case Fields():
                self._fields(unit)
            case Box():
                self._box(unit)

    def _paragraph(self, run: Run, style: str | None = None, into: Any = None) -> Any:
        paragraph = (into or self.docx).add_paragraph(style=style)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if style is None else None
        for part in run:
            if isinstance(part, Note):
                self.notes.append(part)
                paragraph._p.append(_reference(len(self.notes)))
            else:
                paragraph.add_run(part)
        return paragraph

    def _items(self, unit: Items) -> None:
        number = self._restart() if unit.is_numbered else None
        for item in unit.items:
            kind = "List Number" if unit.is_numbered and not item.depth else "List Bullet"
            paragraph = self._paragraph(item.run, kind + (" 2" if item.depth else ""))
            if number is not None and not item.depth:
                paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number

    def _restart(self) -> int:
        """Return the id of a numbering that begins at 1 again."""
        numbering = self.docx.part.numbering_part.element
        style = self.docx.styles["List Number"].element
        used = style.pPr.numPr.numId.val
        abstract = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == used)
        num = numbering.add_num(abstract)
        num.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(num.numId)

    def _table(self, unit: Grid) -> None:
        if unit.caption and not unit.caption_below:
            self.docx.add_paragraph(unit.caption, style="Caption").paragraph_format.keep_with_next = True
        style = {"bordered": "Table Grid", "shaded": "Light Shading", "rules": "Light List", "bare": "Normal Table"}
        table = self.docx.add_table(len(unit.rows), len(unit.rows[0]), style=style[unit.style])
        for row, cells in zip(table.rows, unit.rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
                for run in cell.paragraphs[0].runs:
                    run.font.size = Pt(7.5 if self.word.columns > 1 else 9)
        self._widen(table, (unit.widths[0] + 1, *unit.widths[1:]))
        if unit.caption and unit.caption_below:
            self.docx.add_paragraph(unit.caption, style="Caption")
        else:
            self.docx.add_paragraph()

    def _fields(self, unit: Fields) -> None:
        table = self.docx.add_table(len(unit.fields), 2)
        for row, texts in zip(table.rows, unit.fields, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        self._widen(table, (1, 3))

    def _box(self, unit: Box) -> None:
        table = self.docx.add_table(1, 1, style="Table Grid")
        self._widen(table, (1,))
        cell = table.cell(0, 0)
        cell.paragraphs[0].add_run(unit.title).bold = True
        for paragraph in unit.paragraphs:
            self._paragraph(paragraph.run, None, cell)
        self.docx.add_paragraph()

    def _widen(self, table: Any, shares: Sequence[int]) -> None:
        """Give the columns of a table their shares of the room that a column of text has."""
        room = 16 if self.word.columns == 1 else 17 / self.word.columns - 0.7
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Cm(room * share / sum(shares))
            for cell in column.cells:
                cell.width = Cm(room * share / sum(shares))

    def _footnotes(self) -> None:
        written = "".join(_footnote(number, note) for number, note in enumerate(self.notes, 1))
        xml = f"<w:footnotes {nsdecls('w')}>{_SEPARATORS}{written}</w:footnotes>"
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode(), self.docx.part.package)
        self.docx.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _superscript(kind: str) -> Any:
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    align = OxmlElement("w:vertAlign")
    align.set(qn("w:val"), "superscript")
    properties.append(align)
    run.append(properties)
    run.append(OxmlElement(kind))
    return run


def _reference(number: int) -> Any:
    run = _superscript("w:footnoteReference")
    run[-1].set(qn("w:id"), str(number))
    return run


def _footnote(number: int, note: Note) -> str:
    text = note.text.replace("&", "&amp;").replace("<", "&lt;")
    small = '<w:rPr><w:sz w:val="17"/></w:rPr>'
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    words = f'<w:r>{small}<w:t xml:space="preserve"> {text}</w:t></w:r>'
    return f'<w:footnote w:id="{number}"><w:p>{mark}{words}</w:p></w:footnote>'


def _add_page_number(paragraph: Any) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run = OxmlElement("w:r")
    run.append(OxmlElement("w:t"))
    field.append(run)
    paragraph._p.append(field)


def docx(report: Report, word: Word) -> bytes:
    """Return the report as Word document."""
    return Writer(report, word).write()


def libreoffice(report: Report, word: Word) -> bytes:
    """Return the report as PDF as LibreOffice prints it from Word."""
    untagged = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"false"}}'
    return _convert(docx(report, word), "pdf" if word.is_tagged else untagged, "pdf")


def converted(report: Report, word: Word, suffix: str) -> bytes:
    """Return the report in another format of office documents, as LibreOffice converts it from Word."""
    return _convert(docx(report, word), suffix, suffix)


def _convert(content: bytes, target: str, suffix: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.docx"
        path.write_bytes(content)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [SOFFICE, profile, "--headless", "--convert-to", target, "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return path.with_suffix(f".{suffix}").read_bytes()
