"""Documents made up for the tests of metadata: pages, blocks and type, without files."""

from __future__ import annotations

import re

from corpus.records import Block, Find, Page
from extract.metadata.gazetteer import Gazetteer, Gemeente
from extract.metadata.reading import Embedded, Line, Reading, Tag

GAZETTEER = Gazetteer(
    [
        Gemeente("GM1", "Lindervoort", "2007-01-01", "", "Fictief"),
        Gemeente("GM2", "Merenburg", "2007-01-01", "2019-01-01", "Fictief"),
        Gemeente("GM3", "Oudermeer", "1990-01-01", "2015-01-01", "Fictief"),
        Gemeente("GM4", "Oudermeer", "2015-01-01", "", "Fictief"),
        Gemeente("GM5", "Houten", "1970-01-01", "", "Utrecht"),
        Gemeente("GM6", "Bergen (NH.)", "1970-01-01", "", "Noord-Holland"),
        Gemeente("GM7", "Bergen (L.)", "1970-01-01", "", "Limburg"),
        Gemeente("GM8", "'s-Hertogenbosch", "1970-01-01", "", "Noord-Brabant"),
    ],
    successions=[("GM3", "GM4"), ("GM2", "GM1"), ("GM2", "GM4")],
)


def make_reading(
    *texts: str,
    media_type: str = "application/pdf",
    tags: dict[str, str] | None = None,
    type_lines: list[tuple[str, float]] | None = None,
    find: Find | None = None,
    heading: bool = True,
) -> Reading:
    """Return a reading of pages with these texts; blocks are what empty lines part, the first of them a heading."""
    pages = tuple(Page(document_id="d", number=n, text=text, method="test") for n, text in enumerate(texts, 1))
    blocks = tuple(
        Block(
            document_id="d",
            page=page.number,
            start=part.start(),
            end=part.end(),
            role="heading" if heading and page.number == 1 and part.start() == 0 else "paragraph",
            level=1 if heading and page.number == 1 and part.start() == 0 else None,
        )
        for page in pages
        for part in re.finditer(r"[^\n]+(?:\n[^\n]+)*", page.text)
    )
    made = tuple(Tag(name, value, f"{name}: {value}") for name, value in (tags or {}).items())
    lines = tuple(
        Line(1, text, size, round(0.1 + 0.02 * row, 4), 0.1) for row, (text, size) in enumerate(type_lines or [])
    )
    return Reading(
        media_type=media_type,
        pages=pages,
        blocks=blocks,
        finds=(find,) if find else (),
        gazetteer=GAZETTEER,
        embedded=Embedded(made, lines, 10.0 if lines else 0.0),
    )


def section(*texts: str, heading: str = "Onderzoeksopzet", role: str = "paragraph") -> Reading:
    """Return a reading of one page: a heading, with these texts below it."""
    parts = [heading, *texts]
    starts = [sum(len(part) + 2 for part in parts[:at]) for at in range(len(parts))]
    blocks = tuple(
        Block(
            document_id="d",
            page=1,
            start=start,
            end=start + len(part),
            role=role if at else "heading",
            level=None if at else 1,
        )
        for at, (start, part) in enumerate(zip(starts, parts, strict=True))
    )
    page = Page(document_id="d", number=1, text="\n\n".join(parts), method="test")
    return Reading(media_type="application/pdf", pages=(page,), blocks=blocks, gazetteer=GAZETTEER)
