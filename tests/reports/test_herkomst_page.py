"""The page with what stands behind a number, and the links that lead there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import html
from sqlite_utils import Database

from reports.publication import Publication
from reports.tables.tracing import behind
from tests.reports.test_site import ask

PAGES = ("/", "/elementen", "/element/handelingsruimte", "/gemeenten", "/gemeente/GM9101", "/kennishiaten",
         "/publiek/balans", "/publiek/elementen", "/publiek/verantwoording", "/publiek/gemeenten")  # fmt: skip


def _page(folder: Path, path: str) -> Any:
    (answer,) = ask(folder, path)
    assert answer.status_code == 200, (path, answer.text)
    return html.fromstring(answer.text)


def _links(page: Any) -> list[tuple[str, str]]:
    return [
        (link.get("href"), link.text_content()) for link in page.xpath("//main//a[starts-with(@href, '/herkomst/')]")
    ]


def test_it_shows_the_quotes_and_says_what_is_counted(folder: Path) -> None:
    page = _page(folder, "/herkomst/elementen/outreachend/helpt")
    publication = Publication.read(folder / "publiek.db")
    row = next(row for row in publication.rows["elementen"] if row["element_code"] == "outreachend")
    found = behind(publication, publication.origin("elementen", row, "helpt"), publication.tables)
    assert found and [item.text for item in page.iter("blockquote")] == [quote["citaat"] for quote in found.quotes]
    text = " ".join(page.text_content().split())
    assert found.sentence in text and publication.tables["elementen"].columns["helpt"] in text
    assert [heading.text for heading in page.xpath("//h1 | //h2")] == [
        "Waar komt dit vandaan?",
        "Citaten",
        "Documenten",
    ]


def test_numbers_on_pages_lead_to_what_they_count(folder: Path) -> None:
    links = [_links(html.fromstring(answer.text)) for answer in ask(folder, *PAGES)]
    assert [path for path, found in zip(PAGES, links, strict=True) if not found] == []
    some = [link for found in links for link in found[:8]]
    for (address, text), answer in zip(some, ask(folder, *(address for address, _ in some)), strict=True):
        assert answer.status_code == 200, address
        assert html.fromstring(answer.text).findtext(".//dd/strong") == text.strip(), address


NOWHERE = (
    "/herkomst/nergens/x/helpt", "/herkomst/elementen/nergens/helpt", "/herkomst/elementen/outreachend/nergens",
    "/herkomst/zoekwoorden/x/woorden", "/herkomst/sqlite_master/x/sql", "/herkomst/elementen//helpt",
    "/herkomst/elementen/'--/helpt", "/herkomst/elementen/x%239/helpt", "/herkomst/balans/" + "a|" * 900 + "/voor",
    "/herkomst/elementen/%00/helpt", "/herkomst/elementen/%ff/helpt",
)  # fmt: skip


def test_what_is_not_there_is_refused(folder: Path) -> None:
    for path, answer in zip(NOWHERE, ask(folder, *NOWHERE), strict=True):
        assert answer.status_code in (302, 404), path
        assert "Traceback" not in answer.text


def test_any_page_may_be_asked(folder: Path) -> None:
    pages = [
        f"/herkomst/elementen/outreachend/helpt?bladzijde={number}" for number in ("0", "-1", "99", "x", "²", "9" * 99)
    ]
    assert {answer.status_code for answer in ask(folder, *pages)} == {200}


def test_many_quotes_come_a_page_at_a_time_each_once(folder: Path, tmp_path: Path) -> None:
    large = Path(shutil.copytree(folder, tmp_path / "groot"))
    db = Database(large / "publiek.db")
    (quote,) = db["citaten"].rows_where(limit=1)
    (evidence,) = db["bewijs"].rows_where("element_code = 'outreachend'", limit=1)
    ids = [f"{'0' * 12}-1-{number}-{number + 1}" for number in range(120)]
    with db.atomic():
        db.table("citaten").insert_all(quote | {"citaat_id": name, "citaat": f"Citaat <{name}>"} for name in ids)
        db.table("bewijs").insert_all(evidence | {"citaat_id": name} for name in ids)
    db.close()
    shown: list[str] = []
    path = "/herkomst/elementen/outreachend/helpt"
    while path:
        page = _page(large, path)
        shown += [item.text for item in page.iter("blockquote")]
        path = next(iter(page.xpath("//a[@rel='next']/@href")), "")
    assert len(shown) == len(set(shown)) == 121
    assert sum(text.startswith("Citaat <0") for text in shown) == 120


def test_a_publication_of_before_these_rules_has_no_such_page(folder: Path, tmp_path: Path) -> None:
    old = Path(shutil.copytree(folder, tmp_path / "oud"))
    db = Database(old / "publiek.db")
    db["bewijs"].drop()
    db.table("bewijs").create({"citaat_id": str})
    db.close()
    element, page = ask(old, "/elementen", "/herkomst/elementen/outreachend/helpt")
    assert (element.status_code, page.status_code) == (200, 404)


def test_numbers_that_count_nothing_are_no_links(folder: Path) -> None:
    addresses = [urlsplit(address).path for address, _ in _links(_page(folder, "/publiek/citaten"))]
    assert addresses == []
    assert not re.search('/herkomst/[^"]*/jaar"', ask(folder, "/publiek/documenten")[0].text)
