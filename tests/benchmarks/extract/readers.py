"""The reader of this project and its rivals, behind one interface: bytes in, what was found out."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pdfplumber
import pypdf
import pypdfium2

from corpus.record import Record
from corpus.records import Block, Page, Table
from extract.read import read_content
from tests.benchmarks.extract.scoring import Found

OURS = "kennissynthese"


@dataclass(frozen=True)
class Reader:
    """A way to read a PDF: its name, what it makes of one, and why it cannot be used here, if so."""

    name: str
    read: Callable[[bytes], Found]
    missing: str = ""


def _ours(content: bytes) -> Found:
    return found_in(list(read_content("0" * 64, content)))


def found_in(records: Iterable[Record]) -> Found:
    """Return what the records of a document hold, as it is scored: its body is that of `read_plain`, without notes."""
    records = list(records)
    pages = {record.number: record.text for record in records if isinstance(record, Page)}
    blocks = [record for record in records if isinstance(record, Block)]
    tables = [record for record in records if isinstance(record, Table)]
    texts = [(block, pages[block.page][block.start : block.end]) for block in blocks]
    return Found(
        text="\n\n".join(text for block, text in texts if block.role != "footnote"),
        headings=[(block.level or 0, text) for block, text in texts if block.role == "heading"],
        notes=[(block.mark or "", text, _before(pages, block)) for block, text in texts if block.role == "footnote"],
        tables=[[list(row) for row in table.rows] for table in tables],
        captions=[table.caption or "" for table in tables],
        pages=len(pages),
    )


def _before(pages: dict[int, str], note: Block) -> str:
    if not note.anchor:
        return ""
    page, start = note.anchor
    return pages[page][:start].rpartition("\n\n")[2]


def _join(pages: Iterable[str]) -> Found:
    texts = list(pages)
    return Found("\n\n".join(texts), pages=len(texts))


def _pdfium(content: bytes) -> Found:
    with closing(pypdfium2.PdfDocument(content)) as document:
        return _join(_pdfium_page(page) for page in document)


def _pdfium_page(page: Any) -> str:
    with closing(page), closing(page.get_textpage()) as text:
        return str(text.get_text_range()).replace("\r\n", "\n")


@lru_cache(maxsize=64)
def raw_text(content: bytes) -> str:
    """Return the text as pdfium has it, which shows where lines end; nothing of what is no PDF."""
    return _pdfium(content).text if content.startswith(b"%PDF") else ""


def _pdfplumber(content: bytes) -> Found:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return _join(page.extract_text() for page in document.pages)


def _pdfplumber_tables(content: bytes) -> Found:
    with pdfplumber.open(io.BytesIO(content)) as document:
        read = [(page.extract_text(), page.extract_tables()) for page in document.pages]
    found = _join(text for text, _ in read)
    found.tables = [[[cell or "" for cell in row] for row in table] for _, tables in read for table in tables]
    return found


def _pypdf(content: bytes) -> Found:
    return _join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def _pdftotext(content: bytes) -> Found:
    ran = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return _join(ran.stdout.decode().removesuffix("\f").split("\f"))


def _docling(content: bytes) -> Found:
    from docling_parse.pdf_parser import DoclingPdfParser

    document = DoclingPdfParser(loglevel="fatal").load(io.BytesIO(content))
    found = _join("\n".join(cell.text for cell in page.textline_cells) for _, page in document.iterate_pages())
    document.unload()
    return found


def readers() -> tuple[Reader, ...]:
    """Return all readers, ours first."""
    return (
        Reader(OURS, _ours),
        Reader("pdfplumber", _pdfplumber),
        Reader("pdfplumber + tables", _pdfplumber_tables),
        Reader("pypdfium2", _pdfium),
        Reader("pdftotext", _pdftotext, "" if shutil.which("pdftotext") else "pdftotext is not installed"),
        Reader("pypdf", _pypdf),
        Reader("docling-parse", _docling),
    )
