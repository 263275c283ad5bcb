"""ODT: the text of an OpenDocument text as one sheet, read from its XML (OASIS OpenDocument 1.3, part 3)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus import sniff
from corpus.issues import Unreadable
from corpus.records import Issue
from extract.archive import find_xml, locked, open_archive, parse_xml, read_member, read_xml
from extract.looks import headings_by_looks
from extract.odt.body import Body
from extract.odt.looks import read_looks
from extract.odt.names import OFFICE
from extract.odt.styles import read_styles
from extract.sheet import Piece, Sheet
from extract.turns import read_turns

MEDIA_TYPES = (sniff.ODT, sniff.FODT)
METHOD = "odt"
_MANIFEST = "META-INF/manifest.xml"


def read_sheets(content: bytes, media_type: str, subject: str) -> Iterator[Sheet | Issue]:
    """Yield one sheet: where pages end depends on who lays them out; raise Unreadable if the file is damaged."""
    roots = [parse_xml(content, subject)] if media_type == sniff.FODT else _parts(content, subject)
    body = roots[-1].find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise Unreadable(subject, "it has no text part", "Open it in LibreOffice and save it anew")
    try:
        styles = read_styles(roots)
        pieces = _pieces(Body(styles, headings_by_looks(read_looks(body, styles))), body)
    except RecursionError as error:
        remedy = "Open it in LibreOffice and save it anew"
        raise Unreadable(subject, "its parts are nested too deep", remedy) from error
    yield Sheet(number=1, method=METHOD, pieces=read_turns(pieces))


def _parts(content: bytes, subject: str) -> list[etree._Element]:
    """Return the roots of the parts of an archive: its styles, where it has them, and its content."""
    archive = open_archive(content, subject)
    if _MANIFEST in archive.namelist() and b":encryption-data" in read_member(archive, _MANIFEST, subject):
        raise locked(subject)
    styles = find_xml(archive, "styles.xml", subject)
    return [*([] if styles is None else [styles]), read_xml(archive, "content.xml", subject)]


def _pieces(reader: Body, body: etree._Element) -> list[Piece]:
    pieces = list(reader.pieces(body, "paragraph"))
    return [*pieces, *reader.notes()]
