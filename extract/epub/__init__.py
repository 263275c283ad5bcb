"""EPUB: the text of an e-book, a sheet for each part of its spine (EPUB 3.3; also reads EPUB 2)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote, urldefrag
from zipfile import ZipFile

from lxml import etree

from corpus import sniff
from corpus.issues import Unreadable
from corpus.records import Issue
from extract.archive import XML_LIMIT, find_xml, locked, open_archive, read_member, read_xml
from extract.epub.pages import is_skipped, parse_page
from extract.linked import kinds_of, named_in, note_around, note_of, put_mark, references_in, take_out
from extract.marked import untoken
from extract.markup import pieces_of
from extract.sheet import Sheet

MEDIA_TYPES = (sniff.EPUB,)
METHOD = "epub"
_CONTAINER = "META-INF/container.xml"
_TITLE_PAGES = frozenset({"titlepage", "halftitlepage", "frontmatter"})
_GUIDES = frozenset({"cover", "toc"})
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_DAMAGE = "its list of parts is damaged or missing"
_REMEDY = "Download it again, or save it as PDF"


@dataclass
class _Part:
    """A part of the spine: its name, its body, and the links to notes in it with the note that each goes to."""

    name: str
    number: int
    body: Any
    notes: list[tuple[str, Any]] = field(default_factory=list)


def read_sheets(content: bytes, media_type: str, subject: str) -> Iterator[Sheet | Issue]:
    """Yield a sheet for each part that holds text, its notes last; raise Unreadable if the file is damaged."""
    archive = open_archive(content, subject)
    if _is_locked(archive, subject):
        raise locked(subject)
    parts = list(_parts(archive, subject))
    _tie(parts)
    has_title = False
    for part in parts:
        is_front = not has_title and bool(kinds_of(part.body) & _TITLE_PAGES or _has_title_page(part.body))
        pieces = [untoken(piece) for piece in pieces_of(part.body)]
        if is_front:
            pieces = [replace(each, role="title", level=None) if each.role == "heading" else each for each in pieces]
        has_title = has_title or is_front
        pieces += [note for mark, element in part.notes for note in note_of(mark, element)]
        if pieces:
            yield Sheet(number=part.number, method=METHOD, pieces=tuple(pieces))


def _is_locked(archive: ZipFile, subject: str) -> bool:
    """Tell whether more than fonts is encrypted."""
    root = find_xml(archive, "META-INF/encryption.xml", subject)
    methods = [] if root is None else [each.get("Algorithm", "") for each in root.iter("{*}EncryptionMethod")]
    return any(method not in _FONTS for method in methods)


def _has_title_page(body: Any) -> bool:
    return any(kinds_of(child) & {"titlepage", "halftitlepage"} for child in body.iter("section", "div"))


def _parts(archive: ZipFile, subject: str) -> Iterator[_Part]:
    for number, name in enumerate(_spine(archive, subject), 1):
        if name not in archive.namelist() or archive.getinfo(name).file_size > XML_LIMIT:
            continue
        body = parse_page(read_member(archive, name, subject))
        if body is None or is_skipped(body):
            continue
        for element in [each for each in body.iter(etree.Element) if each is not body and is_skipped(each)]:
            if element.getparent() is not None:
                take_out(element)
        yield _Part(name, number, body)


def _spine(archive: ZipFile, subject: str) -> list[str]:
    """Return the names of the parts in reading order, without the cover and the navigation."""
    container = read_xml(archive, _CONTAINER, subject)
    package = next((each.get("full-path", "") for each in container.iter("{*}rootfile")), "")
    root = read_xml(archive, package, subject)
    folder = posixpath.dirname(package)
    items = {each.get("id", ""): each for each in root.iter("{*}item")}
    guides = {_name(folder, each.get("href", "")) for each in root.iter("{*}reference") if each.get("type") in _GUIDES}
    found = [items[each.get("idref", "")] for each in root.iter("{*}itemref") if each.get("idref") in items]
    if not found:
        raise Unreadable(subject, _DAMAGE, _REMEDY)
    names = [
        _name(folder, item.get("href", "")) for item in found
        if "nav" not in item.get("properties", "").split() and "html" in item.get("media-type", "html")
    ]  # fmt: skip
    return [name for name in names if name not in guides]


def _name(folder: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(urldefrag(address)[0]))).lstrip("/")


def _tie(parts: list[_Part]) -> None:
    """Put tokens for the marks of notes in the text, and the notes with the part that refers to them."""
    named = {part.name: named_in(part.body) for part in parts}
    seen: set[Any] = set()
    for part in parts:
        for link, address, mark in list(references_in(part.body)):
            path, name = urldefrag(address)
            target = _name(posixpath.dirname(part.name), path) if path else part.name
            element = named.get(target, {}).get(name)
            note = None if element is None else note_around(element)
            if note is None or note in link.iterancestors():
                continue
            put_mark(link, mark)
            if note not in seen:
                seen.add(note)
                part.notes.append((mark, note))
    for part in parts:
        for _, note in part.notes:
            take_out(note)
