"""What scores for the kennisagenda come to: the last of each person, and figures only where enough people scored."""

from __future__ import annotations

import pytest

from corpus.review.entries import Priority, statement_of
from corpus.review.ledger import Entry, payload_of
from corpus.review.prioritising import held, score_of, scores


def _entry(seq: int, who: str, item: str, score: int, term: str = "KT", round_name: str = "") -> tuple[Entry, Priority]:
    said = Priority(item=item, score=score, term=term, round=round_name)
    entry = Entry(
        seq=seq, uuid=str(seq), kind="priority", made_at="2026", pseudonym=who, role="klankbordgroep",
        payload=payload_of(said), remark_hash="", previous="", hash="",
    )  # fmt: skip
    return entry, said


def test_the_last_score_of_each_person_holds() -> None:
    kept = held([_entry(1, "a", "x", 1), _entry(2, "b", "x", 2), _entry(3, "a", "x", 5), _entry(4, "a", "y", 3)])
    assert {item: {who: said.score for who, said in by.items()} for item, by in kept.items()} == {
        "x": {"a": 5, "b": 2},
        "y": {"a": 3},
    }


def test_scores_of_open_rounds_and_impossible_ones_do_not_count() -> None:
    said = [_entry(1, "a", "x", 4, round_name="2"), _entry(2, "b", "x", 9), _entry(3, "c", "x", 3, term="ooit")]
    assert held(said, {"2"}) == {}


def test_figures_are_those_of_the_scores() -> None:
    told = score_of(
        "x", [Priority(item="x", score=score, term=term) for score, term in [(1, "LT"), (4, "KT"), (5, "KT")]]
    )
    assert (told.score_count, told.mean, told.median, told.spread) == (3, 3.33, 4.0, 1.7)
    assert (told.term, told.short_count, told.middle_count, told.long_count) == ("KT", 2, 0, 1)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_of_few_people_only_their_number_is_told(count: int) -> None:
    told = score_of("x", [Priority(item="x", score=5, term="KT")] * count)
    assert told.score_count == count and told.mean is None and told.term is None and told.short_count is None


def test_there_is_no_term_where_votes_tie() -> None:
    said = [Priority(item="x", score=3, term=term) for term in ("KT", "LT", "KT", "LT")]
    assert score_of("x", said).term is None


def test_items_come_in_order_and_entries_say_what_was_said() -> None:
    pairs = [_entry(1, "a", "y", 1), _entry(2, "a", "x", 1)]
    assert [each.item for each in scores(held(pairs))] == ["x", "y"]
    assert statement_of("priority", pairs[0][0].values) == pairs[0][1]
