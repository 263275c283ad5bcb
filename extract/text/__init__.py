"""Plain text: paragraphs, headings, lists, tables and notes, told from blank lines, indents and signs."""

from __future__ import annotations

from collections.abc import Iterator

from corpus import sniff
from corpus.records import Issue
from extract.sheet import Piece, Sheet
from extract.text.lines import Habits, Line, decode, lumps_of, read_lines
from extract.text.roles import pieces_of_lumps
from extract.turns import read_turns

MEDIA_TYPES = (sniff.TEXT,)
METHOD = "text"


def read_sheets(content: bytes, media_type: str, subject: str) -> Iterator[Sheet | Issue]:
    """Yield a sheet for each page, where form feeds part them, else one."""
    pages = [read_lines(page) for page in decode(content).split("\f")]
    habits = Habits.of([line for page in pages for line in page])
    if len(pages) > 1:
        pages = [_without_number(page) for page in pages]
    for number, page in enumerate(pages, 1):
        pieces = pieces_of_lumps(lumps_of(page, habits), habits, is_first=number == 1)
        if pieces:
            yield Sheet(number=number, method=METHOD, pieces=read_turns(pieces))


def read_text(text: str) -> list[Piece]:
    """Return the pieces of plain text that is no document by itself, and so has no title."""
    lines = read_lines(text)
    habits = Habits.of(lines)
    return pieces_of_lumps(lumps_of(lines, habits), habits, is_first=False)


def _without_number(lines: list[Line]) -> list[Line]:
    """Return the lines of a page without its number, where that is its first or last line."""
    ends = (0, len(lines) - 1)
    return [line for place, line in enumerate(lines) if place not in ends or not line.text.strip("- ").isdigit()]
