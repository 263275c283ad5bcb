"""Which bytes are documents, and which are something else that a source happens to hold."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from corpus import sniff

_DOCUMENTS = frozenset(
    {sniff.PDF, sniff.HTML, sniff.DOCX, sniff.ODT, sniff.DOC, sniff.RTF, sniff.PPTX, sniff.PPT, sniff.ODP, sniff.EPUB}
    | {sniff.FODT, sniff.WORD_XML, sniff.MAIL, sniff.MHTML}
)
_UNCLEAR = frozenset({sniff.EMPTY, sniff.LOCKED, sniff.OLE, sniff.TEXT, sniff.UNKNOWN, sniff.ZIP})
"""Types of broken or plain bytes, of which only the name tells that a document was meant."""
DOCUMENT_ENDINGS = frozenset({".pdf", ".docx", ".odt", ".doc", ".rtf", ".pptx", ".ppt", ".odp", ".epub"})
"""Endings of addresses where a document is, and no page."""
_SUFFIXES = DOCUMENT_ENDINGS | {".txt", ".htm", ".html", ".eml"}


def is_document(media_type: str, name: str) -> bool:
    """Tell whether a file with this media type and name is a document, be it a broken one."""
    return media_type in _DOCUMENTS or (media_type in _UNCLEAR and PurePosixPath(name).suffix.lower() in _SUFFIXES)


def has_document_ending(url: str) -> bool:
    """Tell whether the path of an address ends like that of a document; a page (.html, .txt) does not count."""
    return ending_of(url) in DOCUMENT_ENDINGS


@lru_cache(maxsize=2**14)
def ending_of(url: str) -> str:
    """Return the ending of the path of an address with its dot, in lower case; empty where it has none."""
    name = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    stem, _, ending = name.rpartition(".")
    return f".{ending.lower()}" if stem and ending else ""
