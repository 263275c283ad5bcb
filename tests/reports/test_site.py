"""The public site, asked in this process."""

from __future__ import annotations

import asyncio
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from corpus.issues import Refused
from corpus.study import load_study
from reports.site.serve import serve, site
from tests.reports.conftest import SECRET

PAGES = (
    "/", "/elementen", "/element/handelingsruimte", "/gemeenten", "/gemeente/GM9101", "/documenten",
    "/zoeken", "/zoeken?q=mandaten", "/zoeken?q=xyzzy", "/tabellen", "/publiek/citaten", "/publiek/gemeenten",
    "/publiek/citaten?bladzijde__gt=0", "/publiek/elementen/capaciteit", "/kennissynthese", "/kennishiaten",
    "/publiek/vergelijkbaar", "/publiek/vastgesteld", "/publiek/commentaar", "/nieuws", "/publiek/nieuw",
)  # fmt: skip


def ask(folder: Path, *paths: str, method: str = "GET") -> list[Any]:
    async def all_of_them() -> list[Any]:
        datasette = site(folder)
        await datasette.invoke_startup()
        return [await datasette.client.request(method, path) for path in paths]

    return asyncio.run(all_of_them())


def test_pages_are_dutch_and_in_order(folder: Path) -> None:
    for path, answer in zip(PAGES, ask(folder, *PAGES), strict=True):
        assert answer.status_code == 200, (path, answer.text)
        page: Any = html.fromstring(answer.text)
        assert page.get("lang") == "nl", path
        levels = [int(item.tag[1]) for item in page.iter("h1", "h2", "h3", "h4", "h5")]
        assert levels[0] == 1 and levels.count(1) == 1, (path, levels)
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)
        labelled = {label.get("for") for label in page.iter("label")}
        fields = [field for field in page.iter("input", "select") if field.get("type") != "hidden"]
        assert all(field.get("id") in labelled for field in fields), path
        ids = [item.get("id") for item in page.xpath("//*[@id]")]
        assert len(ids) == len(set(ids)), path
        assert not page.xpath("//script | //*[@style] | //img[not(@alt)]"), path


def test_every_link_leads_somewhere(folder: Path) -> None:
    seen, waiting = set(), {"/"}
    while waiting:
        paths = sorted(waiting)
        seen |= waiting
        waiting = set()
        for path, answer in zip(paths, ask(folder, *paths), strict=True):
            assert answer.status_code == 200, path
            assert SECRET not in answer.text, path
            if answer.status_code == 200 and "html" in answer.headers["content-type"]:
                found: Any = html.fromstring(answer.text).xpath("//a/@href")
                waiting |= {
                    link.partition("#")[0] for link in found if link.startswith("/") and "_sort" not in link
                } - seen
    assert len(seen) > 40


def test_texts_of_documents_are_escaped(folder: Path) -> None:
    for answer in ask(folder, "/element/handelingsruimte", "/publiek/citaten", "/zoeken?q=<b>mandaat"):
        assert "<b>mandaat" not in answer.text
        assert "&lt;b&gt;mandaat" in answer.text


@pytest.mark.parametrize("words", ["mandaten", "wijkteam", "casus", "Merenburg", "werken outreachend"])
def test_search_finds_inflections(folder: Path, words: str) -> None:
    (answer,) = ask(folder, f"/zoeken?q={words}")
    assert re.search(r"[1-9]\d* (citaat|citaten) gevonden", answer.text)


def test_search_takes_any_text(folder: Path) -> None:
    for answer in ask(folder, *(f"/zoeken?q={text}" for text in ('"', "a OR", "*", "NEAR(", "%00", "%ff", "x" * 3000))):
        assert answer.status_code == 200


REFUSED = (
    "/publiek.db", "/publiek/-/query?sql=select+1", "/publiek/-/query.json?sql=select+1", "/-/databases.json",
    "/-/config.json", "/publiek/zoekwoorden", "/publiek/zoekwoorden_content.json", "/publiek/citaten?_where=1=1",
    "/publiek/citaten/-/insert", "/%2D/plugins", "/tabellen/../publiek.db", "/nergens", "/element/nergens",
    "/gemeente/GM0000", "/document/00ff", "/_memory", "/tabellen/nergens.csv", "/tabellen/zoekwoorden.csv",
)  # fmt: skip


def test_what_is_not_public_is_refused(folder: Path) -> None:
    for path, answer in zip(REFUSED, ask(folder, *REFUSED), strict=True):
        assert answer.status_code in (400, 403, 404), (path, answer.status_code)
        assert "Traceback" not in answer.text and "sqlite" not in answer.text, path


def test_questions_in_sql_lead_nowhere(folder: Path) -> None:
    for answer in ask(folder, "/publiek?sql=select+1", "/publiek.json?sql=select+1"):
        assert answer.headers["location"] in ("/tabellen", REFUSED[1].replace("query", "query.json"))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND"])
def test_other_methods_are_refused(folder: Path, method: str) -> None:
    (answer,) = ask(folder, "/", method=method)
    assert answer.status_code == 405 and answer.headers["allow"] == "GET, HEAD, POST"


def test_head_is_answered_without_a_body(folder: Path) -> None:
    (answer,) = ask(folder, "/", method="HEAD")
    assert answer.status_code == 200 and not answer.content


def test_every_answer_has_the_headers(folder: Path) -> None:
    for answer in ask(folder, "/", "/nergens", "/publiek/citaten.json", "/-/", "/stijl/style.css", "/kennissynthese"):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_tables_have_dutch_titles_and_described_columns(folder: Path) -> None:
    (answer,) = ask(folder, "/publiek/bewijs")
    assert "Citaten per werkzaam element" in answer.text and "Sterkte van die opzet" in answer.text


def test_an_element_shows_its_verdict_and_what_contradicts_it(folder: Path) -> None:
    (answer,) = ask(folder, "/element/outreachend")
    assert "Te weinig bewijs." in answer.text and "Waarin zij verschillen: jaar, opzet." in answer.text


def test_a_study_that_is_not_published_is_refused(data: Path) -> None:
    with pytest.raises(Refused, match="make synthesis"):
        serve(load_study("voorbeeld"), port=0)
