"""A day at the review site: judged by a member, answered by a researcher, and read by everyone."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpus.review.ledger import Ledger
from reports.rendering import listed
from reports.review.routes import routes
from tests.browser.conftest import faults, look_over
from tests.browser.day_cases import PASSWORD, Guest, Place
from tests.serving import started

MEMBER, OTHER, RESEARCHER, KEEPER = "Eerste lid", "Tweede lid", "Eerste onderzoeker", "Eerste beheerder"
PEOPLE = {MEMBER: "klankbordgroep", OTHER: "klankbordgroep", RESEARCHER: "onderzoeker", KEEPER: "beheerder"}
REMARK, REASON = "Dit gaat over iets anders", "U hebt gelijk, de code is eraf"
PRIVATE = "zqalleenvoorons"
"""Words that nobody makes public."""
_OF_RESEARCH = (
    "/rondes", "/ronde/1", "/overeenstemming", "/betwist", "/commentaar", "/commentaar?alles=ja", "/codes",
    "/code/nieuw", "/code/samenvoegen", "/code/splitsen", "/versies", "/versie/1", "/commentaar/bijlage",
    "/hulp/onderzoekers", "/zelfevaluaties", "/corpus", "/corpus/passages", "/review", "/review/entries",
)  # fmt: skip
_OF_MEMBERS = (
    "/", "/mijn-oordelen", "/mijn-commentaar", "/mijn-account", "/hulp", "/passages", "/passages?q=wijkteam",
    "/elementen", "/documenten", "/gemeenten", "/versies", "/commentaar/bijlage", "/tabellen", "/kennishiaten",
    "/kennisagenda", "/vraag?q=mandaten",
)  # fmt: skip


@pytest.fixture
def guest(visit: Callable[..., Page]) -> Iterator[Callable[..., Guest]]:
    """Return what lets somebody come in; at the end nothing may be wrong with any page that they saw."""
    guests: list[Guest] = []

    def come(address: str, path: str, who: str, size: str = "desktop") -> Guest:
        guests.append(Guest(visit(address, path, size), who))
        return guests[-1]

    yield come
    wrong = [each for guest in guests for each in guest.wrong]
    assert not wrong, "\n".join(wrong)


def _published(place: Place, sql: str) -> list[tuple[object, ...]]:
    db = sqlite3.connect(place.data / "proef" / "publiek.db")
    rows = db.execute(sql).fetchall()
    db.close()
    return rows


def test_what_members_say_is_answered_and_changes_what_is_published(
    tmp_path: Path, guest: Callable[..., Guest], visit: Callable[..., Page]
) -> None:
    place = Place(tmp_path)
    links = {name: place.invite(name, role) for name, role in PEOPLE.items()}
    with started(place.data, "review", "serve", "--port", "0", "--study", place.study) as address:
        researcher = guest(address, links[RESEARCHER], "onderzoeker")
        researcher.choose_password()
        researcher.open_round("Proefronde")
        member = guest(address, links[MEMBER], "lid", "phone")
        _come_back(member)
        judged = _judge_five(member, REMARK, by_key=False)
        other = guest(address, links[OTHER], "ander-lid")
        other.choose_password()
        other.go("/beoordelen", "codering")
        also_judged = _judge_five(other, "", by_key=True)
        _next_round(researcher, member)
        _answer(researcher, member)
        for path in _OF_MEMBERS:
            member.go(path)
        for path in _OF_RESEARCH:
            researcher.go(path)
        researcher.go(judged["niet akkoord"].replace(address, ""), "codering")
        researcher.go_on("/passage/")
        researcher.go_on("/document/", "/passages")
        researcher.go_on("/document/", "/kenmerken")
        keeper = guest(address, links[KEEPER], "beheerder")
        keeper.choose_password()
        keeper.go("/review/entries")
        seen = member.paths | researcher.paths | keeper.paths
    pages = [route.path for route in routes() if route.method == "GET" and not re.search(r"png|csv|<file>", route.path)]
    assert [page for page in pages if not any(re.fullmatch(page, path) for path in seen)] == []
    before = _published(place, "SELECT count(*) FROM beoordelingen")
    place.do("run", "--workers", "1")
    codings = {*judged.values(), *also_judged.values()}
    assert before == [(0,)] and _published(place, "SELECT count(*) FROM beoordelingen") == [(len(codings),)]
    _tells_of_nobody(place)
    with started(place.data, "serve", "--port", "0", "--study", place.study) as address:
        _read_in_public(visit(address))


def _tells_of_nobody(place: Place) -> None:
    """Look for names, pseudonyms and words that nobody made public in all files that are for everyone."""
    with Ledger(place.data / "proef" / "review.db") as ledger:
        people = {entry.pseudonym for entry in ledger.entries()}
    words = [word.encode() for word in (*PEOPLE, PRIVATE, *people)]
    folder = place.data / "proef"
    files = [folder / "publiek.db", *(folder / "tabellen").iterdir(), *(folder / row["name"] for row in listed(folder))]
    assert len(people) == 3 and len(files) > 100
    assert [(path.name, word) for path in files for word in words if word in path.read_bytes()] == []


def _come_back(member: Guest) -> None:
    """Choose a password, log out, and log in again after a mistake, on the way to what was asked."""
    member.choose_password()
    expect(member.page.get_by_role("heading", level=1)).to_have_text(f"Welkom, {MEMBER}")
    member.look("start")
    member.press("Uitloggen")
    member.page.goto("/beoordelen")
    member.look("inloggen")
    member.log_in(MEMBER, "iets anders dan dat")
    expect(member.page.get_by_role("alert")).to_contain_text("nog niet ingelogd")
    member.look("inloggen-mislukt")
    member.log_in(MEMBER)
    expect(member.page).to_have_url(re.compile(r"/codering/[0-9a-f]+"))


def _judge_five(member: Guest, remark: str, *, by_key: bool) -> dict[str, str]:
    """Judge five codings, by touch or partly by keyboard; return their addresses."""
    judged = {"akkoord": member.judge_by_key("a") if by_key else member.judge("akkoord")}
    expect(member.page.get_by_role("status").first).to_contain_text("Opgeslagen")
    judged["niet akkoord"] = member.judge("niet akkoord", remark)
    judged["weet niet"] = member.judge_by_key("w") if by_key else member.judge("weet niet")
    judged["anders"] = member.judge("anders", PRIVATE)
    judged["akkoord 2"] = member.judge("akkoord")
    assert len(set(judged.values())) == 5
    return judged


def _next_round(researcher: Guest, member: Guest) -> None:
    """Close the round, which freezes a version, and open the next, which the member sees."""
    researcher.go("/ronde/1")
    researcher.page.get_by_label("Ik weet het zeker").check()
    researcher.press("Ronde sluiten en versie vaststellen")
    expect(researcher.page.get_by_role("status").first).to_contain_text("is vastgesteld")
    member.go("/beoordelen", "start-zonder-ronde")
    expect(member.page.get_by_role("main")).to_contain_text("Nu geen ronde")
    researcher.open_round("Tweede ronde")
    member.go("/", "start-tweede-ronde")
    expect(member.page.get_by_role("main")).to_contain_text("Ronde 2: Tweede ronde")


def _answer(researcher: Guest, member: Guest) -> None:
    """Answer the remark, so that its words may be published; the member reads the answer."""
    researcher.go("/commentaar")
    expect(researcher.page.get_by_role("main")).to_contain_text(REMARK)
    card = researcher.page.get_by_role("article").filter(has_text=REMARK)
    card.get_by_role("link", name="Beantwoorden").click()
    researcher.page.get_by_label("Overgenomen", exact=True).check()
    researcher.page.get_by_label("Waarom?").fill(REASON)
    researcher.page.get_by_label("mogen openbaar zijn").check()
    researcher.look("antwoord")
    researcher.press("Antwoord opslaan")
    member.go("/mijn-commentaar")
    expect(member.page.get_by_role("main")).to_contain_text(REASON)


def _read_in_public(page: Page) -> None:
    """Read what became of it on the public site, where nobody's name or pseudonym stands."""
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"proef-v1-[0-9a-f]{8}"))
    wrong = look_over(page, "openbaar-na-een-ronde")
    for path, words in (
        ("/publiek/commentaar", REMARK), ("/publiek/commentaar", REASON), ("/publiek/rondes", "Proefronde"),
        ("/publiek/beoordelingen", "niet akkoord"), ("/publiek/vastgesteld", "proef-v1-"), ("/kennissynthese", REASON),
    ):  # fmt: skip
        answer = page.goto(path)
        assert answer and answer.ok
        expect(page.locator("body")).to_contain_text(words)
        wrong += faults(page)
    assert not wrong, "\n".join(wrong)
    assert PASSWORD not in page.content() and MEMBER not in page.content()
