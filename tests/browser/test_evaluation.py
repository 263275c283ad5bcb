"""The zelfevaluatie and the kennisbouwstenen in a browser, from the first page until all is removed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from corpus.stage import Inputs
from reports.publishing.publish import publish
from reports.rendering import render
from reports.site.serve import site
from tests.browser.conftest import look_over
from tests.reports.conftest import as_inputs, make_records, make_render_settings, make_settings
from tests.serving import served


@pytest.fixture(scope="module")
def whole_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the public site of a small study with all its files."""
    settings = make_settings(tmp_path_factory.mktemp("praktijk") / "proef")
    list(publish(as_inputs(make_records()), settings))
    list(render(Inputs({}), make_render_settings(settings.folder)))
    with served(lambda: site(settings.folder)) as address:
        yield address


def test_a_gemeente_fills_in_sees_its_profile_and_removes_it(
    visit: Callable[..., Page], whole_site: str, tmp_path: Path
) -> None:
    page = visit(whole_site, "/zelfevaluatie")
    wrong = look_over(page, "zelfevaluatie-begin")
    page.get_by_label("Voor welke gemeente").select_option(label="Merenburg")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zelfevaluatie van Merenburg")
    private = page.get_by_label("Uw eigen link").input_value()
    assert re.fullmatch(rf"{whole_site}/zelfevaluatie/[0-9a-f]{{32}}", private)
    wrong += look_over(page, "zelfevaluatie-overzicht")
    page.get_by_role("link", name="Begin", exact=True).click()
    page.get_by_role("group", name="Wij gaan zelf af op mensen").get_by_label("Een beetje").check()
    wrong += look_over(page, "zelfevaluatie-deel")
    page.get_by_role("button", name="Bewaar en stop").click()
    expect(page.get_by_role("status")).to_contain_text("bewaard")
    page.goto(f"{private}/profiel")
    card = page.locator(".card", has=page.get_by_role("heading", name="Outreachend werken"))
    expect(card).to_contain_text("Een beetje (2 van 4)")
    card.get_by_text("Sterkste citaten").click()
    wrong += look_over(page, "zelfevaluatie-profiel")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "profiel.csv")
    assert "Een beetje" in (tmp_path / "profiel.csv").read_text(encoding="utf-8")
    page.goto(f"{private}/wissen")
    wrong += look_over(page, "zelfevaluatie-wissen")
    page.get_by_role("button", name="Ja, wis alles").click()
    expect(page.get_by_role("status")).to_contain_text("gewist")
    assert not wrong, "\n".join(wrong)


def test_kennisbouwstenen_can_be_read_by_everyone(visit: Callable[..., Page], whole_site: str) -> None:
    page = visit(whole_site, "/bouwstenen")
    wrong = look_over(page, "bouwstenen")
    page.get_by_role("link", name="Outreachend werken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Outreachend werken")
    wrong += look_over(page, "bouwsteen")
    assert not wrong, "\n".join(wrong)
