"""The account: how documents were found, kept and coded, who judged the codes, and where the limits are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reports.document.blocks import Block, Chapter, Heading, Items, Paragraph, Part
from reports.document.chapters._beoordeling import reliability, reviewed, settled
from reports.document.chapters._zoeken import covered, flow, included, searched, versions
from reports.document.rows import first, rows, table_link
from reports.publication import Publication

POSITION = 80


def chapters(publication: Publication) -> Iterator[Chapter]:
    """Yield the account."""
    made: tuple[tuple[str, Callable[[Publication], Iterator[Block]]], ...] = (
        ("zoeken", searched),
        ("stroom", flow),
        ("insluiting", included),
        ("dekking", covered),
        ("dubbelen", versions),
        ("werkwijze", _worked),
        ("betrouwbaarheid", reliability),
        ("beoordeling", reviewed),
        ("versie", settled),
        ("grenzen", _limits),
        ("problemen", _problems),
    )
    parts = ((name, tuple(blocks(publication))) for name, blocks in made)
    found = tuple(Part(f"verantwoording-{name}", blocks) for name, blocks in parts if blocks)
    yield Chapter("verantwoording", "Verantwoording", found)


def _worked(publication: Publication) -> Iterator[Block]:
    yield Heading(2, ("Hoe de codes zijn toegekend",), "verantwoording-werkwijze")
    yield Paragraph(
        (
            "De teksten zijn verdeeld in passages. Software kent aan elke passage codes uit een codeboek toe: de "
            "soort uitspraak, het venster, het aspect, de werkzame elementen en de richting. Elke code heeft een "
            "score en een citaat. Alleen codes boven een drempel worden getoond. De codes en wat zij betekenen staan "
            "in de tabel ",
            table_link(publication, "codeboeken"),
            ".",
        )
    )
    words = first(publication, "studie", onderdeel="citaatlengte")
    checked = "Vóór publicatie is elk citaat letterlijk teruggezocht op de genoemde bladzijde."
    if words:
        yield Paragraph((f"{checked} Een citaat telt hoogstens ", words.value("inhoud"), " woorden."))
    yield Paragraph(
        (
            "Een conclusie over een element telt onafhankelijke evaluaties: versies van een rapport, en rapporten die "
            "elkaar aanhalen, tellen één keer. Per document staat de opzet van het onderzoek, met de regel waaruit die "
            "volgt, in de tabel ",
            table_link(publication, "bewijskracht"),
            ".",
        )
    )


def _limits(publication: Publication) -> Iterator[Block]:
    judged = " en deels door mensen beoordeeld; zij kunnen" if publication.rows["rondes"] else " en kunnen"
    yield Heading(2, ("Grenzen",), "verantwoording-grenzen")
    yield Items(
        (
            (
                f"De codes zijn door software toegekend{judged} fout zijn. Lees het citaat in zijn verband voordat u "
                "er een besluit op bouwt.",
            ),
            (
                "Aantallen hangen af van wat er te vinden was en van de lengte van documenten. Zij zijn geen maat "
                "voor de sterkte van een effect.",
            ),
            (
                "De documenten zijn evaluaties van verschillende kwaliteit. Alleen de opzet van het onderzoek is "
                "gewogen; of het goed is uitgevoerd, is niet beoordeeld.",
            ),
            (
                "Een document dat iets niet noemt, zegt niet dat het niet werkt. Wat nergens staat, is een "
                "kennishiaat en geen bevinding.",
            ),
        )
    )


def _problems(publication: Publication) -> Iterator[Block]:
    found = rows(publication, "problemen")
    if found:
        yield Heading(2, ("Wat niet goed kon worden gelezen",), "verantwoording-problemen")
        yield Items(tuple((row.value("stap"), ": ", row.low("ernst"), " (", row.value("aantal"), ")") for row in found))
