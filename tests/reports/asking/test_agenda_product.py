"""The kennisagenda as a product: in the order of the scores, every number from its table, equal bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from lxml import html

from reports.products.agenda import UNSCORED, agenda, as_data
from reports.products.agenda_pages import agenda_page
from reports.products.agenda_word import agenda_document
from reports.publication import Origin, Publication
from reports.shown import number


@pytest.fixture(scope="module")
def publication(folder: Path) -> Publication:
    return Publication.read(folder / "publiek.db")


def _unscored(publication: Publication) -> Publication:
    figures = (
        "gemiddelde",
        "mediaan",
        "spreiding",
        "termijn_kt",
        "termijn_mlt",
        "termijn_lt",
        "termijn",
        "termijn_van",
    )
    rows = [row | dict.fromkeys(figures) | {"gescoord_door": 0} for row in publication.rows["kennisagenda"]]
    return replace(publication, rows={**publication.rows, "kennisagenda": rows})


def test_what_was_scored_highest_comes_first_and_what_is_answered_last(publication: Publication) -> None:
    found = agenda(publication)
    assert found.is_scored
    assert [(stretch.code, [item.told["onderwerp"].text for item in stretch.items]) for stretch in found.stretches] == [
        ("KT", ["Outreachend werken"]),
        ("", ["Hoe lang blijft een team betrokken?"]),
        ("klaar", ["Hoeveel mandaat hebben teams nodig?"]),
    ]


def test_without_scores_it_says_so(publication: Publication) -> None:
    found = agenda(_unscored(publication))
    assert not found.is_scored and found.lead == UNSCORED
    assert UNSCORED in agenda_page(found, publication, "")


def test_an_agenda_without_items_can_be_made(publication: Publication) -> None:
    empty = replace(publication, rows={**publication.rows, "kennisagenda": []})
    assert "geen vragen of kennishiaten" in agenda_page(agenda(empty), empty, "")
    assert Document(io.BytesIO(agenda_document(agenda(empty), empty))).paragraphs


def test_every_number_on_the_page_is_in_the_row_that_it_names(publication: Publication) -> None:
    page = html.fromstring(agenda_page(agenda(publication), publication, "https://voorbeeld.example"))
    traced = page.xpath("//main//data")
    assert traced
    for each in traced:
        table, row, column = (_unquoted(part) for part in each.get("data-herkomst").split("/"))
        values = publication.row_at(Origin(table, row, column))
        assert values is not None
        cell = values[column]
        shown = {str(cell), *(number(cell, digits) for digits in (0, 1))} if isinstance(cell, int | float) else {cell}
        assert each.text in shown or each.text in str(cell)
        each.getparent().text, each.text = each.getparent().text, ""
    assert not re.search(r"\d", " ".join(page.xpath("//main//text()")))


def _unquoted(part: str) -> str:
    from urllib.parse import unquote

    return unquote(part)


def test_the_document_says_what_the_page_says(publication: Publication) -> None:
    content = agenda_document(agenda(publication), publication)
    document = Document(io.BytesIO(content))
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells[0] == ["Plaats", "Onderwerp", "Termijn", "Wat er bekend is", "Score"]
    assert cells[1] == ["1", "Outreachend werken", "Korte termijn", "Geen bewijs", "4,2"]
    assert len(cells) == 1 + len(publication.rows["kennisagenda"])
    assert b"tblHeader" in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")


def test_equal_rows_give_equal_files(publication: Publication) -> None:
    first, second = (agenda_document(agenda(publication), publication) for _ in range(2))
    assert first == second
    assert as_data(agenda(publication)) == as_data(agenda(publication))


def test_goals_and_indicators_of_the_codebook_are_told(publication: Publication) -> None:
    rows = [
        row | {"doelen": "Een doel; Nog een", "indicatoren": "Minder wachten"}
        for row in publication.rows["kennisagenda"]
    ]
    told = agenda_page(agenda(replace(publication, rows={**publication.rows, "kennisagenda": rows})), publication, "")
    assert told.count("Nog een</data>") == len(rows) and "Waaraan u ziet dat het lukt" in told
