"""A publication to write of, a later one, chapters of every kind of block, and what authors do to documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from reports.document.blocks import (
    Chapter,
    Cite,
    Column,
    Grid,
    Heading,
    Items,
    Link,
    Paragraph,
    Part,
    Quote,
    Ref,
    References,
    Strong,
)
from reports.publication import Publication
from reports.word.controls import part_controls
from reports.word.oxml import Element, run, said_in, tag, w
from reports.word.package import Package, read

SETTINGS = SimpleNamespace(address="", outline=None, template=None)
COUNTS = ("helpt", "belemmert", "nodig", "documenten")


def chapters_of(publication: Publication) -> tuple[Chapter, ...]:
    """Chapters of our own with every kind of block, of whatever a publication holds."""
    elements = tuple(_element(publication, row) for row in publication.rows["elementen"])
    table = Part("tabel", (_grid(publication),))
    return (
        Chapter("elementen", "Elementen", (*elements, table)),
        Chapter("vragen", "Vragen", (_lists(publication),)),
        Chapter("literatuur", "Literatuur", (Part("literatuur", (References(),)),)),
    )


def _element(publication: Publication, row: Mapping[str, Any]) -> Part:
    def value(column: str) -> Any:
        return publication.value("elementen", row, column)

    quotes = [item for item in publication.rows["bewijs"] if item["element_code"] == row["element_code"]]
    name = "".join(letter if letter.isalnum() else "-" for letter in row["element_code"])
    return Part(
        f"element-{name}",
        (
            Heading(2, (value("element"),), f"element-{name}"),
            Paragraph((Strong(value("conclusie")), ". Zie ", Ref("tabel-elementen"), "."), "verdict"),
            Paragraph(("Helpt ", value("helpt"), " keer, in ", value("documenten"), " documenten.")),
            *(
                Quote(
                    publication.value("bewijs", quote, "citaat"),
                    Cite(quote["document_id"], publication.value("bewijs", quote, "bladzijde")),
                )
                for quote in quotes
            ),
        ),
    )


def _grid(publication: Publication) -> Grid:
    rows = publication.rows["elementen"]
    cells = tuple(
        tuple((publication.value("elementen", row, column),) for column in ("element", *COUNTS)) for row in rows
    )
    heads = (Column("Element"), *(Column(column.capitalize(), is_number=True) for column in COUNTS))
    return Grid("tabel-elementen", "Elementen", heads, cells, "elementen")


def _lists(publication: Publication) -> Part:
    questions = [(publication.value("kennisvragen", row, "vraag"),) for row in publication.rows["kennisvragen"]]
    return Part(
        "vragen",
        (
            Items(tuple(questions), is_ordered=True),
            Items((("Meer staat in ", Link("de tabel", "tabellen/kennisvragen.csv"), "."),)),
        ),
    )


def later(publication: Publication, **changed: Callable[[dict[str, Any]], dict[str, Any] | None]) -> Publication:
    """A later publication: each named table with its rows changed, or left out where nothing is returned."""
    rows = {
        name: [new for row in its if (new := changed[name](dict(row)) if name in changed else row) is not None]
        for name, its in publication.rows.items()
    }
    return Publication(publication.tables, rows, "0" * 64)


def entries(content: bytes) -> dict[str, bytes]:
    """The entries of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(content: bytes, change: Callable[[Package], None]) -> bytes:
    """A document after a change of its body."""
    package = read(content, "proef.docx")
    change(package)
    return package.content()


def own(text: str) -> Element:
    """A paragraph of an author's."""
    return w("p", run(text))


def append(*texts: str) -> Callable[[Package], None]:
    """A change: paragraphs of an author's at the end."""

    def change(package: Package) -> None:
        for text in texts:
            package.body.find(tag("sectPr")).addprevious(own(text))

    return change


def control_of(package: Package, name: str) -> Element:
    """The control of a part."""
    return next(item for item in part_controls(package.body) if f'"ks:{name}"' in _start(item))


def _start(control: Element) -> str:
    return f'"{control.find(tag("sdtPr")).find(tag("tag")).get(tag("val"))}"'


def texts(content: bytes) -> list[str]:
    """What each paragraph says, with what fields show."""
    return [said_in(item, with_fields=True) for item in read(content, "proef.docx").body.iter(tag("p"))]


def walk(content: bytes) -> Iterator[Element]:
    """All elements of the body."""
    yield from read(content, "proef.docx").body.iter()
