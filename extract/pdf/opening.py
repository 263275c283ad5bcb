"""Opening a PDF with pdfium, one that lost its end too, or saying why it cannot be opened."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium_c

from corpus.issues import Unreadable
from corpus.records import Issue
from extract.pdf.repair import mended

ANEW = "Download it again, or save it anew from a viewer"
_DAMAGED = ("it is a damaged or truncated PDF", ANEW)
_LOCKED = {
    pdfium_c.FPDF_ERR_PASSWORD: ("it asks for a password", "Ask the publisher for a copy without one"),
    pdfium_c.FPDF_ERR_SECURITY: ("its encryption is of an unknown kind", "Ask the publisher for a copy without it"),
}
_LOCK = b"/Encrypt"


def open_pdf(content: bytes, subject: str) -> tuple[Any, Issue | None]:
    """Return the document that these bytes are, and the issue of one that is opened though its end is missing.

    Raises Unreadable where it cannot be opened.
    """
    try:
        return pypdfium2.PdfDocument(content), None
    except pypdfium2.PdfiumError as error:
        # Where pdfium names no error of its own, the code is that of the document before it.
        locked = _LOCKED.get(error.err_code) if _LOCK in content else None
        if locked:
            raise Unreadable(subject, *locked) from error
        return _open_mended(content, subject, error)


def _open_mended(content: bytes, subject: str, error: Exception) -> tuple[Any, Issue]:
    whole = mended(content)
    if whole is None:
        raise Unreadable(subject, *_DAMAGED) from error
    try:
        document = pypdfium2.PdfDocument(whole)
    except pypdfium2.PdfiumError as second:
        raise Unreadable(subject, *_DAMAGED) from second
    problem = "its end is missing or damaged, and what comes before it is read"
    return document, Issue(severity="warning", subject=subject, problem=problem, remedy=ANEW)
