"""Coming in with a browser: by an invitation, and by a link in an e-mail; no other site can use the cookie."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from argon2.profiles import CHEAPEST
from playwright.sync_api import Browser, Page, expect

from corpus.review.entries import KLANKBORDGROEP
from corpus.review.ledger import Ledger
from corpus.study import load_study
from reports.review.accounts import Accounts
from reports.review.app import review_site
from reports.review.board import Board
from reports.review.desk import Desk
from tests.browser.conftest import SIZES, faults, picture
from tests.reports.review.whole_cases import make_study
from tests.serving import served

NAME, PASSWORD = "Noor van Voorbeeld", "paars kanon zonder dak"
WEBMAIL = "http://webmail.example/"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Accounts]]:
    """Yield the address of a review site, and its accounts."""
    folder = tmp_path_factory.mktemp("binnenkomen")
    whole = make_study(folder / "geheel")
    with Ledger(folder / "review.db") as ledger:
        accounts = Accounts(folder / "accounts.db", cost=CHEAPEST)
        desk = Desk(load_study("voorbeeld"), ledger, Board(ledger), accounts)
        with served(lambda: review_site(desk, whole / "snapshot.db", whole / "publiek.db")) as address:
            yield address, accounts
        desk.close()


@pytest.fixture
def page(browser: Browser, place: tuple[str, Accounts], size: str) -> Iterator[Page]:
    """Yield a page of a browser of its own, in which another site has a link to a page for members."""
    context = browser.new_context(viewport=SIZES[size], locale="nl-NL", base_url=place[0])  # type: ignore[arg-type]
    letter = f'<a href="{place[0]}/mijn-account">Lees verder</a>'
    context.route(WEBMAIL, lambda route: route.fulfill(content_type="text/html", body=letter))
    yield context.new_page()
    context.close()


def _invite(place: tuple[str, Accounts], name: str) -> str:
    return f"/uitnodiging/{place[1].register.invite(name, KLANKBORDGROEP)[1]}"


def test_each_page_to_come_in_by_can_be_used_by_everyone(page: Page, place: tuple[str, Accounts], size: str) -> None:
    path, wrong = _invite(place, f"{NAME} ({size})"), list[str]()
    page.goto(path)
    wrong += faults(page)
    picture(page, f"uitnodiging-{size}")
    for password in ("welkomwelkom", PASSWORD):
        page.get_by_label("Nieuw wachtwoord").fill(password)
        page.get_by_label("Nog een keer hetzelfde").fill(password)
        page.get_by_role("button", name="Wachtwoord bewaren").click()
        if password != PASSWORD:
            assert "makkelijk te raden" in page.get_by_role("alert").inner_text()
            wrong += faults(page)
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()
    page.goto("/mijn-account")
    wrong += faults(page)
    picture(page, f"mijn-account-{size}")
    page.get_by_role("button", name="Uitloggen").click()
    page.wait_for_url("**/inloggen")
    wrong += faults(page)
    page.get_by_label("Naam").fill(f"{NAME} ({size})")
    page.get_by_label("Wachtwoord").fill("fout fout fout")
    page.keyboard.press("Enter")
    assert "horen niet bij elkaar" in page.get_by_role("alert").inner_text()
    wrong += faults(page)
    picture(page, f"inloggen-{size}")
    page.goto(path)
    wrong += faults(page)
    assert wrong == []


def test_who_is_logged_out_while_writing_is_told_so(page: Page, place: tuple[str, Accounts], size: str) -> None:
    page.goto(_invite(place, f"Schrijver ({size})"))
    page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    page.get_by_label("Nog een keer hetzelfde").fill(PASSWORD)
    page.get_by_role("button", name="Wachtwoord bewaren").click()
    page.goto("/mijn-account")
    for label in ("Huidig wachtwoord", "Nieuw wachtwoord", "Nog een keer hetzelfde"):
        page.get_by_label(label).fill(PASSWORD)
    page.context.clear_cookies()
    page.get_by_role("button", name="Wachtwoord wijzigen").click()
    assert page.get_by_role("heading", level=1).inner_text() == "U bent niet meer ingelogd"
    assert faults(page) == []
    picture(page, f"uitgelogd-{size}")
    page.get_by_role("link", name="Opnieuw inloggen").click()
    page.wait_for_url("**/inloggen?naar=%2Fmijn-account")


def test_a_link_in_an_e_mail_leads_to_the_page_for_who_has_logged_in(
    page: Page, place: tuple[str, Accounts], size: str
) -> None:
    page.goto(WEBMAIL)
    page.get_by_role("link").click()
    page.wait_for_url("**/inloggen?naar=%2Fmijn-account&opnieuw=1")
    page.goto(_invite(place, f"Lezer ({size})"))
    page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    page.get_by_label("Nog een keer hetzelfde").fill(PASSWORD)
    page.get_by_role("button", name="Wachtwoord bewaren").click()
    page.goto(WEBMAIL)
    page.get_by_role("link").click()
    page.wait_for_url("**/mijn-account")
    cookie = page.context.cookies()[0]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Strict", -1)


def test_a_form_of_another_site_does_nothing(page: Page, place: tuple[str, Accounts], size: str) -> None:
    page.goto(_invite(place, f"Doelwit ({size})"))
    page.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    page.get_by_label("Nog een keer hetzelfde").fill(PASSWORD)
    page.get_by_role("button", name="Wachtwoord bewaren").click()
    page.goto(WEBMAIL)
    form = f"<form method=post action='{place[0]}/uitloggen'><button>Win</button></form>"
    page.set_content(form)
    with page.expect_navigation() as moved:
        page.get_by_role("button").click()
    assert moved.value
    assert moved.value.status == 403
    page.goto("/mijn-account")
    assert "Ander wachtwoord kiezen" in page.content()
