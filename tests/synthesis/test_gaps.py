"""The gap map: every cell is there, passages count where they belong, and the rule says how much there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.records import Coding, Evaluation, Gap
from corpus.stage import Inputs
from synthesis.ledger.backing import Backing
from synthesis.questions.gaps import find_gaps, status_of
from tests.synthesis.asking_cases import FURTHER, coding, evaluation, make_shelf


def _gaps(folder: Path, codings: list[Coding], evaluations: list[Evaluation]) -> dict[tuple[str, str], Gap]:
    found = find_gaps(Inputs({Coding: codings, Evaluation: evaluations}), make_shelf(folder))
    return {(gap.code, gap.venster): gap for gap in found if isinstance(gap, Gap)}


def test_every_element_and_thema_has_a_cell_in_every_venster(tmp_path: Path) -> None:
    gaps = _gaps(tmp_path, [], [])
    codes, vensters = ("mandaat", "caseload", "wonen", "werkdruk"), ("inwoner", "professional")
    assert set(gaps) == {(code, venster) for code in codes for venster in vensters}
    assert {gap.status for gap in gaps.values()} == {"none"}
    assert [gap.is_own for gap in gaps.values()].count(True) == 2


def test_a_passage_counts_in_its_vensters_or_else_in_that_of_the_element(tmp_path: Path) -> None:
    codings = [
        coding("d1", "p1", "element:mandaat", direction="helpt"),
        coding("d1", "p1", "venster:inwoner"),
        coding("d2", "p1", "element:mandaat", direction="belemmert"),
        coding("d3", "p1", "element:mandaat", is_published=False),
        coding("d9", "p1", "element:mandaat"),
    ]
    gaps = _gaps(tmp_path, codings, [evaluation("d1"), evaluation("d2"), evaluation("d3")])
    inwoner, professional = gaps["mandaat", "inwoner"], gaps["mandaat", "professional"]
    assert (inwoner.evaluation_count, inwoner.for_count, inwoner.against_count) == (1, 1, 0)
    assert (professional.evaluation_count, professional.for_count, professional.against_count) == (1, 0, 1)
    assert professional.document_count == 1


def test_a_thema_takes_the_direction_of_its_passage(tmp_path: Path) -> None:
    codings = [
        coding("d1", "p1", "thema:wonen", codebook=FURTHER),
        coding("d1", "p1", "venster:inwoner"),
        coding("d1", "p1", "richting:nodig"),
    ]
    cell = _gaps(tmp_path, codings, [evaluation("d1")])["wonen", "inwoner"]
    assert (cell.codebook, cell.needed_count, cell.for_count) == (FURTHER, 1, 0)


def test_documents_that_count_as_one_evaluation_count_once() -> None:
    codings = [coding(name, "p1", "element:mandaat") for name in ("d1", "d2", "d3", "d4")]
    known = {
        "d1": evaluation("d1"),
        "d2": evaluation("d2", counted="d1"),
        "d3": evaluation("d3", "casus"),
        "d4": evaluation("d4", is_own=False),
    }
    assert Backing.of(codings, known) == Backing(4, 4, 2, 1)


@pytest.mark.parametrize(
    ("backing", "status"),
    [
        (Backing(9, 9, 5, 1), "much"),
        (Backing(9, 9, 5, 0), "some"),
        (Backing(4, 4, 4, 4), "some"),
        (Backing(2, 2, 2, 0), "some"),
        (Backing(7, 1, 1, 1), "little"),
        (Backing(1, 1, 0, 0), "little"),
        (Backing(0, 0, 0, 0), "none"),
    ],
)
def test_the_rule_says_how_much_evidence_there_is(backing: Backing, status: str) -> None:
    found, rule = status_of(backing)
    assert found == status
    assert "bewijs: " in rule
