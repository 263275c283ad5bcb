"""What people judged outranks what the machine makes of a document."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from corpus.anchoring import anchor
from corpus.judgements import Judgement
from corpus.records import Coding, Passage
from corpus.review.judged import judged_codings
from synthesis.coding.codebook import NONE
from synthesis.coding.decided import PERSON, Decider
from tests.synthesis.coding import CODEBOOK

TEXT = "De hoge caseload is een knelpunt. Het vaste aanspreekpunt helpt inwoners."
PASSAGE = Passage(document_id="d" * 64, page=3, start=100, end=100 + len(TEXT), text=TEXT)
QUOTE = "De hoge caseload is een knelpunt."
DECIDER = Decider({"sociale-teams 1": CODEBOOK}, publish_from=0.8)


def coding(score: float = 0.9, **other: Any) -> Coding:
    values: dict[str, Any] = {
        "document_id": PASSAGE.document_id, "passage_id": PASSAGE.id, "codebook": "sociale-teams 1",
        "dimension": "element", "code": "capaciteit", "direction": "belemmert", "page": 3, "start": 100,
        "end": 100 + len(QUOTE), "quote": QUOTE, "made_by": "model", "score": score, "reason": "regel",
        "is_published": score >= 0.8,
    }  # fmt: skip
    return Coding(**values | other)


def judgement(verdict: str = "akkoord", pseudonym: str = "uil", **other: Any) -> Judgement:
    values: dict[str, Any] = {
        "document_id": PASSAGE.document_id, "page": 3, "start": 100, "end": 100 + len(QUOTE), "quote": QUOTE,
        "codebook": "sociale-teams 1", "dimension": "element", "code": "capaciteit", "direction": "belemmert",
        "verdict": verdict, "pseudonym": pseudonym, "role": "klankbordgroep",
    }  # fmt: skip
    return Judgement(**values | other)


def decide(codings: list[Coding], *judgements: Judgement) -> list[Coding]:
    units = judged_codings(anchor(judgements, [PASSAGE]).exact)
    return DECIDER.decide(codings, units, {PASSAGE.id: PASSAGE})


def published(codings: list[Coding]) -> list[tuple[str, str | None, str]]:
    return [(each.code, each.direction, each.made_by) for each in codings if each.is_published]


def test_without_judgements_the_machine_is_right() -> None:
    given = [coding(), coding(0.4, code="monitoring")]
    assert decide(given) == given


def test_what_is_agreed_is_published_whatever_its_score() -> None:
    (found,) = decide([coding(0.4)], judgement())
    assert found.is_published and found.score == 0.8
    assert found.reason == "regel; klankbordgroep: akkoord"


def test_what_is_refused_is_not_published_and_stays_among_what_is_asked() -> None:
    (found,) = decide([coding()], judgement("niet akkoord"))
    assert not found.is_published and found.score == CODEBOOK.keep_from


def test_where_a_researcher_decides_it_is_sure() -> None:
    (found,) = decide([coding()], judgement(), judgement("niet akkoord", "valk", role="onderzoeker"))
    assert (found.is_published, found.score) == (False, 0.0)
    (found,) = decide([coding(0.4)], judgement("niet akkoord"), judgement(pseudonym="valk", role="onderzoeker"))
    assert (found.is_published, found.score) == (True, 1.0)


@pytest.mark.parametrize("score", [0.4, 0.9])
def test_what_is_disputed_or_undecided_stays_the_word_of_the_machine(score: float) -> None:
    given = [coding(score)]
    assert decide(given, judgement(), judgement("niet akkoord", "valk")) == given
    assert decide(given, judgement("weet niet")) == given


def test_another_code_takes_the_place_of_the_first() -> None:
    found = decide([coding()], judgement("anders", other_code="monitoring"))
    assert published(found) == [("monitoring", "belemmert", PERSON)]
    (other,) = (each for each in found if each.is_published)
    assert (other.quote, other.page, other.start, other.passage_id) == (QUOTE, 3, 100, PASSAGE.id)
    assert [each.code for each in found] == ["capaciteit", "monitoring"]


def test_another_direction_takes_the_place_of_the_first() -> None:
    found = decide([coding()], judgement("anders", other_direction="nodig"))
    assert published(found) == [("capaciteit", "nodig", PERSON)]
    assert len(found) == 2


def test_where_the_machine_gives_the_other_code_too_that_one_is_published() -> None:
    found = decide(
        [coding(), coding(0.4, code="monitoring", direction=None)], judgement("anders", other_code="monitoring")
    )
    assert published(found) == [("monitoring", "belemmert", "model")]
    assert len(found) == 2


def test_another_code_that_was_refused_itself_is_not_published() -> None:
    said = [judgement("anders", other_code="monitoring"), judgement("niet akkoord", code="monitoring")]
    assert published(decide([coding(), coding(code="monitoring")], *said)) == []


def test_what_people_agreed_on_is_there_also_where_the_machine_does_not_give_it() -> None:
    (found,) = decide([], judgement())
    assert (found.made_by, found.is_published, found.quote) == (PERSON, True, QUOTE)


def test_what_a_researcher_codes_by_selecting_text_is_published() -> None:
    quote = "Het vaste aanspreekpunt helpt inwoners."
    start = 100 + TEXT.index(quote)
    own = judgement(
        role="onderzoeker", is_own=True, code="vaste_professional", direction="helpt", quote=quote, start=start,
        end=start + len(quote),
    )  # fmt: skip
    found = decide([coding()], own)
    assert published(found) == [("capaciteit", "belemmert", "model"), ("vaste_professional", "helpt", PERSON)]
    assert found[1].reason == "onderzoeker: gecodeerd door het citaat te kiezen"
    assert (found[1].score, found[1].quote) == (1.0, quote)


def test_what_people_refused_and_the_machine_no_longer_gives_stays_to_be_judged_anew() -> None:
    (found,) = decide([], judgement("niet akkoord"))
    assert (found.is_published, found.score, found.code) == (False, CODEBOOK.keep_from, "capaciteit")


def test_the_soort_geen_is_never_published() -> None:
    own = judgement(dimension="soort", code=NONE, direction="")
    (found,) = decide([coding(dimension="soort", code=NONE, direction=None, is_published=False)], own)
    assert not found.is_published


@pytest.mark.parametrize("other", [{"code": "onbekend"}, {"codebook": "ander 1"}, {"quote": "staat er niet"}])
def test_what_is_about_nothing_here_changes_nothing(other: dict[str, str]) -> None:
    given = [coding()]
    assert decide(given, judgement("niet akkoord", **other)) == given


def test_another_code_that_no_codebook_has_leaves_nothing_published() -> None:
    assert published(decide([coding()], judgement("anders", other_code="onbekend"))) == []


def test_deciding_once_more_after_a_rebuild_comes_to_the_same() -> None:
    said = [judgement("anders", other_code="monitoring"), judgement("anders", "valk", other_code="monitoring")]
    given = [coding(), coding(0.3, code="vertrouwensrelatie")]
    assert decide(given, *said) == decide([replace(each) for each in given], *reversed(said))
