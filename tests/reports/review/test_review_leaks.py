"""What members of the klankbordgroep do not get to see: personal data, what was left out, names, others' words."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.review.entries import KLANKBORDGROEP, ONDERZOEKER, RoundClosed
from reports.review.desk import Desk
from tests.reports.conftest import SECRET
from tests.reports.review.conftest import SignedIn
from tests.reports.review.visiting import ROUND, Visitor, at_the_desk, codings, judgement_of
from tests.reports.review.whole_cases import LEFT_OUT

REMARK, NAME = "zqkanarieopmerking", "Zqkanarienaam"
_FORMATS = ("", ".json", ".csv", ".json?_shape=array&_labels=on", "?_facet=document_id", ".json?_search={word}")
_TABLES = ("passages", "codings", "facts", "pages", "blocks", "personal_spans", "documents", "queue", "zoekwoorden")


def _private(whole: Path) -> list[str]:
    """Return addresses of what only researchers may see."""
    db = sqlite3.connect(whole / "snapshot.db")
    where = "is_private OR document_id = ?"
    codings = [key for (key,) in db.execute(f"SELECT id FROM codings WHERE {where}", [LEFT_OUT])]
    passages = [key for (key,) in db.execute(f"SELECT id FROM passages WHERE {where}", [LEFT_OUT])]
    db.close()
    assert codings and passages
    return [
        *(f"/codering/{key}" for key in codings),
        *(f"/passage/{key}" for key in passages),
        *(f"/document/{LEFT_OUT}{rest}" for rest in ("", "/passages", "/kenmerken")),
        f"/blad/{LEFT_OUT}/1.png",
        *(f"/passages?q={word}" for word in (SECRET.upper(), SECRET.capitalize())),
        *(f"/{name}/{table}{form.format(word=SECRET.upper())}" for name in ("corpus", "review", "publiek")
          for table in _TABLES for form in _FORMATS),
    ]  # fmt: skip


async def _judge(desk: Desk, whole: Path, by: SignedIn, remark: str) -> str:
    """Enter a judgement of the first coding that is asked, and return the id of that coding."""
    coding = codings(whole)[0]
    await desk.enter(judgement_of(coding), by.author, uuid=f"van-{by.pseudonym}", remark=remark)
    return str(coding["id"])


def test_members_see_nothing_of_a_person_or_of_what_was_left_out(
    whole: Path, desk: Desk, member: Callable[..., SignedIn]
) -> None:
    one = member(KLANKBORDGROEP)

    async def look(datasette: Any) -> dict[str, Any]:
        await desk.enter(ROUND, member(ONDERZOEKER).author, uuid="ronde")
        return await Visitor(datasette, one).crawl("/", "/beoordelen", "/passages?q=wijkteam", *_private(whole))

    answers = at_the_desk(desk, whole, look)
    seen = [path for path, answer in answers.items() if answer.status_code == 200]
    assert len(seen) > 20 and any(path.startswith("/passage/") for path in seen)
    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code >= 500} == {}
    leaks = [path for path, answer in answers.items() if SECRET.encode() in answer.content]
    assert leaks == [], answers[leaks[0]].text


def test_researchers_do_see_it(whole: Path, desk: Desk, member: Callable[..., SignedIn]) -> None:
    one = member(ONDERZOEKER)

    async def look(datasette: Any) -> list[Any]:
        return [await Visitor(datasette, one).get(path) for path in _private(whole)]

    found = [answer for answer in at_the_desk(desk, whole, look) if SECRET.encode() in answer.content]
    assert len(found) > 5


def test_others_words_are_kept_back_until_one_has_judged(
    whole: Path, desk: Desk, member: Callable[..., SignedIn]
) -> None:
    one, other = member(KLANKBORDGROEP, "Eerste lid"), member(KLANKBORDGROEP, NAME)

    async def look(datasette: Any) -> list[dict[str, Any]]:
        await desk.enter(ROUND, member(ONDERZOEKER).author, uuid="ronde")
        coding = await _judge(desk, whole, other, REMARK)
        visitor, found = Visitor(datasette, one), []
        found.append(await visitor.crawl("/", f"/codering/{coding}"))
        await _judge(desk, whole, one, "")
        found.append(await visitor.crawl(f"/codering/{coding}", limit=1))
        return found

    before, after = at_the_desk(desk, whole, look)
    assert len(before) > 20
    assert [path for path, answer in before.items() if REMARK in answer.text or other.pseudonym in answer.text] == []
    assert all(REMARK in answer.text for answer in after.values())


def test_others_words_are_told_when_the_round_is_closed(
    whole: Path, desk: Desk, member: Callable[..., SignedIn]
) -> None:
    one, other = member(KLANKBORDGROEP, "Eerste lid"), member(KLANKBORDGROEP, NAME)

    async def look(datasette: Any) -> Any:
        author = member(ONDERZOEKER).author
        await desk.enter(ROUND, author, uuid="ronde")
        coding = await _judge(desk, whole, other, REMARK)
        await desk.enter(RoundClosed(number=1), author, uuid="dicht")
        return await Visitor(datasette, one).get(f"/codering/{coding}")

    assert REMARK in at_the_desk(desk, whole, look).text


@pytest.mark.parametrize("role", [KLANKBORDGROEP, ONDERZOEKER])
def test_nobody_reads_the_name_of_another(whole: Path, desk: Desk, member: Callable[..., SignedIn], role: str) -> None:
    one, other = member(role, "Eerste lid"), member(KLANKBORDGROEP, NAME)

    async def look(datasette: Any) -> dict[str, Any]:
        await desk.enter(replace(ROUND, number=2), member(ONDERZOEKER).author, uuid="ronde")
        coding = await _judge(desk, whole, other, REMARK)
        await _judge(desk, whole, one, "")
        return await Visitor(datasette, one).crawl("/", f"/codering/{coding}", "/review", "/corpus")

    answers = at_the_desk(desk, whole, look)
    assert [path for path, answer in answers.items() if NAME.lower() in answer.text.lower()] == []
