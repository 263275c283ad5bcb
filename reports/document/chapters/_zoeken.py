"""The account of searching: sources, the flow of documents, what takes part, coverage, and versions."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document.blocks import Block, Column, Grid, Heading, Inline, Items, Line, Paragraph
from reports.document.pictures import pictured
from reports.document.rows import Row, Shown, first, grid, rows, table_link
from reports.publication import Publication

_SOURCES = (
    Shown("Bron", "bron"), Shown("Soort", "soort_bron"), Shown("Adres", "bron_url"),
    Shown("Antwoorden", "antwoorden"), Shown("Documenten", "documenten"), Shown("Ingesloten", "ingesloten"),
)  # fmt: skip
_FLOW = (Shown("Stap", "stap"), Shown("Bron of reden", "onderdeel"), Shown("Aantal", "aantal"))
_COUNTS = (Shown("Wat is geteld", "stap"), Shown("Aantal", "aantal"))
_COVERAGE = (Column("Gemeente"), Column("Jaar"), Column("Gevonden"), Column("Document"))
_SHOWN = 40


def searched(publication: Publication) -> Iterator[Block]:
    """Yield where was searched, and what that gave."""
    found = rows(publication, "bronnen")
    yield Heading(2, ("Waar is gezocht",), "bronnen")
    if found:
        yield grid("tabel-bronnen", "Doorzochte bronnen en wat zij gaven", _SOURCES, found)
    counted = rows(publication, "verantwoording")
    if counted:
        yield grid("tabel-verantwoording", "Van bron tot citaat", _COUNTS, counted)


def flow(publication: Publication) -> Iterator[Block]:
    """Yield the flow of documents, as PRISMA asks."""
    found = rows(publication, "stroom")
    if found:
        yield Heading(2, ("Van vindplaats tot ingesloten document",), "verantwoording-stroom")
        yield Paragraph(
            (
                "De stroom van documenten volgt de vakken van PRISMA, de richtlijn voor systematisch "
                "literatuuronderzoek.",
            )
        )
        yield from pictured(publication, "prisma")
        yield grid("tabel-stroom", "Stroom van documenten volgens PRISMA", _FLOW, found)


def included(publication: Publication) -> Iterator[Block]:
    """Yield which documents take part and which do not, with the reason."""
    found = rows(publication, "insluiting")
    if found:
        yield Heading(2, ("Welke documenten meedoen",), "verantwoording-insluiting")
        yield Items(tuple(_included(row) for row in found))


def _included(row: Row) -> Line:
    takes_part = "Doet mee: " if row["doet_mee"] == "ja" else "Doet niet mee: "
    return (takes_part, row.value("reden"), " (", *row.some("documenten", "document", "documenten"), ")")


def covered(publication: Publication) -> Iterator[Block]:
    """Yield which evaluations there should be, which of them are missing, and how many were not seen by estimate."""
    expected = rows(publication, "dekking")
    estimates = rows(publication, "schatting")
    if expected or estimates:
        yield Heading(2, ("Hoe volledig het is",), "verantwoording-dekking")
    if expected:
        lines = tuple(_coverage(row) for row in expected[:_SHOWN])
        yield Grid("tabel-dekking", "Evaluaties die er zouden moeten zijn", _COVERAGE, lines, "dekking")
        if len(expected) > _SHOWN:
            yield Paragraph(("De hele lijst staat in de tabel ", table_link(publication, "dekking"), "."), "note")
    yield from _missing(publication)
    for row in estimates:
        yield Paragraph(tuple(_estimate(row)))


def _coverage(row: Row) -> tuple[Line, ...]:
    found: Line = ("ja",) if row["gevonden"] else ("nee",)
    return ((row.value("gemeente"),), (row.value("jaar"),), found, (row.value("titel"),))


def _missing(publication: Publication) -> Iterator[Block]:
    found = rows(publication, "ontbrekend")
    if found:
        yield Paragraph(("Deze evaluaties zijn er volgens een bron wel, maar zijn niet gevonden:",))
        yield Items(tuple(_lacking(row) for row in found[:_SHOWN]))
        requests = table_link(publication, "ontbrekend")
        yield Paragraph(("Een verzoek aan elke griffie staat klaar in de tabel ", requests, "."), "note")


def _lacking(row: Row) -> Line:
    return (row.value("gemeente"), ", ", row.value("jaar"), ". ", row.value("bewijs"), ".")


def _estimate(row: Row) -> Iterator[Inline]:
    yield from ("Vergelijking van twee bronnen (", row.value("bron_1"), " en ", row.value("bron_2"))
    yield from (") geeft een schatting van ", row.value("schatting"), " evaluaties in totaal, waarschijnlijk tussen ")
    yield from (row.value("ondergrens"), " en ", row.value("bovengrens"), ". Gezien zijn er ", row.value("gezien"))
    yield ". Het is een schatting, geen telling: zij veronderstelt dat de bronnen los van elkaar vinden."


def versions(publication: Publication) -> Iterator[Block]:
    """Yield which documents are versions or copies of one that counts."""
    found = [row for row in rows(publication, "versies") if row["telt"] == "nee" and row["titel"]]
    if not found:
        return
    yield Heading(2, ("Versies en dubbelen",), "verantwoording-dubbelen")
    yield Paragraph(("Van documenten met nagenoeg dezelfde tekst telt er één. Deze tellen daarom niet mee:",))
    yield Items(tuple((row.value("titel"), ": ", row.value("reden"), ".") for row in found[:_SHOWN]))
    if len(found) > _SHOWN or first(publication, "versies"):
        yield Paragraph(("Alles staat in de tabel ", table_link(publication, "versies"), "."), "note")
