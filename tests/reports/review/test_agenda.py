"""The kennisagenda on the review site: scored once however often a form is sent, and blind till one's own is in."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.review.entries import KLANKBORDGROEP, ONDERZOEKER, Priority, RoundClosed
from corpus.review.ledger import Author
from reports.review.pages.agenda import name_of
from tests.reports.review.review_cases import Browser, Site, fields, found, make_site, text_of

GAP = "hiaat:proef:element:outreachend"
QUESTION = "vraag:Hoe lang blijft een team betrokken?"
FORM = "/kennisagenda"


@pytest.fixture
def site(tmp_path: Path, folder: Path) -> Iterator[Site]:
    made = make_site(tmp_path, folder)
    yield made
    made.desk.close()


def _values(item: str, score: int | str, term: str) -> dict[str, str]:
    return {f"score-{name_of(item)}": str(score), f"term-{name_of(item)}": term}


def _said(site: Site) -> list[tuple[str, Any]]:
    return [(entry.pseudonym, entry.statement) for entry in site.desk.ledger.entries(Priority.kind)]


def _others(site: Site, *scores: int) -> None:
    for number, score in enumerate(scores):
        said = Priority(item=GAP, score=score, term="KT", round="1")
        entry = site.desk.ledger.append(said, Author(f"lid{number}", KLANKBORDGROEP), uuid=str(uuid.uuid4()))
        site.desk.board.take(entry)


async def _send(browser: Browser, form: dict[str, str]) -> Any:
    return await browser.post(FORM, fields(await browser.get(FORM), FORM) | form)


def test_scores_are_entered_once_and_can_be_changed(site: Site) -> None:
    async def act(merel: Browser) -> list[int]:
        hidden = fields(await merel.get(FORM), FORM)
        sent = hidden | _values(GAP, 5, "KT") | _values(QUESTION, 2, "LT")
        twice = [await merel.post(FORM, sent), await merel.post(FORM, sent)]
        again = await _send(merel, _values(GAP, 5, "KT") | _values(QUESTION, 3, "LT"))
        return [answer.status_code for answer in (*twice, again)]

    assert site.run(act) == [303, 303, 303]
    assert [(who, said.item, said.score, said.term, said.round) for who, said in _said(site)] == [
        ("merel", QUESTION, 2, "LT", "1"),
        ("merel", GAP, 5, "KT", "1"),
        ("merel", QUESTION, 3, "LT", "1"),
    ]


def test_what_others_scored_is_seen_after_ones_own_and_not_before(site: Site) -> None:
    _others(site, 1, 2, 5)

    async def act(merel: Browser) -> list[str]:
        before = text_of(await merel.get(FORM))
        await _send(merel, _values(GAP, 4, "MLT"))
        return [before, text_of(await merel.get(FORM))]

    before, after = site.run(act)
    assert "Gemiddeld" not in before
    assert "Gemiddeld 3,0 van 4 mensen; de meesten kozen de korte termijn" in after


def test_few_scores_are_not_told(site: Site) -> None:
    _others(site, 5)

    async def act(merel: Browser) -> str:
        await _send(merel, _values(GAP, 4, "MLT"))
        return text_of(await merel.get(FORM))

    told = site.run(act)
    assert "Met u hebben 2 mensen dit gescoord" in told and "Gemiddeld" not in told


@pytest.mark.parametrize(
    "wrong", [_values(GAP, 5, ""), _values(GAP, "", "KT"), _values(GAP, 6, "KT"), _values(GAP, "vijf", "KT"),
              _values(GAP, 3, "ooit"), _values(GAP, "5" * 400, "KT")]
)  # fmt: skip
def test_a_form_that_is_not_whole_is_told_of_and_nothing_is_entered(site: Site, wrong: dict[str, str]) -> None:
    async def act(merel: Browser) -> Any:
        return await _send(merel, wrong | _values(QUESTION, 4, "KT"))

    answer = site.run(act)
    assert answer.status_code == 400 and "Er is niets opgeslagen" in text_of(answer)
    assert found(answer, f"//select[@id='score-{name_of(QUESTION)}']/option[@selected]/@value") == ["4"]
    assert _said(site) == []


def test_what_is_not_on_the_agenda_is_passed_over(site: Site) -> None:
    async def act(merel: Browser) -> Any:
        return await _send(merel, _values("hiaat:proef:element:verzonnen", 5, "KT") | {"score-": "5", "term-x": "'--"})

    assert site.run(act).headers["location"] == "/kennisagenda?opgeslagen=0&blad=1"
    assert _said(site) == []


def test_members_score_in_a_round_only_and_researchers_always(site: Site) -> None:
    site.desk.board.take(
        site.desk.ledger.append(RoundClosed(number=1), Author("uil", ONDERZOEKER), uuid=str(uuid.uuid4()))
    )

    async def act(browser: Browser) -> Any:
        page = await browser.get(FORM)
        form = {} if browser.member == "merel" else fields(page, FORM)
        return page, await browser.post(FORM, {"uuid": str(uuid.uuid4())} | form | _values(GAP, 5, "KT"))

    page, refused = site.run(act, "merel")
    assert not found(page, "//main//form") and refused.status_code == 403
    assert site.run(act, "uil")[1].status_code == 303
    assert [(who, said.round) for who, said in _said(site)] == [("uil", "")]


def test_a_keeper_reads_and_does_not_score(site: Site) -> None:
    async def act(keeper: Browser) -> Any:
        return await keeper.get(FORM), await keeper.post(FORM, _values(GAP, 5, "KT"))

    page, refused = site.run(act, "beheer")
    assert page.status_code == 200 and not found(page, "//main//form")
    assert refused.status_code == 403 and _said(site) == []
