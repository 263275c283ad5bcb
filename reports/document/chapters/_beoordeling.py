"""The account of judging: how far the scores can be trusted, what people judged, and which version this is."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document.blocks import Block, Column, Grid, Heading, Items, Line, Paragraph, Strong
from reports.document.rows import Row, first, rows, table_link
from reports.publication import Publication

_CHANCES = (
    Column("Codeboek"), Column("Kans van"), Column("Kans tot"), Column("Klopte"), Column("Codes", is_number=True),
)  # fmt: skip
_ROUNDS = (
    Column("Ronde"), Column("Laatste dag"), Column("Stand"), Column("Mensen", is_number=True),
    Column("Oordelen", is_number=True), Column("Coderingen", is_number=True),
)  # fmt: skip
_AGREEMENT = (
    Column("Dimensie"), Column("Tussen"), Column("Coderingen", is_number=True), Column("Gelijk", is_number=True),
    Column("Kappa", is_number=True), Column("Alfa", is_number=True),
)  # fmt: skip
_READING = (Column("Onderdeel"), Column("Waarde", is_number=True), Column("Toelichting"))


def reliability(publication: Publication) -> Iterator[Block]:
    """Yield how often a code was right to which the model gave a chance."""
    found = rows(publication, "betrouwbaarheid")
    if not found:
        return
    yield Heading(2, ("Hoe vaak de codes kloppen",), "verantwoording-betrouwbaarheid")
    yield Paragraph(
        (
            "Het model geeft bij elke code een kans dat zij klopt. Of die kans zelf klopt, is gemeten op documenten "
            "waarvan het model niets had gezien.",
        )
    )
    lines = tuple(_chance(row) for row in found)
    yield Grid("tabel-betrouwbaarheid", "Kans volgens het model en deel dat klopte", _CHANCES, lines, "betrouwbaarheid")


def _chance(row: Row) -> tuple[Line, ...]:
    shares = tuple((row.percent(column),) for column in ("kans_van", "kans_tot", "klopte"))
    return ((row.value("codeboek"),), *shares, (row.value("codes"),))


def reviewed(publication: Publication) -> Iterator[Block]:
    """Yield what people judged, how far they agreed, and how much of the reading is done."""
    yield Heading(2, ("Beoordeling door mensen",), "verantwoording-beoordeling")
    rounds = rows(publication, "rondes")
    if rounds:
        yield Paragraph(
            (
                "Leden van de klankbordgroep en onderzoekers beoordelen codes. Hun oordeel gaat voor op dat van de "
                "software.",
            )
        )
        lines = tuple(_round(row) for row in rounds)
        yield Grid("tabel-rondes", "Beoordelingsrondes", _ROUNDS, lines, "rondes")
    else:
        yield Paragraph(("Nog niemand heeft codes beoordeeld.",))
    yield from _agreement(publication)
    yield from _reading(publication)


def _round(row: Row) -> tuple[Line, ...]:
    name: Line = (row.value("ronde"), ": ", row.value("naam"))
    counts = tuple((row.value(column),) for column in ("beoordelaars", "oordelen", "coderingen"))
    return (name, (row.day("sluit_op"),), (row.value("stand"),), *counts)


def _agreement(publication: Publication) -> Iterator[Block]:
    found = [row for row in rows(publication, "overeenstemming", code=None) if row["gelijk"] is not None]
    overall = [row for row in found if row["ronde"] == "Alle rondes"] or found
    if overall:
        lines = tuple(_agreed(row) for row in overall)
        yield Grid("tabel-overeenstemming", "Overeenstemming over alle codes", _AGREEMENT, lines, "overeenstemming")
        each = table_link(publication, "overeenstemming")
        yield Paragraph(("De overeenstemming per code en per ronde staat in de tabel ", each, "."), "note")


def _agreed(row: Row) -> tuple[Line, ...]:
    measures = tuple((row.value(column, 2),) for column in ("kappa", "alfa"))
    return (
        (row.value("dimensie"),),
        (row.value("tussen"),),
        (row.value("coderingen"),),
        (row.percent("gelijk"),),
        *measures,
    )


def _reading(publication: Publication) -> Iterator[Block]:
    found = rows(publication, "leesvolgorde_stand")
    if found:
        lines = tuple(_read(row) for row in found)
        yield Grid("tabel-lezen", "Hoeveel passages mensen hebben gelezen", _READING, lines, "leesvolgorde_stand")


def _read(row: Row) -> tuple[Line, ...]:
    whole = row["waarde"] is None or float(row["waarde"]).is_integer()
    return ((row.value("onderdeel"),), (row.value("waarde", 0 if whole else 2),), (row.value("toelichting"),))


def settled(publication: Publication) -> Iterator[Block]:
    """Yield the last version that was settled, what changed since, and how to refer to it."""
    yield Heading(2, ("Versie en verwijzing",), "versie")
    version = first(publication, "vastgesteld")
    title = first(publication, "studie", onderdeel="titel")
    named: Line = (title.value("inhoud"),) if title else ("deze kennissynthese",)
    if version is None:
        yield Paragraph(
            ("Deze kennissynthese is nog niet vastgesteld. Noem bij een verwijzing de titel: ", *named, ".")
        )
        return
    year = version.value("vastgesteld_op")._replace(text=str(version["vastgesteld_op"])[:4])
    yield Paragraph(
        (
            "De laatst vastgestelde versie is ", Strong(version.value("versie")),
            ", van ", version.day("vastgesteld_op"), ", na ronde ", version.value("ronde"),
            ". Verwijs ernaar als: ", *named, " (versie ", version.value("versie"), ") [kennissynthese]. (", year, ").",
        )
    )  # fmt: skip
    changed = rows(publication, "veranderingen")
    if not changed:
        yield Paragraph(("Sindsdien is over geen element iets anders gevonden.",))
        return
    yield Paragraph(("Sindsdien is veranderd:",))
    yield Items(tuple(_changed(row) for row in changed))


def _changed(row: Row) -> Line:
    was: Line = ("eerst ", row.low("was")) if row["was"] else ("nieuw",)
    now: Line = ("nu ", row.low("nu")) if row["nu"] else ("niet meer gevonden",)
    return (row.value("element"), ": ", *was, "; ", *now)
