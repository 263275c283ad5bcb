"""The search for answers: quotes that hold what a question asks, the best first, or nothing where none holds enough.

A quote is taken for an answer where it has enough of what is asked, each word weighed by how rare it is: what is
ranked is words in common, not the truth. Where half of the words that matter are nowhere in the corpus, or it knows
nothing of the gemeente that is named, there is no answer. Nothing is written that does not stand in a document.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from reports.asking.question import BOTH_PARTS, Concept, Question, understood
from reports.publishing.database import INDEX
from reports.publishing.search import words

ENOUGH, ENOUGH_OF_UNKNOWN, HEAVY = 0.45, 0.47, 0.3
"""The part of what is asked that a quote holds at least, to be an answer; and where a word that weighs more than the
last is in no quote at all. Set on sixty questions on the bundled example, of which twenty have no answer there."""
BEST = 10
"""Answers that are given."""
USUAL, CANDIDATES = 5_000, 200
"""Quotes that are taken of one word, and quotes that are looked at in full."""
OWN, CODED, DEFINED, TITLED = 1.0, 0.85, 0.5, 0.35
"""What a word counts for in the quote itself, in the name of a code of it, in the definition of that code, and in the
title of its document."""
DIRECTED, NUMBERED, DATED, PAIRED, SHORT, SCORED = 0.04, 0.03, 0.1, 0.05, 0.05, 0.02
"""What is added where words are equal: the direction, a number or the year that is asked for, each pair of words that
the question has too, a short quote, a sure code."""
_WHOLE_LENGTH, _FEWEST = 25, 3
Row = dict[str, Any]


@dataclass(frozen=True)
class Hit:
    """A quote that answers: its row, how much of the question it holds (0 to 1), and the words that it was found by."""

    row: Row
    coverage: float
    score: float
    found: tuple[str, ...]


@dataclass(frozen=True)
class Answers:
    """What was found on a question; no hits where the corpus holds nothing on it."""

    question: Question
    hits: tuple[Hit, ...]
    missing: tuple[str, ...] = ()
    """Words of the question that stand nowhere in the corpus."""

    @property
    def is_vague(self) -> bool:
        """Tell whether the question names no subject: all of its words say little."""
        return not self.question.elsewhere and not _heavy(self.question)


def answers(db: sqlite3.Connection, text: str, most: int = BEST) -> Answers:
    """Return what a public database holds on a question in plain Dutch."""
    question = understood(db, text)
    missing = tuple(concept.word for concept in question.concepts if not concept.is_there)
    heavy = _heavy(question)
    is_foreign = 2 * sum(not concept.is_there for concept in heavy) >= len(heavy)
    if question.elsewhere or is_foreign:
        return Answers(question, (), missing)
    is_known = all(concept.count for concept in heavy)
    least = ENOUGH if is_known else ENOUGH_OF_UNKNOWN
    enough = [hit for row in _candidates(db, question) if (hit := _weighed(question, row)).coverage >= least]
    best = heapq.nsmallest(most, enough, key=lambda hit: (-round(hit.score, 6), hit.row["citaat_id"]))
    return Answers(question, tuple(best), missing)


def _heavy(question: Question) -> list[Concept]:
    return [concept for concept in question.concepts if concept.weight > HEAVY]


def _weighed(question: Question, row: Row) -> Hit:
    """Return a quote with how much of a question it holds."""
    codes = frozenset((row["elementen"] or "").split("; "))
    fields = (
        (OWN, frozenset(words(row["citaat"]))),
        (CODED, frozenset(words(row["elementen"] or ""))),
        (TITLED, frozenset(words(row["titel"] or ""))),
    )
    worths = {
        concept.word: max(
            DEFINED * bool(concept.codes & codes), *(_worth(concept, there) * share for share, there in fields)
        )
        for concept in question.concepts
    }
    total = sum(concept.weight for concept in question.concepts)
    coverage = sum(concept.weight * worths[concept.word] for concept in question.concepts) / total
    found = tuple(word for word, worth in worths.items() if worth)
    return Hit(row, coverage, coverage + _bonus(question, row), found)


def _worth(concept: Concept, there: frozenset[str]) -> float:
    is_whole = len(concept.parts) > 1 and all(forms & there for forms in concept.parts.values())
    least = BOTH_PARTS if is_whole else 0.0
    return max([least, *(concept.forms[form] for form in there & concept.forms.keys())])


def _bonus(question: Question, row: Row) -> float:
    is_directed = question.direction and question.direction in (row["richting"] or "")
    has_number = question.wants_number and any(sign.isdigit() for sign in row["citaat"])
    said = words(row["citaat"])
    shared = question.pairs & set(pairwise(said))
    return (
        DIRECTED * bool(is_directed)
        + NUMBERED * bool(has_number)
        + DATED * (row["jaar"] in question.years)
        + PAIRED * min(len(shared), 3)
        + (SHORT * min(1.0, _WHOLE_LENGTH / len(said)) if len(said) > _FEWEST else -SHORT)
        + SCORED * float(row["score"] or 0)
    )


def _candidates(db: sqlite3.Connection, question: Question) -> Iterator[Row]:
    """Yield the rows of quotes that have most of what is asked, of the gemeenten that the question names.

    The rarest words are looked for by themselves, until what is left weighs too little to make an answer; the others
    only among quotes that have one of these.
    """
    asked = sorted((each for each in question.concepts if each.is_there), key=lambda each: (-each.weight, each.word))
    left = total = sum(concept.weight for concept in question.concepts)
    held: defaultdict[int, float] = defaultdict(float)
    sought: list[str] = []
    for concept in asked:
        match = _any(concept)
        if left < ENOUGH * total:
            match = f"({match}) AND ({' OR '.join(sought)})"
        else:
            sought.append(match)
        if any(map(words, question.places)):
            match = f"({match}) AND ({' OR '.join(map(_all, filter(words, question.places)))})"
        left -= concept.weight
        for (rowid,) in db.execute(f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH ? LIMIT {USUAL}", [match]):
            held[rowid] += concept.weight
    best = heapq.nsmallest(CANDIDATES, held, key=lambda row: (-held[row], row))
    yield from _rows(db, best, question.places)


def _any(concept: Concept) -> str:
    """Return the FTS5 query for quotes with a word in any form, or with a code that is defined by it."""
    return " OR ".join([*(f'"{form}"' for form in concept.forms), *map(_all, filter(words, sorted(concept.codes)))])


def _all(name: str) -> str:
    """Return the FTS5 query for all words of a name."""
    return "(" + " AND ".join(f'"{word}"' for word in words(name)) + ")"


def _rows(db: sqlite3.Connection, numbers: Sequence[int], places: Sequence[str]) -> Iterator[Row]:
    marks = ", ".join("?" * len(numbers))
    cursor = db.execute(
        f"SELECT c.* FROM {INDEX} f JOIN citaten c ON c.citaat_id = f.citaat_id WHERE f.rowid IN ({marks})",
        list(numbers),
    )
    names = [item[0] for item in cursor.description]
    for values in cursor:
        row = dict(zip(names, values, strict=True))
        own = set((row["gemeenten"] or "").split("; "))
        if not places or own & set(places):
            yield row
