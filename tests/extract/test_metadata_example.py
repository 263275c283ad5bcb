"""Metadata of the bundled example: all of it right, and nearly all without what the files say of themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from corpus.reference import GEMEENTEN
from extract.metadata import facts_of
from extract.metadata.gazetteer import load_gazetteer
from extract.metadata.reading import Reading
from tests.benchmarks.metadata import COLUMN, EXAMPLE, Expected, chosen_of, example_documents, read

Case = tuple[str, Reading, Expected]


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    gazetteer = load_gazetteer((str(GEMEENTEN), str(EXAMPLE / "gemeenten.csv")))
    return [(case.name, read(case.content, gazetteer), case.expected) for case in example_documents()]


def misses(cases: list[Case]) -> list[tuple[str, str, set[str]]]:
    """Return document, field and values of all that is not as expected."""
    found = []
    for name, reading, expected in cases:
        chosen = chosen_of(reading)
        found += [
            (name, field, chosen.get(COLUMN.get(field, field), set()))
            for field, judge in expected.items()
            if not judge(chosen.get(COLUMN.get(field, field), set()))
        ]
    return found


def test_every_field_of_every_document_is_right(cases: list[Case]) -> None:
    assert len(cases) == 22
    assert misses(cases) == []


def test_print_alone_is_nearly_enough(cases: list[Case]) -> None:
    bare = [
        (name, reading if reading.is_html else replace(reading, embedded=replace(reading.embedded, tags=())), expected)
        for name, reading, expected in cases
    ]
    counts = Counter(field for _, field, _ in misses(bare))
    assert all(count <= 1 for count in counts.values()), misses(bare)


def test_quotes_with_a_page_are_literal(cases: list[Case]) -> None:
    facts = [(fact, reading) for _, reading, _ in cases for fact in facts_of(reading, "document")]
    quoted = [(fact, reading) for fact, reading in facts if fact.page is not None]
    assert len(quoted) > 0.7 * len(facts)
    for fact, reading in quoted:
        assert any(page.number == fact.page and fact.quote in page.text for page in reading.pages), fact
