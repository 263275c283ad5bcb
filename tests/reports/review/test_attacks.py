"""Attacks on both sites: texts that try to become markup, queries or formulas, and forms from elsewhere."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from corpus.review.entries import BEHEERDER, KLANKBORDGROEP, ONDERZOEKER, NewCode
from reports.review.desk import Desk
from reports.review.routes import routes
from reports.site.serve import site
from tests.conftest import ROOT
from tests.reports.review.conftest import ORIGIN, SignedIn
from tests.reports.review.hostile_cases import FORMULA, MARKUP, SQL, formulas, grown, make_hostile
from tests.reports.review.rights_cases import examples, filled
from tests.reports.review.visiting import ROUND, Visitor, at_the_desk, codings, judgement_of, past_round, tokens

_ASKED = (
    "q", "naar", "na", "van", "sla-over", "blad", "ronde", "stand", "kenmerk", "code", "codering", "codeboek", "klaar",
    "opgeslagen", "gesloten", "gewijzigd", "opnieuw", "bladzijde", "maand",
)  # fmt: skip
"""What our pages ask of an address."""
_OF_BOTH = ("/elementen", "/element", "/gemeenten", "/gemeente", "/documenten", "/document", "/citaat", "/kennishiaten",
            "/tabellen", "/zoeken", "/kennissynthese", "/vraag", "/nieuws", "/producten", "/bestand", "/figuren",
            "/bouwstenen", "/bouwsteen", "/herkomst", "/herkomst/elementen/capaciteit")  # fmt: skip
"""Pages that the public site has too, and what one of them begins with."""
_THEIRS = ("_sort", "_search", "_next", "_size", "_where", "_facet", "_col", "_through", "_shape", "_labels", "_extra")
_FIELDS = (
    "verdict", "other_code", "other_direction", "remark", "name", "closes_on", "judges", "sure", "outcome", "reason",
    "is_public", "field", "value", "code", "into", "into_1", "into_2", "label", "definition", "dimension", "venster",
    "quote", "begin", "direction", "naar", "naam", "wachtwoord", "nogmaals", "huidig", "seen",
)  # fmt: skip


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_hostile(tmp_path_factory.mktemp("vijandig"))


async def _say(datasette: Any, desk: Desk, folder: Path, people: list[SignedIn]) -> str:
    """Say such texts wherever people can say something, and return the id of the remark."""
    member, researcher = people[0], people[1]
    remark = await past_round(datasette, desk, folder, researcher, member)
    first, second = codings(folder)[:2]
    words = FORMULA + MARKUP
    said = judgement_of(second, round_name="2")
    await desk.enter(said, member.author, uuid="11111111-1111-4111-8111-111111111111", remark=words)
    code = NewCode(
        codebook="proef", dimension="element", code="nieuw", label=words, definition=words, venster="professional"
    )
    await desk.enter(code, researcher.author, uuid="code")
    visitor = Visitor(datasette, researcher)
    for path, to, values in (
        (f"/commentaar/{remark}", "", {"outcome": "deels", "reason": words, "is_public": "1"}),
        (f"/document/{first['document_id']}/kenmerken", "", {"field": "title", "value": words, "reason": words}),
        ("/ronde/2", "", {"name": words[:80], "closes_on": "2999-12-31", "judges": "2", "dimension-element": "1"}),
    ):
        answer = await visitor.fill_in(path, to, **values)
        assert answer.status_code == 303, (path, answer.text)
    return remark


@pytest.mark.parametrize("role", [KLANKBORDGROEP, ONDERZOEKER, BEHEERDER])
def test_no_text_becomes_part_of_a_page_of_the_review_site(
    hostile: Path, desk: Desk, member: Callable[..., SignedIn], role: str
) -> None:
    people = [member(KLANKBORDGROEP, "Lid"), member(ONDERZOEKER, f"Naam {MARKUP}"[:100])]
    one = {KLANKBORDGROEP: people[0], ONDERZOEKER: people[1], BEHEERDER: member(BEHEERDER)}[role]

    async def visit(datasette: Any) -> dict[str, Any]:
        remark = await _say(datasette, desk, hostile, people)
        values = examples(codings(hostile)[0], remark)
        pages = [filled(route, values) for route in routes() if route.method == "GET"]
        return await Visitor(datasette, one).crawl("/elementen", "/zoeken?q=mandaat", "/review/entries", *pages)

    answers = at_the_desk(desk, hostile, visit)
    seen = {path: answer for path, answer in answers.items() if answer.status_code == 200}
    pages = {path: answer.text for path, answer in seen.items() if "text/html" in answer.headers["content-type"]}
    assert len(pages) > 30 and sum("&lt;zqx" in text for text in pages.values()) > 15
    assert {path: wrong for path, text in pages.items() if (wrong := grown(text))} == {}
    files = {path: answer.text for path, answer in seen.items() if "csv" in answer.headers["content-type"]}
    assert {path: wrong for path, text in files.items() if (wrong := formulas(text))} == {}
    assert (len(files) > 0) == any(path.endswith(".csv") for path in answers)


def test_no_text_becomes_part_of_a_page_or_a_formula_in_a_file_of_the_public_site(hostile: Path) -> None:
    async def visit() -> dict[str, Any]:
        datasette = site(hostile)
        await datasette.invoke_startup()
        tables = [path.stem for path in (hostile / "tabellen").glob("*.csv")]
        visitor = Visitor(datasette, None)
        own = [f"/publiek/{name}{form}" for name in tables for form in ("", ".csv")]
        return await visitor.crawl(
            "/", "/kennissynthese", *own, *(f"/tabellen/{name}.csv" for name in tables), limit=400
        )

    answers = asyncio.run(visit())
    pages = {path: each.text for path, each in answers.items() if "text/html" in each.headers["content-type"]}
    files = {path: each.text for path, each in answers.items() if "csv" in each.headers["content-type"]}
    assert sum("&lt;zqx" in text for text in pages.values()) > 15 and len(files) > 40
    assert {path: wrong for path, text in pages.items() if (wrong := grown(text))} == {}
    assert {path: wrong for path, text in files.items() if (wrong := formulas(text))} == {}
    assert sum(f"'{FORMULA}" in text for text in files.values()) > 5


def test_all_that_pages_ask_of_an_address_is_tried_here() -> None:
    sources = [*(ROOT / "reports/review").rglob("*.py"), *(ROOT / "reports/site/plugins").rglob("*.py")]
    texts = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    assert set(re.findall(r'args\.get\("([\w-]+)"', texts)) <= set(_ASKED)
    assert set(re.findall(r'"([\w-]+)" (?:not )?in visit\.request\.args', texts)) <= set(_ASKED)


@pytest.mark.parametrize("text", [MARKUP, *SQL[:3]], ids=range(4))
def test_nothing_asked_becomes_part_of_a_page_or_a_query(
    whole: Path, desk: Desk, member: Callable[..., SignedIn], text: str
) -> None:
    people = [member(KLANKBORDGROEP), member(ONDERZOEKER)]

    async def visit(datasette: Any) -> dict[str, Any]:
        remark = await past_round(datasette, desk, whole, people[1], people[0])
        values = examples(codings(whole)[0], remark)
        visitor, asked = Visitor(datasette, people[1]), quote(text, safe="")
        query = "&".join(f"{name}={asked}" for name in _ASKED)
        answers = {}
        for route in routes():
            if route.method == "GET":
                path = f"{filled(route, values)}?{query}"
                answers[path] = await visitor.get(path)
                last = filled(route, values).rpartition("/")[0]
                answers[f"{last}/{asked}"] = await visitor.get(f"{last}/{asked}")
        for page in _OF_BOTH:
            for path in (f"{page}?{query}", f"{page}/{asked}"):
                answers[path] = await visitor.get(path)
        for name in _THEIRS:
            for path in (f"/publiek/citaten?{name}={asked}", f"/review/entries?{name}={asked}", f"/zoeken?q={asked}"):
                answers[path] = await visitor.get(path)
        return answers

    before = desk.ledger.head()
    answers = at_the_desk(desk, whole, visit)
    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code >= 500} == {}
    pages = {path: each.text for path, each in answers.items() if "text/html" in each.headers.get("content-type", "")}
    assert {path: wrong for path, page in pages.items() if (wrong := grown(page))} == {}
    assert [path for path, page in pages.items() if re.search(r"sqlite|syntax error|Traceback", page)] == []
    assert desk.ledger.head() != before and list(desk.ledger.faults()) == []


@pytest.mark.parametrize("text", SQL, ids=range(len(SQL)))
def test_nothing_in_a_form_becomes_part_of_a_query(
    whole: Path, desk: Desk, member: Callable[..., SignedIn], text: str
) -> None:
    people = [member(KLANKBORDGROEP), member(ONDERZOEKER)]

    async def visit(datasette: Any) -> list[Any]:
        remark = await past_round(datasette, desk, whole, people[1], people[0])
        values = examples(codings(whole)[0], remark)
        answers = []
        for route in routes():
            if route.method == "POST" and "uitloggen" not in route.path:
                for fields in (_FIELDS, _FIELDS[:-1]):
                    form = people[1].form(**dict.fromkeys(fields, text))
                    answers.append(await Visitor(datasette, people[1]).post(filled(route, values), form))
        return answers

    answers = at_the_desk(desk, whole, visit)
    assert [(answer.request.url, answer.status_code) for answer in answers if answer.status_code >= 500] == []
    assert list(desk.ledger.faults()) == []


_ELSEWHERE: dict[str, dict[str, str | None]] = {
    "nowhere": {"origin": None},
    "another site": {"origin": "https://elders.example"},
    "a file": {"origin": "null"},
    "another port": {"origin": f"{ORIGIN}:81"},
    "a name that looks like it": {"origin": f"{ORIGIN}.elders.example"},
    "another site, says the browser": {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
    "a neighbour, says the browser": {"origin": ORIGIN, "sec-fetch-site": "same-site"},
}


@pytest.mark.parametrize("where", _ELSEWHERE)
def test_a_form_from_elsewhere_does_nothing(
    whole: Path, desk: Desk, member: Callable[..., SignedIn], where: str
) -> None:
    people = [member(KLANKBORDGROEP), member(ONDERZOEKER)]

    async def visit(datasette: Any) -> list[int]:
        remark = await past_round(datasette, desk, whole, people[1], people[0])
        values, head = examples(codings(whole)[0], remark), desk.ledger.head()
        found = []
        for route in routes():
            if route.method == "POST":
                headers = {"cookie": people[1].cookie} | {n: v for n, v in _ELSEWHERE[where].items() if v}
                answer = await datasette.client.post(filled(route, values), headers=headers, data=people[1].form())
                found.append(answer.status_code)
        assert desk.ledger.head() == head
        return found

    assert set(at_the_desk(desk, whole, visit)) == {403}


def test_a_form_of_another_session_does_nothing(whole: Path, desk: Desk, member: Callable[..., SignedIn]) -> None:
    people = [member(KLANKBORDGROEP), member(ONDERZOEKER)]
    other = member(ONDERZOEKER, "Andere onderzoeker")

    async def visit(datasette: Any) -> set[int]:
        remark = await past_round(datasette, desk, whole, people[1], people[0])
        values, head = examples(codings(whole)[0], remark), desk.ledger.head()
        found = set()
        for route in routes():
            if route.method == "POST" and not route.path.startswith(("/inloggen", "/uitnodiging")):
                for token in ("", "x", other.member.token, people[1].member.token[:-1]):
                    form = people[1].form() | {"token": token}
                    found.add((await Visitor(datasette, people[1]).post(filled(route, values), form)).status_code)
        assert desk.ledger.head() == head
        return found

    assert at_the_desk(desk, whole, visit) == {403}


def test_a_judgement_cannot_be_made_for_another_or_of_what_was_not_shown(
    whole: Path, desk: Desk, member: Callable[..., SignedIn]
) -> None:
    one, other = member(KLANKBORDGROEP, "Een"), member(KLANKBORDGROEP, "Ander")

    async def visit(datasette: Any) -> list[int]:
        await desk.enter(ROUND, member(ONDERZOEKER).author, uuid="ronde")
        first, second = (f"/codering/{each['id']}" for each in codings(whole)[:2])
        head = desk.ledger.head()
        form = tokens((await Visitor(datasette, one).get(first)).text) | {"verdict": "akkoord"}
        theirs = {**form, "token": other.member.token}
        body, _, digest = form["seen"].partition(".")
        tries = [
            await Visitor(datasette, one).post(second, form),
            await Visitor(datasette, other).post(first, theirs),
            await Visitor(datasette, one).post(first, {**form, "seen": f"{body[:-2]}AA.{digest}"}),
            await Visitor(datasette, one).post(first, {**form, "seen": ""}),
            await Visitor(datasette, one).post(first, {**form, "uuid": "../../x"}),
        ]
        assert desk.ledger.head() == head
        done = await Visitor(datasette, one).post(first, {**form, "pseudonym": other.pseudonym, "role": "onderzoeker"})
        assert done.status_code == 303
        return [answer.status_code for answer in tries]

    assert set(at_the_desk(desk, whole, visit)) == {400}
    (entry,) = desk.ledger.entries("judgement")
    assert (entry.pseudonym, entry.role) == (one.pseudonym, KLANKBORDGROEP)


def test_a_path_does_not_lead_out_of_its_folder(whole: Path, desk: Desk, member: Callable[..., SignedIn]) -> None:
    one = member(ONDERZOEKER)
    paths = [
        f"{start}{step * deep}{name}"
        for start in ("/stijl/", "/tabellen/", "/versie/1/", "/blad/", "/")
        for step in ("../", "..%2f", "%2e%2e/", "..~2F")
        for deep in (1, 4)
        for name in ("review.db", "accounts.db", "corpus.db", "etc/passwd")
    ]

    async def visit(datasette: Any) -> list[Any]:
        return [await Visitor(datasette, one).get(path) for path in paths]

    answers = at_the_desk(desk, whole, visit)
    assert {answer.status_code for answer in answers} <= {303, 302, 400, 403, 404}
    assert not [answer for answer in answers if b"SQLite format" in answer.content or b"root:" in answer.content]
