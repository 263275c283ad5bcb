"""The kennissynthese of the small study, in its forms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as parser
from lxml.html import HtmlElement

from reports.document import html, pdf
from reports.document.blocks import Chapter
from reports.document.chapters import read_chapters
from reports.publication import Publication
from tests.reports.conftest import make_render_settings


@pytest.fixture(scope="session")
def publication(folder: Path) -> Publication:
    return Publication.read(folder / "publiek.db")


@pytest.fixture(scope="session")
def chapters(publication: Publication) -> tuple[Chapter, ...]:
    return read_chapters(publication)


@pytest.fixture(scope="session")
def page(publication: Publication, chapters: tuple[Chapter, ...]) -> HtmlElement:
    return parser.document_fromstring(html.write(publication, chapters))


@pytest.fixture(scope="session")
def printed(folder: Path, publication: Publication, chapters: tuple[Chapter, ...]) -> bytes:
    settings = replace(make_render_settings(folder), address="https://voorbeeld.nl/")
    return pdf.write(publication, chapters, settings)
