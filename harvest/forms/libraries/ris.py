"""Libraries in RIS, as Zotero and other programs write it (reference manager file format, 2011)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import rispy

from harvest.forms.description import joined
from harvest.forms.libraries import Entry, Unread, doi_in, entry
from harvest.forms.values import text_in
from harvest.steps import Listed

_START = re.compile(r"^TY {1,2}-", re.MULTILINE)
_TAG = re.compile(r"^([A-Z][A-Z0-9]) {1,2}-(?= |$)", re.MULTILINE)
_END = "\nER  - \n"
_LISTS = [*rispy.RisParser.DEFAULT_LIST_TAGS, "L1", "L2"]
_PARSED_DATE = re.compile(r"\d{4}(?:/\d{1,2}){0,2}/*")


def entries(text: str) -> Iterator[Entry | Unread]:
    """Yield the entries of a library; raise ValueError when it holds none.

    Each is parsed by itself: one that is not closed would otherwise run on into the next.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    starts = [found.start() for found in _START.finditer(text)]
    if not starts and text.strip():
        raise ValueError("it holds no entries that begin with TY")
    for start, end in pairwise([*starts, len(text)]):
        place = f"line {text.count(chr(10), 0, start) + 1}"
        try:
            (record,) = rispy.loads(_TAG.sub(r"\1  -", text[start:end]) + _END, list_tags=_LISTS)[:1]
        except (KeyError, TypeError, ValueError) as error:
            yield Unread(place, f"is no entry in RIS: {error}")
            continue
        yield _entry(place, record)


def _entry(place: str, record: dict[str, Any]) -> Entry:
    doi = text_in(record, "doi")
    date = text_in(record, "date", "year", "publication_year")
    listed = Listed(
        title=text_in(record, "title", "primary_title"),
        date=_date(date) if date else None,
        publisher=text_in(record, "publisher"),
        authors=joined(_texts(record, "authors", "first_authors")),
        type=text_in(record, "type_of_reference"),
        identifier=doi_in(doi) or text_in(record, "issn"),
    )
    files = _texts(record, "file_attachments1", "file_attachments2")
    return entry(place, listed, files, _texts(record, "urls"), doi)


def _texts(record: dict[str, Any], *keys: str) -> list[str]:
    return [value for key in keys for value in record.get(key, []) if value]


def _date(text: str) -> str:
    """Return a date in ISO 8601 from year/month/day/other, or as it stands where it is another."""
    if not _PARSED_DATE.fullmatch(text):
        return text
    return "-".join(part.zfill(2) for part in text.split("/") if part)
