"""Personal data: where the text of a document tells who a private person is, or where one lives or can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.record import Record
from corpus.records import Block, Document, Fact, Find, Page
from corpus.stage import Inputs
from extract.personal.released import PersonalSettings, release
from extract.personal.spans import find_personal

__all__ = ["PersonalSettings", "find_personal", "mark_personal"]


def mark_personal(inputs: Inputs, settings: PersonalSettings) -> Iterator[Record]:
    """Yield the personal data of a document, and a warning for each release that is about none of it."""
    spans = find_personal(inputs[Page], inputs[Block], inputs[Fact])
    yield from release(spans, settings, inputs.one(Document), inputs[Find], inputs[Page])
