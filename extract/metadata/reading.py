"""What a metadata reader gets, and what it yields."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import TypeVar

from corpus.records import Block, Find, Page
from extract.metadata.gazetteer import Gazetteer

_QUOTE_PAGES = 3
_DASHES = "–|-"


@dataclass(frozen=True)
class Line:
    """A line of type: its height in points, and its distance from the top and the left as shares of the page."""

    page: int
    text: str
    size: float
    top: float
    left: float = 0.0


@dataclass(frozen=True)
class Tag:
    """A statement that a file makes about itself: a meta tag, an entry of the information dictionary."""

    name: str
    value: str
    quote: str


@dataclass(frozen=True)
class Embedded:
    """What a file holds about itself beside its text; `lines` are those of the first pages of a PDF, from the top."""

    tags: tuple[Tag, ...] = ()
    lines: tuple[Line, ...] = ()
    body_size: float = 0.0
    """Height of most of the type on the first pages, in points."""

    def values(self, *names: str) -> tuple[Tag, ...]:
        """Return the tags with these names, in the order of the names."""
        return tuple(tag for name in names for tag in self.tags if tag.name == name)


@dataclass(frozen=True)
class Reading:
    """A document as the metadata readers see it."""

    media_type: str
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    finds: tuple[Find, ...] = ()
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    embedded: Embedded = field(default_factory=Embedded)
    corrected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What a researcher says of the document, by field; no values where none is right."""

    @property
    def is_html(self) -> bool:
        """Tell whether the document is a web page."""
        return "html" in self.media_type

    def text_of(self, block: Block) -> str:
        """Return the text of a block."""
        return next((page.text[block.start : block.end] for page in self.pages if page.number == block.page), "")

    def quote(self, value: str) -> tuple[str, int | None]:
        """Return where the first pages print `value`, spaces and case aside, as literal text with its page."""
        words = [re.escape(word) for word in value.split() if word not in _DASHES]
        if not words:
            return "", None
        pattern = re.compile(r"\s+(?:[–|-]\s+)?".join(words), re.IGNORECASE)
        found = ((pattern.search(page.text), page.number) for page in self.pages[:_QUOTE_PAGES])
        return next(((match[0], number) for match, number in found if match), ("", None))


T = TypeVar("T")


def once(function: Callable[[Reading], T]) -> Callable[[Reading], T]:
    """Return a function of a reading that is called once for each reading, and kept with it: several fields use it."""
    key = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def kept(reading: Reading) -> T:
        if key not in reading.__dict__:
            reading.__dict__[key] = function(reading)
        value: T = reading.__dict__[key]
        return value

    return kept


@dataclass(frozen=True)
class Candidate:
    """A value that a reader found, the text it was read from, and how sure that is (0 to 1)."""

    value: str
    quote: str
    page: int | None
    method: str
    confidence: float
