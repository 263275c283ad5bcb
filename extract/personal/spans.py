"""The spans of personal data of a document: what its blocks name, save who holds an office or wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus.records import Block, Fact, Page, PersonalSpan
from extract.personal.names import METHOD, find_names
from extract.personal.patterns import Found, find_patterns
from extract.personal.public import holds_office, is_cited, is_of_body, last_word, names_behind

_SOURCES = re.compile(r"^(?:[\dA-Z.]+\s)?(?:literatuur|bronnen|referenties|bibliografie|geraadpleegde)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


class _Place(NamedTuple):
    """Something found on a page, with offsets in the text of that page."""

    page: Page
    found: Found

    @property
    def span(self) -> tuple[str, int, int]:
        return self.page.text, self.found.start, self.found.end

    @property
    def surname(self) -> str:
        return last_word(self.page.text[self.found.start : self.found.end])


def find_personal(pages: Sequence[Page], blocks: Sequence[Block], facts: Sequence[Fact]) -> Iterator[PersonalSpan]:
    """Yield the personal data of a document, by page and place.

    Who holds an office somewhere in the document is no private person elsewhere in it, nor is who wrote it.
    """
    by_number = {page.number: page for page in pages}
    names = [place for place in _names(by_number, blocks) if not is_of_body(*place.span)]
    known = names_behind(facts) | {place.surname for place in names if holds_office(*place.span)}
    private = [place for place in names if place.surname not in known and not is_cited(*place.span)]
    for place in _apart([*_formed(by_number, blocks), *private]):
        yield PersonalSpan(
            document_id=place.page.document_id, page=place.page.number, start=place.found.start, end=place.found.end,
            kind=place.found.kind, method=place.found.method, confidence=place.found.confidence,
        )  # fmt: skip


def _formed(pages: dict[int, Page], blocks: Iterable[Block]) -> Iterator[_Place]:
    for block in blocks:
        page = pages[block.page]
        for found in find_patterns(page.text[block.start : block.end]):
            yield _Place(page, found._replace(start=block.start + found.start, end=block.start + found.end))


def _names(pages: dict[int, Page], blocks: Iterable[Block]) -> Iterator[_Place]:
    """Yield the names in a document's blocks, those of its lists of sources and of notes that cite left out."""
    is_sources = False
    for block in blocks:
        page = pages[block.page]
        text = page.text[block.start : block.end]
        if block.role == "heading":
            is_sources = bool(_SOURCES.match(text))
        if is_sources or (block.role == "footnote" and _YEAR.search(text)):
            continue
        for name in find_names(text):
            yield _Place(page, Found(block.start + name.start, block.start + name.end, "naam", METHOD, name.confidence))


def _apart(places: Iterable[_Place]) -> list[_Place]:
    """Return places that do not overlap, in order: the surer one stays, then the longer one."""
    kept: list[_Place] = []
    end: tuple[int, int] = (0, 0)
    for place in sorted(places, key=lambda one: (one.page.number, one.found.start, -one.found.end)):
        if (place.page.number, place.found.start) >= end:
            kept.append(place)
            end = (place.page.number, place.found.end)
        elif place.found.confidence > kept[-1].found.confidence:
            longer = max(place.found.end, kept[-1].found.end)
            kept[-1] = place._replace(found=place.found._replace(start=kept[-1].found.start, end=longer))
            end = (place.page.number, longer)
    return kept
