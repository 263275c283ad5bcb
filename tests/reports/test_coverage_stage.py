"""The coverage stage: what is expected, found and missing, the requests, and the tables that readers get."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from corpus.example import render
from corpus.example.gold import read_gemeente_codes
from corpus.example.sources import read_sources
from corpus.issues import Surprise
from corpus.record import Record
from corpus.records import (
    Citation,
    Document,
    Estimate,
    Expectation,
    Fact,
    Find,
    Screening,
    Source,
    Version,
)
from corpus.stage import Inputs
from corpus.study import load_study
from reports.coverage.expectations import Wanted
from reports.coverage.expected import Listed
from reports.coverage.stage import LIST, REFERENCES, CoverageSettings, cover
from reports.publishing.database import Rows
from reports.publishing.publish import products, table_rows
from reports.settings import PublishSettings
from reports.stages import STAGES
from reports.tables import ReportTable
from reports.tables.csv_files import as_csv
from tests.reports.conftest import REQUEST, as_inputs

SITE = Source(name="site", kind="website", settings="{}")
NAMES = (("GM9101", "Merenburg"), ("GM9102", "Oudermeer"), ("GM9103", "Duinrade"))
QUOTE = "Evaluatie wijkteams Duinrade, Bureau Vis, 2017."


def _settings(*expected: Listed, wanted: Wanted = Wanted()) -> CoverageSettings:  # noqa: B008
    return CoverageSettings("Proef", "mailto:onderzoek@proef.example", 20, expected, wanted, NAMES)


def _document(name: str, code: str, year: int, kind: str = "evaluatie", source: Source = SITE) -> list[Record]:
    document_id = (name.encode().hex() * 20)[:64]
    facts = {"title": f"Rapport {name}", "gemeente": code, "year": str(year), "document_type": kind}
    return [
        Document(id=document_id, media_type="application/pdf", byte_count=1),
        Find(source_id=source.id, source=source.name, url=name, final_url=name, document_id=document_id),
        Screening(document_id=document_id, is_included=True, reason="proef"),
        *(
            Fact(document_id=document_id, field=field, value=value, method="kop", confidence=0.9, is_chosen=True)
            for field, value in facts.items()
        ),
    ]


def _cites(document: list[Record], code: str, year: int, quote: str = QUOTE, title: str = "Evaluatie") -> Citation:
    return Citation(
        document_id=document[0].id, page=3, start=0, end=len(quote), quote=quote, cited_title=title,
        gemeente_code=code, year=year,
    )  # fmt: skip


def _inputs(*records: Record) -> Inputs:
    (stage,) = (stage for stage in STAGES if stage.name == "coverage")
    found = {table: [record for record in (SITE, *records) if isinstance(record, table)] for table in stage.reads}
    return Inputs(found)


def _covered(settings: CoverageSettings, *records: Record) -> tuple[list[Expectation], list[Estimate]]:
    found = list(cover(_inputs(*records), settings))
    expectations = [record for record in found if isinstance(record, Expectation)]
    return expectations, [record for record in found if isinstance(record, Estimate)]


def test_what_is_missing_has_a_request_with_its_proofs() -> None:
    own = _document("een", "GM9101", 2019)
    listed = Listed("GM9103", 2017, "Samen wijzer", "Raadsbrief van 3 mei")
    (on_list, cited), _ = _covered(_settings(listed), *own, _cites(own, "GM9103", 2017))
    assert (cited.origin, cited.found_id, cited.page, cited.quote) == ("citation", None, 3, QUOTE)
    assert (on_list.origin, on_list.citing_id, on_list.quote) == ("list", None, "Raadsbrief van 3 mei")
    assert cited.request == on_list.request
    lines = (cited.request or "").split("\n")
    assert lines[0] == "Aan de griffie van de gemeente Duinrade"
    assert "‘Samen wijzer’ of ‘Evaluatie’, gemeente Duinrade, 2017" in lines
    assert f"- ‘Rapport een’, bladzijde 3: “{cited.quote}”" in lines
    assert "- onze lijst van verwachte evaluaties: Raadsbrief van 3 mei" in lines
    assert lines[-2:] == ["de makers van ‘Proef’", "onderzoek@proef.example"]


def test_what_was_found_names_its_document_and_asks_nothing() -> None:
    own = _document("een", "GM9101", 2019)
    (found,), _ = _covered(_settings(Listed("GM9101", 2019, "", "")), *own)
    assert (found.found_id, found.request, found.expected_title) == (own[0].id, None, None)


@pytest.mark.parametrize(
    ("code", "year", "why"),
    [("GM9101", 2019, "itself"), ("GM9103", 2020, "a plan"), ("GM9103", 2009, "before the study")],
)
def test_references_to_itself_to_plans_and_outside_the_study_are_no_expectations(
    code: str, year: int, why: str
) -> None:
    own = _document("een", "GM9101", 2019)
    expectations, _ = _covered(_settings(wanted=Wanted((2010, 2026))), *own, _cites(own, code, year))
    assert expectations == [], why


def test_references_of_documents_that_do_not_count_or_take_part_are_no_expectations() -> None:
    own, twin = _document("een", "GM9101", 2019), _document("twee", "GM9101", 2019)
    version = Version(
        document_id=twin[0].id, group_id="g", is_counted=False, counted_id=own[0].id, similarity=0.9, reason="proef"
    )
    assert _covered(_settings(), *own, *twin, version, _cites(twin, "GM9103", 2017))[0] == []
    left_out = [record for record in twin if not isinstance(record, Screening)]
    assert _covered(_settings(), *own, *left_out, _cites(twin, "GM9103", 2017))[0] == []


def test_personal_data_is_in_no_request() -> None:
    own = _document("een", "GM9101", 2019)
    quote = "Evaluatie wijkteams Duinrade 2017, te vragen bij iemand@duinrade.example"
    (found,), _ = _covered(_settings(), *own, _cites(own, "GM9103", 2017, quote))
    assert found.quote is None
    assert "duinrade.example" not in (found.request or "")
    assert "- ‘Rapport een’, bladzijde 3\n" in (found.request or "")


def test_a_quote_has_no_more_words_than_the_study_allows() -> None:
    own = _document("een", "GM9101", 2019)
    (found,), _ = _covered(_settings(), *own, _cites(own, "GM9103", 2017, "woord " * 30 + "eind"))
    assert len((found.quote or "").split()) == 20


def test_sources_list_and_references_are_captures_of_gemeente_and_year() -> None:
    archive = Source(name="archief", kind="folder", settings="{}")
    one, two = _document("een", "GM9101", 2019), _document("twee", "GM9102", 2020)
    other, page = _document("drie", "GM9103", 2018, source=archive), _document("vier", "GM9103", 2019, "webpagina")
    again = Find(source_id=archive.id, source="archief", url="x", final_url="x", document_id=one[0].id)
    listed = (Listed("GM9102", 2021, "Rapport twee", ""), Listed("GM9103", 2016, "", ""))
    _, found = _covered(_settings(*listed), *one, *two, *other, *page, again, archive, _cites(two, "GM9101", 2019))
    counts = {(item.first, item.second): (item.first_count, item.second_count, item.both_count) for item in found}
    assert counts["archief", "site"] == (2, 2, 1)
    assert counts[LIST, "site"] == (2, 2, 1)
    assert counts["site", REFERENCES] == (2, 1, 1)
    assert ("archief", LIST) not in counts


def test_the_list_of_the_example_finds_five_and_misses_two() -> None:
    codes = read_gemeente_codes(render.HOME / "gemeenten.csv")
    records: list[Record] = []
    for document in read_sources(render.HOME / "sources"):
        made = _document(document.slug, codes[document.gemeenten[0]], document.date.year, document.document_type)
        records += made
    expectations, found = _covered(CoverageSettings.of(load_study("voorbeeld")), *records)
    missing = [f"{item.gemeente} {item.year}" for item in expectations if item.found_id is None]
    assert missing == ["Grotenhage 2017", "Vossenmeer 2020"]
    assert len(expectations) == 7
    ((first, both),) = ((item.first_count, item.both_count) for item in found)
    assert (first, both) == (7, 5)


@pytest.fixture
def tables(inputs: Inputs, settings: PublishSettings) -> dict[str, tuple[ReportTable, Rows]]:
    """Return the report tables of the small corpus with their rows, by name."""
    return {table.name: (table, rows) for table, rows in table_rows(inputs, settings)}


def test_tables_tell_what_is_found_and_missing(tables: dict[str, tuple[ReportTable, Rows]]) -> None:
    rows = tables["dekking"][1]
    assert [(row["gemeente"], row["verwacht"], row["gevonden"], row["ontbreekt"]) for row in rows] == [
        ("Duinrade", 1, 0, 1), ("Merenburg", 1, 1, 0),
    ]  # fmt: skip
    assert (rows[0]["op_lijst"], rows[0]["verwijzingen"], rows[0]["titel"]) == (1, 1, None)
    assert rows[1]["titel"] == "Evaluatie wijkteams <Merenburg>"


def test_a_request_keeps_its_lines_in_a_csv(tables: dict[str, tuple[ReportTable, Rows]]) -> None:
    text = as_csv(*tables["ontbrekend"]).decode()
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["verzoek"] == REQUEST
    assert row["titel"] == "Samen"
    assert row["bewijs"].split("\n") == [
        "Lijst van de studie: Raadsbrief",
        "‘Evaluatie wijkteams <Merenburg>’, bladzijde 1: “De wijkteams in Merenburg”",
    ]


def test_the_estimate_says_that_it_is_one(tables: dict[str, tuple[ReportTable, Rows]]) -> None:
    table, (row,) = tables["schatting"]
    assert (row["gezien"], row["nog_niet_gezien"], row["ondergrens"]) == (26, 19.2, 33.6)
    assert table.description.startswith("Een schatting, geen telling")
    assert all(name in table.description for name in ("Chapman (1951)", "Seber (1970)", "Chao (1987)"))


def test_a_reference_that_is_not_in_its_page_stops_the_build(records: list[Record], settings: PublishSettings) -> None:
    changed = [
        replace(record, id="", quote="staat hier niet") if isinstance(record, Expectation) and record.page else record
        for record in records
    ]
    with pytest.raises(Surprise, match=r"reference .* is not literally in its page"):
        list(products(as_inputs(changed), settings))


def test_the_stage_runs_before_what_publishes_its_records() -> None:
    assert [stage.name for stage in STAGES] == ["coverage", "publish", "report"]
    assert set(STAGES[0].writes) <= set(STAGES[1].reads)
