"""The page with the figures: each with what it says in words, its table and its files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import html

from reports.figures import figures
from tests.reports.test_site import ask


def test_the_page_shows_every_figure_in_words_too(folder: Path) -> None:
    (answer,) = ask(folder, "/figuren")
    page: Any = html.fromstring(answer.text)
    assert answer.status_code == 200
    pictures = page.xpath("//img")
    assert [picture.get("src") for picture in pictures] == [f"/figuur/{each.name}.svg" for each in figures()]
    assert all(len(picture.get("alt")) > 30 and picture.get("width") for picture in pictures)
    assert len(page.xpath("//section//details[summary][ul/li]")) == len(figures())
    names = [link.text_content() for link in page.xpath("//section//a")]
    assert len(names) == len(set(names)) == 3 * len(figures()), "every link says what it leads to"


def test_every_file_and_table_is_there(folder: Path) -> None:
    (answer,) = ask(folder, "/figuren")
    page: Any = html.fromstring(answer.text)
    paths = sorted({*page.xpath("//img/@src"), *page.xpath("//section//a/@href")})
    for path, found in zip(paths, ask(folder, *paths), strict=True):
        assert found.status_code == 200, path
        if path.startswith("/figuur/"):
            assert found.headers["content-type"].startswith("image/svg+xml")
            assert "script" not in found.headers["content-security-policy"]


def test_other_files_are_not_given_as_figures(folder: Path) -> None:
    asked = ("/figuur/geheim.svg", "/figuur/prisma.png", "/figuur/..%2Fpubliek.svg", "/figuur/figuren.json")
    assert all(answer.status_code in (302, 404) for answer in ask(folder, *asked))
