"""How well questions are answered: the questions, and the share whose answer is among the first three."""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from reports.asking.search import answers

HERE = Path(__file__).parent
QUESTIONS: dict[str, list[dict[str, Any]]] = tomllib.loads((HERE / "questions.toml").read_text(encoding="utf-8"))
FIRST = 3


class Measured(NamedTuple):
    """Shares from 0 to 1."""

    answered: float
    """Of the questions with an answer: it is among the first three."""
    refused: float
    """Of the questions without one: that is said."""


def measure(db: sqlite3.Connection, questions: Iterable[dict[str, Any]]) -> Measured:
    """Return how well a public database answers questions."""
    good: dict[bool, list[bool]] = {True: [], False: []}
    for question in questions:
        parts = question.get("antwoorden", [])
        good[bool(parts)].append(is_good(db, question["vraag"], parts))
    return Measured(*(round(sum(found) / len(found), 3) for found in good.values()))


def is_good(db: sqlite3.Connection, text: str, parts: Iterable[str]) -> bool:
    """Tell whether one of the first quotes has one of these parts; without parts, whether there is no quote."""
    wanted = tuple(parts)
    quotes = [hit.row["citaat"] for hit in answers(db, text).hits]
    return any(part in quote for quote in quotes[:FIRST] for part in wanted) if wanted else not quotes
