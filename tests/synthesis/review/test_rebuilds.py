"""The judgements of three rounds outlive every rebuild: each has one status, and what is there still has its effect."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from corpus.anchoring import AGAIN, EXACT, ORPHANED, STATUSES, anchor
from corpus.judgements import Judgement
from corpus.records import Anchoring, Assessment, Coding, Document, Passage
from corpus.stage import Inputs
from corpus.study import load_study
from synthesis.review.stage import ReviewSettings, take_stock
from tests.synthesis.coding import CODEBOOK
from tests.synthesis.review.review_cases import Text, document_of, make_codings, make_text, rebuilt, three_rounds

REBUILDS = 20
TEXTS = [make_text(number) for number in range(12)]
CODES = [code.code for code in CODEBOOK.of("element")][:6]
CODINGS = [coding for text in TEXTS for coding in make_codings(text, CODES)]
JUDGEMENTS = three_rounds(CODINGS)


@pytest.fixture
def settings() -> ReviewSettings:
    base = ReviewSettings.of(load_study("voorbeeld"))
    return ReviewSettings(**vars(base) | {"judgements": tuple(JUDGEMENTS)})


def _stock(texts: list[Text], settings: ReviewSettings) -> tuple[list[Anchoring], list[Assessment]]:
    passages = [passage for text in texts for passage in text.passages]
    held = {passage.id for passage in passages}
    codings = [coding for coding in CODINGS if coding.passage_id in held]
    inputs = Inputs({Document: [document_of(text) for text in texts], Passage: passages, Coding: codings})
    found = list(take_stock(inputs, settings))
    return (
        [record for record in found if isinstance(record, Anchoring)],
        [record for record in found if isinstance(record, Assessment)],
    )


def test_judgements_of_three_rounds_survive_twenty_rebuilds(settings: ReviewSettings) -> None:
    assert len(JUDGEMENTS) > 300 and {each.round for each in JUDGEMENTS} == {"1", "2", "3"}
    chance, seen = random.Random(20), Counter[str]()
    for _ in range(REBUILDS):
        there = [text for original in TEXTS if (text := rebuilt(original, chance))]
        places, _ = _stock(there, settings)
        counts = Counter(each.status for each in places)
        assert counts.total() == len(JUDGEMENTS) and set(counts) <= set(STATUSES)
        assert {each.judgement_id for each in places} == {each.key for each in JUDGEMENTS}
        _check_places(places, there)
        seen += counts
    assert min(seen[EXACT], seen[AGAIN], seen[ORPHANED]) > 100
    places, _ = _stock(TEXTS, settings)
    assert {each.status for each in places} == {EXACT}


def _check_places(places: list[Anchoring], texts: list[Text]) -> None:
    """Check that each place is there, and that nothing is orphaned of which the text stands in the document."""
    passages = {passage.id: passage for text in texts for passage in text.passages}
    wholes = {text.document_id: " ".join(passage.text for passage in text.passages) for text in texts}
    quotes = {each.key: each.quote for each in JUDGEMENTS}
    for place in places:
        if place.passage_id:
            passage = passages[place.passage_id]
            assert passage.start <= (place.start or 0) < (place.end or 0) <= passage.end
            assert place.page == passage.page and place.document_id == passage.document_id
        else:
            assert place.status == ORPHANED
            assert quotes[place.judgement_id] not in wholes.get(place.document_id, "")
            assert (place.document_id in wholes) == (place.reason == "de tekst is er niet meer")


def test_exact_places_hold_the_quote_but_for_signs() -> None:
    chance = random.Random(5)
    texts = [text for original in TEXTS if (text := rebuilt(original, chance))]
    passages = {passage.id: passage for text in texts for passage in text.passages}
    exact = anchor(JUDGEMENTS, passages.values()).exact
    assert len(exact) > 50
    for each in exact:
        passage = passages[each.passage_id]
        shown = passage.text[each.start - passage.start : each.end - passage.start]
        assert _letters(shown) == _letters(each.judgement.quote)


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalnum())


def test_the_outcome_of_judgements_is_counted_for_each_coding_once(settings: ReviewSettings) -> None:
    _, outcomes = _stock(TEXTS, settings)
    held: dict[tuple[object, ...], dict[str, Judgement]] = {}
    for each in JUDGEMENTS:
        held.setdefault(each.coding, {})[each.pseudonym] = each
    assert len(outcomes) == len(held) == len({each.coding_id for each in outcomes})
    total = sum(each.agreed_count + each.disagreed_count + each.other_count + each.unsure_count for each in outcomes)
    assert total == sum(len(own) for own in held.values())
