"""Judgements find their passages again, or are told to be adrift."""

from __future__ import annotations

from dataclasses import replace

from corpus.anchoring import anchor
from corpus.records import Passage
from tests.corpus.test_judgements import JUDGEMENT

DOCUMENT = JUDGEMENT.document_id


def _passage(text: str, start: int = 0, page: int = 3, document_id: str = DOCUMENT) -> Passage:
    return Passage(document_id=document_id, page=page, start=start, end=start + len(text), text=text)


def test_a_judgement_belongs_to_the_passage_that_holds_its_quote() -> None:
    passage, other = _passage("Ja. Het team helpt."), _passage("Iets anders", start=40)
    assert anchor([JUDGEMENT], [other, passage]).by_passage == {passage.id: (JUDGEMENT,)}


def test_of_several_passages_with_the_quote_the_one_counts_where_it_stood() -> None:
    first, second = _passage("Het team helpt", start=200), _passage("Het team helpt", start=10)
    elsewhere = _passage("Het team helpt", start=10, page=1)
    assert list(anchor([JUDGEMENT], [elsewhere, first, second]).by_passage) == [second.id]


def test_a_quote_that_moved_to_another_page_is_found_there() -> None:
    moved = _passage("Het team helpt inwoners", start=300, page=4)
    assert list(anchor([JUDGEMENT], [moved]).by_passage) == [moved.id]


def test_a_passage_that_became_shorter_than_the_quote_still_counts() -> None:
    part = _passage("team helpt", start=14)
    assert list(anchor([JUDGEMENT], [part]).by_passage) == [part.id]


def test_what_is_in_no_passage_is_adrift_and_told() -> None:
    elsewhere = _passage("Het team helpt", document_id="e" * 64)
    changed = _passage("Het team hielp")
    anchored = anchor([JUDGEMENT, replace(JUDGEMENT, quote=" ")], [elsewhere, changed])
    assert not anchored.by_passage and len(anchored.adrift) == 2
    (issue,) = anchored.issues()
    assert issue.severity == "warning" and "2 judgements" in issue.problem
