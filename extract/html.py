"""HTML: the main text of a web page as one sheet, found by trafilatura."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from corpus import sniff
from corpus.issues import Unreadable
from corpus.records import Issue
from extract.markup import parse, pieces_of
from extract.sheet import Piece, Sheet, clean

MEDIA_TYPES = (sniff.HTML,)
METHOD = "html"

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEAD = 4096
_LATIN = frozenset({"iso8859-1", "ascii"})
"""Browsers read these as Windows-1252 (WHATWG Encoding Standard)."""
_CHROME = ("nav", "header", "footer", "aside", "form")


def read_sheets(content: bytes, media_type: str, subject: str) -> Iterator[Sheet | Issue]:
    """Yield one sheet with the main text of a page, and an issue where that was not found and all text was taken."""
    text = decode(content)
    try:
        root = parse(text)
    except (etree.ParserError, ValueError) as error:
        raise Unreadable(subject, "its HTML holds no element", "Download it again") from error
    pieces = _main_pieces(text)
    if not pieces:
        pieces = _all_pieces(root)
        yield _without_main(subject, bool(pieces))
    yield Sheet(number=1, method=METHOD, pieces=(*_title(root, pieces), *pieces))


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


def _main_pieces(text: str) -> tuple[Piece, ...]:
    found = trafilatura.extract(
        text, output_format="html", favor_precision=True, include_comments=False, include_formatting=True,
        include_tables=True, with_metadata=False,
    )  # fmt: skip
    return tuple(pieces_of(parse(found))) if found else ()


def _all_pieces(root: HtmlElement) -> tuple[Piece, ...]:
    for element in root.xpath(" | ".join(f"//{name}" for name in _CHROME)):
        element.drop_tree()
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
