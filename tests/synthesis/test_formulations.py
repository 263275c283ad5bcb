"""Formulations: quotes of an element that say the same."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import pytest

from corpus.record import Record
from corpus.records import Coding, Evidence, Formulation, FormulationEvidence
from synthesis.elements import formulations
from synthesis.elements.closeness import Closeness
from synthesis.elements.formulations import clusters
from tests.synthesis.ledger_cases import Corpus

R = TypeVar("R", bound=Record)


def _of(records: list[Record], table: type[R]) -> list[R]:
    return [record for record in records if isinstance(record, table)]


@pytest.fixture
def corpus() -> Corpus:
    """Return two groups of quotes that an element helps, from three reports, and one that it hinders."""
    made = Corpus()
    near = [(1, 0.1, 0), (1, 0, 0.1), (1, 0.05, 0.05)]
    for name, vector in zip("abc", near, strict=True):
        made.say(made.document(name), "helpt", vector)
    document = made.document("a")
    made.say(document, "helpt", (-1, 1, 0))
    made.say(document, "helpt", (-1, 0.9, 0))
    made.say(document, "belemmert", (1, 0.1, 0.1))
    return made


def test_quotes_that_say_the_same_are_one_formulation(corpus: Corpus) -> None:
    found = _of(corpus.run(), Formulation)
    counts = [(item.direction, item.position, item.passage_count, item.evaluation_count) for item in found]
    assert counts == [("belemmert", 1, 1, 1), ("helpt", 1, 3, 3), ("helpt", 2, 2, 1)]


def test_the_most_central_quote_is_the_label(corpus: Corpus) -> None:
    found = corpus.run()
    largest = next(item for item in _of(found, Formulation) if item.passage_count == 3)
    links = [link for link in _of(found, FormulationEvidence) if link.formulation_id == largest.id]
    evidence = {item.id: item.coding_id for item in _of(found, Evidence)}
    best = max(links, key=lambda link: link.similarity)
    assert evidence[best.evidence_id] == largest.coding_id
    codings = {coding.id: coding for coding in _of(corpus.records, Coding)}
    assert codings[largest.coding_id].quote == largest.label


def test_every_published_quote_belongs_to_one_formulation(corpus: Corpus) -> None:
    corpus.say(corpus.document("d"), "helpt", is_published=False)
    found = corpus.run()
    linked = [link.evidence_id for link in _of(found, FormulationEvidence)]
    assert len(linked) == len(set(linked)) == 6
    assert len(_of(found, Evidence)) == 7


def test_what_does_not_fit_at_once_joins_the_nearest_group_or_makes_its_own(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = {item.passage_count for item in _of(corpus.run(), Formulation)}
    monkeypatch.setattr(formulations, "_AT_ONCE", 2)
    assert {item.passage_count for item in _of(corpus.run(), Formulation)} == whole == {1, 2, 3}


def test_a_passage_without_a_vector_stands_alone() -> None:
    made = Corpus()
    for name in "ab":
        made.say(made.document(name), "helpt")
    made.records = [record for record in made.records if record.table != "embeddings"]
    assert [item.passage_count for item in _of(made.run(), Formulation)] == [1, 1]


def test_groups_depend_on_angles_alone() -> None:
    rows = np.array([[1, 0], [5, 0.1], [0, 1]], dtype=np.float64)
    first, second, third = clusters(rows)
    assert first == second != third


def test_closeness_takes_out_what_all_passages_share() -> None:
    made = Corpus()
    document = made.document("a")
    codings = [made.say(document, "helpt", vector) for vector in ((9, 1, 0), (9, -1, 0))]
    embeddings = [record for record in made.records if record.table == "embeddings"]
    closeness = Closeness.of(embeddings, [coding.passage_id for coding in codings])  # type: ignore[arg-type]
    rows = closeness.rows(coding.passage_id for coding in codings)
    assert rows[0] @ rows[1] == pytest.approx(-1)
    assert closeness.centre(["nergens"]).tolist() == [0, 0, 0]
