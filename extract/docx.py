"""DOCX: the text of a Word document as one sheet, read through mammoth."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import mammoth
from lxml.html import HtmlElement

from corpus import sniff
from corpus.issues import Unreadable
from corpus.records import Issue
from extract.archive import open_archive, read_member
from extract.markup import parse, pieces_of
from extract.sheet import Piece, Sheet

MEDIA_TYPES = (sniff.DOCX,)
METHOD = "docx"
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"
_NOTES = "//li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]"
_REFERENCES = "//sup[a[starts-with(@href, '#footnote-') or starts-with(@href, '#endnote-')]]"
_BACK = "//a[starts-with(@href, '#footnote-ref') or starts-with(@href, '#endnote-ref')]"


def read_sheets(content: bytes, media_type: str, subject: str) -> Iterator[Sheet | Issue]:
    """Yield one sheet; raise Unreadable if the archive or its XML is damaged."""
    read_member(open_archive(content, subject), "word/document.xml", subject)
    root = parse(f"<html><body>{_html(content, subject)}</body></html>")
    notes = [_note(element) for element in root.xpath(_NOTES)]
    pieces = tuple(pieces_of(_without_notes(root)))
    yield Sheet(number=1, method=METHOD, pieces=(*pieces, *notes))


def _html(content: bytes, subject: str) -> str:
    try:
        result = mammoth.convert_to_html(io.BytesIO(content), style_map=_STYLES, convert_image=_no_image)
    except (ValueError, KeyError, AttributeError, IndexError, zipfile.BadZipFile, SyntaxError) as error:
        raise Unreadable(subject, "its XML is damaged", "Open it in Word and save it anew") from error
    return str(result.value)


def _no_image(image: Any) -> list[Any]:
    return []


def _note(element: HtmlElement) -> Piece:
    text = " ".join(element.text_content().replace("↑", "").split())
    return Piece(role="footnote", text=text)


def _without_notes(root: HtmlElement) -> HtmlElement:
    for path in (_NOTES, _REFERENCES, _BACK):
        for element in root.xpath(path):
            element.drop_tree()
    return root
