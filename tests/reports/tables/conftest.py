"""The published study as tests of tables read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reports.publication import Publication
from reports.tables import parse_table

PROEF = """-- titel: Proef
-- beschrijving: Een proef.
-- sleutel: tekst
-- kolom tekst: Tekst
-- kolom aantal: Aantal
-- herkomst aantal: count(*) FROM citaten
SELECT tekst, aantal ORDER BY tekst"""


@pytest.fixture(scope="session")
def publication(folder: Path) -> Publication:
    return Publication.read(folder / "publiek.db")


@pytest.fixture
def with_rows(publication: Publication) -> Callable[..., Publication]:
    """Return what gives the publication with one table more, `proef`, that has these rows."""

    def add(rows: list[dict[str, Any]], header: str = PROEF) -> Publication:
        tables = {**publication.tables, "proef": parse_table("proef", header)}
        return replace(publication, tables=tables, rows={**publication.rows, "proef": rows}, digest=repr(rows))

    return add
