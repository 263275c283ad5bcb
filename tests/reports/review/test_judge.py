"""Judging, as a member does it: what is asked, what is kept, and what is not taken."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from corpus.record import Record
from corpus.records import Coding
from corpus.records.reviewed import Anchoring
from corpus.review.entries import ONDERZOEKER, RoundClosed
from corpus.review.ledger import Author
from tests.reports.review.review_cases import CODEBOOK, PRIVATE, Browser, Site, fields, found, make_site, text_of


@pytest.fixture
def site(tmp_path: Path, folder: Path) -> Iterator[Site]:
    made = make_site(tmp_path, folder)
    yield made
    made.desk.close()


def close(site: Site) -> None:
    entry = site.desk.ledger.append(RoundClosed(number=1), Author("uil", ONDERZOEKER), uuid=str(uuid.uuid4()))
    site.desk.board.take(entry)


def judgements(site: Site) -> list[Any]:
    return [entry.statement for entry in site.desk.ledger.entries("judgement")]


def test_a_judgement_holds_what_was_seen_and_leads_on(site: Site) -> None:
    async def act(browser: Browser) -> tuple[Any, Any, Any]:
        path = await browser.next()
        page = await browser.get(path)
        answer = await browser.judge(path, "niet akkoord", remark=" Dit gaat\r\nover geld ")
        return page, answer, await browser.get(answer.headers["location"])

    page, answer, after = site.run(act)
    (said,) = judgements(site)
    assert answer.status_code == 303
    assert said.quote == found(page, "string(//mark)")
    assert (said.verdict, said.codebook, said.dimension, said.round) == ("niet akkoord", CODEBOOK, "element", "1")
    assert (said.pseudonym, said.role, said.is_own) == ("merel", "klankbordgroep", False)
    assert said.run and said.direction
    (entry,) = site.desk.ledger.entries("judgement")
    assert site.desk.ledger.remark(entry) == "Dit gaat\nover geld"
    assert "niet akkoord. Wijzig uw oordeel" in text_of(after)
    assert said.quote not in found(after, "string(//mark)")


def test_a_member_gets_through_all_and_can_change_any(site: Site) -> None:
    async def act(browser: Browser) -> tuple[int, Any, Any]:
        count, path = 0, await browser.next()
        while path.startswith("/codering/"):
            path, count = (await browser.judge(path, "akkoord")).headers["location"], count + 1
        done = await browser.get(path)
        (first, *_) = [each for each in found(done, "//main//a/@href") if "/codering/" in each]
        await browser.judge(first, "weet niet", remark="Bij nader inzien")
        return count, done, await browser.get(first)

    count, done, first = site.run(act)
    own = site.desk.board.own["merel"]
    assert count == len(own) == 4 and "Alles is beoordeeld" in text_of(done)
    assert [each.verdict for each in judgements(site)] == ["akkoord"] * count + ["weet niet"]
    assert sorted(each.verdict for each in own.values()) == ["akkoord"] * (count - 1) + ["weet niet"]
    page: Any = html.fromstring(first.text)
    assert page.xpath("//input[@name='verdict'][@checked]/@value") == ["weet niet"]
    assert page.xpath("string(//textarea)") == "Bij nader inzien"


def test_anders_asks_for_another_code(site: Site) -> None:
    async def act(browser: Browser) -> list[Any]:
        path = await browser.next()
        same = (await site_row(browser, path))["direction"]
        return [
            await browser.judge(path, "anders", remark="Mijn reden"),
            await browser.judge(path, "anders", other_code="bestaat_niet"),
            await browser.judge(path, "anders", other_direction=same),
            await browser.judge(path, "", remark=""),
            await browser.judge(path, "anders", other_code="handelingsruimte", other_direction="nodig"),
            await browser.judge(path, "akkoord", other_code="handelingsruimte"),
        ]

    *refused, taken, agreed = site.run(act)
    assert [each.status_code for each in refused] == [400] * 4
    assert "Mijn reden" in refused[0].text and "Kies dan ook welke code" in text_of(refused[0])
    assert (taken.status_code, agreed.status_code) == (303, 303)
    first, second = judgements(site)
    assert (first.other_code, first.other_direction) == ("handelingsruimte", "nodig")
    assert (second.other_code, second.other_direction) == ("", "")


async def site_row(browser: Browser, path: str) -> dict[str, Any]:
    key = path.partition("?")[0].rpartition("/")[2]
    results = await browser.site.get_database("corpus").execute("SELECT * FROM codings WHERE id = ?", [key])
    return dict(results.rows[0])


def test_a_form_that_was_sent_twice_counts_once_and_is_not_taken_with_other_contents(site: Site) -> None:
    async def act(browser: Browser) -> list[Any]:
        path = await browser.next()
        form = fields(await browser.get(path)) | {"verdict": "akkoord", "remark": ""}
        return [await browser.post(path, form | more) for more in ({}, {}, {"verdict": "niet akkoord"})]

    first, again, other = site.run(act)
    assert (first.status_code, again.status_code, other.status_code) == (303, 303, 409)
    assert "was al verstuurd" in text_of(other)
    assert [each.verdict for each in judgements(site)] == ["akkoord"]


def test_a_form_that_was_changed_or_is_of_another_is_refused(site: Site) -> None:
    async def act(browser: Browser) -> list[Any]:
        path = await browser.next()
        form = fields(await browser.get(path)) | {"verdict": "akkoord"}
        body, _, digest = form["seen"].partition(".")
        other = Browser(browser.site, "vink")
        of_other = fields(await other.get(path)) | {"verdict": "akkoord"}
        wrong = [
            {"seen": f"{body[:-2]}AA.{digest}"},
            {"seen": ""},
            {"seen": "é.é"},
            {"seen": of_other["seen"]},
            {"uuid": ""},
            {"uuid": "geen"},
        ]
        answers = [await browser.post(path, form | each) for each in wrong]
        answers.append(await browser.post("/codering/abc", form))
        tokenless = await browser.post(path, form | {"token": "iets"})
        return [*answers, tokenless]

    *refused, forged = site.run(act)
    assert [each.status_code for each in refused] == [400] * 7
    assert forged.status_code == 403
    assert not judgements(site)


def test_members_judge_in_a_round_only_and_researchers_always(site: Site) -> None:
    async def act(browser: Browser) -> list[Any]:
        path = await browser.next()
        form = fields(await browser.get(path)) | {"verdict": "akkoord", "remark": "Wat ik schreef"}
        close(site)
        late = await browser.post(path, form)
        uil = Browser(browser.site, "uil")
        return [late, await browser.get(path), await browser.get("/beoordelen"), await uil.judge(path, "akkoord")]

    late, page, onward, of_researcher = site.run(act)
    assert late.status_code == 409 and "Wat ik schreef" in text_of(late)
    assert "//main//form" not in page.text and not found(page, "//form[@id='oordeel']")
    assert "U kunt nu niet beoordelen" in text_of(page)
    assert onward.headers["location"].startswith("/start")
    assert of_researcher.status_code == 303
    (said,) = judgements(site)
    assert (said.round, said.role) == ("", ONDERZOEKER)


def test_a_form_that_was_sent_before_the_round_closed_may_be_sent_again(site: Site) -> None:
    async def act(browser: Browser) -> Any:
        path = await browser.next()
        form = fields(await browser.get(path)) | {"verdict": "akkoord"}
        await browser.post(path, form)
        close(site)
        return await browser.post(path, form)

    assert site.run(act).status_code == 303
    assert len(judgements(site)) == 1


def test_a_judgement_is_kept_when_the_corpus_was_replaced_meanwhile(site: Site) -> None:
    forms: dict[str, Any] = {}

    async def look(browser: Browser) -> None:
        forms["path"] = await browser.next()
        forms["page"] = await browser.get(forms["path"])

    async def send(browser: Browser) -> list[Any]:
        path = forms["path"]
        sent = await browser.post(path, fields(forms["page"]) | {"verdict": "akkoord"})
        gone = await browser.post(path, fields(forms["page"]) | {"verdict": "", "remark": "Bewaar mij"})
        done = sent.headers["location"].partition("na=")[2].partition("&")[0]
        return [sent, gone, await browser.get(path), await browser.get(f"{path}?na={done}")]

    site.run(look)
    site.rebuild(lambda records: [each for each in records if not isinstance(each, Coding)])
    sent, gone, page, onward = site.run(send)
    assert (sent.status_code, gone.status_code, page.status_code) == (303, 400, 404)
    (said,) = judgements(site)
    assert onward.headers["location"] == f"/beoordelen?na={said.id}"
    assert "Bewaar mij" in text_of(gone)
    assert len(judgements(site)) == 1


def test_what_others_say_is_shown_after_ones_own_judgement(site: Site) -> None:
    remark = "<script>alert('x')</script> & meer"

    async def act(browser: Browser) -> list[Any]:
        vink = Browser(browser.site, "vink")
        path = await vink.next()
        await vink.judge(path, "anders", other_code="handelingsruimte", remark=remark)
        before = [await browser.get(path), await Browser(browser.site, "uil").get(path)]
        await browser.judge(path, "akkoord")
        return [*before, await browser.get(path)]

    *before, after = site.run(act)
    for page in before:
        assert "vink" not in page.text and "alert(" not in page.text
        assert "ziet u nadat u zelf heeft geoordeeld" in text_of(page)
    assert f"vink: anders: Handelingsruimte“{remark}”" in text_of(after).replace(" “", "“")
    assert "<script>alert" not in after.text


def test_what_others_say_is_shown_when_the_round_is_closed(site: Site) -> None:
    async def act(browser: Browser) -> Any:
        vink = Browser(browser.site, "vink")
        path = await vink.next()
        await vink.judge(path, "niet akkoord")
        close(site)
        return await browser.get(path)

    assert "vink: niet akkoord" in text_of(site.run(act))


def test_passing_over_leads_to_another_and_back(site: Site) -> None:
    async def act(browser: Browser) -> tuple[str, list[str], Any]:
        first = (await browser.next()).partition("?")[0]
        seen, path = [], first
        for _ in range(5):
            link = f"/beoordelen?sla-over={path.partition('?')[0].rpartition('/')[2]}"
            path = (await browser.get(link)).headers["location"]
            seen.append(path)
        return first, seen, await browser.get(seen[0])

    first, seen, page = site.run(act)
    assert len({path.partition("?")[0] for path in [first, *seen[:3]]}) == 4
    assert seen[3].partition("?")[0] == first
    assert found(page, "//a[@id='vorige']/@href") == [first]


def test_personal_data_is_for_researchers(site: Site) -> None:
    async def act(browser: Browser) -> list[Any]:
        sql = "SELECT id FROM codings WHERE quote = ? AND dimension = 'element'"
        rows = (await browser.site.get_database("corpus").execute(sql, [PRIVATE])).rows
        path = f"/codering/{rows[0]['id']}"
        return [await browser.get(path), await Browser(browser.site, "uil").get(path)]

    hidden, shown = site.run(act)
    assert hidden.status_code == 404 and PRIVATE not in hidden.text
    assert shown.status_code == 200 and PRIVATE in text_of(shown)


def test_that_a_person_gave_a_code_is_told_after_ones_own_judgement(site: Site) -> None:
    def change(records: list[Record]) -> list[Record]:
        return [replace(each, id="", made_by="person") if isinstance(each, Coding) else each for each in records]

    site.rebuild(change)

    async def act(browser: Browser) -> list[Any]:
        path = await browser.next()
        before = await browser.get(path)
        await browser.judge(path, "akkoord")
        return [before, await browser.get(path), await Browser(browser.site, "uil").get(path)]

    before, after, of_researcher = site.run(act)
    assert "door een persoon" not in text_of(before)
    assert "door een persoon" in text_of(after) and "door een persoon" in text_of(of_researcher)


def anchored(site: Site, status: str, start: int) -> None:
    """Rebuild the corpus with the codings of one place moved, and the judgement of it anchored."""
    (said,) = judgements(site)

    def change(records: list[Record]) -> list[Record]:
        found: list[Record] = []
        for each in records:
            is_it = isinstance(each, Coding) and (each.document_id, each.start) == (said.document_id, said.start)
            found.append(replace(each, id="", start=each.start + start, end=each.end + start) if is_it else each)  # type: ignore[call-arg, attr-defined]
        passage = next(
            each.passage_id
            for each in found
            if isinstance(each, Coding) and (each.document_id, each.start) == (said.document_id, said.start + start)
        )
        anchor = Anchoring(
            judgement_id=said.id, status=status, document_id=said.document_id, passage_id=passage, page=said.page,
            start=said.start + start, end=said.end + start, reason="er staat een regel meer",
        )  # fmt: skip
        return [*found, anchor]

    site.rebuild(change)


async def first_judged(browser: Browser) -> str:
    path = await browser.next()
    await browser.judge(path, "niet akkoord")
    return str((await site_row(browser, path))["code"])


def test_a_judgement_whose_text_moved_still_counts(site: Site) -> None:
    code = site.run(first_judged)
    anchored(site, "exact", 3)

    async def act(browser: Browser) -> tuple[set[str], Any]:
        codes, path = set(), await browser.next()
        while path.startswith("/codering/"):
            codes.add((await site_row(browser, path))["code"])
            path = (await browser.judge(path, "akkoord")).headers["location"]
        return codes, await browser.get("/mijn-oordelen")

    codes, mine = site.run(act)
    assert code not in codes
    assert text_of(mine).count("Wijzig") == 4


def test_what_is_to_be_judged_again_comes_first_with_a_note(site: Site) -> None:
    code = site.run(first_judged)
    anchored(site, "her-beoordelen", 3)

    async def act(browser: Browser) -> list[Any]:
        front, path = await browser.get("/start"), await browser.next()
        row, page = await site_row(browser, path), await browser.get(path)
        mine = await browser.get("/mijn-oordelen")
        await browser.judge(path, "akkoord")
        return [front, row, page, mine, await site_row(browser, await browser.next())]

    front, row, page, mine, following = site.run(act)
    assert "Bij 1 van uw oordelen is de tekst veranderd" in text_of(front)
    assert row["code"] == code != following["code"]
    assert "Graag nog een keer" in text_of(page) and "niet akkoord" in text_of(page)
    assert "er staat een regel meer" in text_of(page)
    assert "Beoordeel opnieuw" in text_of(mine)
