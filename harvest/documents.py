"""Which bytes are documents, and which are something else that a source happens to hold."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from corpus.sniff import DOC, DOCX, EMPTY, HTML, ODT, OLE, PDF, PPTX, RTF, TEXT, UNKNOWN, ZIP

_DOCUMENTS = frozenset({PDF, HTML, DOCX, ODT, DOC, RTF, PPTX})
_UNCLEAR = frozenset({EMPTY, OLE, TEXT, UNKNOWN, ZIP})
"""Types of broken or plain bytes, of which only the name tells that a document was meant."""
_SUFFIXES = frozenset({".pdf", ".docx", ".odt", ".doc", ".rtf", ".txt", ".htm", ".html"})
DOCUMENT_ENDINGS = frozenset({".pdf", ".docx", ".odt", ".doc", ".rtf", ".pptx"})
"""Endings of addresses where a document is, and no page."""


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
