"""That questions are answered as well as they were, on questions that are never tuned on and on those that are."""

from __future__ import annotations

import sqlite3
import tomllib
from pathlib import Path

import pytest

from tests.reports.asking.measuring import QUESTIONS, measure

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_questions_are_answered_or_refused_as_well_as_before(example: sqlite3.Connection, name: str) -> None:
    found = measure(example, QUESTIONS[name])
    assert found.answered >= FLOORS[name]["answered"]
    assert found.refused >= FLOORS[name]["refused"]


def test_there_are_enough_questions_and_none_is_asked_twice() -> None:
    with_answer = [question for question in QUESTIONS["proef"] if "antwoorden" in question]
    assert len(with_answer) >= 30 and len(QUESTIONS["proef"]) - len(with_answer) >= 10
    texts = [question["vraag"] for asked in QUESTIONS.values() for question in asked]
    assert len(set(texts)) == len(texts)
