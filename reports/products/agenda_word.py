"""The kennisagenda in Word, to be edited by who sets the agenda."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.shared import Cm

from reports.packing import saved
from reports.products.agenda import Agenda, Item
from reports.products.word_files import add_line, new_document, repeat_header
from reports.publication import Publication

_HEADS = {"Plaats": 1.7, "Onderwerp": 8.0, "Termijn": 3.2, "Wat er bekend is": 2.8, "Score": 1.7}
"""The columns of the routekaart with their width in cm."""


def agenda_document(found: Agenda, publication: Publication) -> bytes:
    """Return the kennisagenda as a .docx."""
    document = new_document("Kennisagenda", size_pt=10)
    add_line(document, "Kennisagenda", "Title")
    add_line(document, publication.title, "Caption")
    if publication.is_fictional:
        line = add_line(document)
        line.add_run("Dit is een voorbeeld. ").bold = True
        line.add_run("De gemeenten, documenten en citaten zijn verzonnen.")
    add_line(document, found.lead)
    if found.stretches:
        add_line(document, "Routekaart", "Heading1")
        _route(document, found)
    for stretch in found.stretches:
        add_line(document, stretch.name, "Heading1")
        add_line(document, stretch.about)
        for item in stretch.items:
            _write(document, item)
    add_line(document, "Wie welke score gaf, is niet openbaar. Software zocht uit wat er bekend is; dat kan fout zijn.")
    return saved(document)


def _route(document: Any, found: Agenda) -> None:
    rows = [(item, stretch.name) for stretch in found.stretches for item in stretch.items]
    table = document.add_table(rows=1, cols=len(_HEADS), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, _HEADS, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    table.autofit = False
    repeat_header(table.rows[0])
    for item, term in rows:
        told = item.told
        texts = (told["rang"].text, told["onderwerp"].text, term, told["stand"].text, _score(item))
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.paragraphs[0].add_run(text)
    for column, width in zip(table.columns, _HEADS.values(), strict=True):
        column.width = Cm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, _HEADS.values(), strict=True):
            cell.width = Cm(width)


def _score(item: Item) -> str:
    return item.told["gemiddelde"].text if "gemiddelde" in item.told else "–"


def _write(document: Any, item: Item) -> None:
    told = {name: value.text for name, value in item.told.items()}
    add_line(document, told["onderwerp"], "Heading2")
    add_line(document, " · ".join(told[name] for name in ("soort", "onder", "herkomst") if name in told), "Caption")
    add_line(document, f"Wat er bekend is: {told['regel']}.")
    if "onderzocht_in" in told:
        add_line(document, f"Er staat al iets over in documenten uit {told['onderzocht_in']}.")
    if "gevraagd_door" in told:
        add_line(document, f"Gevraagd door: {told['gevraagd_door']}.")
    add_line(document, _scored(told))
    _listed(document, "Wat het oplevert:", [value.text for value in item.goals])
    _listed(document, "Waaraan u ziet dat het lukt:", [value.text for value in item.indicators])


def _scored(told: dict[str, str]) -> str:
    if told["gescoord_door"] == "0":
        return "Nog niet gescoord."
    if "gemiddelde" not in told:
        return f"Gescoord door {told['gescoord_door']} mensen: te weinig om mee te tellen."
    return (
        f"Score: gemiddeld {told['gemiddelde']} van {told['gescoord_door']} mensen (mediaan {told['mediaan']}, "
        f"spreiding {told['spreiding']}). Korte termijn: {told['termijn_kt']}, middellang: {told['termijn_mlt']}, "
        f"lang: {told['termijn_lt']}."
    )


def _listed(document: Any, lead: str, texts: list[str]) -> None:
    if texts:
        add_line(document, lead)
    for text in texts:
        add_line(document, text, "ListBullet")
