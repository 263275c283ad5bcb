"""Opgaven and bijstellingen by aspect: what must be done, by whom and when, and what hindrance it answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.document.blocks import Block, Chapter, Heading, Line, Paragraph, Part
from reports.document.rows import Row, by, listed, rows, slug, spread_rows, table_link
from reports.publication import Publication, Value
from reports.shown import day

POSITION = 50
_SHOWN = 4


def chapters(publication: Publication) -> Iterator[Chapter]:
    """Yield the chapter of opgaven and bijstellingen."""
    found = rows(publication, "opgaven_bijstellingen")
    parts = [
        Part(f"opgaven-{slug(head['aspect'])}", tuple(_aspect(publication, head, group)))
        for head, group in by(found, "aspect")
    ]
    nothing = Part("opgaven", (Paragraph(("Er zijn geen gepubliceerde opgaven of bijstellingen.",)),))
    yield Chapter("opgaven", "Opgaven en bijstellingen", tuple(parts) or (nothing,))


def told(row: Row, *, with_actor: bool = True) -> Line:
    """Return who should do something by when, and how far it is; nothing where the document does not say."""
    said: list[tuple[str, Value]] = []
    if with_actor and row["wie"]:
        said.append(("Wie", row.value("wie")))
    if row["wanneer_woorden"] or row["wanneer"]:
        said.append(("Wanneer", row.low("wanneer_woorden") if row["wanneer_woorden"] else _when(row)))
    if row["status"]:
        said.append(("Stand", row.low("status")))
    return listed(((f"{name}: ", value, ".") for name, value in said), " ")


def _when(row: Row) -> Value:
    """Return a date or an interval (EDTF) in words."""
    found = row.value("wanneer")
    start, sign, end = found.text.partition("/")
    if not sign:
        return found._replace(text=day(start))
    until = "" if end == ".." else f"tot {day(end)}"
    since = "" if start == ".." else f"vanaf {day(start)}"
    return found._replace(text=" ".join(filter(None, (since, until))))


def _aspect(publication: Publication, head: Row, found: Sequence[Row]) -> Iterator[Block]:
    yield Heading(2, (head.value("aspect"),), f"opgaven-{slug(head['aspect'])}")
    for first, group in by(found, "soort"):
        yield Heading(3, ("Opgaven" if first["soort"] == "Opgave" else "Bijstellingen",))
        for row in spread_rows(group, _SHOWN):
            yield row.quote(_remark(row))
        if len(group) > _SHOWN:
            link = table_link(publication, "opgaven_bijstellingen")
            yield Paragraph(("Hier staan enkele citaten; alle staan in de tabel ", link, "."), "note")


def _remark(row: Row) -> Line:
    line = told(row)
    if row["belemmering"]:
        answers: Line = ("Antwoord op: “", row.value("belemmering"), "”")
        line = (*line, " ", *answers) if line else answers
    return line
