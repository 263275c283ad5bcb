"""Libraries in BibTeX and BibLaTeX, with attachments as Zotero, JabRef and Mendeley write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import LatexDecodingMiddleware, MonthIntMiddleware, SeparateCoAuthors
from bibtexparser.middlewares.parsestack import default_parse_stack
from bibtexparser.model import Block, DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Field, ParsingFailedBlock, String
from bibtexparser.model import Entry as Record

from harvest.forms.description import joined
from harvest.forms.libraries import Entry, Unread, doi_in, entry
from harvest.steps import Listed

_PUBLISHERS = ("institution", "school", "publisher", "organization")
_TEXTS = ("title", "type", *_PUBLISHERS)
_URL = re.compile(r"\\url\{([^{}]*)\}")
_ESCAPED = re.compile(r"\\([_%#&~$])")
_ANY_ESCAPED = re.compile(r"\\(.)")
_PARTS = re.compile(r"(?<!\\);")
_PIECES = re.compile(r"(?<!\\):")
_COMMENT = re.compile(r"(?<!\\)%")
"""What begins a comment in LaTeX; in titles it is always a percentage."""


def entries(text: str) -> Iterator[Entry | Unread]:
    """Yield the entries of a library; raise ValueError when it holds none.

    An entry with the key of another, or with a field twice, is read all the same.
    """
    parsed = parse_string(text, parse_stack=[])
    found = [each for block in parsed.blocks if (each := _record(block))]
    if not found and text.strip():
        raise ValueError("it holds no entries that begin with @")
    for each in found:
        place = f"line {(each.start_line or 0) + 1}"
        if isinstance(each, Record):
            yield _entry(place, _completed(each, parsed.strings))
        else:
            yield Unread(place, f"is no entry in BibTeX: {str(each.error) or type(each.error).__name__}")


def _record(block: Block) -> Record | ParsingFailedBlock | None:
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        block = block.ignore_error_block or block
    return block if isinstance(block, Record | ParsingFailedBlock) else None


def _completed(record: Record, strings: list[String]) -> Record:
    """Return a record with its abbreviations written out, and the braces or quotes around its fields left out."""
    library = Library([*strings, record])
    for middleware in [*default_parse_stack(), MonthIntMiddleware(), SeparateCoAuthors()]:
        library = middleware.transform(library)
    return library.entries[0] if library.entries else record


def _entry(place: str, record: Record) -> Entry:
    fields: dict[str, Any] = {}
    for field in record.fields:
        fields.setdefault(field.key.lower(), field.value)
    authors = fields.pop("author", None)
    said = {key: str(value) for key, value in fields.items()}
    texts = _decoded({key: said[key] for key in _TEXTS if key in said})
    names = _decoded(
        {str(at): str(name) for at, name in enumerate(authors if isinstance(authors, list) else [authors])}
    )
    listed = Listed(
        title=texts.get("title"),
        date=said.get("date") or _date(said),
        publisher=next((texts[key] for key in _PUBLISHERS if texts.get(key)), None),
        authors=joined(name for name in names.values() if name not in ("others", "None")),
        type=texts.get("type") or record.entry_type,
        identifier=doi_in(_plain(said.get("doi", ""))) or said.get("isbn"),
    )
    published = said.get("howpublished", "")
    addresses = [_plain(each) for each in (said.get("url", ""), *_URL.findall(published), published)]
    return entry(place, listed, _files(said.get("file", "")), addresses, _plain(said.get("doi", "")))


def _decoded(texts: dict[str, str]) -> dict[str, str]:
    """Return texts in LaTeX as plain text."""
    fields = [Field(key, _COMMENT.sub(r"\\%", text)) for key, text in texts.items()]
    record = Record("misc", "key", fields)
    LatexDecodingMiddleware().transform_entry(record, Library())
    return {field.key: " ".join(str(field.value).split()) for field in record.fields}


def _plain(text: str) -> str:
    """Return an address without the backslashes that LaTeX needs."""
    return _ESCAPED.sub(r"\1", text.strip())


def _date(said: dict[str, str]) -> str | None:
    """Return the year and, where it is a number by now, the month."""
    year, month = said.get("year"), said.get("month", "")
    return f"{year}-{int(month):02}" if year and month.isdecimal() else year


def _files(text: str) -> list[str]:
    """Return the paths in a field `file`: `path`, or `description:path:type`, with ";" between them."""
    return [_path(part) for part in _PARTS.split(text) if part.strip()]


def _path(part: str) -> str:
    pieces = _PIECES.split(part)
    path = ":".join(pieces[1:-1]) if len(pieces) > 2 else part
    return _ANY_ESCAPED.sub(r"\1", path.strip())
