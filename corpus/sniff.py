"""The media type of bytes, read from the bytes themselves: names and headers of sources are often wrong."""

from __future__ import annotations

import io
import re
import zipfile

PDF = "application/pdf"
HTML = "text/html"
TEXT = "text/plain"
RTF = "application/rtf"
DOC = "application/msword"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
EPUB = "application/epub+zip"
ZIP = "application/zip"
OLE = "application/x-ole-storage"
EMPTY = "application/x-empty"
UNKNOWN = "application/octet-stream"

_PDF_WITHIN = 1024
"""Readers of PDF accept a header after this many bytes of junk (ISO 32000-1, annex H, note 13)."""
_HEAD = 4096
_OFFICE = {"word/document.xml": DOCX, "ppt/presentation.xml": PPTX, "xl/workbook.xml": XLSX}
_OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+"
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|main|article|h[1-6]|div|p|table|ul|ol)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
_LATER_HTML = re.compile(r"\s*<.*?<html[\s>]", re.IGNORECASE | re.DOTALL)
_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def sniff(content: bytes) -> str:
    """Return the media type of these bytes; `application/octet-stream` when it is none that is known here."""
    if not content:
        return EMPTY
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return PDF
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(content)
    if content.startswith(_OLE_SIGNATURE):
        return DOC if _WORD_STREAM in content else OLE
    if content.startswith(b"{\\rtf"):
        return RTF
    return _sniff_text(content)


def _sniff_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = [media_type for name, media_type in _OFFICE.items() if name in archive.namelist()]
            return found[0] if found else _declared(archive)
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, OSError):
        # Cut off before its table of contents: the name in front of each member still tells what it was.
        return next((media_type for name, media_type in _OFFICE.items() if name.encode() in content), ZIP)


def _declared(archive: zipfile.ZipFile) -> str:
    """Return the type that the member `mimetype` of OpenDocument and EPUB names (OpenDocument 1.3, part 2, 3.3)."""
    stored = [item for item in archive.infolist() if item.filename == "mimetype" and not item.flag_bits & 1]
    if not stored or stored[0].compress_type != zipfile.ZIP_STORED:
        return ZIP
    with archive.open(stored[0]) as member:
        declared = member.read(200).decode("ascii", "replace").strip()
    return declared if declared in (ODT, EPUB) else ZIP


def _sniff_text(content: bytes) -> str:
    mark = next((mark for mark in _MARKS if content.startswith(mark)), b"")
    encoding = _MARKS.get(mark, "latin-1")
    head = content[len(mark) : _HEAD].decode(encoding, "replace")
    if _HTML.match(head) or _LATER_HTML.match(head):
        return HTML
    return UNKNOWN if _CONTROLS.search(head) else TEXT
