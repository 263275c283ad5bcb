"""Files of this machine as steps of a source: documents, the documents in ZIP files, and what is neither."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.records import Issue
from corpus.sniff import ZIP, sniff
from harvest.documents import is_document
from harvest.forms.archives import Unopened, members
from harvest.steps import Held, Listed, Step

_MOST_BYTES = 1_000_000_000
"""A file is held in memory while it is looked at."""


def steps_of_file(name: str, path: Path, listed: Listed) -> Iterator[Step]:
    """Yield the document in a file or, of a ZIP file, those in it; an issue where there is none or it is unreadable."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            remedy = "Leave it if it is no document; unpack it if it is a ZIP file"
            yield noted(name, f"this file is larger than {_MOST_BYTES / 1e6:.0f} MB", remedy)
            return
        content = path.read_bytes()
    except OSError as error:
        yield noted(name, f"this file cannot be opened: {error.strerror or error}", "Check its rights")
        return
    yield from steps_of_bytes(name, content, listed)


def steps_of_bytes(name: str, content: bytes, listed: Listed) -> Iterator[Step]:
    """Yield the document that these bytes are or, of a ZIP file, those in it, named `archive.zip/folder/file.pdf`.

    A title that is listed is that of the whole, so what comes out of a ZIP file has none.
    """
    if sniff(content) != ZIP or is_document(ZIP, name):
        yield _document(name, content, listed)
        return
    for member in members(content):
        within = f"{name}/{member.name}" if member.name else name
        if isinstance(member, Unopened):
            yield noted(within, member.problem, member.remedy)
        else:
            yield _document(within, member.content, replace(listed, title=None))


def _document(name: str, content: bytes, listed: Listed) -> Step:
    media_type = sniff(content)
    if is_document(media_type, name):
        return Held(name=name, content=content, listed=listed)
    if media_type == ZIP:
        return noted(name, "a ZIP file within a ZIP file is not opened", "Unpack the outer one")
    remedy = "Nothing to do, unless it should have been taken in: save it as PDF, Word, OpenDocument or HTML"
    return noted(name, f"not a document but {media_type}", remedy)


def noted(name: str, problem: str, remedy: str) -> Issue:
    """Return the warning that what a source has by this name cannot be used."""
    return Issue(severity="warning", subject=name, problem=problem, remedy=remedy)
