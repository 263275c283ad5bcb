"""PDFs for tests, set with typst, and what is read from them."""

from __future__ import annotations

import typst

from extract.pdf import document
from extract.sheet import Piece, Sheet

TEXT = "De raad stelt dat het wijkteam sneller werkt en dat inwoners dat merken. " * 6
BARE = "#set heading(bookmarked: false, outlined: false)\n"
"""Rules by which headings leave the outline."""


def pdf(body: str, *, rules: str = "", is_tagged: bool = False) -> bytes:
    """Return a PDF of a body in typst; without `is_tagged` it has no structure tree."""
    head = '#set text(lang: "nl", size: 10pt)\n#set page(width: 15cm, height: 20cm, margin: 2cm)\n'
    return typst.compile((head + rules + "\n" + body).encode(), format="pdf", pdf_tags=is_tagged)


def pieces_of(content: bytes) -> list[Piece]:
    """Return the pieces of all pages."""
    sheets = (each for each in document.read_pdf(content, "proef") if isinstance(each, Sheet))
    return [piece for sheet in sheets for piece in sheet.pieces]


def headings_of(content: bytes) -> list[tuple[int | None, str]]:
    """Return the level and text of each heading."""
    return [(piece.level, piece.text) for piece in pieces_of(content) if piece.role == "heading"]


def texts_of(content: bytes, role: str) -> list[str]:
    """Return the texts of the pieces with a role."""
    return [piece.text for piece in pieces_of(content) if piece.role == role]
