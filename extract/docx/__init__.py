"""DOCX: the text of a Word document as one sheet, read from its XML (ISO/IEC 29500)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from zipfile import ZipFile

from lxml import etree

from corpus import sniff
from corpus.issues import Unreadable
from corpus.records import Issue
from extract.archive import find_xml, open_archive, read_xml, relations_of
from extract.docx.body import Body
from extract.docx.looks import read_looks
from extract.docx.names import w
from extract.docx.notes import read_notes, section_format
from extract.docx.styles import read_styles
from extract.looks import headings_by_looks
from extract.marked import joined, without_start
from extract.sheet import Piece, Sheet
from extract.turns import read_turns

MEDIA_TYPES = (sniff.DOCX,)
METHOD = "docx"
_PARTS = frozenset({"styles", "numbering", "footnotes", "endnotes", "settings"})
_MAIN = "word/document.xml"


def read_sheets(content: bytes, media_type: str, subject: str) -> Iterator[Sheet | Issue]:
    """Yield one sheet: where pages end is not written in the file; raise Unreadable if that is damaged."""
    yield from read_word(content, subject, METHOD)


def read_word(content: bytes, subject: str, method: str) -> Iterator[Sheet | Issue]:
    """Yield the sheet of a Word document, and an issue for what it includes in another format."""
    archive = open_archive(content, subject)
    name = _main_part(archive, subject)
    root = read_xml(archive, name, subject)
    body = root.find(w("body"))
    if body is None:
        raise Unreadable(subject, "it has no text part", "Open it in Word and save it anew")
    if next(body.iter(w("altChunk")), None) is not None:
        remedy = "Open it in Word and save it anew, which takes that part in"
        problem = "a part of it in another format was left out"
        yield Issue(severity="warning", subject=subject, problem=problem, remedy=remedy)
    targets = {kind: target for kind, target in relations_of(archive, name, subject).values() if kind in _PARTS}
    parts = {kind: find_xml(archive, target, subject) for kind, target in sorted(targets.items())}
    for kind in [kind for kind, part in parts.items() if part is None]:
        problem, remedy = f"its part for {kind} is damaged and was left out", "Open it in Word and save it anew"
        yield Issue(severity="warning", subject=subject, problem=problem, remedy=remedy)
    try:
        pieces = _pieces(body, parts)
    except RecursionError as error:
        remedy = "Open it in Word and save it anew"
        raise Unreadable(subject, "its parts are nested too deep", remedy) from error
    yield Sheet(number=1, method=method, pieces=read_turns(pieces))


def _main_part(archive: ZipFile, subject: str) -> str:
    found = [target for kind, target in relations_of(archive, "", subject).values() if kind == "officeDocument"]
    return next((target for target in found if target in archive.namelist()), _MAIN)


def _pieces(body: etree._Element, parts: Mapping[str, etree._Element | None]) -> list[Piece]:
    styles = read_styles(parts.get("styles"), parts.get("numbering"))
    notes = read_notes({"footnote": parts.get("footnotes"), "endnote": parts.get("endnotes")}, parts.get("settings"))
    notes.formats = {kind: section_format(body, kind) or usual for kind, usual in notes.formats.items()}
    reader = Body(styles, notes, headings_by_looks(read_looks(body, styles)))
    pieces = _titled(list(reader.pieces(body)))
    pieces += [_note(mark, list(reader.pieces(element))) for mark, element in notes.found()]
    return pieces


def _titled(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with titles below a heading made headings too: there they do not name the document."""
    first = next((number for number, piece in enumerate(pieces) if piece.role == "heading"), len(pieces))
    below = [replace(each, role="heading", level=1) if each.role == "title" else each for each in pieces[first:]]
    return [*pieces[:first], *below]


def _note(mark: str, pieces: list[Piece]) -> Piece:
    text, marks = joined(pieces)
    note = Piece(role="footnote", text=text, marks=marks, mark=mark)
    return note if mark[:1].isalnum() or not text.startswith(mark) else without_start(note, len(mark))
