"""Which bytes are documents, and which are something else that a source happens to hold."""

from __future__ import annotations

from pathlib import PurePosixPath

from corpus.sniff import DOC, DOCX, EMPTY, HTML, ODT, OLE, PDF, PPTX, RTF, TEXT, UNKNOWN, ZIP

_DOCUMENTS = frozenset({PDF, HTML, DOCX, ODT, DOC, RTF, PPTX})
_UNCLEAR = frozenset({EMPTY, OLE, TEXT, UNKNOWN, ZIP})
"""Types of broken or plain bytes, of which only the name tells that a document was meant."""
_SUFFIXES = frozenset({".pdf", ".docx", ".odt", ".doc", ".rtf", ".txt", ".htm", ".html"})


def is_document(media_type: str, name: str) -> bool:
    """Tell whether a file with this media type and name is a document, be it a broken one."""
    return media_type in _DOCUMENTS or (media_type in _UNCLEAR and PurePosixPath(name).suffix.lower() in _SUFFIXES)
