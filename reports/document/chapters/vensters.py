"""What works: an overview, and a chapter for each venster with its elements and what hinders seen from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, Self

from reports.document.blocks import (
    Block,
    Chapter,
    Column,
    Grid,
    Heading,
    Inline,
    Line,
    Paragraph,
    Part,
    Quote,
    Ref,
    Strong,
)
from reports.document.pictures import pictured
from reports.document.rows import Row, bare, by, indexed, rows, slug, spread_rows, table_link
from reports.publication import Publication

POSITION = 30
_Tone = Literal["helpt", "belemmert", "nodig"]
_SIDES: tuple[tuple[_Tone, str], ...] = (
    ("helpt", "Wat helpt"),
    ("belemmert", "Wat belemmert"),
    ("nodig", "Wat nodig is"),
)
_QUOTES = 3
_OPPOSED = 2
_HINDRANCES = 5
_COLUMNS = (
    Column("Element"), Column("Conclusie"),
    *(Column(name, is_number=True) for name in ("Evaluaties", "Helpt", "Belemmert", "Nodig")),
)  # fmt: skip


def chapters(publication: Publication) -> Iterator[Chapter]:
    """Yield a chapter on all elements, and one for each venster that has elements or hindrances."""
    elements = rows(publication, "elementen", herkomst="Codeboek")
    hindrances = rows(publication, "knelpunten_venster")
    ledger = _Ledger.of(publication)
    yield Chapter("elementen", "Werkzame elementen", (Part("elementen", tuple(_overview(publication, elements))),))
    for head, _ in by([*elements, *hindrances], "venster"):
        venster = head["venster"]
        own = [row for row in elements if row["venster"] == venster]
        found = [row for row in hindrances if row["venster"] == venster]
        yield _venster(ledger, head, own, found)


def anchor_of(row: Row) -> str:
    """Return the anchor of the heading of an element."""
    return f"element-{slug(row['element_code'])}"


def _overview(publication: Publication, elements: Sequence[Row]) -> Iterator[Block]:
    if not elements:
        yield Paragraph(("Er zijn nog geen werkzame elementen met gepubliceerde citaten.",))
        return
    yield Paragraph(
        (
            "De volgende hoofdstukken beschrijven per venster elk werkzaam element: wat helpt, wat belemmert en wat "
            "nodig is, met citaten. Van elk document komt eerst het sterkste citaat, en wat vaker op dezelfde manier "
            "wordt gezegd staat er één keer. Alle citaten staan in de tabel ",
            table_link(publication, "bewijs"),
            ".",
        )
    )
    if publication.rows["gemeenten"]:
        yield from pictured(publication, "warmtekaart")


class _Ledger(NamedTuple):
    """The rows on elements, by what chapters look them up by."""

    publication: Publication
    quotes: Mapping[tuple[Any, ...], list[Row]]
    formulations: Mapping[tuple[Any, ...], list[Row]]
    opposed: Mapping[tuple[Any, ...], list[Row]]

    @classmethod
    def of(cls, publication: Publication) -> Self:
        return cls(
            publication,
            indexed(publication, "bewijs", "element_code", "richting"),
            indexed(publication, "formuleringen", "formulering_id"),
            indexed(publication, "tegenspraken", "element_code"),
        )


def _venster(ledger: _Ledger, head: Row, own: Sequence[Row], hindrances: Sequence[Row]) -> Chapter:
    name = slug(head["venster"])
    has_name = head["venster"] != "Zonder venster"
    title = f"Venster: {bare(head['venster'], 'zonder naam').lower()}" if has_name else "Zonder venster"
    parts = [Part(f"venster-{name}", tuple(_table(name, own)))] if own else []
    parts += [Part(anchor_of(row), tuple(_element(ledger, row))) for row in own]
    parts += (
        [Part(f"knelpunten-{name}", tuple(_hindrances(ledger.publication, name, hindrances)))] if hindrances else []
    )
    return Chapter(f"venster-{name}", title, tuple(parts))


def _table(name: str, own: Sequence[Row]) -> Iterator[Block]:
    label = bare(own[0]["venster"], "").lower()
    caption = f"Elementen in het venster {label}: conclusie, evaluaties en passages".replace("  ", " ")
    lines = tuple(_cells(row) for row in own)
    yield Grid(f"tabel-venster-{name}", caption, _COLUMNS, lines, "elementen")


def _cells(row: Row) -> tuple[Line, ...]:
    counts = tuple((row.value(column),) for column in ("evaluaties", "helpt", "belemmert", "nodig"))
    return ((Ref(anchor_of(row)),), (row.value("conclusie"),), *counts)


def _element(ledger: _Ledger, row: Row) -> Iterator[Block]:
    yield Heading(2, (row.value("element"),), anchor_of(row))
    if row["omschrijving"]:
        yield Paragraph((row.value("omschrijving"),))
    if row["conclusie"]:
        design: Line = ("; sterkste opzet: ", row.low("sterkste_opzet")) if row["sterkste_opzet"] else ()
        yield Paragraph((Strong(row.value("conclusie")), ". ", row.high("regel"), *design, "."), "verdict")
    yield Paragraph(tuple(_balance(row)), "note")
    if row["besluiten"]:
        yield Paragraph(("Besluit van onderzoekers: ", row.value("besluiten"), "."), "note")
    for direction, title in _SIDES:
        yield from _side(ledger, row, direction, title)
    yield from _opposed(ledger, row)


def _balance(row: Row) -> Iterator[Inline]:
    for column, name in (("helpt", "helpt"), ("belemmert", "belemmert of ontbreekt"), ("nodig", "nodig")):
        yield from (name.capitalize(), ": ", *row.some(column, "passage", "passages"), ". ")
    yield from ("Uit ", *row.some("documenten", "document", "documenten"))
    yield from (" over ", *row.some("gemeenten", "gemeente", "gemeenten"), ".")


def _side(ledger: _Ledger, row: Row, direction: _Tone, title: str) -> Iterator[Block]:
    found = ledger.quotes[row["element_code"], direction]
    if found:
        yield Heading(3, (title,), tone=direction)
        for quote in spread_rows(_once(found), _QUOTES):
            yield _quote(ledger, quote)


def _once(found: Sequence[Row]) -> list[Row]:
    """Return the first of the quotes that say the same, with those that stand alone."""
    said: set[str] = set()
    kept = []
    for row in found:
        if row["formulering_id"] not in said:
            kept.append(row)
        said |= {row["formulering_id"]} if row["formulering_id"] else set()
    return kept


def _quote(ledger: _Ledger, row: Row) -> Quote:
    remark: Line = ()
    for same in ledger.formulations[row["formulering_id"],] if row["formulering_id"] else ():
        if same["evaluaties"] > 1:
            remark = ("Dit zeggen ", same.value("evaluaties"), " onafhankelijke evaluaties.")
    if row["oordeel"]:
        remark = (*remark, *((" ",) if remark else ()), "Beoordeeld: ", row.value("oordeel"), ".")
    return row.quote(remark)


def _opposed(ledger: _Ledger, row: Row) -> Iterator[Block]:
    found = ledger.opposed[row["element_code"],]
    if not found:
        return
    yield Heading(3, ("Waar evaluaties elkaar tegenspreken",))
    for pair in _different(found)[:_OPPOSED]:
        differs: Line = ("Waarin zij verschillen: ", pair.value("verschilt"), ".") if pair["verschilt"] else ()
        yield pair.quote(("Zegt dat het helpt.",), prefix="helpt_")
        yield pair.quote(("Zegt dat het belemmert of ontbreekt. ", *differs), prefix="belemmert_")
    if len(found) > _OPPOSED:
        yield Paragraph(
            ("Alle tegenspraken staan in de tabel ", table_link(ledger.publication, "tegenspraken"), "."), "note"
        )


def _different(pairs: Sequence[Row]) -> list[Row]:
    """Return the pairs of quotes of which no other pair before has one."""
    used: set[str] = set()
    kept = []
    for pair in pairs:
        both = {pair["helpt_citaat_id"], pair["belemmert_citaat_id"]}
        if not both & used:
            kept.append(pair)
            used |= both
    return kept


def _hindrances(publication: Publication, name: str, found: Sequence[Row]) -> Iterator[Block]:
    yield Heading(2, ("Knelpunten vanuit dit venster",), f"knelpunten-{name}")
    for row in spread_rows(found, _HINDRANCES):
        about: Line = ("Gaat over: ", row.value("elementen"), ".") if row["elementen"] else ()
        yield row.quote(about)
    if len(found) > _HINDRANCES:
        link = table_link(publication, "knelpunten_venster")
        yield Paragraph(("Hier staan enkele citaten; alle staan in de tabel ", link, "."), "note")
