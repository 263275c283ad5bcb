"""In het kort: how much was found, what helps, hinders and is needed most, and how far the questions are answered."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document.blocks import Block, Chapter, Heading, Items, Line, Paragraph, Part, Ref, Strong
from reports.document.chapters.vensters import anchor_of
from reports.document.pictures import pictured
from reports.document.rows import Row, Shown, by, first, grid, listed, rows
from reports.publication import Publication

POSITION = 10
_KEY = ("Documenten ingesloten", "Gemeenten", "Werkzame elementen met citaten", "Citaten gepubliceerd")
_FICTIONAL = (
    "De gemeenten, documenten en citaten in deze kennissynthese zijn verzonnen. Zij laten zien hoe een kennissynthese "
    "eruitziet en zeggen niets over bestaande gemeenten."
)
_MOST = (
    ("helpt", "Het vaakst als helpend genoemd"),
    ("belemmert", "Het vaakst als knelpunt genoemd"),
    ("nodig", "Het vaakst als nodig genoemd"),
)
_SHOWN = 5


def chapters(publication: Publication) -> Iterator[Chapter]:
    """Yield the summary."""
    elements = rows(publication, "elementen", herkomst="Codeboek")
    parts = (
        Part("kort-cijfers", tuple(_figures(publication))),
        Part("kort-conclusies", tuple(_verdicts(publication, elements))),
        Part("kort-meest-genoemd", tuple(_mentioned(elements))),
        Part("kort-vragen", tuple(_questions(publication))),
        Part("kort-versie", tuple(_version(publication))),
    )
    yield Chapter("kort", "In het kort", tuple(part for part in parts if part.blocks))


def _figures(publication: Publication) -> Iterator[Block]:
    if publication.is_fictional:
        yield Paragraph((Strong("Dit is een voorbeeld."), f" {_FICTIONAL}"), "warning")
    about = first(publication, "studie", onderdeel="beschrijving")
    if about:
        yield Paragraph((about.value("inhoud"),), "lead")
    counted = [row for row in rows(publication, "verantwoording") if row["stap"] in _KEY]
    if counted:
        columns = (Shown("Wat is geteld", "stap"), Shown("Aantal", "aantal"))
        yield grid("tabel-kerncijfers", "Kerncijfers", columns, counted)


def _verdicts(publication: Publication, elements: list[Row]) -> Iterator[Block]:
    concluded = [row for row in elements if row["conclusie"]]
    if not concluded:
        return
    yield Heading(2, ("Wat het bewijs samen zegt",), "conclusies")
    yield Paragraph(
        (
            "Per werkzaam element is gewogen wat onafhankelijke evaluaties erover zeggen. De regel staat bij elk "
            "element.",
        )
    )
    yield Items(
        tuple(
            (Strong(head.value("conclusie")), ": ", *listed((Ref(anchor_of(row)),) for row in group))
            for head, group in by(concluded, "conclusie")
        )
    )
    yield from pictured(publication, "voor_en_tegen")


def _mentioned(elements: list[Row]) -> Iterator[Block]:
    for column, title in _MOST:
        found = sorted((row for row in elements if row[column]), key=lambda row: -row[column])[:_SHOWN]
        if found:
            yield Heading(2, (title,))
            yield Items(tuple(_count(row, column) for row in found), is_ordered=True)
    if elements:
        yield Paragraph(
            ("Deze aantallen tellen passages. Zij zeggen hoe vaak iets wordt genoemd, niet hoe sterk het werkt.",),
            "note",
        )


def _count(row: Row, column: str) -> Line:
    return (Ref(anchor_of(row)), " (", *row.some(column, "passage", "passages"), ")")


def _questions(publication: Publication) -> Iterator[Block]:
    found = rows(publication, "kennisvragen", herkomst="De studie")
    if found:
        yield Heading(2, ("Hoe ver de vragen zijn beantwoord",))
        yield Items(tuple((row.value("vraag"), " ", Strong(row.value("status")), ".") for row in found))


def _version(publication: Publication) -> Iterator[Block]:
    version = first(publication, "vastgesteld")
    if version is None:
        return
    changed = rows(publication, "veranderingen")
    since: Line = (
        (" Sindsdien is wat wordt gevonden veranderd bij ", *listed((row.value("element"),) for row in changed), ".")
        if changed
        else (" Sindsdien is over geen element iets anders gevonden.",)
    )
    yield Paragraph(("De laatst vastgestelde versie is ", version.value("versie"), ".", *since), "note")
