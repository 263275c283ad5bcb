"""What tests of figures share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from reports.figures import figure
from reports.figures.sheet import ruled
from reports.publication import Publication
from tests.reports.figures.figure_cases import added, parsed

Draw = Callable[..., etree._Element]


@pytest.fixture(scope="module")
def publication(folder: Path) -> Publication:
    return Publication.read(folder / "publiek.db")


@pytest.fixture
def draw(publication: Publication) -> Draw:
    """Return what draws a figure of a publication with other rows in some tables, and reads it back; without PNG."""

    def drawing(name: str, **tables: list[dict[str, Any]]) -> etree._Element:
        with ruled():
            sheet = figure(name).draw(added(publication, **tables), None)
        return parsed(sheet.svg(name, "Titel", "Uitleg"))

    return drawing
