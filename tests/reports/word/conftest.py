"""A document of the small study, written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.publication import Publication
from reports.word.fresh import write
from tests.reports.word.cases import SETTINGS, chapters_of


@pytest.fixture(scope="session")
def publication(folder: Path) -> Publication:
    return Publication.read(folder / "publiek.db")


@pytest.fixture(scope="session")
def document(publication: Publication) -> bytes:
    return write(publication, SETTINGS, chapters_of(publication))
