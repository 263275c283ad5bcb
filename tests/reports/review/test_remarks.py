"""Remarks and what was done with them: answered by researchers, read by members, told in the annex."""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.judgements import DISAGREED, Judgement
from corpus.review.entries import KLANKBORDGROEP, ONDERZOEKER, Reply, RoundClosed
from corpus.review.ledger import Author, Entry
from tests.reports.review.review_cases import Browser, Site, fields, make_site, text_of
from tests.reports.review.said_cases import judgement

MEREL, VINK, UIL = Author("merel", KLANKBORDGROEP), Author("vink", KLANKBORDGROEP), Author("uil", ONDERZOEKER)
SAID = "=Dit geldt <b>ook</b> 's nachts"
ANSWER = {"outcome": "deels", "reason": "Alleen in Merenburg"}


@pytest.fixture
def site(tmp_path: Path, folder: Path) -> Iterator[Site]:
    made = make_site(tmp_path, folder)
    yield made
    made.desk.close()


def _enter(site: Site, said: Any, by: Author, remark: str = "") -> Entry:
    entry = site.desk.ledger.append(said, by, uuid=str(uuid.uuid4()), remark=remark)
    site.desk.board.take(entry)
    return entry


def _said(**values: Any) -> Judgement:
    coding = {
        "document_id": "d" * 64, "page": 3, "start": 0, "end": 9, "quote": "Het citaat", "codebook": "proef 1",
        "dimension": "element", "code": "outreachend",
    }  # fmt: skip
    return judgement(coding, verdict=DISAGREED, **values)


async def _answer(browser: Browser, entry: Entry, form: dict[str, str]) -> Any:
    path = f"/commentaar/{entry.uuid}"
    return await browser.post(path, fields(await browser.get(path), path) | form)


def _close(site: Site) -> None:
    _enter(site, RoundClosed(number=1), UIL)


def _annex(site: Site, member: str = "merel") -> list[list[str]]:
    answer = site.get("/commentaar/bijlage.csv", member=member)[0]
    return list(csv.reader(io.StringIO(answer.text)))


def test_a_remark_is_answered_and_its_member_reads_it(site: Site) -> None:
    entry = _enter(site, _said(), MEREL, SAID)

    async def act(uil: Browser) -> list[Any]:
        return [
            await uil.get("/commentaar"),
            await _answer(uil, entry, ANSWER),
            await uil.get("/commentaar?stand=alle"),
        ]

    waiting, sent, every = site.run(act, "uil")
    assert "Er wachten er nog 1 van de 1" in text_of(waiting)
    assert SAID in text_of(waiting)
    assert "<b>ook</b>" not in waiting.text
    assert (sent.status_code, sent.headers["location"]) == (303, "/commentaar?beantwoord=ja")
    assert "Antwoord: deels. Alleen in Merenburg" in text_of(every)
    own, others = (site.get("/mijn-commentaar", member=name)[0] for name in ("merel", "vink"))
    assert "Antwoord: deels. Alleen in Merenburg" in text_of(own)
    assert SAID not in text_of(others)
    assert "Alleen in Merenburg" not in text_of(others)


def test_an_answer_is_entered_once_and_the_last_one_holds(site: Site) -> None:
    entry = _enter(site, _said(), MEREL, SAID)

    async def act(uil: Browser) -> list[Any]:
        path = f"/commentaar/{entry.uuid}"
        form = fields(await uil.get(path), path) | ANSWER
        same = [await uil.post(path, form), await uil.post(path, form)]
        again = await _answer(uil, entry, {"outcome": "niet", "reason": "Toch niet", "is_public": "1"})
        return [*same, again, await uil.get(path)]

    *sent, shown = site.run(act, "uil")
    assert {answer.status_code for answer in sent} == {303}
    replies = [each.statement for each in site.desk.ledger.entries(Reply.kind)]
    assert replies == [
        Reply(judgement=entry.uuid, outcome="deels"),
        Reply(judgement=entry.uuid, outcome="niet", is_public=True),
    ]
    assert "Toch niet" in shown.text
    assert 'name="is_public" value="1" checked' in shown.text


def test_an_answer_that_cannot_be_is_told_so(site: Site) -> None:
    entry = _enter(site, _said(), MEREL, "Bel mij: 06-12345678")
    wrong = [
        ({"outcome": ""}, "Kies wat er met de opmerking is gedaan"),
        ({"outcome": "misschien"}, "Kies wat er met de opmerking is gedaan"),
        ({"reason": "  "}, "Schrijf op waarom"),
        ({"reason": "x" * 2001}, "te lang"),
        ({"reason": "Mail jan@voorbeeld.nl"}, "Haal het weg"),
        ({"is_public": "1"}, "kan niet openbaar zijn"),
    ]

    async def act(uil: Browser) -> list[Any]:
        return [await _answer(uil, entry, ANSWER | form) for form, _ in wrong]

    for answer, (_, told) in zip(site.run(act, "uil"), wrong, strict=True):
        assert answer.status_code == 400
        assert told in text_of(answer)
    assert not list(site.desk.ledger.entries(Reply.kind))


def test_the_annex_tells_of_closed_rounds_what_may_be_told(site: Site) -> None:
    public, private = _enter(site, _said(), MEREL, SAID), _enter(site, _said(), VINK, "Niet voor anderen")
    touchy = _enter(site, _said(start=50, end=60), VINK, "Bel 06-12345678")
    _enter(site, _said(start=99, end=110), VINK, "Nog open")
    for each, is_public in ((public, True), (private, False), (touchy, True)):
        said = Reply(judgement=each.uuid, outcome="overgenomen", is_public=is_public)
        _enter(site, said, UIL, "@Gedaan")
    assert len(_annex(site)) == 1
    assert len(_annex(site, "uil")) == 5
    _close(site)
    rows = _annex(site)
    assert rows == _annex(site, "uil")
    assert [(row[5], row[6], row[7]) for row in rows[1:]] == [
        (f"'{SAID}", "overgenomen", "'@Gedaan"),
        ("niet openbaar", "overgenomen", "'@Gedaan"),
        ("niet openbaar", "overgenomen", "'@Gedaan"),
        ("niet openbaar", "nog niet beantwoord", ""),
    ]
    page = site.get("/commentaar/bijlage")[0]
    assert "Er zijn 4 opmerkingen gemaakt in gesloten rondes; 3 zijn beantwoord" in text_of(page)
    assert not any(word in text_of(page) for word in ("merel", "vink", "06-12345678", "Niet voor anderen"))


def test_words_that_were_removed_are_gone_everywhere(site: Site) -> None:
    entry = _enter(site, _said(), MEREL, SAID)
    _enter(site, Reply(judgement=entry.uuid, outcome="overgenomen", is_public=True), UIL, "Dank")
    _close(site)
    site.desk.ledger.redact(entry, UIL, uuid=str(uuid.uuid4()))
    own, annex, one = (
        site.get(path, member=member)[0]
        for path, member in (
            ("/mijn-commentaar", "merel"),
            ("/commentaar/bijlage", "vink"),
            (f"/commentaar/{entry.uuid}", "uil"),
        )
    )
    assert not any("geldt" in answer.text for answer in (own, annex, one))
    assert "niet openbaar" in text_of(annex)


def test_many_remarks_are_on_pages_and_in_the_annex_whole(site: Site) -> None:
    for place in range(210):
        _enter(site, _said(start=place, end=place + 9), MEREL, f"Opmerking {place:03}")
    _close(site)
    first, second, last, odd = site.get(
        "/commentaar/bijlage", "/commentaar/bijlage?blad=2", "/commentaar?blad=5", "/commentaar?blad=-1", member="uil"
    )
    assert (first.text.count("<tr><th"), second.text.count("<tr><th")) == (200 + 1, 10 + 1)
    assert last.text.count("<article") == 10
    assert odd.text.count("<article") == 50
    assert len(_annex(site)) == 211


def test_remarks_of_others_are_for_researchers(site: Site) -> None:
    entry = _enter(site, _said(), MEREL, SAID)
    answers = site.get("/commentaar", f"/commentaar/{entry.uuid}", member="vink")
    assert {answer.status_code for answer in answers} == {403}
    assert site.get(f"/commentaar/{uuid.uuid4()}", member="uil")[0].status_code == 404
