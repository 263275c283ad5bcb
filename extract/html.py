"""HTML: the main text of a web page as one sheet, found by trafilatura."""

from __future__ import annotations

import codecs
import copy
import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from corpus import sniff
from corpus.issues import Unreadable
from corpus.records import Issue
from extract.linked import named_in, note_around, note_of, put_mark, references_in, take_out
from extract.maintext import main_pieces, strip_chrome
from extract.marked import untoken
from extract.markup import parse, pieces_of
from extract.sheet import Piece, Sheet, clean

MEDIA_TYPES = (sniff.HTML,)
METHOD = "html"

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEAD = 4096
_LATIN = frozenset({"iso8859-1", "ascii"})
"""Browsers read these as Windows-1252 (WHATWG Encoding Standard)."""


def read_sheets(content: bytes, media_type: str, subject: str) -> Iterator[Sheet | Issue]:
    """Yield one sheet with the main text of a page, and an issue where that was not found and all text was taken."""
    text = decode(content)
    try:
        root = parse(text)
    except (etree.ParserError, ValueError) as error:
        raise Unreadable(subject, "its HTML holds no element", "Download it again") from error
    notes = _take_notes(root)
    # The search for the main text changes the tree.
    pieces = main_pieces(copy.deepcopy(root))
    if not pieces:
        pieces = _all_pieces(root)
        yield _without_main(subject, bool(pieces))
    body = tuple(untoken(piece) for piece in pieces)
    marks = {mark.text for piece in body for mark in piece.marks}
    notes = [note for note in notes if note.mark in marks]
    yield Sheet(number=1, method=METHOD, pieces=(*_title(root, body), *body, *notes))


def _take_notes(root: HtmlElement) -> list[Piece]:
    """Return the notes that links in a page go to, taken out of it; a token for its mark stands where each link was."""
    named = named_in(root)
    notes: dict[HtmlElement, str] = {}
    for link, address, mark in list(references_in(root)):
        element = named.get(address.removeprefix("#")) if address.startswith("#") else None
        note = None if element is None else note_around(element)
        if note is not None and note not in link.iterancestors():
            put_mark(link, mark)
            notes.setdefault(note, mark)
    return [piece for note, mark in notes.items() for piece in note_of(mark, take_out(note))]


def decode(content: bytes) -> str:
    """Return HTML as text: by its byte order mark, as UTF-8 if it is that, else as it declares, else Windows-1252."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    declared = _CHARSET.search(content[:_HEAD])
    for encoding in ("utf-8", _python_name(declared[1]) if declared else "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", "replace")


def _python_name(label: bytes) -> str:
    try:
        name = codecs.lookup(label.decode("ascii", "replace")).name
    except LookupError:
        return "cp1252"
    return "cp1252" if name in _LATIN else name


def _all_pieces(root: HtmlElement) -> tuple[Piece, ...]:
    strip_chrome(root)
    body = root.find("body")
    return tuple(pieces_of(root if body is None else body))


def _title(root: HtmlElement, pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """Yield the only main heading of a page where the main text lacks it."""
    headings = [clean(" ".join(heading.text_content().split())) for heading in root.iter("h1")]
    if len(headings) == 1 and headings[0] and headings[0] not in {piece.text for piece in pieces}:
        yield Piece(role="heading", text=headings[0], level=1)


def _without_main(subject: str, has_text: bool) -> Issue:
    problem = "no main text was found, so all text of the page was taken" if has_text else "the page has no text"
    remedy = "Look at the page in a browser; if a script fills it, save it from there"
    return Issue(severity="warning", subject=subject, problem=problem, remedy=remedy)
