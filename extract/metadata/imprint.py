"""The imprint of a document: what covers and colophons say of who made it, for whom, and where it can be had."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from corpus.records import Page
from extract.metadata.dates import DATE
from extract.metadata.front import COVER_WORDS
from extract.metadata.labels import labels_in
from extract.metadata.reading import Reading

_FIRST, _LAST = 4, 3
"""The pages at either end on which a cover, a title page or a colophon stands."""
_FEWEST_LABELS = 3
"""A page with fewer labels is no colophon, unless it says so."""
_MOST_LINES = 14
_LONGEST_LINE = 200

_COLOPHON = re.compile(r"(?:^|\n)\s*colofon\b\W*", re.IGNORECASE)
_END = re.compile(
    r"\b\d{4} ?[A-Z]{2}\b|\bpostbus\b|\bwww\.|https?://|\S@\S|\b(?:tel|telefoon|t)\.?:?\s*\(?0\d|©|\bISBN\b"
    r"|\b\w+(?:straat|weg|laan"
    r"|plein|gracht|kade|singel)\s+\d",
    re.IGNORECASE,
)
"""Where an address, a number or a right begins."""


@dataclass(frozen=True)
class Credit:
    """What stands after a label: its lines, where they begin in the page's text, and whether a colophon holds them."""

    key: str
    page: Page
    label_start: int
    start: int
    text: str
    is_colophon: bool

    def quote(self, end: int) -> str:
        """Return the literal text from the label to a place in the value."""
        return self.page.text[self.label_start : self.start + end].strip()


def _colophon(text: str) -> re.Match[str] | None:
    return _COLOPHON.search(text) if "colofon" in text.lower() else None


def edges(reading: Reading) -> tuple[Page, ...]:
    """Return the pages at either end, and those between with a colophon."""
    inner = reading.pages[_FIRST : max(_FIRST, len(reading.pages) - _LAST)]
    named = tuple(page for page in inner if _colophon(page.text[:400]))
    return (*reading.pages[:_FIRST], *named, *reading.pages[max(_FIRST, len(reading.pages) - _LAST) :])


def lined(reading: Reading, page: Page) -> str:
    """Return the text of a page with its lines of type as lines, of equal length so that places stay valid."""
    letters = list(page.text)
    for block in reading.blocks:
        if block.page == page.number:
            for line in block.lines:
                at = int(line[0]) - 1
                if block.start < at < block.end and letters[at] == " ":
                    letters[at] = "\n"
    return "".join(letters)


def cover_lines(reading: Reading) -> Iterator[tuple[Page, str]]:
    """Yield the lines of the cover and the title page: of the first pages, as far as these hold few words."""
    for page in reading.pages[:_FIRST]:
        text = lined(reading, page)
        if len(text.split()) >= COVER_WORDS:
            return
        yield from ((page, line.strip()) for line in text.split("\n") if line.strip())


def opening(pages: Iterable[Page], length: int) -> Iterator[Page]:
    """Yield pages without what lies beyond a length: in a format without pages that is no longer the beginning."""
    yield from (page if len(page.text) <= length else replace(page, text=page.text[:length]) for page in pages)


def is_colophon(text: str) -> bool:
    """Tell whether a page calls itself a colophon or is one by its labels."""
    return bool(_colophon(text)) or len({label.words.lower() for label in labels_in(text)}) >= _FEWEST_LABELS


def after_colophon(reading: Reading) -> Iterator[tuple[Page, list[str]]]:
    """Yield the lines that come first in a colophon, up to its first label, with their page."""
    for page in edges(reading):
        text = lined(reading, page)
        if match := _colophon(text):
            ends = [label.start for label in labels_in(text) if label.start >= match.end()]
            part = text[match.end() : min([*ends, match.end() + _LONGEST_LINE])]
            yield page, [line.strip() for line in part.split("\n") if line.strip()]


def credits_of(reading: Reading) -> list[Credit]:
    """Return what the labels on the pages at either end say, in order."""
    return [
        credit for page in edges(reading) for credit in _on_page(page, lined(reading, page), page == reading.pages[0])
    ]


def _on_page(page: Page, text: str, is_front: bool) -> Iterator[Credit]:
    labels = list(labels_in(text))
    colophon = _colophon(text)
    from_here = colophon.start() if colophon else len(text)
    if not colophon and len({label.words.lower() for label in labels}) >= _FEWEST_LABELS:
        from_here = labels[0].start
        labels = [label for label in labels if not label.is_vague]
    for label, following in zip_longest(labels, labels[1:]):
        is_colophon = label.start >= from_here
        if label.key and (is_colophon or (is_front and not label.is_vague) or label.is_sure):
            end = following.start if following else len(text)
            yield Credit(label.key, page, label.start, label.end, _value(text[label.end : end]), is_colophon)


def _value(text: str) -> str:
    """Return the lines of a value: up to an address, a date on a line of its own, or a line of running text."""
    end, count, is_open = 0, 0, text[:1] not in "\n"
    for line in re.finditer(r"[^\n]*(?:\n|$)", text):
        bare = line[0].strip()
        if not bare:
            if count and is_open:
                break
            continue
        if (len(bare) > _LONGEST_LINE and count) or DATE.fullmatch(bare.strip(" .")) or count >= _MOST_LINES:
            break
        end, count = line.end(), count + 1
    value = text[:end]
    stop = _END.search(value)
    return value[: stop.start()] if stop else value
