"""The tables of tasks and cases: what they show, and what they keep to themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.records import Opgave
from reports.publishing.labels import LABELS
from reports.publishing.quotes import Cut, told_within
from synthesis.tasks.parties import party_kinds
from synthesis.tasks.words import words

TEXT = "De gemeente gaat in 2026 het mandaat verruimen."
TASK = Opgave(
    document_id="d", passage_id="p", coding_id="c", kind="bijstelling", page=1, start=100, end=146, what=TEXT[:-1],
    actors=("gemeente",), actor_text="De gemeente", actor_start=100, actor_end=111, term="2026", term_text="in 2026",
    term_start=117, term_end=124,
)  # fmt: skip


@pytest.fixture(scope="module")
def tasks(folder: Path) -> dict[str, dict[str, object]]:
    return {row["soort"]: row for row in Database(folder / "publiek.db")["opgaven_bijstellingen"].rows}


def test_a_task_says_who_what_and_against_which_belemmering(tasks: dict[str, dict[str, object]]) -> None:
    row = tasks["Bijstelling"]
    assert (row["aspect"], row["wie"], row["status"]) == ("Randvoorwaarden", "Gemeente", "Voorgenomen")
    assert row["wie_woorden"] == "De gemeente"
    assert row["elementen"] == "Handelingsruimte"
    assert row["belemmering_gevonden"] == "document"
    assert "mandaat" in str(row["belemmering"])


def test_words_outside_the_quote_and_of_headings_are_not_shown(tasks: dict[str, dict[str, object]]) -> None:
    assert (tasks["Bijstelling"]["wanneer"], tasks["Bijstelling"]["wanneer_woorden"]) == ("2023", None)
    assert (tasks["Opgave"]["wie"], tasks["Opgave"]["wie_woorden"]) == ("Wijkteam", None)


def test_a_case_that_is_withheld_is_nowhere(folder: Path) -> None:
    rows = list(Database(folder / "publiek.db")["casuistiek"].rows)
    assert [(row["soort"], row["elementen"]) for row in rows] == [("Ervaring", "Outreachend werken")]
    assert "outreachend" in rows[0]["citaat"]


def test_what_a_quote_holds_is_told_in_its_own_words() -> None:
    assert told_within(TASK, Cut(100, 147, TEXT)) == {
        "what": TEXT[:-1], "actor_text": "De gemeente", "term_text": "in 2026",
    }  # fmt: skip
    short = told_within(TASK, Cut(100, 116, TEXT[:16]))
    assert short == {"what": TEXT[:16], "actor_text": "De gemeente", "term_text": None}
    assert told_within(replace(TASK, id="", actor_start=None), Cut(200, 210, "iets anders"))["actor_text"] is None


def test_every_party_has_a_name_for_readers() -> None:
    assert set(party_kinds()) == set(LABELS["partij"])
    assert words("gebiedend")
