"""The quotes of the bundled example, made ready once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from tests.reports.asking.example_cases import make_example


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    db = make_example(tmp_path_factory.mktemp("vraagbaak") / "publiek.db")
    yield db
    db.close()
