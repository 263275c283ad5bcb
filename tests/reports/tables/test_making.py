"""The files that take tables along as the report stage makes them, and the numbers of the site that lead on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reports.exchange import making as exchange
from reports.publication import Origin, Publication
from reports.rendering import RenderSettings
from reports.site.links import linked, traced
from reports.tables import making, parse_table, read_tables
from reports.tables import traces as module
from reports.tables import workbook as book
from reports.tables.explaining import HEADS, about, described, rule_of, told_source
from reports.tables.traces import Source, Traces, bare_documents, traces
from tests.reports.conftest import make_render_settings
from tests.reports.tables.conftest import PROEF


@pytest.fixture
def settings(tmp_path: Path) -> RenderSettings:
    return make_render_settings(tmp_path)


def test_equal_publications_give_equal_files_under_names_of_their_own(
    publication: Publication, settings: RenderSettings
) -> None:
    made = [*making.files(publication, settings), *exchange.files(publication, settings)]
    assert made == [*making.files(publication, settings), *exchange.files(publication, settings)]
    assert [file.name for file in made] == [
        "tabellen/alle-tabellen.xlsx", "tabellen/herkomst.csv", "uitwisseling/datapakket.zip",
        "uitwisseling/catalogus.jsonld",
    ]  # fmt: skip
    assert all(file.description and file.content for file in made)
    assert not {file.name for file in made} & {f"tabellen/{table.name}.csv" for table in read_tables()}


def test_without_room_for_a_workbook_the_list_is_still_made(
    publication: Publication, settings: RenderSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "_CELLS", 10)
    assert [file.name for file in making.files(publication, settings)] == ["tabellen/herkomst.csv"]


def test_a_licence_and_address_are_told(publication: Publication, settings: RenderSettings) -> None:
    given = replace(settings, licence="https://voorbeeld.example/licentie", address="https://site.example")
    _, catalogue = exchange.files(publication, given)
    assert b"https://voorbeeld.example/licentie" in catalogue.content
    assert b"https://site.example/tabellen/citaten.csv" in catalogue.content
    _, silent = exchange.files(publication, settings)
    assert b"license" not in silent.content


def test_tables_that_take_too_long_to_follow_go_without(
    publication: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_WORK", 300)
    found = traces(replace(publication, digest="traag"))
    assert {"balans", "element_gemeente"} <= set(found.left_out) and found.cells


def test_an_empty_publication_has_nothing_to_follow(publication: Publication) -> None:
    nothing = replace(publication, rows={key: [] for key in publication.rows}, digest="leeg")
    assert traces(nothing) == Traces((), {}, ())
    assert book.as_workbook(nothing, traces(nothing))


def test_documents_that_quotes_are_from_are_not_told_twice() -> None:
    source = Source(("a-1", "b-1"), ("a", "b", "c"))
    assert bare_documents(source, {"a-1": "a", "b-1": "b"}) == ("c",)


def test_what_tables_hold_and_come_from_is_told_in_words(publication: Publication) -> None:
    rows = list(described(publication))
    assert {len(row) for row in rows} == {len(HEADS)}
    table = publication.tables["elementen"]
    assert told_source(table, "documenten") == "Telt documenten in de tabel bewijs."
    assert told_source(table, "regel") == "Berust op de tabel bewijs."
    assert told_source(table, "element") == rule_of(table, "element") == ""
    steps = told_source(publication.tables["verantwoording"], "aantal")
    assert steps.startswith("Telt rijen in de tabel documenten.") and "Niet te volgen: dit telt ook documenten" in steps


def test_the_first_lines_say_what_is_left_out(publication: Publication) -> None:
    found = traces(publication, most=40)
    told = dict(about(publication, found, "https://site.example", "Herkomst"))
    assert (
        told["Zonder herkomst"].endswith("Het staat op https://site.example.") and "balans" in told["Zonder herkomst"]
    )
    assert "Zonder herkomst" not in dict(about(publication, traces(publication), "", "Herkomst"))
    assert "verzonnen" in told["Let op"]


def test_a_number_of_the_site_leads_to_what_it_counts(publication: Publication) -> None:
    row = publication.rows["elementen"][0]
    address = publication.origin("elementen", row, "documenten").address
    assert (
        traced("elementen", row, "documenten")
        == f'<a class="traced" href="/herkomst/{address}">{row["documenten"]}</a>'
    )
    assert traced("elementen", {**row, "documenten": 0}, "documenten") == "0"
    assert traced("elementen", {**row, "documenten": 1234}, "documenten").striptags() == "1.234"


def test_what_cannot_be_followed_is_no_link(publication: Publication) -> None:
    row = publication.rows["elementen"][0]
    assert linked("elementen", row, "omschrijving", "tekst") == "tekst"
    assert linked("nergens", row, "helpt", "3") == "3"
    assert linked("elementen", {"helpt": 3}, "helpt", "3") == "3"


def test_keys_with_signs_and_labels_make_a_safe_address() -> None:
    row = {"element_code": {"value": 'a/b"<x>', "label": "A"}, "uitsplitsing": "Jaar", "waarde": None, "voor": 2}
    link = linked("balans", row, "voor", "<2>")
    assert Origin("balans", 'a/b"<x>|Jaar|', "voor").address in link
    assert "<x>" not in link and "&lt;2&gt;" in link and link.count('"') == 4


def test_a_table_of_someone_else_is_followed_by_its_own_rule(with_rows: Callable[..., Publication]) -> None:
    header = PROEF.replace("count(*) FROM citaten", "count(*) FROM citaten WHERE document_id = :tekst")
    document = with_rows([]).rows["citaten"][0]["document_id"]
    publication = with_rows([{"tekst": document, "aantal": 1}, {"tekst": "geen", "aantal": 1}], header)
    (cell,) = [cell for cell in traces(publication).cells if cell.table == "proef"]
    assert cell.position == 0
    assert parse_table("proef", header).rules[0].table == "citaten"
