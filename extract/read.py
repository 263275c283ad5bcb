"""From the bytes of a document to its pages, blocks, tables and passages."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Self, TypeAlias

import extract
from corpus import sniff
from corpus.issues import Unreadable, name_of_input
from corpus.raw import read_bytes
from corpus.record import Record
from corpus.records import Document, Issue
from corpus.stage import Inputs
from corpus.study import Study
from extract.layout import lay_out
from extract.passages import cut_passages
from extract.sheet import Sheet

Reader: TypeAlias = Callable[[bytes, str, str], Iterator[Sheet | Issue]]
"""A reader gets the bytes, their media type and a name for the document, and yields sheets in order, and issues."""

_SHEETS = ("it is a spreadsheet", "Save the sheets that matter as PDF")
_REMEDIES = {
    sniff.EMPTY: ("it is empty", "Download it again"),
    sniff.OLE: ("it is in a binary format of Office before 2007 that is not known", "Save it as DOCX or PDF"),
    sniff.MSG: ("it is a message of Outlook (MSG)", "Save it as EML or PDF"),
    sniff.XLS: _SHEETS,
    sniff.XLSX: _SHEETS,
    sniff.ODS: _SHEETS,
    sniff.ZIP: ("it is a ZIP archive", "Unpack it and add the documents in it"),
}


@dataclass(frozen=True, kw_only=True)
class ReadSettings:
    """What reading depends on beside the bytes: nothing that a study sets."""

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study."""
        return cls()


def read_document(inputs: Inputs, settings: ReadSettings) -> Iterator[Record]:
    """Yield the pages, blocks, tables, passages and issues of a document; raise Unreadable if it cannot be read."""
    document = inputs.one(Document)
    yield from read_content(document.id, read_bytes(document))


def read_content(document_id: str, content: bytes) -> Iterator[Record]:
    """Yield the records of a document with these bytes; raise Unreadable where nothing can be read."""
    sheets: list[Sheet] = []
    for part in _reader(content, name_of_input(document_id)):
        if isinstance(part, Issue):
            yield part
        else:
            sheets.append(part)
    laid = lay_out(document_id, sheets)
    for page in laid:
        yield from page.records
    yield from cut_passages(laid)


def _reader(content: bytes, subject: str) -> Iterator[Sheet | Issue]:
    media_type = sniff.sniff(content) if content.strip() else sniff.EMPTY
    reader = readers().get(media_type)
    if reader is None:
        problem, remedy = _REMEDIES.get(media_type, ("its bytes are of no kind that is known", "Save it as PDF"))
        raise Unreadable(subject, problem, remedy)
    return reader(content, media_type, subject)


@cache
def readers() -> dict[str, Reader]:
    """Return the reader of each media type: every module of this package that names `MEDIA_TYPES` has `read_sheets`."""
    names = sorted(module.name for module in pkgutil.iter_modules(extract.__path__))
    modules = [importlib.import_module(f"extract.{name}") for name in names]
    return {kind: module.read_sheets for module in modules for kind in getattr(module, "MEDIA_TYPES", ())}
