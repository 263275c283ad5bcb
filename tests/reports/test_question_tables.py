"""The tables on questions, gaps and codebooks, and the names of codes that come from the codebooks themselves."""

from __future__ import annotations

from typing import Any

from corpus.record import Record
from corpus.records import Answer, Code, Crosswalk, Gap, Question
from reports.publishing.publish import table_rows
from reports.settings import PublishSettings
from tests.reports.conftest import as_inputs


def _rows(records: list[Record], settings: PublishSettings) -> dict[str, list[dict[str, Any]]]:
    return {table.name: rows for table, rows in table_rows(as_inputs(records), settings)}


def test_each_question_has_its_status_rule_and_best_quote(records: list[Record], settings: PublishSettings) -> None:
    first, second = _rows(records, settings)["kennisvragen"]
    assert (first["status"], first["evaluaties"], first["gezocht"]) == ("Beantwoord", 3, "Handelingsruimte")
    assert "mandaat" in first["beste_citaat"] and first["herkomst"] == "De studie"
    assert (second["status"], second["beste_citaat"], second["gezocht"]) == ("Open", None, None)


def test_answers_are_published_quotes_only(records: list[Record], settings: PublishSettings) -> None:
    tables = _rows(records, settings)
    (answer,) = tables["antwoorden"]
    assert (answer["rang"], answer["score"]) == (1, 0.61)
    assert answer["citaat_id"] in {row["citaat_id"] for row in tables["citaten"]}


def test_gaps_tell_of_cells_without_evidence(records: list[Record], settings: PublishSettings) -> None:
    found = {(row["venster"], row["naam"]): row for row in _rows(records, settings)["kennishiaten"]}
    assert found["Professional", "Handelingsruimte"]["bewijs"] == "Veel bewijs"
    assert found["Organisatie", "Outreachend werken"]["bewijs"] == "Geen bewijs"
    assert found["Organisatie", "Outreachend werken"]["eigen_venster"] is None


def test_the_crosswalk_names_both_codes(records: list[Record], settings: PublishSettings) -> None:
    (pair,) = _rows(records, settings)["kruistabel"]
    assert (pair["naam"], pair["andere_naam"], pair["lift"]) == ("Handelingsruimte", "Wonen en zorg", 2.0)


def test_codebooks_list_every_code_and_what_it_was_given_to(records: list[Record], settings: PublishSettings) -> None:
    rows = {(row["dimensie"], row["code"]): row for row in _rows(records, settings)["codeboeken"]}
    further = rows["thema", "wonen"]
    assert (further["termijn"], further["gevraagd_door"]) == ("MLT", "gemeente Merenburg; GGD")
    assert (further["passages"], further["documenten"]) == (1, 1)
    assert rows["soort", "resultaat"]["passages"] == 0


def test_codings_of_further_codebooks_are_no_quotes_of_the_study(
    records: list[Record], settings: PublishSettings
) -> None:
    tables = _rows(records, settings)
    without = _rows([item for item in records if getattr(item, "codebook", "") != "regio 2"], settings)
    for name in ("citaten", "verantwoording", "elementen"):
        assert tables[name] == without[name]


def test_without_codebooks_and_questions_the_tables_are_empty(records: list[Record], settings: PublishSettings) -> None:
    bare = [item for item in records if not isinstance(item, Code | Question | Answer | Gap | Crosswalk)]
    tables, names = _rows(bare, settings), ("kennisvragen", "antwoorden", "kennishiaten", "kruistabel", "codeboeken")
    assert all(tables[name] == [] for name in names)
