"""Records in Dublin Core: unqualified (oai_dc, srw_dc) or with its terms (qdc, OWMS).

Form: Dublin Core Metadata Element Set 1.1 and DCMI Metadata Terms; the schemes of gemeenten are those of OWMS, the
standard for metadata of Dutch government.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from harvest.forms.description import LANGUAGE, Description, day_of, joined, parted, says_closed
from harvest.forms.xml import text_of
from harvest.steps import Listed

_NAMESPACES = ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/")
_DATES = ("issued", "available", "date", "created", "modified")
"""From what is most like the date of publication to what is least."""
_GEMEENTE_SCHEME = re.compile(r"(?:.*[:./])?gemeente", re.IGNORECASE)
_GEMEENTE_NAME = re.compile(r"gemeente\s+(\S.*)", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:|info:doi/)?\s*(10\.\d{4,9}/\S+)", re.IGNORECASE)
"""A digital object identifier (ISO 26324), with or without its prefix."""


def description_in_dublin_core(record: etree._Element) -> Description | None:
    """Return what a record says in Dublin Core; None when it has neither a title nor an identifier in it."""
    titles, identifiers = _elements(record, "title"), _texts(record, "identifier")
    if not titles and not identifiers:
        return None
    creators = _elements(record, "creator")
    listed = Listed(
        title=_title(titles),
        date=_date(record),
        publisher=joined(_texts(record, "publisher")),
        authors=joined(text_of(creator) for creator in creators if not _gemeente(creator)),
        gemeente=next((name for name in map(_gemeente, creators) if name), None),
        type=joined(_texts(record, "type")),
        identifier=identifiers[0] if identifiers else None,
    )
    files, pages = _addresses(identifiers, _texts(record, "relation"))
    is_closed = says_closed(_texts(record, "rights") + _texts(record, "accessRights"))
    return Description(listed=listed, files=files, pages=pages, is_closed=is_closed)


def _elements(record: etree._Element, name: str) -> list[etree._Element]:
    tags = [f"{{{namespace}}}{name}" for namespace in _NAMESPACES]
    return [element for element in record.iter(*tags) if text_of(element)]


def _texts(record: etree._Element, name: str) -> list[str]:
    return [text for element in _elements(record, name) if (text := text_of(element))]


def _title(titles: Sequence[etree._Element]) -> str | None:
    """Return the Dutch title, or else the first."""
    dutch = [title for title in titles if (title.get(LANGUAGE) or "").lower().startswith(("nl", "dut"))]
    return text_of(next(iter([*dutch, *titles]), None))


def _date(record: etree._Element) -> str | None:
    """Return the date of publication.

    Repositories that put all dates in one element give those of their own handling with a time.
    """
    for name in _DATES:
        dates = [text for text in _texts(record, name) if not text.startswith("info:")]
        if dates:
            return day_of(next((text for text in dates if "T" not in text), dates[0]))
    return None


def _gemeente(creator: etree._Element) -> str | None:
    text = text_of(creator)
    if _GEMEENTE_SCHEME.fullmatch(creator.get("scheme") or ""):
        return text
    named = _GEMEENTE_NAME.fullmatch(text or "")
    return named[1] if named else None


def _addresses(identifiers: Sequence[str], relations: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return files and pages; a relation is a page only where no identifier is, for it may be of something else."""
    files, pages = parted(identifiers)
    other_files, other_pages = parted(relations)
    by_number = tuple(f"https://doi.org/{found[1]}" for text in identifiers if (found := _DOI.fullmatch(text)))
    return tuple(dict.fromkeys(files + other_files)), pages or by_number or other_pages
