"""The questions of the study: how far each is answered, by which rule, and the quotes that say most of it."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document.blocks import Block, Chapter, Heading, Items, Paragraph, Part
from reports.document.rows import Row, Shown, grid, rows, slug, spread_rows, table_link
from reports.publication import Publication

POSITION = 20
_SHOWN = 3


def chapters(publication: Publication) -> Iterator[Chapter]:
    """Yield the chapter of questions, where there are any."""
    found = rows(publication, "kennisvragen")
    own = [row for row in found if row["herkomst"] == "De studie"]
    parts = [Part(_name(row), tuple(_question(publication, row))) for row in own]
    if not own:
        asked = rows(publication, "studie", onderdeel="vraag")
        parts += (
            [Part("vragen", (Items(tuple((row.value("inhoud"),) for row in asked), is_ordered=True),))] if asked else []
        )
    others = [row for row in found if row["herkomst"] != "De studie"]
    parts += [Part("vragen-codeboeken", tuple(_others(others)))] if others else []
    if rows(publication, "antwoorden"):
        more = ("Alle citaten bij deze vragen staan in de tabel ", table_link(publication, "antwoorden"), ".")
        parts.append(Part("vragen-tabel", (Paragraph(more, "note"),)))
    if parts:
        yield Chapter("vragen", "Antwoorden op de onderzoeksvragen", tuple(parts))


def _name(row: Row) -> str:
    """Return the name of the part of a question, which stays when other questions come before it."""
    return f"vraag-{slug(row['vraag'])}"


def _question(publication: Publication, row: Row) -> Iterator[Block]:
    yield Heading(2, (row.value("vraag"),), _name(row))
    yield Paragraph((row.high("regel"), "."), "verdict")
    if row["gezocht"]:
        yield Paragraph(("Gezocht is naar: ", row.value("gezocht"), "."), "note")
    for answer in spread_rows(rows(publication, "antwoorden", volgorde=row["volgorde"]), _SHOWN):
        yield answer.quote()


def _others(found: list[Row]) -> Iterator[Block]:
    yield Heading(2, ("Vragen van andere codeboeken",), "leervragen")
    columns = (
        Shown("Vraag", "vraag"), Shown("Thema", "thema"), Shown("Status", "status"),
        Shown("Evaluaties", "evaluaties"), Shown("Documenten", "documenten"),
    )  # fmt: skip
    yield grid("tabel-leervragen", "Vragen van andere codeboeken en hoe ver zij zijn beantwoord", columns, found)
