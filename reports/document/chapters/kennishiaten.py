"""What is not known: elements with little evidence in their own venster, open questions, and what documents admit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.document.blocks import Block, Chapter, Heading, Items, Line, Paragraph, Part
from reports.document.pictures import pictured
from reports.document.rows import Row, Shown, by, grid, rows, slug, spread_rows, table_link
from reports.publication import Publication

POSITION = 70
_FEW = ("Weinig bewijs", "Geen bewijs")
_SHOWN = 6
_FIRST = 10
_AGENDA = (
    Shown("Vraag of hiaat", "onderwerp"), Shown("Stand", "stand"), Shown("Termijn", "termijn"),
    Shown("Score", "gemiddelde", 1), Shown("Mensen", "gescoord_door"),
)  # fmt: skip


def chapters(publication: Publication) -> Iterator[Chapter]:
    """Yield the chapter of gaps, where anything was looked for."""
    gaps = rows(publication, "kennishiaten")
    unanswered = [row for row in rows(publication, "kennisvragen") if row["status"] == "Open"]
    agenda = rows(publication, "kennisagenda")
    admitted = rows(publication, "te_weinig_informatie")
    parts = [
        *([Part("hiaten-elementen", tuple(_elements(publication, gaps)))] if gaps else []),
        *([Part("hiaten-vragen", tuple(_questions(unanswered)))] if unanswered else []),
        *([Part("hiaten-agenda", tuple(_agenda(publication, agenda)))] if agenda else []),
        *([Part("hiaten-documenten", tuple(_admitted(publication, admitted)))] if admitted else []),
    ]
    if parts:
        yield Chapter("hiaten", "Kennishiaten", tuple(parts))


def _elements(publication: Publication, gaps: Sequence[Row]) -> Iterator[Block]:
    missing = [row for row in gaps if row["eigen_venster"] and row["bewijs"] in _FEW]
    yield Heading(2, ("Elementen met weinig of geen bewijs",), "hiaten-elementen")
    rest: Line = (" Alle vensters en codes staan in de tabel ", table_link(publication, "kennishiaten"), ".")
    if not missing:
        yield Paragraph(("Over elk element van het codeboek is in zijn eigen venster enig of veel bewijs.", *rest))
    else:
        yield Paragraph(("Over deze elementen van het codeboek is weinig of geen bewijs in hun eigen venster.", *rest))
    for head, group in by(missing, "venster"):
        yield Heading(3, ("Venster: ", head.low("venster")), f"hiaten-{slug(head['venster'])}")
        yield Items(tuple((row.value("naam"), ": ", row.value("regel"), ".") for row in group))
    yield from pictured(publication, "hiatenkaart")


def _questions(found: Sequence[Row]) -> Iterator[Block]:
    yield Heading(2, ("Vragen die open zijn",), "hiaten-vragen")
    yield Paragraph(("Op deze vragen geven de documenten nog geen antwoord.",))
    yield Items(tuple((row.value("vraag"),) for row in found))


def _agenda(publication: Publication, agenda: Sequence[Row]) -> Iterator[Block]:
    scored = [row for row in agenda if row["gemiddelde"] is not None]
    yield Heading(2, ("Wat het eerst aan de beurt is",), "hiaten-agenda")
    whole: Line = ("De hele agenda staat in de tabel ", table_link(publication, "kennisagenda"), ".")
    if not scored:
        yield Paragraph(("Betrokkenen hebben nog te weinig scores gegeven om vragen en hiaten te ordenen. ", *whole))
        return
    yield Paragraph(("Betrokkenen gaven aan hoe belangrijk elke vraag en elk hiaat is. ", *whole))
    yield grid("tabel-agenda", "Wat betrokkenen het belangrijkst vinden", _AGENDA, scored[:_FIRST])


def _admitted(publication: Publication, found: Sequence[Row]) -> Iterator[Block]:
    yield Heading(2, ("Wat documenten zelf niet weten",), "hiaten-documenten")
    yield Paragraph(
        (
            "Ook dat is een bevinding: documenten zeggen zelf dat er te weinig informatie is, of dat het nog te vroeg "
            "is.",
        )
    )
    for row in spread_rows(found, _SHOWN):
        yield row.quote((row.value("voorbehoud"), "."))
    if len(found) > _SHOWN:
        link = table_link(publication, "te_weinig_informatie")
        yield Paragraph(("Hier staan enkele citaten; alle staan in de tabel ", link, "."), "note")
