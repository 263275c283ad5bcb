"""The documents that take part, and the list of references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.document.blocks import Block, Chapter, Column, Grid, Line, Link, Paragraph, Part, References
from reports.document.pictures import pictured
from reports.document.rows import Row, indexed, rows
from reports.publication import Publication
from reports.shown import web_link

POSITION = 90
_HEADS = (
    Column("Document"), Column("Gemeente"), Column("Jaar"), Column("Uitgever"), Column("Soort"), Column("Opzet"),
    Column("Citaten", is_number=True),
)  # fmt: skip


def chapters(publication: Publication) -> Iterator[Chapter]:
    """Yield the overview of the evaluations, and the references."""
    found = rows(publication, "overzicht_evaluaties")
    nothing = Paragraph(("Er zijn nog geen documenten ingesloten.",))
    designs = indexed(publication, "bewijskracht", "document_id")
    lines = tuple(_cells(row, designs[row["document_id"],]) for row in found)
    table = Grid("tabel-evaluaties", "De ingesloten documenten", _HEADS, lines, "overzicht_evaluaties")
    pictures = (*pictured(publication, "kaart"), *pictured(publication, "tijdlijn"))
    blocks: tuple[Block, ...] = (*pictures, table) if found else (nothing,)
    yield Chapter("evaluaties", "Overzicht van de evaluaties", (Part("evaluaties", blocks),))
    if found:
        yield Chapter("literatuur", "Literatuur", (Part("literatuur", (References(),)),))


def _cells(row: Row, designs: Sequence[Row]) -> tuple[Line, ...]:
    link = web_link(row["bron_url"])
    title = Link(row.value("titel"), link) if link else row.value("titel")
    kind = "soort_evaluatie" if row["soort_evaluatie"] else "soort_document"
    return (
        (title,),
        (row.value("gemeenten"),),
        (row.value("jaar"),),
        (row.value("uitgever"),),
        (row.value(kind),),
        (designs[0].value("opzet") if designs else "–",),
        (row.value("citaten"),),
    )
