"""Passages: stretches of 40–200 words of one page, cut where paragraphs end, with the headings above them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

import spacy
from spacy.language import Language

from corpus.records import Block, Page, Passage
from extract.sheet import Laid

FEWEST, USUAL, MOST = 40, 120, 200
"""Words: a shorter stretch looks for company, a merged one stops here, and none is longer."""
_SCRAP = 5
"""Fewer words than this are a label, not a statement."""
_TEXT_ROLES = frozenset({"paragraph", "list_item"})
_LEADERS = re.compile(r"(?:\. ?){4,}|…{2,}|_{4,}")
_WORD = re.compile(r"\S*\w\S*")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CONTENTS = re.compile(r"^(?:\d+\.? )?inhoud(?:sopgave|sopgaaf)?$", re.IGNORECASE)

Span = tuple[int, int]


def cut_passages(pages: Iterable[Laid]) -> Iterator[Passage]:
    """Yield the passages of a document's pages, which come in order: the headings of a page hold on the next ones."""
    path: list[tuple[int, str]] = []
    for laid in pages:
        run: list[Span] = []
        for block in laid.blocks:
            if _is_running_text(block, laid.page.text, path):
                run.append((block.start, block.end))
                continue
            yield from _passages(laid.page, run, path)
            run = []
            if block.role == "heading":
                _descend(path, block.level or 1, laid.page.text[block.start : block.end])
        yield from _passages(laid.page, run, path)


def _is_running_text(block: Block, text: str, path: list[tuple[int, str]]) -> bool:
    if block.role not in _TEXT_ROLES or (path and _CONTENTS.match(path[-1][1])):
        return False
    words = text[block.start : block.end]
    return not _LEADERS.search(words) and len(_LETTERS.findall(words)) > 1


def _descend(path: list[tuple[int, str]], level: int, heading: str) -> None:
    while path and path[-1][0] >= level:
        path.pop()
    path.append((level, heading))


def _passages(page: Page, run: list[Span], path: list[tuple[int, str]]) -> Iterator[Passage]:
    section_path = tuple(heading for _, heading in path)
    for start, end in spans_of(page.text, run):
        yield Passage(
            document_id=page.document_id, page=page.number, start=start, end=end, section_path=section_path,
            text=page.text[start:end],
        )  # fmt: skip


def spans_of(text: str, blocks: Iterable[Span]) -> list[Span]:
    """Return the spans of passages in adjoining blocks of a page's text."""
    passages: list[Span] = []
    for start, end in (part for block in blocks for part in _parts(text, block)):
        if passages and _goes_along(text, passages[-1], (start, end)):
            passages[-1] = (passages[-1][0], end)
        else:
            passages.append((start, end))
    if len(passages) > 1 and _count(text, passages[-1]) < FEWEST:
        joined = (passages[-2][0], passages[-1][1])
        if _count(text, joined) <= MOST:
            passages[-2:] = [joined]
    return [passage for passage in passages if _count(text, passage) >= _SCRAP]


def _goes_along(text: str, before: Span, part: Span) -> bool:
    joined = _count(text, (before[0], part[1]))
    return joined <= USUAL or (_count(text, before) < FEWEST and joined <= MOST)


def _count(text: str, span: Span) -> int:
    return len(_WORD.findall(text, *span))


def _parts(text: str, block: Span) -> list[Span]:
    """Return a block whole, or in parts of about equal length that end with a sentence where it is too long."""
    count = _count(text, block)
    if count <= MOST:
        return [block]
    aim = count / math.ceil(count / (MOST * 0.8))
    parts: list[Span] = []
    for sentence in _sentences(text, block):
        if parts and _count(text, (parts[-1][0], sentence[1])) <= min(MOST, aim * 1.15):
            parts[-1] = (parts[-1][0], sentence[1])
        else:
            parts.append(sentence)
    return parts


def _sentences(text: str, block: Span) -> Iterator[Span]:
    start = block[0]
    for sentence in _sentencizer()(text[block[0] : block[1]]).sents:
        span = (start + sentence.start_char, start + sentence.end_char)
        yield from [span] if _count(text, span) <= MOST else _chunks(text, span)


def _chunks(text: str, span: Span) -> Iterator[Span]:
    starts = [found.start() for found in _WORD.finditer(text, *span)][:: MOST // 2]
    for start, end in pairwise([*starts, span[1]]):
        yield start, start + len(text[start:end].rstrip())


@cache
def _sentencizer() -> Language:
    pipeline = spacy.blank("nl")
    pipeline.add_pipe("sentencizer")
    return pipeline
