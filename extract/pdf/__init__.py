"""PDF: pages of pieces from the text layer, read through pdfium."""

from __future__ import annotations

from collections.abc import Iterator

from corpus import sniff
from corpus.records import Issue
from extract.pdf.document import read_pdf
from extract.sheet import Sheet

MEDIA_TYPES = (sniff.PDF,)


def read_sheets(content: bytes, media_type: str, subject: str) -> Iterator[Sheet | Issue]:
    """Yield a sheet for each page, and an issue for each page without text; raise Unreadable if it cannot be opened."""
    return read_pdf(content, subject)
