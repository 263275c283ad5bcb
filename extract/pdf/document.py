"""A PDF as a whole: opening it, and its pages as sheets once what repeats on them is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c

from corpus.issues import Unreadable
from corpus.records import Issue
from extract.pdf.aligned import find_aligned
from extract.pdf.arrange import arrange
from extract.pdf.blocks import Lump, make_lumps, usual_pitches
from extract.pdf.furniture import without_furniture
from extract.pdf.grids import Grid, find_grids
from extract.pdf.hyphens import join_lines, vocabulary
from extract.pdf.lines import Line, make_lines
from extract.pdf.roles import Type, read_type, role_of
from extract.pdf.rulings import Ruling, read_rulings
from extract.pdf.words import NO_FRAME, Frame, read_words
from extract.sheet import Piece, Sheet

METHOD = "tekstlaag"
_FEWEST_LETTERS = 12
"""A page with fewer letters has no text to speak of."""
_FEW_LINES = 20
"""Rules and frames of an otherwise empty page; letters drawn as outlines are more."""
_OCR = "Make the PDF searchable with a text recogniser, such as ocrmypdf -l nld, and add it again"
_REMEDIES = {
    pdfium_c.FPDF_ERR_PASSWORD: ("it asks for a password", "Ask the publisher for a copy without one"),
    pdfium_c.FPDF_ERR_SECURITY: ("its encryption is of an unknown kind", "Ask the publisher for a copy without it"),
    pdfium_c.FPDF_ERR_FORMAT: ("it is a damaged or truncated PDF", "Download it again, or save it anew from a viewer"),
}


@dataclass(frozen=True)
class RawPage:
    """A page as read: its lines in stream order, rulings, frame, and count of characters without meaning."""

    lines: list[Line]
    rulings: list[Ruling]
    frame: Frame
    unreadable_count: int = 0
    has_picture: bool = False

    @property
    def is_readable(self) -> bool:
        """Tell whether there is text, and most of it has a meaning."""
        letters = sum(character.isalpha() for line in self.lines for character in line.text)
        return letters >= _FEWEST_LETTERS and letters >= self.unreadable_count

    @property
    def may_hold_text(self) -> bool:
        """Tell whether there is anything in which text could be recognised; a blank page has nothing."""
        return self.frame is NO_FRAME or self.unreadable_count > 0 or self.has_picture


def read_pdf(content: bytes, subject: str) -> Iterator[Sheet | Issue]:
    """Yield a sheet for each page, and an issue for each page that has no readable text."""
    with closing(_open(content, subject)) as document:
        raw = [_read_page(document, index) for index in range(len(document))]
    if not raw:
        raise Unreadable(subject, "it has no pages", "Download it again")
    heights = [page.frame.height for page in raw]
    pages = without_furniture([page.lines if page.is_readable else [] for page in raw], heights)
    known = vocabulary(line.text for lines in pages for line in lines)
    pitches = usual_pitches(pages)
    lumps = [make_lumps(lines, _grids(lines, page), pitches) for lines, page in zip(pages, raw, strict=True)]
    type_ = read_type(lumps)
    for number, (page, found) in enumerate(zip(raw, lumps, strict=True), 1):
        if not page.is_readable and page.may_hold_text:
            yield _without_text(subject, number, page)
        pieces = arrange([_piece(lump, type_, page.frame, known) for lump in found], known)
        yield Sheet(
            number=number, method=METHOD, pieces=pieces,
            width=round(page.frame.width, 1) or None, height=round(page.frame.height, 1) or None,
        )  # fmt: skip


def _grids(lines: Sequence[Line], page: RawPage) -> list[Grid]:
    ruled = find_grids(lines, page.rulings, page.frame.height)
    taken = {id(line) for grid in ruled for line in grid.lines}
    return [*ruled, *find_aligned([line for line in lines if id(line) not in taken])]


def _open(content: bytes, subject: str) -> Any:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        raise Unreadable(subject, *_REMEDIES.get(code, _REMEDIES[pdfium_c.FPDF_ERR_FORMAT])) from error


def _read_page(document: Any, index: int) -> RawPage:
    try:
        with closing(document[index]) as page:
            words, frame, unreadable = read_words(page)
            return RawPage(make_lines(words), read_rulings(page, frame), frame, unreadable, _has_picture(page))
    except pypdfium2.PdfiumError:
        return RawPage([], [], NO_FRAME)


def _has_picture(page: Any) -> bool:
    """Tell whether a page shows more than text and a few lines: an image, a form, a shading, or a drawing."""
    count = pdfium_c.FPDFPage_CountObjects(page)
    kinds = Counter(pdfium_c.FPDFPageObj_GetType(pdfium_c.FPDFPage_GetObject(page, n)) for n in range(count))
    lines_and_text = kinds[pdfium_c.FPDF_PAGEOBJ_TEXT] + min(kinds[pdfium_c.FPDF_PAGEOBJ_PATH], _FEW_LINES)
    return bool(count > lines_and_text)


def _without_text(subject: str, number: int, page: RawPage) -> Issue:
    problem, remedy = (
        ("it is damaged", _REMEDIES[pdfium_c.FPDF_ERR_FORMAT][1])
        if page.frame is NO_FRAME
        else ("it has no text and needs OCR", _OCR)
    )
    return Issue(severity="warning", subject=f"{subject}, page {number}", problem=problem, remedy=remedy)


def _piece(lump: Lump, type_: Type, frame: Frame, known: Counter[str]) -> Piece:
    role, level = role_of(lump, type_, frame.height)
    box = tuple(round(each, 1) for each in lump.box)
    if lump.rows:
        return Piece(role=role, rows=lump.rows, box=box)
    if role == "table":
        return Piece(role=role, text="\n".join(_row(line) for line in lump.lines), box=box)
    return Piece(role=role, text=join_lines([line.text for line in lump.lines], known), level=level, box=box)


def _row(line: Line) -> str:
    return " | ".join(line.text_of(cell) for cell in line.cells)
