"""The media type of bytes, read from the bytes themselves: names and headers of sources are often wrong."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from corpus.ole import SIGNATURE, top_names

PDF = "application/pdf"
HTML = "text/html"
TEXT = "text/plain"
RTF = "application/rtf"
DOC = "application/msword"
PPT = "application/vnd.ms-powerpoint"
XLS = "application/vnd.ms-excel"
MSG = "application/vnd.ms-outlook"
LOCKED = "application/vnd.ms-office.encrypted"
"""An Office document behind a password."""
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD_XML = "application/vnd.ms-word.xml"
"""A Word document as one file of XML: that of 2003, or the flat form of Open XML."""
ODT = "application/vnd.oasis.opendocument.text"
FODT = "application/vnd.oasis.opendocument.text-flat-xml"
ODP = "application/vnd.oasis.opendocument.presentation"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
EPUB = "application/epub+zip"
MAIL = "message/rfc822"
MHTML = "multipart/related"
"""A web page with what belongs to it, saved in the form of a mail (RFC 2557)."""
ZIP = "application/zip"
OLE = "application/x-ole-storage"
EMPTY = "application/x-empty"
UNKNOWN = "application/octet-stream"

_DAMAGE = (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, EOFError, ValueError, zlib.error)
_PDF_WITHIN = 1024
"""Readers of PDF accept a header after this many bytes of junk (ISO 32000-1, annex H, note 13)."""
_HEAD = 4096
_OFFICE = {"word/document.xml": DOCX, "ppt/presentation.xml": PPTX, "xl/workbook.xml": XLSX}
_CONTENT_TYPES = "[Content_Types].xml"
_MAIN_TYPES = re.compile(
    rb"""ContentType\s*=\s*["']application/vnd\.[\w.-]*?(word|presentation|spreadsheet|ms-powerpoint|ms-excel)"""
    rb"""[\w.-]*?\.(?:document|template|slideshow|presentation|sheet)[\w.]*?main\+xml["']""",
    re.IGNORECASE,
)
_MAIN_KINDS = {
    b"word": DOCX, b"presentation": PPTX, b"ms-powerpoint": PPTX, b"spreadsheet": XLSX, b"ms-excel": XLSX,
}  # fmt: skip
_DECLARED = {ODT: ODT, f"{ODT}-template": ODT, f"{ODT}-master": ODT, ODP: ODP, ODS: ODS, EPUB: EPUB} | {
    f"{ODP}-template": ODP, f"{ODS}-template": ODS,
}  # fmt: skip
_STREAMS: Mapping[str, str] = {
    "EncryptedPackage": LOCKED, "WordDocument": DOC, "PowerPoint Document": PPT, "Workbook": XLS, "Book": XLS,
    "__properties_version1.0": MSG,
}  # fmt: skip
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+"
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|main|article|h[1-6]|div|p|table|ul|ol)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
_LATER_HTML = re.compile(r"\s*<.*?<html[\s>]", re.IGNORECASE | re.DOTALL)
_WORD_XML = re.compile(r"\s*<\?xml[^>]*>.*?<(?:\w+:)?(?:wordDocument|package)\s[^>]*microsoft\.com/office/", re.DOTALL)
_FODT = re.compile(r"\s*<\?xml[^>]*>.*?<office:document\s[^>]*opendocument\.text", re.DOTALL)
_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEADER = re.compile(r"(?:From \S[^\n]*\n)?((?:[!-9;-~]+:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+)(?:\n|\Z)")
_FIELD = re.compile(r"^([!-9;-~]+):", re.MULTILINE)
_WRITTEN = frozenset({"from", "to", "cc", "subject", "date", "sender"})
_BY_MACHINE = frozenset({"message-id", "mime-version", "received", "return-path", "content-type", "delivered-to"})
_RELATED = re.compile(r"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)


def sniff(content: bytes) -> str:
    """Return the media type of these bytes; `application/octet-stream` when it is none that is known here."""
    if not content:
        return EMPTY
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return PDF
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _sniff_zip(content)
    if content.startswith(SIGNATURE):
        return _sniff_ole(content)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:6].startswith(b"{\\rtf"):
        return RTF
    return _sniff_text(content)


def _sniff_ole(content: bytes) -> str:
    """Return the type of a compound file by its streams; a damaged one by the names anywhere in it."""
    names = top_names(content)
    found = [kind for name, kind in _STREAMS.items() if name in names]
    if not found and not names:
        found = [kind for name, kind in _STREAMS.items() if name.encode("utf-16-le") in content]
    return found[0] if found else OLE


def _sniff_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            found = [media_type for name, media_type in _OFFICE.items() if name in names]
            return found[0] if found else _main_kind(archive) if _CONTENT_TYPES in names else _declared(archive)
    except _DAMAGE:
        # Cut off before its table of contents: the name in front of each member still tells what it was.
        return next((media_type for name, media_type in _OFFICE.items() if name.encode() in content), ZIP)


def _main_kind(archive: zipfile.ZipFile) -> str:
    """Return the type of Open XML whose main part has a name of its own, by the type that it is given."""
    with archive.open(_CONTENT_TYPES) as member:
        found = _MAIN_TYPES.search(member.read(_PDF_WITHIN * 100))
    return _MAIN_KINDS[found[1].lower()] if found else ZIP


def _declared(archive: zipfile.ZipFile) -> str:
    """Return the type that the member `mimetype` of OpenDocument and EPUB names (OpenDocument 1.3, part 2, 3.3)."""
    stored = [item for item in archive.infolist() if item.filename == "mimetype" and not item.flag_bits & 1]
    if not stored:
        return EPUB if "META-INF/container.xml" in archive.namelist() else ZIP
    with archive.open(stored[0]) as member:
        return _DECLARED.get(member.read(200).decode("ascii", "replace").strip(), ZIP)


def _sniff_text(content: bytes) -> str:
    mark = next((mark for mark in _MARKS if content.startswith(mark)), b"")
    encoding = _MARKS.get(mark, "latin-1")
    head = content[len(mark) : _HEAD].decode(encoding, "replace")
    if _WORD_XML.match(head):
        return WORD_XML
    if _FODT.match(head):
        return FODT
    if _HTML.match(head) or _LATER_HTML.match(head):
        return HTML
    if _CONTROLS.search(head):
        return UNKNOWN
    return _sniff_mail(content[: 16 * _HEAD].decode("latin-1").replace("\r\n", "\n")) or TEXT


def _sniff_mail(text: str) -> str | None:
    """Return the type of a mail (RFC 5322), told from notes that start with a few fields by what only mailers write."""
    header = _HEADER.match(text.lstrip("\n"))
    fields = {name.lower() for name in _FIELD.findall(header[1])} if header else set()
    if (
        header
        and fields & _BY_MACHINE
        and _RELATED.search(header[1])
        and "mime-version" in fields
        and not fields & {"to"}
    ):
        return MHTML
    return MAIL if len(fields & _WRITTEN) > 1 and fields & _BY_MACHINE else None
