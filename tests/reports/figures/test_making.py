"""The files of the figures, and the tables that were added for them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import reports.figures
from corpus.record import Record
from corpus.records import Fact
from reports.figures import drawn, figure, figures
from reports.figures.making import FOLDER, LIST, files
from reports.figures.rows import balances, count_of, elements, year
from reports.publication import Publication
from reports.publishing.publish import table_rows
from reports.settings import PublishSettings
from tests.reports.conftest import as_inputs, make_render_settings
from tests.reports.figures.figure_cases import added

Rows = Callable[[list[Record]], dict[str, list[dict[str, Any]]]]


@pytest.fixture
def published(settings: PublishSettings) -> Rows:
    """Return what gives the rows of all tables for some records."""
    return lambda records: {table.name: rows for table, rows in table_rows(as_inputs(records), settings)}


def test_the_list_has_every_figure_in_words(publication: Publication) -> None:
    made = {file.name: file for file in files(publication, make_render_settings(Path()))}
    told = json.loads(made[LIST].content)
    assert [each["name"] for each in told] == [each.name for each in figures()]
    for each in told:
        assert each["alt"] == " ".join(each["sentences"][:2])
        assert set(each["tables"]) <= set(publication.tables), each["name"]
        assert each["width"] > 400 and each["height"] > 50
        for form in ("svg", "png"):
            file = made[f"{FOLDER}/{each['name']}.{form}"]
            assert file.content and each["title"] in file.description


def test_figures_without_anything_to_show_make_no_files(publication: Publication) -> None:
    without = added(publication, thema_ligging=[], stroom=[])
    names = {file.name for file in files(without, make_render_settings(Path()))}
    assert not {f"{FOLDER}/themakaart.svg", f"{FOLDER}/prisma.png"} & names
    assert f"{FOLDER}/kaart.svg" in names


def test_only_drawings_of_the_last_publication_are_kept(publication: Publication) -> None:
    drawn(publication, "tijdlijn")
    other = added(publication, overzicht_evaluaties=[])
    drawn(other, "tijdlijn")
    assert {key[0] for key in reports.figures._DRAWN} == {other.digest}


def test_there_is_no_figure_by_another_name(publication: Publication) -> None:
    with pytest.raises(KeyError):
        figure("taartdiagram")
    with pytest.raises(KeyError):
        drawn(publication, "../publiek")


def test_rows_that_figures_share(publication: Publication) -> None:
    assert {row["herkomst"] for row in elements(publication)} == {"Codeboek"}
    assert {row["uitsplitsing"] for row in balances(publication).values()} == {"Alles"}
    count = count_of(publication, "Gemeenten")
    assert count is not None and count.text == "2" and publication.row_at(count.origin)
    assert count_of(publication, "Paarden") is None
    row = next(row for row in publication.rows["documenten"] if row["jaar"])
    assert year(publication, "documenten", row).text == str(row["jaar"]), "no point in a year"


def test_provinces_count_gemeenten_and_documents_once(records: list[Record], published: Rows) -> None:
    assert published(records)["provincies"] == [{"provincie": "Fictief", "gemeenten": 2, "documenten": 3}]
    moved = [
        replace(record, id="", value="GM0001") if isinstance(record, Fact) and record.value == "GM9102" else record
        for record in records
    ]
    counts = {row["provincie"]: (row["gemeenten"], row["documenten"]) for row in published(moved)["provincies"]}
    assert counts == {"Fictief": (1, 2), "Onbekend": (1, 1)}, "a gemeente that the list lacks"


def test_themes_have_a_place_on_the_map(records: list[Record], published: Rows) -> None:
    rows = published(records)
    assert [row["thema_id"] for row in rows["thema_ligging"]] == [row["thema_id"] for row in rows["themas"]]
    assert all(-1 <= row[axis] <= 1 for row in rows["thema_ligging"] for axis in ("x", "y"))
    assert rows["thema_ligging"] == published(records[::-1])["thema_ligging"]
