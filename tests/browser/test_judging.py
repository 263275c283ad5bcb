"""Judging with a browser: by keyboard, by selecting text, and without any script."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from reports.publishing.publish import publish
from reports.review.app import review_site
from tests.browser.conftest import SIZES, faults, picture
from tests.reports.conftest import as_inputs, make_records, make_settings
from tests.reports.review.review_cases import Site, make_site
from tests.serving import served

Come = Callable[..., Page]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = make_settings(tmp_path_factory.mktemp("gepubliceerd") / "proef")
    list(publish(as_inputs(make_records()), settings))
    return settings.folder


@pytest.fixture
def site(published: Path) -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as folder:
        made = make_site(Path(folder), published)
        yield made
        made.desk.close()


@pytest.fixture
def come(browser: Browser, site: Site) -> Iterator[Come]:
    """Return what opens a page as a member, in a browser of one's own."""
    contexts: list[Any] = []
    with served(lambda: review_site(site.desk, site.snapshot, site.publiek)) as address:

        def open_page(path: str, member: str = "merel", size: str = "desktop", *, has_script: bool = True) -> Page:
            context = browser.new_context(
                viewport=SIZES[size],  # type: ignore[arg-type]
                base_url=address,
                java_script_enabled=has_script,
                extra_http_headers={"x-member": member},
            )
            contexts.append(context)
            page = context.new_page()
            page.goto(path)
            return page

        yield open_page
        for context in contexts:
            context.close()


def verdicts(site: Site) -> list[str]:
    return [str(entry.values["verdict"]) for entry in site.desk.ledger.entries("judgement")]


def test_members_judge_by_keyboard(come: Come, site: Site) -> None:
    page = come("/beoordelen")
    first = page.url
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**?van=*")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(first)
    for key in ("a", "n", "w"):
        asked = page.url
        page.keyboard.press(key)
        page.keyboard.press("Enter" if key == "a" else "ArrowRight")
        page.wait_for_url(lambda url, asked=asked: url != asked)
        expect(page.get_by_role("status").first).to_contain_text("Opgeslagen")
    page.keyboard.press("o")
    assert page.get_by_label("Welke code dan?").is_visible()
    page.get_by_label("Welke richting dan?").select_option("nodig")
    page.get_by_role("button", name="Opslaan en verder").click()
    page.wait_for_url("**/start?na=*")
    assert verdicts(site) == ["akkoord", "niet akkoord", "weet niet", "anders"]


def test_keys_do_nothing_while_typing_and_can_be_turned_off(come: Come, site: Site) -> None:
    page = come("/beoordelen")
    page.get_by_label("Waarom vindt u dat?").press_sequentially("naar o")
    page.keyboard.press("ArrowLeft")
    assert not page.locator("input[name=verdict]:checked").count()
    assert not page.get_by_label("Welke code dan?").is_visible()
    page.get_by_text("Sneller met het toetsenbord").click()
    page.get_by_label("Gebruik deze toetsen").uncheck()
    page.locator("h1").click()
    page.keyboard.press("a")
    assert not page.locator("input[name=verdict]:checked").count()
    page.reload()
    page.keyboard.press("a")
    assert not page.locator("input[name=verdict]:checked").count() and verdicts(site) == []


def test_one_press_of_the_button_is_one_judgement(come: Come, site: Site) -> None:
    page = come("/beoordelen")
    page.get_by_role("radio", name="Akkoord", exact=True).check()
    page.get_by_role("button", name="Opslaan en verder").dblclick()
    page.wait_for_url("**?na=*")
    assert verdicts(site) == ["akkoord"]


def test_all_can_be_done_without_script(come: Come, site: Site) -> None:
    page = come("/beoordelen", size="phone", has_script=False)
    assert page.get_by_label("Welke code dan?").is_visible()
    assert not page.get_by_label("Gebruik deze toetsen").is_visible()
    page.get_by_role("button", name="Opslaan en verder").click()
    assert "nog niet opgeslagen" in page.get_by_role("alert").inner_text()
    page.get_by_role("radio", name="Niet akkoord").check()
    page.get_by_role("button", name="Opslaan en verder").click()
    page.get_by_role("link", name="Wijzig uw oordeel").click()
    expect(page.get_by_role("radio", name="Niet akkoord")).to_be_checked()
    assert verdicts(site) == ["niet akkoord"]


@pytest.mark.parametrize("when", ["after", "before"])
def test_a_researcher_selects_text_to_code_it_after_or_before_the_script_has_come(
    come: Come, site: Site, when: str
) -> None:
    page, held = come("/passages?q=verruimen", member="uil"), list[Route]()
    page.route("**/review.js*", lambda route: held.append(route))
    with page.expect_request("**/review.js*"):
        page.get_by_role("link", name="codes en vergelijkbare").click()
    page.locator("#begin").wait_for(state="attached")
    if when == "after":
        held.pop().continue_()
        page.wait_for_load_state()
    page.evaluate(
        """() => { const text = document.getElementById("passage").firstChild, range = document.createRange();
        range.setStart(text, 3); range.setEnd(text, 16); getSelection().removeAllRanges();
        getSelection().addRange(range); }"""
    )
    if when == "before":
        held.pop().continue_()
    expect(page.locator("#quote")).to_have_value("gemeente gaat")
    page.get_by_label("De code").select_option("element:capaciteit")
    page.get_by_label("De richting").select_option("nodig")
    page.get_by_role("button", name="Code opslaan").click()
    page.get_by_text("Uw code is opgeslagen").wait_for()
    (entry,) = site.desk.ledger.entries("judgement")
    assert entry.values["quote"] == "gemeente gaat" and entry.values["is_own"]


@pytest.mark.parametrize("size", sorted(SIZES))
def test_pages_for_judging_and_reading_can_be_used_by_everyone(come: Come, size: str) -> None:
    page, wrong = come("/beoordelen", member="uil", size=size), list[str]()
    picture(page, f"codering-{size}")
    passage = page.get_by_role("link", name="Passage met alle codes").get_attribute("href")
    wrong += faults(page)
    for key in ("o", "Enter"):
        page.keyboard.press(key)
    page.get_by_role("alert").wait_for()
    wrong += faults(page)
    document = str(page.locator("main .note a").first.get_attribute("href"))
    paths = {
        "start": "/start",
        "passage": str(passage),
        "passages": document,
        "kenmerken": document.replace("passages", "kenmerken"),
        "zoeken": "/passages?q=mandaat",
        "codes": "/codes",
        "code": "/code/nieuw",
        "mijn-oordelen": "/mijn-oordelen",
    }
    for name, path in paths.items():
        page.goto(path)
        picture(page, f"{name}-{size}")
        wrong += faults(page)
    assert wrong == []
