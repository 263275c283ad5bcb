"""A page of a PDF as read, before anything is known of the document: its lines, rulings and tags."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c

from extract.ocr import OcrFailed
from extract.pdf.lines import Line, make_lines
from extract.pdf.pdfium import objects_on
from extract.pdf.reading import open_text
from extract.pdf.rulings import Ruling, read_rulings
from extract.pdf.scans import THIN, reread
from extract.pdf.tables import may_hold_tables
from extract.pdf.tagged import NO_TAGS, TagReader, Tags
from extract.pdf.widths import Widths
from extract.pdf.words import NO_FRAME, Frame
from extract.quality import GOOD_ENOUGH, quality_of

METHOD, RECOGNISED = "tekstlaag", "ocr"
_FEWEST_LETTERS = 12
"""A page with fewer letters has no text to speak of."""
_FEW_LINES = 20
"""Rules and frames of an otherwise empty page; letters drawn as outlines are more."""


@dataclass(frozen=True)
class RawPage:
    """A page as read: its lines in stream order, rulings, frame, and count of characters without meaning."""

    lines: list[Line]
    rulings: list[Ruling]
    frame: Frame
    unreadable_count: int = 0
    has_picture: bool = False
    quality: float | None = None
    method: str = METHOD
    failure: str = ""
    """Why its text could not be recognised."""
    tags: Tags = NO_TAGS

    @cached_property
    def letter_count(self) -> int:
        """The number of letters."""
        return sum(_letters_in(line.text) for line in self.lines)

    @cached_property
    def is_readable(self) -> bool:
        """Tell whether there is text, and most of it has a meaning."""
        return self.has_letters(max(_FEWEST_LETTERS, self.unreadable_count))

    def has_letters(self, least: int) -> bool:
        """Tell whether there are at least so many letters."""
        return any(count >= least for count in accumulate(_letters_in(line.text) for line in self.lines))

    @property
    def may_hold_text(self) -> bool:
        """Tell whether there is anything in which text could be recognised; a blank page has nothing."""
        return self.frame is NO_FRAME or self.unreadable_count > 0 or self.has_picture


def _letters_in(text: str) -> int:
    return sum(map(str.isalpha, text))


def read_page(document: Any, index: int, tags: TagReader, widths: Widths) -> RawPage:
    """Return a page of a document of pypdfium2; one that cannot be read has no frame."""
    try:
        with closing(document[index]) as page:
            return _read(page, tags, widths)
    except pypdfium2.PdfiumError:
        return RawPage([], [], NO_FRAME)


def _read(page: Any, tags: TagReader, widths: Widths) -> RawPage:
    """Return a page as its text layer has it, or as it is recognised where that says more or is better."""
    raw = _read_layer(page, tags, widths)
    quality = quality_of(" ".join([line.text for line in raw.lines]), raw.unreadable_count)
    raw = replace(raw, quality=quality)
    if raw.is_readable and quality >= GOOD_ENOUGH and raw.has_letters(THIN):
        return raw
    raw = replace(raw, has_picture=_has_picture(page))
    if not raw.is_readable and not raw.may_hold_text:
        return replace(raw, quality=None)
    try:
        reading = reread(page, raw.letter_count, quality, is_readable=raw.is_readable)
    except OcrFailed as failure:
        return replace(raw, failure=str(failure))
    if reading is None:
        return raw
    rulings = read_rulings(page, reading.frame)
    return RawPage(make_lines(reading.words), rulings, reading.frame, 0, True, reading.quality, RECOGNISED)


def _read_layer(page: Any, tags: TagReader, widths: Widths) -> RawPage:
    with open_text(page, widths) as reader:
        text = reader.read()
        rulings = read_rulings(page, text.frame)
        if may_hold_tables(text.lines, rulings):
            reader.locate_words()
    return RawPage(text.lines, rulings, text.frame, text.unreadable_count, tags=tags.read(page, text.frame, text.lines))


def _has_picture(page: Any) -> bool:
    """Tell whether a page shows more than text and a few lines: an image, a form, a shading, or a drawing."""
    kinds = Counter(objects_on(page)[1])
    lines_and_text = kinds[pdfium_c.FPDF_PAGEOBJ_TEXT] + min(kinds[pdfium_c.FPDF_PAGEOBJ_PATH], _FEW_LINES)
    return kinds.total() > lines_and_text
