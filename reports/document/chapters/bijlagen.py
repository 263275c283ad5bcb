"""The annexes: answers to the klankbordgroep, topics of the texts, and cases."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document.blocks import Block, Chapter, Column, Grid, Line, Paragraph, Part
from reports.document.pictures import pictured
from reports.document.rows import Row, rows, spread_rows, table_link
from reports.publication import Publication

POSITION = 110
_SHOWN = 6
_REMARKS = tuple(Column(name) for name in ("Waarover", "Oordeel", "Opmerking", "Gedaan", "Waarom"))
_TOPICS = (
    Column("Thema"), Column("Kenmerkende woorden"),
    *(Column(name, is_number=True) for name in ("Passages", "Documenten", "Helpt", "Belemmert", "Nodig")),
)  # fmt: skip


def chapters(publication: Publication) -> Iterator[Chapter]:
    """Yield an annex for each of them that has something to say."""
    made = (
        ("commentaar", "Bijlage: wat is er met uw commentaar gedaan?", _remarks(publication)),
        ("themas", "Bijlage: thema's in de teksten", _topics(publication)),
        ("casuistiek", "Bijlage: casuïstiek", _cases(publication)),
    )
    for anchor, title, blocks in made:
        if found := tuple(blocks):
            yield Chapter(anchor, title, (Part(anchor, found),), is_annex=True)


def _remarks(publication: Publication) -> Iterator[Block]:
    found = rows(publication, "commentaar")
    if not found:
        return
    yield Paragraph(
        (
            "Iedere opmerking bij een oordeel krijgt een antwoord. De woorden van een opmerking staan er alleen waar "
            "zij openbaar mogen zijn; wie haar maakte, staat er niet bij.",
        )
    )
    lines = tuple(_remark(row) for row in found)
    yield Grid("tabel-commentaar", "Opmerkingen en wat ermee is gedaan", _REMARKS, lines, "commentaar")


def _remark(row: Row) -> tuple[Line, ...]:
    about: Line = (row.value("naam"),)
    if row["titel"]:
        about = (*about, " – ", row.value("titel"), ", p. ", row.value("bladzijde"))
    said: Line = (row.value("opmerking"),) if row["opmerking"] else ("niet openbaar",)
    return (about, (row.value("oordeel"),), said, (row.value("gedaan"),), (row.value("reden"),))


def _topics(publication: Publication) -> Iterator[Block]:
    found = rows(publication, "themas")
    if not found:
        return
    yield Paragraph(
        (
            "Passages die op elkaar lijken, zonder codeboek door software bijeengebracht en naar hun woorden genoemd. "
            "Zij laten zien wat het codeboek misschien mist; niet elk thema is een werkzaam element.",
        )
    )
    lines = tuple(_topic(row) for row in found)
    yield Grid("tabel-themas", "Thema's met hun kenmerkende woorden", _TOPICS, lines, "themas")
    yield from pictured(publication, "themakaart")


def _topic(row: Row) -> tuple[Line, ...]:
    words = row.value("woorden")
    counts = ("passages", "documenten", "helpt", "belemmert", "nodig")
    shown = words._replace(text=words.text.replace("; ", ", "))
    return ((row.value("thema"),), (shown,), *((row.value(name),) for name in counts))


def _cases(publication: Publication) -> Iterator[Block]:
    found = [row for row in rows(publication, "casuistiek") if row["citaat"]]
    if not found:
        return
    yield Paragraph(("Citaten uit passages die een casus vertellen. Passages met persoonsgegevens staan er niet bij.",))
    for row in spread_rows(found, _SHOWN):
        about: Line = (
            (row.value("soort"), ". ", row.value("elementen"), ".") if row["elementen"] else (row.value("soort"), ".")
        )
        yield row.quote(about)
    if len(found) > _SHOWN:
        yield Paragraph(
            ("Hier staan enkele citaten; alle staan in de tabel ", table_link(publication, "casuistiek"), "."), "note"
        )
