"""A PDF as a whole: opening it, and its pages as sheets once what repeats on them is known."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager

from corpus.issues import Unreadable
from corpus.limits import long_work
from corpus.records import Issue
from extract.pdf.arrange import arrange, join_pages, move_captions
from extract.pdf.blocks import make_lumps, usual_pitches
from extract.pdf.furniture import without_furniture
from extract.pdf.hyphens import join, vocabulary
from extract.pdf.leads import join_leads
from extract.pdf.lines import Line
from extract.pdf.opening import ANEW, open_pdf
from extract.pdf.outline import read_outline
from extract.pdf.pages import RawPage, read_page
from extract.pdf.parting import part_lines
from extract.pdf.roles import Told, tell_roles
from extract.pdf.scans import can_recognise
from extract.pdf.styles import Leaf
from extract.pdf.tables import find_tables
from extract.pdf.tagged import TagReader
from extract.pdf.widths import Widths
from extract.pdf.words import NO_FRAME
from extract.sheet import Box, Mark, Piece, Place, Sheet

_PAGE_S = 0.25
"""Seconds that a page may take on average in a long document: most take a tenth of that."""
_OCR = "Install it (apt install tesseract-ocr-nld) and read the document again"


def read_pdf(content: bytes, subject: str) -> Iterator[Sheet | Issue]:
    """Yield a sheet for each page, and an issue for each page that has no readable text."""
    with _without_collection():
        sheets = list(_read(content, subject))
    yield from sheets


@contextmanager
def _without_collection() -> Iterator[None]:
    """Put off the search for garbage in cycles: a document makes none, and many objects to search."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(content: bytes, subject: str) -> Iterator[Sheet | Issue]:
    document, loss = open_pdf(content, subject)
    with closing(document):
        long_work(_PAGE_S * len(document))
        outline = read_outline(document)
        tags, widths = TagReader(document), Widths()
        raw = [read_page(document, index, tags, widths) for index in range(len(document))]
    if not raw:
        raise Unreadable(subject, "it has no pages", "Download it again")
    if loss:
        yield loss
    heights = [page.frame.height for page in raw]
    pages = without_furniture([page.lines if page.is_readable else [] for page in raw], heights)
    pages = [join_leads(part_lines(lines)) for lines in pages]
    known = vocabulary(line.text for lines in pages for line in lines)
    pitches = usual_pitches(pages)
    lumps = [
        make_lumps(*find_tables(lines, page.rulings, page.frame, known), pitches)
        for lines, page in zip(pages, raw, strict=True)
    ]
    leaves = [
        Leaf(number, found, page.frame.width, page.frame.height, page.rulings, page.tags)
        for number, (page, found) in enumerate(zip(raw, lumps, strict=True), 1)
    ]
    arranged = [
        arrange([_piece(each, number, known) for each in told], known)
        for number, told in enumerate(tell_roles(leaves, outline), 1)
    ]
    for number, (page, pieces) in enumerate(zip(raw, move_captions(join_pages(arranged, known)), strict=True), 1):
        if not page.is_readable and page.may_hold_text:
            yield _without_text(subject, number, page)
        yield Sheet(
            number=number, method=page.method, pieces=pieces, quality=page.quality and round(page.quality, 3),
            width=round(page.frame.width, 1) or None, height=round(page.frame.height, 1) or None,
        )  # fmt: skip


def _without_text(subject: str, number: int, page: RawPage) -> Issue:
    if page.frame is NO_FRAME:
        problem, remedy = "it is damaged", ANEW
    elif page.failure:
        problem, remedy = f"it has no text, and {page.failure}", "Look at the page, and type over what matters"
    elif can_recognise():
        problem, remedy = "it has no text, and none is recognised in its picture", "Look whether it has any"
    else:
        problem, remedy = "it has no text, and tesseract with Dutch is not installed", _OCR
    return Issue(severity="warning", subject=f"{subject}, page {number}", problem=problem, remedy=remedy)


def _piece(told: Told, number: int, known: Mapping[str, int]) -> Piece:
    lump, role = told.lump, told.role
    box = _rounded(lump.box)
    if lump.rows:
        return Piece(role=role, rows=lump.rows, box=box)
    if role == "table":
        return Piece(role=role, text="\n".join(_row(line) for line in lump.lines), box=box)
    text, starts = join([line.text for line in lump.lines], known)
    lines = lump.lines
    places = tuple([Place(start, number, _rounded(line.box)) for start, line in zip(starts, lines, strict=True)])
    marks = tuple(
        [
            Mark(start + mark.start, mark.text)
            for start, line in zip(starts, lines, strict=True)
            if line.marks
            for mark in line.marks
        ]
    )
    return Piece(role=role, text=text, level=told.level, box=box, places=places, marks=marks, mark=told.mark)


def _rounded(box: Sequence[float]) -> Box:
    left, bottom, right, top = box
    return round(left, 1), round(bottom, 1), round(right, 1), round(top, 1)


def _row(line: Line) -> str:
    return " | ".join(line.text_of(cell) for cell in line.cells)
