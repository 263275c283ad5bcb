"""What reading a report ought to yield: its blocks, headings, notes, tables and lists, and what must stay out of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tests.benchmarks.extract.model import Box, Fields, Figure, Grid, Heading, Items, Note, Paragraph, Report, Run, Unit

CONTENTS = "Inhoudsopgave"
LABELS = ("a", "b", "c", "d", "e", "i", "ii", "iii", "iv", "v")


class Block(NamedTuple):
    """A paragraph, heading, item or caption: its words; what floats may stand between any two other blocks."""

    text: str
    kind: str
    floats: int = 0
    """0 for what stands in the flow; blocks with the same other number float together."""


class TrueNote(NamedTuple):
    """A footnote, its mark, and the text of the paragraph before that mark."""

    mark: str
    text: str
    before: str


@dataclass(frozen=True)
class Truth:
    """The truth about one document."""

    blocks: tuple[Block, ...]
    headings: tuple[tuple[int, str], ...]
    notes: tuple[TrueNote, ...]
    tables: tuple[Grid, ...]
    running: tuple[str, ...]
    """Words of running headers and footers."""
    neutral: tuple[str, ...]
    """Texts that may be in the body or not: contents, cells of tables, labels of lists, figures in pictures."""
    fields: tuple[tuple[str, ...], ...] = ()
    """Labels with their values, which a reader may call rows of a table."""
    aside_headings: tuple[str, ...] = ()
    """Titles of boxes and of the document: a reader may call them headings or not."""


def words_of(run: Run) -> str:
    """Return running text without the marks of its notes."""
    return "".join(part for part in run if isinstance(part, str))


def _notes_of(run: Run) -> Iterator[TrueNote]:
    before = ""
    for part in run:
        if isinstance(part, Note):
            yield TrueNote(part.mark, part.text, before)
        else:
            before += part


def _runs(units: tuple[Unit, ...]) -> Iterator[Run]:
    for unit in units:
        match unit:
            case Paragraph():
                yield unit.run
            case Items():
                yield from (item.run for item in unit.items)
            case Box():
                yield from (paragraph.run for paragraph in unit.paragraphs)


def _blocks(units: tuple[Unit, ...]) -> Iterator[Block]:
    for number, unit in enumerate(units, 1):
        match unit:
            case Heading():
                yield Block(unit.text, "heading")
            case Paragraph():
                yield Block(words_of(unit.run), unit.style)
            case Items():
                yield from (Block(words_of(item.run), "item") for item in unit.items)
            case Grid() | Figure() if unit.caption:
                yield Block(unit.caption, "caption", number)
            case Fields():
                yield from (Block(f"{label} {value}", "field") for label, value in unit.fields)
            case Box():
                floats = number if unit.is_aside else 0
                yield Block(unit.title, "box", floats)
                yield from (Block(words_of(paragraph.run), "box", floats) for paragraph in unit.paragraphs)


def _cover(report: Report) -> tuple[str, ...]:
    if not report.has_cover:
        return (report.title,)
    return tuple(filter(None, (report.title, report.subtitle, report.organisation, report.date)))


def _running(report: Report) -> tuple[str, ...]:
    """The running words, longest first; chapters' titles only where they run in the header."""
    chapters = [unit.text for unit in report.units if isinstance(unit, Heading) and unit.level == 1]
    headers = {"both": [report.title, *chapters], "chapter": chapters}.get(report.header, [report.header])
    footer = [report.footer] if report.footer else []
    # The contents have a heading of their own, which runs as a chapter's title does.
    own = [CONTENTS] if report.has_contents and report.header in ("both", "chapter") else []
    return tuple(sorted({*filter(None, headers), *footer, *own}, key=lambda text: (-len(text), text)))


def tell_truth(report: Report) -> Truth:
    """Return what reading this report ought to yield."""
    units = report.units
    tables = tuple(unit for unit in units if isinstance(unit, Grid))
    headings = tuple((unit.level, unit.text) for unit in units if isinstance(unit, Heading))
    contents = [CONTENTS, *(text for _, text in headings)] if report.has_contents else []
    # Renderers number lists in ways of their own.
    labels = [each for unit in units if isinstance(unit, Items) for each in LABELS]
    labels += [item.label for unit in units if isinstance(unit, Items) for item in unit.items]
    # A table that goes on on the next page has its header there again.
    cells = [cell for table in tables for row in (*table.rows, *[table.rows[0]] * 3) for cell in row]
    drawn = [word for unit in units if isinstance(unit, Figure) for word in unit.labels]
    boxes = [unit.title for unit in units if isinstance(unit, Box)]
    cover = _cover(report)
    return Truth(
        blocks=(*(Block(text, "cover") for text in cover), *_blocks(units)),
        headings=headings,
        notes=tuple(note for run in _runs(units) for note in _notes_of(run)),
        tables=tables,
        running=_running(report),
        neutral=(*contents, *labels, *cells, *drawn),
        fields=tuple(field for unit in units if isinstance(unit, Fields) for field in unit.fields),
        aside_headings=(*cover, CONTENTS, *boxes),
    )


def normal(text: str) -> str:
    """Return text with single spaces, as texts are compared."""
    return re.sub(r"\s+", " ", text).strip()
