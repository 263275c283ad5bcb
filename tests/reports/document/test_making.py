"""The files that are made, and the page of the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as parser

from reports.document.making import files
from reports.publication import Publication
from reports.site.plugins.document import NAME, traced
from tests.reports.conftest import make_render_settings
from tests.reports.test_site import ask


def test_it_comes_as_a_page_and_as_pdf(folder: Path, publication: Publication) -> None:
    made = {file.name: file for file in files(publication, make_render_settings(folder))}
    assert list(made) == ["kennissynthese.html", "kennissynthese.pdf"]
    assert made["kennissynthese.html"].content.startswith(b"<!DOCTYPE html>")
    assert made["kennissynthese.pdf"].content.startswith(b"%PDF-1.7")
    for name, file in made.items():
        assert file.content == (folder / name).read_bytes(), "equal databases give equal files"


def test_both_say_what_they_are(folder: Path, publication: Publication) -> None:
    descriptions = [file.description for file in files(publication, make_render_settings(folder))]
    assert len(set(descriptions)) == 2 and all(text.startswith("De kennissynthese") for text in descriptions)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ('<data value="3" data-herkomst="a/b/c">3</data>', '<a class="traced" href="/herkomst/a/b/c">3</a>'),
        ('<data value="0" data-herkomst="a/b/c">0</data>', '<data value="0" data-herkomst="a/b/c">0</data>'),
        ('<span data-herkomst="a/b/c">tekst</span>', '<span data-herkomst="a/b/c">tekst</span>'),
        (
            '<a href="#x"><data value="3" data-herkomst="a/b/c">3</data></a>',
            '<a href="#x"><data value="3" data-herkomst="a/b/c">3</data></a>',
        ),
        (
            '<blockquote data-herkomst="a/b/c">x</blockquote>\n<figcaption>y</figcaption>',
            '<blockquote data-herkomst="a/b/c">x</blockquote>\n<figcaption>y '
            '<a href="/herkomst/a/b/c">Bekijk dit citaat</a></figcaption>',
        ),
    ],
)
def test_what_has_an_origin_leads_to_it(text: str, made: str) -> None:
    assert traced(text) == made


def test_the_style_in_the_page_is_the_one_that_the_policy_allows(folder: Path) -> None:
    (answer,) = ask(folder, "/kennissynthese")
    assert answer.headers["content-security-policy"].count("sha256-") == 1
    page = parser.document_fromstring(answer.text)
    assert len(page.xpath("//style")) == 1 and page.xpath("//*[@style]") == []


def test_without_the_file_the_page_is_not_there(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "publiek.db").write_bytes((folder / "publiek.db").read_bytes())
    (answer,) = ask(tmp_path, "/kennissynthese")
    assert answer.status_code == 404 and not (tmp_path / NAME).exists()
