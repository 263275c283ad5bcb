"""Coming in by the pages: who gets in, with what cookie, from which site, and where it leads."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from argon2.profiles import CHEAPEST

from corpus.review.entries import KLANKBORDGROEP
from corpus.review.ledger import Ledger
from corpus.study import load_study
from reports.review.accounts import Accounts
from reports.review.app import review_site
from reports.review.attempts import BY_NAME, PAUSE_S
from reports.review.board import Board
from reports.review.desk import Desk
from reports.review.pages.login import path_within
from tests.reports.review.conftest import ORIGIN, PASSWORD, SignedIn
from tests.reports.review.visiting import Visitor, tokens

NAME = "Noor van Voorbeeld"
OTHER = "geel orgel zonder trap"
FORM = {"naam": NAME, "wachtwoord": PASSWORD}
ELSEWHERE = "https://kwaad.example"


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Accounts]:
    """Return accounts that the tests of this module share; each begins without any."""
    accounts = Accounts(tmp_path_factory.mktemp("inloggen") / "accounts.db", cost=CHEAPEST)
    yield accounts
    accounts.close()


@pytest.fixture(scope="module")
def ask(accounts: Accounts, whole: Path) -> Iterator[Callable[..., Any]]:
    """Return a function that asks the site for one page, or sends it one form."""
    with Ledger(accounts.vault.path.with_name("review.db")) as ledger, asyncio.Runner() as runner:
        desk = Desk(load_study("voorbeeld"), ledger, Board(ledger), accounts)
        datasette = review_site(desk, whole / "snapshot.db", whole / "publiek.db")
        runner.run(datasette.invoke_startup())

        def ask(one: SignedIn | None, path: str, *form: Any, headers: Any) -> Any:
            visitor = Visitor(datasette, one)
            if form and isinstance(form[0], bytes):
                raw = datasette.client.post(path, headers=visitor.headers | headers, content=form[0])
                return runner.run(raw)
            return runner.run(visitor.post(path, *form, **headers) if form else visitor.get(path, **headers))

        yield ask
        desk.writer.shutdown(wait=True)


@pytest.fixture
def visit(ask: Callable[..., Any], accounts: Accounts) -> Iterator[Callable[..., list[Any]]]:
    """Return a function that asks one thing after another, as nobody or a member, and returns the answers."""

    def each(*asked: tuple[Any, ...], one: SignedIn | None = None) -> list[Any]:
        return [ask(one, *what, headers=headers) for *what, headers in asked]

    yield each
    accounts.is_secure = False
    with accounts.vault.writing() as db:
        for table in ("accounts", "attempts"):
            db.execute(f"DELETE FROM {table}")


@pytest.fixture
def account(visit: Any, accounts: Accounts) -> Any:
    _, link = accounts.register.invite(NAME, KLANKBORDGROEP)
    return accounts.register.accept(link, accounts.passwords.hash(PASSWORD))


def _cookie(answer: Any) -> str:
    return str(answer.headers["set-cookie"].partition(";")[0])


@pytest.mark.parametrize(
    "asked",
    [
        "/start",
        "/codering/1?a=b&c=%C3%AB",
        "/publiek/documenten.json?_sort=titel",
        "/zoeken?q=a+b",
        "/element/thema~3Aab",
    ],
)
def test_a_page_that_was_asked_comes_after_logging_in(asked: str, account: Any, visit: Any) -> None:
    (wall,) = visit((asked, {}))
    assert wall.status_code == 303
    assert wall.headers["location"] == f"/inloggen?naar={quote(asked, safe='')}"
    form = visit((wall.headers["location"], {}))[0]
    answer = visit(("/inloggen", FORM | tokens(form.text), {}))[0]
    assert (answer.status_code, answer.headers["location"]) == (303, asked)
    page = visit(("/mijn-account", {"cookie": _cookie(answer)}))[0]
    assert page.status_code == 200
    assert NAME in page.text


@pytest.mark.parametrize(
    "asked",
    [
        "", "start", "//kwaad.example", "///kwaad.example", "/\\kwaad.example", "\\\\kwaad.example",
        "https://kwaad.example/",
        "https:kwaad.example", "javascript:alert(1)", "/start\r\nset-cookie: a=b", "/start\nx", "\t//kwaad.example",
        "/\t/kwaad.example", "/ /kwaad.example", "/é", "/inloggen?naar=/", "/uitloggen", "/uitnodiging/x",
        "/" + "x" * 3000,
    ],
)  # fmt: skip
def test_nothing_leads_away_after_logging_in(asked: str, account: Any, visit: Any) -> None:
    assert path_within(asked) == "/"
    page, answer = visit((f"/inloggen?naar={quote(asked, safe='')}", {}), ("/inloggen", FORM | {"naar": asked}, {}))
    assert 'name="naar" value="/"' in page.text
    assert answer.headers["location"] == "/"


def test_the_cookie_cannot_be_read_by_a_script_nor_sent_from_elsewhere(account: Any, visit: Any) -> None:
    flags = visit(("/inloggen", FORM, {}))[0].headers["set-cookie"].lower().split("; ")
    assert {"httponly", "path=/", "samesite=strict"} == set(flags[1:])
    assert re.fullmatch(r"sessie=[\w-]{43}", flags[0])


def test_the_cookie_of_a_secure_site_is_bound_to_its_host_and_https(
    account: Any, visit: Any, accounts: Accounts
) -> None:
    accounts.is_secure = True
    flags = visit(("/inloggen", FORM, {}))[0].headers["set-cookie"].split("; ")
    assert flags[0].startswith("__Host-sessie=")
    assert {"HttpOnly", "Path=/", "SameSite=strict", "Secure"} == set(flags[1:])


def test_a_session_that_somebody_put_in_the_browser_is_not_taken_over(
    account: Any, visit: Any, accounts: Accounts
) -> None:
    planted = "sessie=" + "a" * 43
    answer = visit(("/inloggen", FORM, {"cookie": planted}))[0]
    assert _cookie(answer) != planted
    assert visit(("/mijn-account", {"cookie": planted}))[0].status_code == 303


def test_the_session_before_ends_when_an_invitation_is_taken(visit: Any, accounts: Accounts, member: Any) -> None:
    before: SignedIn = member()
    _, link = accounts.register.invite(NAME, KLANKBORDGROEP)
    chosen = before.form(wachtwoord=PASSWORD, nogmaals=PASSWORD)
    page, answer = visit((f"/uitnodiging/{link}", {}), (f"/uitnodiging/{link}", chosen, {}), one=before)
    assert before.member.token in page.text
    assert answer.status_code == 303
    assert visit(("/mijn-account", {}), one=before)[0].status_code == 303
    assert NAME in visit(("/mijn-account", {"cookie": _cookie(answer)}))[0].text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": ELSEWHERE},
        {"origin": "null"},
        {"origin": "http://localhost.kwaad.example"},
        {"origin": "http://kwaad.example@localhost:80"},
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
        {"origin": ORIGIN, "sec-fetch-site": "same-site"},
        {"origin": ""},
    ],
)
@pytest.mark.parametrize("path", ["/inloggen", "/uitnodiging/{link}", "/mijn-account", "/uitloggen"])
def test_a_form_from_another_site_does_nothing(
    path: str, headers: dict[str, str], visit: Any, accounts: Accounts, member: Any, account: Any
) -> None:
    one: SignedIn = member()
    _, link = accounts.register.invite("Pim", KLANKBORDGROEP)
    form = one.form(**FORM, huidig=PASSWORD, nogmaals=PASSWORD)
    for visitor in (None, one):
        answer = visit((path.format(link=link), form, headers), one=visitor)[0]
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers
    assert accounts.register.invited(link)
    assert visit(("/mijn-account", {}), one=one)[0].status_code == 200


@pytest.mark.parametrize("token", ["", "x", "é"])
@pytest.mark.parametrize("path", ["/inloggen", "/mijn-account", "/uitloggen"])
def test_a_member_s_form_without_its_token_does_nothing(path: str, token: str, visit: Any, member: Any) -> None:
    one: SignedIn = member()
    form = one.form(**FORM, huidig=PASSWORD, nogmaals=PASSWORD) | {"token": token}
    assert visit((path, form, {}), one=one)[0].status_code == 403
    assert visit((path, one.form() | {"token": member().member.token}, {}), one=one)[0].status_code == 403
    assert visit(("/mijn-account", {}), one=one)[0].status_code == 200


def test_a_wrong_password_says_so_and_keeps_the_name(account: Any, visit: Any) -> None:
    wrong = {"naam": '"><script>alert(1)</script>', "wachtwoord": "geheim<b>", "naar": "/start"}
    answer = visit(("/inloggen", wrong, {}))[0]
    assert answer.status_code == 403
    assert 'role="alert"' in answer.text
    assert "<title>Fout: Inloggen" in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    assert "<script>alert" not in answer.text
    assert "geheim" not in answer.text
    assert 'name="naar" value="/start"' in answer.text
    assert "set-cookie" not in answer.headers


def test_a_locked_name_is_told_how_long_it_takes(account: Any, visit: Any) -> None:
    wrong = FORM | {"wachtwoord": "fout fout fout"}
    *_, last = visit(*[("/inloggen", wrong, {})] * BY_NAME, ("/inloggen", FORM, {}))
    assert last.status_code == 429
    assert "over 15 minuten" in last.text
    assert PAUSE_S - 60 < int(last.headers["retry-after"]) <= PAUSE_S + 1


def test_a_link_in_an_e_mail_finds_who_has_logged_in(visit: Any, member: Any) -> None:
    from_mail = {"sec-fetch-site": "cross-site"}
    (wall,) = visit(("/mijn-oordelen?a=1", from_mail))
    form = visit((wall.headers["location"], from_mail))[0]
    assert form.headers["refresh"] == "0; url=/inloggen?naar=%2Fmijn-oordelen%3Fa%3D1&opnieuw=1"
    again = form.headers["refresh"].partition("url=")[2]
    answer, other = visit((again, {}), one=member())[0], visit((again, from_mail))[0]
    assert (answer.status_code, answer.headers["location"]) == (303, "/mijn-oordelen?a=1")
    assert "refresh" not in other.headers


def test_the_login_page_tells_nothing_but_how_to_log_in(visit: Any) -> None:
    page = visit(("/inloggen", {}))[0]
    assert page.headers["cache-control"] == "no-store"
    assert "<nav" not in page.text
    assert set(re.findall(r'(?:href|action)="([^"?]*)', page.text)) <= {"#inhoud", "/", "/inloggen", "/stijl/style.css"}
    for part in ('lang="nl"', "<label", 'autocomplete="username"', 'autocomplete="current-password"', "<h1>"):
        assert part in page.text


def test_an_invitation_tells_the_pseudonym_and_is_used_up_by_choosing(visit: Any, accounts: Accounts) -> None:
    account, link = accounts.register.invite(NAME, KLANKBORDGROEP)
    path = f"/uitnodiging/{link}"
    chosen = {"wachtwoord": PASSWORD, "nogmaals": PASSWORD}
    looked, looked_again, differ, weak, taken, late = visit(
        (path, {}), (path, {}), (path, chosen | {"nogmaals": OTHER}, {}),
        (path, {"wachtwoord": "welkomwelkom", "nogmaals": "welkomwelkom"}, {}), (path, chosen, {}), (path, chosen, {}),
    )  # fmt: skip
    assert looked.status_code == looked_again.status_code == 200
    assert account.pseudonym in looked.text
    assert "niet hetzelfde" in differ.text
    assert "makkelijk te raden" in weak.text
    assert (differ.status_code, weak.status_code, taken.status_code, late.status_code) == (422, 422, 303, 410)
    assert PASSWORD not in differ.text
    assert visit((path, {}))[0].status_code == 410


@pytest.mark.parametrize("link", ["x", "a" * 43, "a" * 100, "..%2Fstart", "%00", "' OR 1=1 --"])
def test_no_other_link_opens(link: str, visit: Any, accounts: Accounts) -> None:
    accounts.register.invite(NAME, KLANKBORDGROEP)
    chosen = {"wachtwoord": PASSWORD, "nogmaals": PASSWORD}
    for answer in visit((f"/uitnodiging/{link}", {}), (f"/uitnodiging/{link}", chosen, {})):
        assert answer.status_code in (303, 403, 404, 410)
        assert "set-cookie" not in answer.headers


def test_logging_out_ends_the_session_and_takes_the_cookie_back(visit: Any, member: Any) -> None:
    one: SignedIn = member()
    answer = visit(("/uitloggen", one.form(), {}), one=one)[0]
    assert (answer.status_code, answer.headers["location"]) == (303, "/inloggen")
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert visit(("/mijn-account", {}), one=one)[0].status_code == 303


def test_a_member_chooses_another_password(visit: Any, member: Any) -> None:
    one: SignedIn = member(name=NAME)
    form = one.form(huidig="fout fout fout", wachtwoord=OTHER, nogmaals=OTHER)
    wrong, changed = visit(("/mijn-account", form, {}), ("/mijn-account", form | {"huidig": PASSWORD}, {}), one=one)
    assert (wrong.status_code, changed.status_code) == (403, 303)
    page = visit((changed.headers["location"], {"cookie": _cookie(changed)}))[0]
    assert "Uw wachtwoord is gewijzigd" in page.text
    assert visit(("/inloggen", FORM | {"wachtwoord": OTHER}, {}))[0].status_code == 303
    assert visit(("/inloggen", FORM, {}))[0].status_code == 403


def test_a_password_in_the_address_is_not_read(account: Any, visit: Any) -> None:
    path = f"/inloggen?naam={quote(NAME)}&wachtwoord={quote(PASSWORD)}"
    looked, sent = visit((path, {}), (path, {"naar": "/"}, {}))
    assert (looked.status_code, sent.status_code) == (200, 403)
    assert PASSWORD not in looked.text


def test_what_was_written_is_given_back_when_the_session_is_over(visit: Any, member: Any, accounts: Accounts) -> None:
    one: SignedIn = member()
    words = "Dit klopt niet,\n<script>alert(1)</script> zie bladzijde 3"
    form = one.form(remark=words, verdict="akkoord", wachtwoord="geheim")
    other = member(name="Later")
    again = visit(("/codering/abc", form, {}), one=other)[0]
    accounts.register.revoke(one.member.name)
    gone = visit(("/codering/abc", form, {}), one=one)[0]
    for answer, heading, onward in (
        (again, "Dit formulier is verlopen", "/codering/abc"),
        (gone, "U bent niet meer ingelogd", "/inloggen?naar=%2Fcodering%2Fabc"),
    ):
        assert answer.status_code == 403
        assert heading in answer.text
        assert f'href="{onward}"' in answer.text
        assert "zie bladzijde 3" in answer.text
        assert "<script>alert" not in answer.text
        assert "geheim" not in answer.text
    assert other.member.name not in gone.text


def test_nothing_is_given_back_to_another_site(visit: Any) -> None:
    answer = visit(("/codering/abc", {"remark": "van elders"}, {"origin": ELSEWHERE}))[0]
    assert answer.status_code == 403
    assert "van elders" not in answer.text


@pytest.mark.parametrize("body", [b"", b"\xff\xfe=1", b"naam=%ff&wachtwoord=%00", b"a" * 20_000, b"&&&==;"])
@pytest.mark.parametrize("path", ["/inloggen", "/uitnodiging/x", "/codering/x", "/uitloggen"])
def test_a_form_that_is_none_is_refused(path: str, body: bytes, visit: Any, ask: Any) -> None:
    answer = visit((path, body, {"content-type": "application/x-www-form-urlencoded"}))[0]
    assert 400 <= answer.status_code < 500
    assert "set-cookie" not in answer.headers
