"""DOC, PPT, ODP, Word's XML and RTF: read as the DOCX or PPTX that LibreOffice makes of them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

from lxml import etree
from striprtf.striprtf import rtf_to_text

from corpus import sniff
from corpus.issues import Unreadable
from corpus.ole import start_of
from corpus.records import Issue
from extract.archive import locked, parse_xml
from extract.docx import read_word
from extract.office import INSTALL, convert, find_office
from extract.pptx import read_slides
from extract.sheet import Piece, Sheet, clean
from extract.turns import read_turns

_WORDS = {sniff.DOC: "doc", sniff.RTF: "rtf", sniff.WORD_XML: "xml"}
_SLIDES = {sniff.PPT: "ppt", sniff.ODP: "odp"}
_FILTERS = {"rtf": "Rich Text Format", "xml": "MS Word 2003 XML", "ppt": "MS PowerPoint 97", "odp": "impress8"}
_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_WORD_97, _WORD_95 = 0xC1, 0x68
_HAS_PASSWORD = 0x0100
MEDIA_TYPES = (*_WORDS, *_SLIDES, sniff.LOCKED)


def read_sheets(content: bytes, media_type: str, subject: str) -> Iterator[Sheet | Issue]:
    """Yield the sheets of a document in an old format; raise Unreadable where it is damaged or has a password."""
    if media_type == sniff.LOCKED:
        raise locked(subject)
    if media_type == sniff.RTF and not find_office():
        yield from _plain_rtf(content, subject)
    elif media_type == sniff.WORD_XML and (parts := parse_xml(content, subject)).tag == f"{_PACKAGE}package":
        yield from read_word(_packed(parts), subject, "xml")
    elif media_type in _WORDS:
        ending = _WORDS[media_type]
        of = _word_filter(content, subject) if ending == "doc" else _FILTERS[ending]
        yield from read_word(convert(content, ending, "docx", subject, of), subject, ending)
    else:
        ending = _SLIDES[media_type]
        yield from read_slides(convert(content, ending, "pptx", subject, _FILTERS[ending]), subject, ending)


def _word_filter(content: bytes, subject: str) -> str:
    """Return the filter for a Word document by the version in its header ([MS-DOC] 2.5.2: nFib, fEncrypted)."""
    header = start_of(content, "WordDocument")[:12]
    if len(header) < 12:
        return "MS Word 97"
    version, flags = struct.unpack_from("<H", header, 2)[0], struct.unpack_from("<H", header, 10)[0]
    if flags & _HAS_PASSWORD:
        raise locked(subject)
    return "MS Word 97" if version >= _WORD_97 else "MS Word 95" if version >= _WORD_95 else "MS WinWord 6.0"


def _packed(parts: etree._Element) -> bytes:
    """Return the archive of which a file in the flat form of Open XML holds the parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in parts.iterchildren(f"{_PACKAGE}part"):
            root = next(part.iterfind(f"{_PACKAGE}xmlData/*"), None)
            if root is not None:
                archive.writestr(part.get(f"{_PACKAGE}name", "").lstrip("/"), etree.tostring(root, encoding="utf-8"))
    return buffer.getvalue()


def _plain_rtf(content: bytes, subject: str) -> Iterator[Sheet | Issue]:
    """Yield the paragraphs of RTF, which is all that can be told without LibreOffice, and say so."""
    try:
        text = str(rtf_to_text(content.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, LookupError, RecursionError) as error:
        raise Unreadable(subject, "its RTF is damaged", "Open it in Word and save it as DOCX") from error
    problem = "of this RTF only the text was read: no headings, tables or footnotes"
    yield Issue(severity="warning", subject=subject, problem=problem, remedy=f"Install LibreOffice ({INSTALL})")
    lines = (clean(line.replace("|", " ")) for line in text.split("\n"))
    pieces = [Piece(role="paragraph", text=line) for line in lines if line]
    yield Sheet(number=1, method="rtf", pieces=read_turns(pieces))
