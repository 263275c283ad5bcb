"""The table `kennisagenda`: what is on it, in which order, and what the codebook and the scores add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from corpus.record import Record
from corpus.records import AgendaScore, Code, Gap, Question
from reports.publishing.publish import table_rows
from reports.settings import PublishSettings
from tests.reports.conftest import as_inputs
from tests.reports.question_cases import FURTHER

THEMA = "hiaat:regio:thema:wonen"


def _rows(records: Sequence[Record], settings: PublishSettings) -> list[dict[str, Any]]:
    found = {table.name: rows for table, rows in table_rows(as_inputs(list(records)), settings)}
    return found["kennisagenda"]


def _gaps(*statuses: str) -> list[Record]:
    """Return what is known of the thema of the further codebook, by venster."""
    vensters = ("inwoner", "professional", "organisatie", "beleid_bestuur")
    return [
        Gap(
            codebook=FURTHER.codebook, dimension="thema", code=FURTHER.code, venster=venster, status=status, rule="",
            passage_count=0, document_count=0, evaluation_count=0, strong_count=0, for_count=0, against_count=0,
            needed_count=0,
        )
        for venster, status in zip(vensters, statuses, strict=False)
    ]  # fmt: skip


def _score(item: str, mean: float | None, term: str | None = None) -> AgendaScore:
    return AgendaScore(item=item, score_count=5, mean=mean, median=mean, spread=0.0, term=term)


def test_the_codebook_says_by_when_and_who_asked(records: list[Record], settings: PublishSettings) -> None:
    coded = [each for each in records if getattr(each, "codebook", "") != FURTHER.codebook or isinstance(each, Code)]
    (row,) = [row for row in _rows([*coded, *_gaps("none", "none")], settings) if row["kenmerk"] == THEMA]
    assert (row["termijn"], row["termijn_van"], row["gevraagd_door"]) == ("MLT", "Codeboek", "gemeente Merenburg; GGD")
    assert (row["soort"], row["stand"], row["herkomst"]) == ("Kennishiaat", "Geen bewijs", "Agenda van een regio")


def test_the_term_that_people_chose_outranks_that_of_the_codebook(
    records: list[Record], settings: PublishSettings
) -> None:
    every = [*records, *_gaps("little", "none"), _score(THEMA, 3.5, "LT")]
    (row,) = [row for row in _rows(every, settings) if row["kenmerk"] == THEMA]
    assert (row["termijn"], row["termijn_van"], row["stand"]) == ("LT", "Scores", "Weinig bewijs")


@pytest.mark.parametrize("statuses", [("some", "none"), ("much",), ("none", "none")])
def test_a_thema_that_documents_tell_of_is_no_gap(
    records: list[Record], settings: PublishSettings, statuses: tuple[str, ...]
) -> None:
    """The thema is coded in a passage, which no venster counts."""
    assert THEMA not in {row["kenmerk"] for row in _rows([*records, *_gaps(*statuses)], settings)}


def test_scores_give_the_order_and_then_what_is_least_known(records: list[Record], settings: PublishSettings) -> None:
    rows = _rows([each for each in records if not isinstance(each, AgendaScore)], settings)
    assert [row["stand"] for row in rows] == ["Open", "Geen bewijs", "Beantwoord"]
    last = rows[-1]["kenmerk"]
    scored = [each for each in records if not isinstance(each, AgendaScore)] + [
        _score(last, 2.0),
        _score(rows[0]["kenmerk"], 4.5),
    ]
    order = [(row["rang"], row["kenmerk"]) for row in _rows(scored, settings)]
    assert order == [(1, rows[0]["kenmerk"]), (2, last), (3, rows[1]["kenmerk"])]


def test_a_question_is_known_by_its_words(records: list[Record], settings: PublishSettings) -> None:
    changed = [
        replace(each, id="", text="Hoe lang blijft een team betrokken bij een gezin?")
        if isinstance(each, Question) and each.status == "open"
        else each
        for each in records
    ]
    rows = {row["kenmerk"]: row["gescoord_door"] for row in _rows(changed, settings)}
    assert rows["vraag:Hoe lang blijft een team betrokken bij een gezin?"] == 0


def test_scores_of_what_is_no_longer_asked_are_not_published(records: list[Record], settings: PublishSettings) -> None:
    rows = _rows([*records, _score("vraag:Werd dit ooit gevraagd?", 5.0)], settings)
    assert "vraag:Werd dit ooit gevraagd?" not in {row["kenmerk"] for row in rows}
