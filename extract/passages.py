"""Passages: stretches of 40–200 words of one page, cut where paragraphs end, with the headings above them."""

from __future__ import annotations

import math
import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice, pairwise

import spacy
from spacy.language import Language

from corpus.records import Block, Page, Passage
from extract.layout import Laid

FEWEST, USUAL, MOST = 40, 120, 200
"""Words: a shorter stretch looks for company, a merged one stops here, and none is longer."""
_SCRAP = 5
"""Fewer words than this are a label, not a statement."""
_TEXT_ROLES = frozenset({"paragraph", "list_item"})
_LEADERS = re.compile(r"(?:\. ?){4,}|…{2,}|_{4,}")
_LEADING = ("..", ". .", "……", "____")
"""Leaders hold one of these: to look for them is quicker than to look for leaders."""
_WORD = re.compile(r"[^\s\w]*\w\S*")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_CONTENTS = re.compile(r"^(?:\d+\.? )?inhoud(?:sopgave|sopgaaf)?$", re.IGNORECASE)

Span = tuple[int, int]


def cut_passages(pages: Iterable[Laid]) -> Iterator[Passage]:
    """Yield the passages of a document's pages, which come in order: the headings of a page hold on the next ones."""
    path: list[tuple[int, str]] = []
    for laid in pages:
        words = _Words(laid.page.text)
        run: list[Span] = []
        for block in laid.blocks:
            if _is_running_text(block, laid.page.text, path):
                run.append((block.start, block.end))
                continue
            yield from _passages(laid.page, words, run, path)
            run = []
            if block.role == "heading":
                _descend(path, block.level or 1, laid.page.text[block.start : block.end])
        yield from _passages(laid.page, words, run, path)


class _Words:
    """Counts the words of stretches of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [word.start() for word in _WORD.finditer(text)]

    def count(self, span: Span) -> int:
        """Return the number of words that begin in a span."""
        return bisect_left(self._starts, span[1]) - bisect_left(self._starts, span[0])

    def every(self, count: int, span: Span) -> list[int]:
        """Return where each so many words of a span begin."""
        return self._starts[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])][::count]


def _is_running_text(block: Block, text: str, path: list[tuple[int, str]]) -> bool:
    if block.role not in _TEXT_ROLES or (path and _CONTENTS.match(path[-1][1])):
        return False
    words = text[block.start : block.end]
    if any(sign in words for sign in _LEADING) and _LEADERS.search(words):
        return False
    return len(list(islice(_LETTERS.finditer(words), 2))) > 1


def _descend(path: list[tuple[int, str]], level: int, heading: str) -> None:
    while path and path[-1][0] >= level:
        path.pop()
    path.append((level, heading))


def _passages(page: Page, words: _Words, run: list[Span], path: list[tuple[int, str]]) -> Iterator[Passage]:
    section_path = tuple(heading for _, heading in path)
    for start, end in _spans_of(words, run):
        yield Passage(
            document_id=page.document_id, page=page.number, start=start, end=end, section_path=section_path,
            text=page.text[start:end],
        )  # fmt: skip


def _spans_of(words: _Words, blocks: Iterable[Span]) -> list[Span]:
    """Return the spans of passages in adjoining blocks of a page's text."""
    passages: list[Span] = []
    for start, end in (part for block in blocks for part in _parts(words, block)):
        if passages and _goes_along(words, passages[-1], (start, end)):
            passages[-1] = (passages[-1][0], end)
        else:
            passages.append((start, end))
    if len(passages) > 1 and words.count(passages[-1]) < FEWEST:
        joined = (passages[-2][0], passages[-1][1])
        if words.count(joined) <= MOST:
            passages[-2:] = [joined]
    return [passage for passage in passages if words.count(passage) >= _SCRAP]


def _goes_along(words: _Words, before: Span, part: Span) -> bool:
    joined = words.count((before[0], part[1]))
    return joined <= USUAL or (words.count(before) < FEWEST and joined <= MOST)


def _parts(words: _Words, block: Span) -> list[Span]:
    """Return a block whole, or in parts of about equal length that end with a sentence where it is too long."""
    count = words.count(block)
    if count <= MOST:
        return [block]
    aim = count / math.ceil(count / (MOST * 0.8))
    parts: list[Span] = []
    for sentence in _sentences(words, block):
        if parts and words.count((parts[-1][0], sentence[1])) <= min(MOST, aim * 1.15):
            parts[-1] = (parts[-1][0], sentence[1])
        else:
            parts.append(sentence)
    return parts


def _sentences(words: _Words, block: Span) -> Iterator[Span]:
    start = block[0]
    for sentence in _sentencizer()(words.text[block[0] : block[1]]).sents:
        span = (start + sentence.start_char, start + sentence.end_char)
        yield from [span] if words.count(span) <= MOST else _chunks(words, span)


def _chunks(words: _Words, span: Span) -> Iterator[Span]:
    for start, end in pairwise([*words.every(MOST // 2, span), span[1]]):
        yield start, start + len(words.text[start:end].rstrip())


@cache
def _sentencizer() -> Language:
    pipeline = spacy.blank("nl")
    pipeline.max_length = sys.maxsize
    pipeline.add_pipe("sentencizer")
    return pipeline
