"""Advice by audience: what the documents ask of each, in their own words; nothing is added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.document.blocks import Block, Chapter, Heading, Items, Line, Paragraph, Part
from reports.document.chapters.opgaven import told
from reports.document.rows import Row, rows, slug, table_link
from reports.publication import Publication, Value

POSITION = 60
_SHOWN = 12
_HEADING = re.compile(r"(aanbeveling|advies|actie|opgave) \w{1,4}\b[^.]{0,40}", re.IGNORECASE)
"""A heading such as `Aanbeveling 1 (aan het college)`."""
_SELF = "Opsteller van het document"
"""Not an audience: who wrote the document speaks of itself."""


def chapters(publication: Publication) -> Iterator[Chapter]:
    """Yield the chapter of advice, where documents say who should do something."""
    found = [row for row in rows(publication, "opgaven_bijstellingen") if row["wie"] and _says_what(row)]
    groups = _by_audience(found)
    if not groups:
        return
    whole = table_link(publication, "opgaven_bijstellingen")
    parts = [Part("advies-vooraf", (Paragraph((f"{_INTRODUCTION} Alles staat in de tabel ", whole, ".")),))]
    parts += [Part(f"advies-{slug(name)}", tuple(_audience(publication, name, groups[name]))) for name in groups]
    yield Chapter("advies", "Advies per doelgroep", tuple(parts))


_INTRODUCTION = (
    "Dit hoofdstuk ordent wat de documenten zelf van iemand vragen, in hun eigen woorden. Het staat bij wie het "
    "volgens het document moet doen; vraagt een document iets van meer partijen, dan staat het bij elk van hen. Er is "
    "niets aan toegevoegd. Weeg zelf of een advies ook voor uw gemeente geldt."
)


def _says_what(row: Row) -> bool:
    """Tell whether a text says what must be done: it is no heading, and does not only announce a list."""
    return not row["wat"].rstrip().endswith(":") and not _HEADING.fullmatch(row["wat"].strip())


def _by_audience(found: Sequence[Row]) -> dict[str, list[Row]]:
    """Return the rows by audience: the one that is asked most comes first."""
    groups: dict[str, list[Row]] = {}
    for row in found:
        for name in row["wie"].split("; "):
            if name != _SELF:
                groups.setdefault(name, []).append(row)
    return dict(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))


def _audience(publication: Publication, name: str, found: Sequence[Row]) -> Iterator[Block]:
    yield Heading(2, (Value(name, found[0].value("wie").origin),), f"advies-{slug(name)}")
    yield Items(tuple(_asked(row) for row in found[:_SHOWN]))
    if len(found) > _SHOWN:
        link = table_link(publication, "opgaven_bijstellingen")
        yield Paragraph(("Hier staat een deel; alles staat in de tabel ", link, "."), "note")


def _asked(row: Row) -> Line:
    remark = told(row, with_actor="; " in row["wie"])
    return ("“", row.value("wat"), "” ", row.cite(), *((". ", *remark) if remark else (".",)))
