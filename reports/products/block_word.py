"""Kennisbouwstenen in Word, on one page each, to be edited by who uses them."""

from __future__ import annotations

from typing import Any

from reports.packing import saved
from reports.products.building_blocks import BuildingBlock, Quoted
from reports.products.plain_words import LEADS
from reports.products.word_files import add_line, new_document
from reports.publication import Publication, Value
from reports.shown import number


def block_document(block: BuildingBlock, publication: Publication) -> bytes:
    """Return a kennisbouwsteen as a .docx."""
    document = new_document(f"Kennisbouwsteen: {block.name.text}")
    add_line(document, f"Kennisbouwsteen · {block.venster.text}", "Caption")
    add_line(document, block.name.text, "Title")
    if publication.is_fictional:
        line = add_line(document)
        line.add_run("Dit is een voorbeeld. ").bold = True
        line.add_run("De gemeenten, documenten en citaten zijn verzonnen.")
    add_line(document, "Wat is het?", "Heading1")
    add_line(document, block.what.text if isinstance(block.what, Value) else block.what)
    _why(document, block)
    _how(document, block)
    _example(document, block)
    _end(document, block, publication)
    return saved(document)


def _why(document: Any, block: BuildingBlock) -> None:
    add_line(document, "Waarom?", "Heading1")
    line = add_line(document)
    line.add_run(block.verdict).bold = True
    if block.rule:
        line.add_run(f" Wij telden de evaluaties: {block.rule.text}.")
    add_line(document, block.counted)
    _quotes(document, LEADS["helps"], block.helps)
    _quotes(document, LEADS["hinders"], block.hinders)


def _how(document: Any, block: BuildingBlock) -> None:
    add_line(document, "Hoe doet u het?", "Heading1")
    _quotes(document, LEADS["tasks"], block.tasks)
    if not block.tasks:
        add_line(document, LEADS["no_tasks"])
    if block.talk:
        add_line(document, LEADS["talk"])
    for question in block.talk:
        add_line(document, question, "ListBullet")


def _example(document: Any, block: BuildingBlock) -> None:
    add_line(document, "Een voorbeeld", "Heading1")
    if block.example:
        _quotes(document, f"Uit {block.example.place or 'een document'}:", (block.example,))
    else:
        add_line(document, LEADS["no_example"])


def _end(document: Any, block: BuildingBlock, publication: Publication) -> None:
    if block.sources:
        add_line(document, "Bronnen", "Heading1")
    for entry in block.sources:
        line = add_line(document, style="Caption")
        for piece in entry.pieces:
            line.add_run(piece.text).italic = piece.is_italic
    add_line(
        document,
        f"Uit: {publication.title}. Zo makkelijk leest onze tekst: {number(block.readability)} (Flesch-Douma, van nul "
        "tot honderd; vanaf zestig is het gewone taal). Wij tellen de zinnen die wij zelf schreven, niet de citaten. "
        "Software zocht de citaten uit en gaf ze een onderwerp. Dat kan fout zijn.",
        "Caption",
    )


def _quotes(document: Any, lead: str, quotes: tuple[Quoted, ...]) -> None:
    if quotes:
        add_line(document, lead).paragraph_format.keep_with_next = True
    for quoted in quotes:
        add_line(document, f"“{quoted.text.text}”", "Quote")
        line = add_line(document, " ".join(part for part in (quoted.cite, quoted.remark) if part), "Caption")
        line.paragraph_format.left_indent = document.styles["Quote"].paragraph_format.left_indent
