"""The front of a document: the short lines of its first page, where title, date and publisher are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.metadata.reading import Reading, once

COVER_WORDS = 120
"""A first page with fewer words is a cover: all of it is front."""
_LINE_WORDS = 16
_FRONT_BLOCKS = 14
_TOP = 0.45
"""The share of a first page with running text in which its front stands."""
_LARGE = 1.12

LABELS = re.compile(
    r"(?:inhoud(?:sopgave)?|colofon|samenvatting|voorwoord|inleiding|bijlagen?(?: \d+)?|pagina\b.*|raadsmemo|memo"
    r"|raadsinformatiebrief|collegebrief|raadsvoorstel|raadsbesluit|collegevoorstel|collegebesluit|besluit|voorstel"
    r"|aan|van|datum|onderwerp|betreft|kenmerk|ons kenmerk|uw kenmerk|bijlagen?|status|versie|concept|definitief"
    r"|portefeuille(?:houder)?|factsheet|rapport(?:age)?|brief|notitie|advies)\W*",
    re.IGNORECASE,
)
"""Words that stand in large type without being a title."""


@dataclass(frozen=True)
class FrontLine:
    """A line of the front: its height as a multiple of the body type, and whether no running text is near."""

    page: int
    text: str
    prominence: float
    is_apart: bool = True


@once
def front_lines(reading: Reading) -> list[FrontLine]:
    """Return the lines of the front, from the top."""
    if reading.embedded.lines:
        return list(_printed(reading))
    return list(_from_blocks(reading))


def _printed(reading: Reading) -> Iterator[FrontLine]:
    first = min(line.page for line in reading.embedded.lines)
    lines = [line for line in reading.embedded.lines if line.page == first]
    body = reading.embedded.body_size or 1.0
    is_cover = sum(len(line.text.split()) for line in lines) < COVER_WORDS
    for line in lines:
        is_large = line.size > _LARGE * body
        is_short = len(line.text.split()) <= _LINE_WORDS
        if is_cover or (is_large and line.top < 2 * _TOP) or (is_short and line.top < _TOP):
            yield FrontLine(line.page, line.text, round(line.size / body, 2), is_cover or is_large)


def _from_blocks(reading: Reading) -> Iterator[FrontLine]:
    first = reading.pages[0].number if reading.pages else 0
    blocks = [block for block in reading.blocks if block.page == first][:_FRONT_BLOCKS]
    for block in blocks:
        text = " ".join(reading.text_of(block).split())
        if text and len(text.split()) <= 2 * _LINE_WORDS:
            level = block.level or 3 if block.role == "heading" else 5
            is_apart = len(text.split()) <= _LINE_WORDS // 2
            yield FrontLine(block.page, text, {1: 2.0, 2: 1.6, 3: 1.3}.get(level, 1.0), is_apart)


def title_lines(reading: Reading) -> list[FrontLine]:
    """Return the lines of title and subtitle: the front in larger type, or its first lines where no type is larger."""
    front = front_lines(reading)
    large = [line for line in front if line.prominence > _LARGE]
    return large or front[:4]


def front_text(reading: Reading) -> str:
    """Return the front as one text, a line each."""
    return "\n".join(line.text for line in front_lines(reading))
