"""Renders a report of the example as PDF through Typst, each report in a look of its own."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any
from zlib import crc32

import typst

from corpus.example.markup import Span, read_spans
from corpus.example.sources import Document, Unit

TEMPLATES = Path(__file__).parent / "templates"
FONTS = ("Libertinus Serif", "New Computer Modern")
NUMERIC = re.compile(r"(?:[\d\s.,%€+*–-]|van\b)*(?:\[\^\w+\])?")
BOXED = re.compile(r"(Bevinding|Aanbeveling|Conclusie|Hoofdconclusie|Deelconclusie)\b")


@dataclass(frozen=True)
class Look:
    """What tells one report from another: colours, type, and the parts that not every report has."""

    hue: int
    """Hue of the main colour, in degrees."""
    contrast: int
    """Distance of the second colour's hue, in degrees."""
    body_font: str
    heading_font: str
    size: float
    """Size of the body text, in points."""
    cover: int
    heading: int
    table: int
    ornament: int
    mark: int
    has_contents: bool
    has_colophon: bool


def choose_look(slug: str) -> Look:
    """The look that follows from a slug: the digits of its CRC-32, each in the base of one choice."""
    rest = crc32(slug.encode())

    def choose(count: int) -> int:
        nonlocal rest
        rest, choice = divmod(rest, count)
        return choice

    # The order of the choices decides which report gets what; in this one covers and hues lie far apart.
    has_colophon, other_type = bool(choose(2)), choose(2)
    table, ornament, size, has_contents = choose(3), choose(4), choose(4), bool(choose(2))
    heading, cover, contrast, body = choose(3), choose(3), choose(4), choose(2)
    return Look(
        hue=choose(72) * 5,
        contrast=(60, 140, 180, 220)[contrast],
        body_font=FONTS[body],
        heading_font=FONTS[(body + other_type) % 2],
        size=(9.5, 10, 10.5, 11)[size],
        cover=cover,
        heading=heading,
        table=table,
        ornament=ornament,
        mark=choose(4),
        has_contents=has_contents,
        has_colophon=has_colophon,
    )


def align_columns(unit: Unit) -> list[str]:
    """For each column of a table `end` when it holds figures, `start` when it is the first or holds words."""
    columns = list(zip(*unit.rows[1:], strict=True))
    return [
        "end" if index and all(NUMERIC.fullmatch(cell) for cell in column) else "start"
        for index, column in enumerate(columns)
    ]


def describe_unit(unit: Unit) -> dict[str, Any]:
    """The unit as the templates read it: every text a list of spans."""
    rows: list[list[list[Span]]] = [[list(read_spans(cell)) for cell in row] for row in unit.rows]
    style, words = next(read_spans(unit.rows[0][0]), ("text", ""))
    boxed = BOXED.match(words) if style in ("strong", "emph") else None
    described = {"kind": unit.kind, "level": unit.level, "rows": rows, "box": boxed[1] if boxed else None}
    if unit.kind == "table":
        columns = list(zip(*unit.rows, strict=True))
        described |= {
            "caption": list(read_spans(unit.caption)),
            "align": align_columns(unit),
            "widths": [max(map(len, column)) for column in columns],
            "words": [max(len(word) for cell in column for word in cell.split() or [""]) for column in columns],
        }
    return described


def describe(document: Document) -> dict[str, Any]:
    """The document as the templates read it: metadata, look, the notice of fiction, units, and notes by mark."""
    fiction, *body = document.units
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "gemeente": " en ".join(document.gemeenten),
        "publisher": document.publisher,
        "date": [document.date.year, document.date.month, document.date.day],
        "date_text": document.date_text,
        "kind": document.document_type,
        "look": asdict(choose_look(document.slug)),
        "fiction": list(read_spans(fiction.rows[0][0])),
        "units": [describe_unit(unit) for unit in body if unit.kind != "footnote"],
        "notes": {unit.label: list(read_spans(unit.rows[0][0])) for unit in body if unit.kind == "footnote"},
    }


def render_pdf(document: Document) -> bytes:
    """The PDF of a report, dated on its publication, set in the fonts that Typst carries."""
    return typst.compile(
        TEMPLATES / f"{document.layout}.typ",
        root=TEMPLATES,
        ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(describe(document), ensure_ascii=False)},
        timestamp=datetime.combine(document.date, time(12), tzinfo=UTC),
    )
