"""What a kind of source says while it is harvested: what to ask, what it found, and what the answers hold.

A kind is a pair of pure functions: `begin` yields the first steps, and `read` turns an answer into further ones.
Asking, remembering, keeping and all courtesy are the engine's. So a kind can be tested on saved answers, and a harvest
that was killed goes on by replaying the answers that are remembered.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from corpus.issues import Surprise
from corpus.records import Issue


@dataclass(frozen=True, kw_only=True)
class Listed:
    """What a source says of a document, literally; these are candidates for its metadata."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    authors: str | None = None
    """Names, with "; " between them."""
    gemeente: str | None = None
    type: str | None = None
    identifier: str | None = None
    """What the source itself knows it by: DOI, ISBN, handle, number."""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """An address to ask."""

    url: str
    step: str = ""
    """Which step of the kind reads the answer; empty where nothing but the document is wanted."""
    is_document: bool = True
    """Is the answer kept as a document of the corpus?"""
    is_listing: bool = False
    """Does it list what there is? Then it is asked at every visit, however fresh the last answer is."""
    listed: Listed = Listed()
    found_on: str | None = None
    carried: str = ""
    """What the kind wants to know again when it reads the answer."""
    nth: int = 0
    """How often this address has been asked before within one visit: with a higher number it is asked anew."""
    changed_on: str | None = None
    """The day (ISO 8601) on which the source says that it was last changed."""
    accept: str | None = None
    """The media types that are asked for, where the source offers several."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """A document whose bytes are at hand."""

    name: str
    """Its name or path within the source."""
    content: bytes
    listed: Listed = Listed()


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A document that the source names but does not give."""

    url: str
    """Its address, or else what the source knows it by."""
    problem: str
    listed: Listed = Listed()


@dataclass(frozen=True, kw_only=True)
class Gone:
    """A document that the source says it has removed."""

    identifier: str


@dataclass(frozen=True, kw_only=True)
class Bookmark:
    """Where the next visit can go on: it then hears of changes only, so what it does not hear of is still there."""

    value: str


Step: TypeAlias = Ask | Held | Mention | Gone | Bookmark | Issue


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The answer to an ask, with status 200."""

    ask: Ask
    final_url: str
    content: bytes
    media_type: str
    """As sniffed from the bytes."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Those that matter, by name in lower case."""

    def json(self) -> Any:
        """Return the content as JSON; raise Surprise when it is none."""
        try:
            return json.loads(self.content)
        except ValueError as error:
            raise self.surprise(f"answers with something else than JSON ({error})", LOOK) from None

    def surprise(self, problem: str, remedy: str) -> Surprise:
        """Return the problem that this answer is not what the kind knows; raise it to give up what it leads to."""
        return Surprise(self.ask.url, problem, remedy)

    def warning(self, problem: str, remedy: str) -> Issue:
        """Return the issue that something about this answer is not right, though the rest of it can be used."""
        return Issue(severity="warning", subject=self.ask.url, problem=problem, remedy=remedy)


LOOK = "Look at this address in a browser, and mend the settings of this source"
ASK_OWNER = "If the study needs what is there, ask the owner of the site for it"
