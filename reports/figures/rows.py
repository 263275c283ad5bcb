"""The rows that several figures draw on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reports.publication import Publication, Value

Row = Mapping[str, Any]
CODEBOOK = "Codeboek"
"""The origin of elements that a codebook names, as readers see it."""
WHOLE = "Alles"
"""What the balance is called over all evaluations."""


def elements(publication: Publication) -> list[Row]:
    """Return the rows of the elements of the codebook, by venster; those found in the texts where it has none."""
    rows: Sequence[Row] = publication.rows["elementen"]
    return [row for row in rows if row["herkomst"] == CODEBOOK] or list(rows)


def balances(publication: Publication) -> dict[str, Row]:
    """Return the balance over all evaluations of each element, by its code."""
    return {row["element_code"]: row for row in publication.rows["balans"] if row["uitsplitsing"] == WHOLE}


def count_of(publication: Publication, step: str) -> Value | None:
    """Return how many of something the study counted, by what it is called in `verantwoording`."""
    rows = (row for row in publication.rows["verantwoording"] if row["stap"] == step)
    return next((publication.value("verantwoording", row, "aantal") for row in rows), None)


def year(publication: Publication, table: str, row: Row) -> Value:
    """Return the `jaar` of a row as a year is written: without a point."""
    return Value(str(row["jaar"]), publication.origin(table, row, "jaar"))
