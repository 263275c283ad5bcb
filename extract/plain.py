"""Documents read without a corpus: for each file one JSON object with its text, structure, metadata and problems."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from corpus.issues import Problem, Unreadable
from corpus.records import Block, Document, Fact, Issue, Page, PersonalSpan, Table
from corpus.reference import GEMEENTEN
from corpus.sniff import sniff
from corpus.workers import each_in_pool
from extract.metadata import facts_of, readers
from extract.metadata.embedded import read_embedded
from extract.metadata.gazetteer import load_gazetteer
from extract.metadata.reading import Reading
from extract.personal import find_personal
from extract.read import read_content

Plain: TypeAlias = dict[str, Any]
_BETWEEN = "\n\n"
_BEFORE = 60
"""Characters shown of the text before the mark of a note."""


@dataclass(frozen=True)
class _Body:
    """The running text of a document, and where in it each block begins."""

    text: str
    starts: dict[str, int]

    def place(self, block: Block | None, start: int) -> int | None:
        """Return where a character of a block's page stands in the text; None where the block is no part of it."""
        known = self.starts.get(block.id) if block else None
        return None if known is None or block is None else known + start - block.start


def read_files(names: Sequence[str], workers: int) -> Iterator[Plain]:
    """Yield the object of each file, in order; each is read in a process apart, held to limits of time and memory."""
    loads = [(name, name) for name in names]
    for name, result in each_in_pool(_read_file, loads, None, min(workers, len(loads)), subject=str):
        if isinstance(result, list):
            yield from result
        elif isinstance(result, Problem):
            yield _plain(name, [result.as_issue()])


def is_unread(plain: Plain) -> bool:
    """Tell whether nothing of a file could be read."""
    return any(issue["severity"] == Unreadable.severity for issue in plain["issues"]) and not plain["pages"]


def _read_file(name: str, _: None) -> Iterator[Plain]:
    try:
        content = Path(name).read_bytes()
    except OSError as error:
        raise Unreadable(
            name, f"it cannot be opened ({error.strerror})", "Check its name and its permissions"
        ) from error
    yield read_plain(content, name)


def read_plain(content: bytes, name: str) -> Plain:
    """Return what a document with these bytes holds, as JSON values; one that cannot be read holds an issue alone.

    `text` is the body in reading order, a blank line between paragraphs, without headers, footers and footnotes; the
    offsets of anchors and of personal data count its characters.
    """
    began = time.perf_counter()
    document = Document(id=hashlib.sha256(content).hexdigest(), media_type=sniff(content), byte_count=len(content))
    try:
        records: list[Any] = list(read_content(document.id, content))
    except Unreadable as problem:
        return _plain(name, [problem.as_issue()], began=began)
    pages = tuple(record for record in records if isinstance(record, Page))
    blocks = tuple(record for record in records if isinstance(record, Block))
    reading = Reading(
        media_type=document.media_type, pages=pages, blocks=blocks, finds=(), gazetteer=_gazetteer(),
        embedded=read_embedded(content, document.media_type),
    )  # fmt: skip
    facts = list(facts_of(reading, document.id))
    spans = list(find_personal(pages, blocks, facts))
    return _plain(name, records, facts, spans, began)


@cache
def _gazetteer() -> Any:
    return load_gazetteer((str(GEMEENTEN),))


def _plain(
    name: str, records: Sequence[Any], facts: Sequence[Fact] = (), spans: Sequence[PersonalSpan] = (), began: float = 0
) -> Plain:
    pages = {record.number: record for record in records if isinstance(record, Page)}
    blocks = [record for record in records if isinstance(record, Block)]
    body = _body(pages, blocks)
    return {
        "file": name,
        "text": body.text,
        "headings": [
            {"level": block.level, "text": _text(pages, block), "page": block.page}
            for block in blocks if block.role == "heading"
        ],
        "footnotes": [_footnote(pages, blocks, body, block) for block in blocks if block.role == "footnote"],
        "tables": [
            {"page": table.page, "rows": table.rows, "caption": table.caption, "box": table.box}
            for table in records if isinstance(table, Table)
        ],
        "metadata": dict(_metadata(facts)),
        "personal": [_personal(pages, blocks, body, span) for span in spans],
        "issues": [_issue(record) for record in records if isinstance(record, Issue)],
        "pages": len(pages),
        "seconds": round(time.perf_counter() - began, 3) if began else None,
    }  # fmt: skip


def _text(pages: dict[int, Page], block: Block) -> str:
    return pages[block.page].text[block.start : block.end]


def _body(pages: dict[int, Page], blocks: Iterable[Block]) -> _Body:
    texts: list[str] = []
    starts: dict[str, int] = {}
    at = 0
    for block in blocks:
        if block.role != "footnote":
            starts[block.id] = at
            texts.append(_text(pages, block))
            at += len(texts[-1]) + len(_BETWEEN)
    return _Body(_BETWEEN.join(texts), starts)


def _block_at(blocks: Iterable[Block], page: int, start: int) -> Block | None:
    return next((block for block in blocks if block.page == page and block.start <= start <= block.end), None)


def _footnote(pages: dict[int, Page], blocks: Sequence[Block], body: _Body, note: Block) -> Plain:
    anchor = None
    if note.anchor:
        page, start = note.anchor
        before = pages[page].text[:start].rpartition(_BETWEEN)[2]
        anchor = {
            "page": page,
            "start": body.place(_block_at(blocks, page, start), start),
            "before": before[-_BEFORE:],
        }
    return {"mark": note.mark, "text": _text(pages, note), "page": note.page, "anchor": anchor}


def _personal(pages: dict[int, Page], blocks: Sequence[Block], body: _Body, span: PersonalSpan) -> Plain:
    start = body.place(_block_at(blocks, span.page, span.start), span.start)
    return {
        "kind": span.kind,
        "text": pages[span.page].text[span.start : span.end],
        "page": span.page,
        "start": start,
        "end": None if start is None else start + span.end - span.start,
    }


def _metadata(facts: Sequence[Fact]) -> Iterator[tuple[str, str | list[str]]]:
    for reader in readers():
        values = [fact.value for fact in facts if fact.field == reader.field and fact.is_chosen]
        if values:
            yield reader.field, values[0] if reader.is_single else values


def _issue(issue: Issue) -> Plain:
    return {"severity": issue.severity, "subject": issue.subject, "problem": issue.problem, "remedy": issue.remedy}


def as_line(plain: Plain) -> str:
    """Return an object as one line of JSON."""
    return json.dumps(plain, ensure_ascii=False) + "\n"
