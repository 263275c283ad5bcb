"""A real browser: Debian's Chromium, driven by Playwright; without it these tests are skipped."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from corpus.stage import Inputs
from reports.publishing.publish import publish
from reports.rendering import render
from reports.site.serve import site
from tests.reports.conftest import as_inputs, make_records, make_render_settings, make_settings
from tests.serving import served

PICTURES = Path(__file__).parent / "pictures"
"""Where screenshots are kept; no part of the repository."""
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
expect.set_options(timeout=30_000)
_NEEDED = "these tests need Chromium: apt-get install chromium"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        pytest.skip(_NEEDED)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield launched
        launched.close()


@pytest.fixture(params=sorted(SIZES))
def size(request: pytest.FixtureRequest) -> str:
    """The name of a size of screen."""
    return str(request.param)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return what opens a page of its own session, which may not err or ask for anything that is refused."""
    contexts: list[Any] = []
    said: list[str] = []

    def open_page(address: str, path: str = "/", size: str = "desktop") -> Page:
        context = browser.new_context(viewport=SIZES[size], locale="nl-NL", base_url=address)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text) if _is_wrong(message) else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []


def _is_wrong(message: ConsoleMessage) -> bool:
    """Tell whether a browser complains; that a password was wrong is as it should be."""
    return message.type == "error" and not message.location["url"].endswith("/inloggen")


def faults(page: Page) -> list[str]:
    """Return what axe-core finds wrong with a page by WCAG 2.2 AA and its own good practice, and what sticks out."""
    page.wait_for_load_state("load")  # Until then a page that a form led to may lack its style.
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"], "preload": False}
    found = page.evaluate("options => axe.run(document, options).then(each => each.violations)", options)
    sentences = [
        f"{page.url}: {each['id']}: {each['help']}: {[node['html'][:150] for node in each['nodes'][:3]]}"
        for each in found
    ]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return sentences + ([f"{page.url}: wider than the screen"] if wide else [])


def picture(page: Page, name: str) -> None:
    """Keep a screenshot of a page."""
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.jpg", quality=80, full_page=True)


def look_over(page: Page, name: str) -> list[str]:
    """Return what is wrong with a page on a desk or in a hand, and keep a screenshot of both."""
    own, found = page.viewport_size, list[str]()
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        picture(page, f"{name}-{size}")
        found += faults(page)
    assert own
    page.set_viewport_size(own)
    return found


@pytest.fixture(scope="package")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the public site of a small study."""
    settings = make_settings(tmp_path_factory.mktemp("openbaar") / "proef")
    list(publish(as_inputs(make_records()), settings))
    list(render(Inputs({}), make_render_settings(settings.folder)))
    with served(lambda: site(settings.folder)) as address:
        yield address
