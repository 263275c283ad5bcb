"""References in the text and the list of references, line by line as they should be."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest

from reports.publication import Publication
from reports.references import Piece, bibliography
from reports.references.apa import UNKNOWN
from tests.reports.references.cases import published, reference

EXPECTED: list[tuple[dict[str, Any], str, str]] = [
    (
        {"auteurs": "Bureau Vis", "uitgever": "Bureau Vis", "titel": "Aan de slag", "jaar": 2018},
        "Bureau Vis. (2018). Aan de slag.",
        "(Bureau Vis, 2018)",
    ),
    (
        {"auteurs": "Bureau Vis", "uitgever": "Gemeente Merenburg", "titel": "Wie?", "ondertitel": "Een lijst"},
        "Bureau Vis. (z.d.). Wie? Een lijst. Gemeente Merenburg.",
        "(Bureau Vis, z.d.)",
    ),
    (
        {"auteurs": "Joost de Koning; dr. A.B. Vis MSc", "titel": "Samen", "jaar": 2020, "uitgever": "Bureau Vis"},
        "De Koning, J., & Vis, A. B. (2020). Samen. Bureau Vis.",
        "(De Koning & Vis, 2020)",
    ),
    (
        {"auteurs": "Els Bos; Jan Smit; Anna-Marie van der Berg", "titel": "Drie", "jaar": 2021},
        "Bos, E., Smit, J., & Van der Berg, A.-M. (2021). Drie.",
        "(Bos et al., 2021)",
    ),
    (
        {"uitgever": "Gemeente Merenburg", "titel": "Nieuws: wat nu?", "jaar": 2022, "verschenen_op": "2022-03-09",
         "soort_document": "webpagina", "bron_url": "https://merenburg.nl/nieuws"},
        "Gemeente Merenburg. (2022, 9 maart). Nieuws: wat nu? https://merenburg.nl/nieuws",
        "(Gemeente Merenburg, 2022)",
    ),
    (
        {"uitgever": "Gemeente Merenburg", "titel": "Brief aan de raad", "jaar": 2022, "verschenen_op": "2022-03-09",
         "soort_document": "raadsmemo"},
        "Gemeente Merenburg. (2022). Brief aan de raad [Raadsmemo].",
        "(Gemeente Merenburg, 2022)",
    ),
    (
        {"uitvoerder": "Onderzoek & Co", "uitgever": "Stichting Vis", "titel": "a <b> & c", "jaar": 2019},
        "Onderzoek & Co. (2019). a <b> & c. Stichting Vis.",
        "(Onderzoek & Co, 2019)",
    ),
    ({"titel": "Zonder naam", "jaar": 2019}, "Zonder naam. (2019).", "(Zonder naam, 2019)"),
    ({"titel": "Ook zonder jaar"}, "Ook zonder jaar. (z.d.).", "(Ook zonder jaar, z.d.)"),
    (
        {"titel": "Stand van zaken over alles wat er nog moet. Een lijst.", "ondertitel": "een lijst", "jaar": 2023,
         "soort_document": "brief", "bron_url": "https://vis.nl/1"},
        "Stand van zaken over alles wat er nog moet. Een lijst [Brief]. (2023). https://vis.nl/1",
        "(Stand van zaken over alles wat…, 2023)",
    ),
    ({"titel": "Waarom? (2019)", "jaar": 2020}, "Waarom? (2019). (2020).", "(Waarom? (2019), 2020)"),
    (
        {"auteurs": "Ilse 't Hart", "titel": "Met doi", "jaar": 2017, "doi": "10.1000/vis.1",
         "bron_url": "https://vis.nl/1.pdf", "uitgever": "Vis"},
        "'t Hart, I. (2017). Met doi. Vis. https://doi.org/10.1000/vis.1",
        "('t Hart, 2017)",
    ),
    (
        {"auteurs": "Jan de Vries", "titel": "Over: dit", "ondertitel": "en dat", "jaar": 2015},
        "De Vries, J. (2015). Over: dit. en dat.",
        "(De Vries, 2015)",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("told", "line", "cited"), EXPECTED, ids=[case[1][:24] for case in EXPECTED])
def test_a_document_gives_its_line_and_its_reference(told: dict[str, Any], line: str, cited: str) -> None:
    found = bibliography(published(referenties=[reference("d1", **told)]))
    assert [entry.text for entry in found.entries()] == [line]
    assert found.cite("d1") == cited


def test_equal_references_get_letters_in_the_order_of_the_list() -> None:
    rows = [
        reference("d1", auteurs="Bureau Vis", titel="Zee", jaar=2020),
        reference("d2", auteurs="Bureau Vis", titel="Aal", jaar=2020),
        reference("d3", auteurs="Bureau Vis", titel="Dag"),
        reference("d4", auteurs="Bureau Vis", titel="Avond"),
        reference("d5", auteurs="Bureau Vis", titel="Nu", jaar=2021),
    ]
    found = bibliography(published(referenties=rows))
    assert [found.cite(f"d{number}") for number in range(1, 6)] == [
        "(Bureau Vis, 2020b)", "(Bureau Vis, 2020a)", "(Bureau Vis, z.d.-b)", "(Bureau Vis, z.d.-a)",
        "(Bureau Vis, 2021)",
    ]  # fmt: skip
    assert [entry.document_id for entry in found.entries()] == ["d4", "d3", "d2", "d1", "d5"]
    assert found.entries()[2].text == "Bureau Vis. (2020a). Aal."


def test_a_letter_is_put_behind_the_year_of_appearing_alone() -> None:
    rows = [reference(f"d{turn}", titel="Plan (2019). Zo", jaar=2020) for turn in range(2)]
    found = bibliography(published(referenties=rows))
    assert [entry.text for entry in found.entries()] == ["Plan (2019). Zo. (2020a).", "Plan (2019). Zo. (2020b)."]
    assert found.cite("d1") == "(Plan (2019). Zo, 2020b)"


def test_a_page_comes_behind_the_year_and_several_get_their_own_sign() -> None:
    found = bibliography(published(referenties=[reference("d1", auteurs="Bureau Vis", titel="Zee", jaar=2020)]))
    assert found.cite("d1", "3") == found.cite("d1", 3) == "(Bureau Vis, 2020, p. 3)"
    assert found.cite("d1", "3-5") == "(Bureau Vis, 2020, pp. 3-5)"
    assert found.cite("d1", "") == "(Bureau Vis, 2020)"
    assert found.cite("d2", "3") == UNKNOWN[:-1] + ", p. 3)"


def test_the_title_is_in_italics_and_an_address_can_be_followed() -> None:
    row = reference("d1", auteurs="Vis", titel="Zee <1>", jaar=2020, bron_url="https://vis.nl/a?b=1&c=2")
    (entry,) = bibliography(published(referenties=[row])).entries()
    address = "https://vis.nl/a?b=1&c=2"
    assert entry.pieces == (
        Piece("Vis. (2020). "), Piece("Zee <1>", is_italic=True), Piece(". "), Piece(address, url=address),
    )  # fmt: skip
    assert entry.anchor == "bron-d1"


def test_each_document_of_a_study_has_a_line_of_which_each_number_is_in_its_row(folder: Path) -> None:
    publication = Publication.read(folder / "publiek.db")
    entries = bibliography(publication).entries()
    assert {entry.document_id for entry in entries} == {row["document_id"] for row in publication.rows["documenten"]}
    for entry in entries:
        row = publication.row_at(entry.origin)
        assert row is not None
        told = " ".join(str(value) for value in row.values())
        assert all(token.lstrip("0") in told for token in re.findall(r"\d+", entry.text))


def test_a_database_from_before_has_references_too() -> None:
    row = {"document_id": "d1", "titel": "Zee", "gemeenten": None, "jaar": 2020, "uitgever": "Bureau Vis",
           "soort_document": "evaluatie", "bron": "map", "bron_url": None}  # fmt: skip
    assert bibliography(published(documenten=[row])).cite("d1") == "(Bureau Vis, 2020)"


def test_a_second_time_takes_no_time() -> None:
    rows = [reference(f"d{n}", auteurs=f"Bureau {n % 4}", titel=f"Titel {n}", jaar=2000 + n % 2) for n in range(12)]
    first = bibliography(published(referenties=rows))
    before = time.perf_counter()
    assert bibliography(published(referenties=rows)) is first
    assert time.perf_counter() - before < 0.1
    assert len({first.cite(row["document_id"]) for row in rows}) == len(rows)
    assert bibliography(published(referenties=rows[:-1])) is not first
