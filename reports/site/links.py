"""Numbers that lead to what stands behind them, in the tables and pages of the site."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from markupsafe import Markup

from reports.publication import Origin
from reports.shown import number
from reports.tables import ReportTable, read_tables


@cache
def tables() -> dict[str, ReportTable]:
    """Return the report tables by name."""
    return {table.name: table for table in read_tables()}


def traced(table: str, row: Mapping[str, Any], column: str, digits: int = 0) -> Any:
    """Return a number of a row as readers see it, with a link to what it counts where its table says that."""
    value = row[column]
    shown = number(value, digits)
    return linked(table, row, column, shown) if value else shown


def linked(table: str, row: Mapping[str, Any], column: str, text: str) -> Any:
    """Return a text with a link to what stands behind a cell, or as it is where that cannot be followed."""
    described = tables().get(table)
    if described is None or not any(column in rule.columns and rule.rows for rule in described.rules):
        return text
    try:
        parts = [_plain(row[name]) for name in described.key]
    except (KeyError, IndexError):
        return text
    address = Origin(table, "|".join(parts), column).address
    return Markup('<a class="traced" href="/herkomst/{}">{}</a>').format(address, text)


def _plain(value: Any) -> str:
    """Return a value of a key as text; Datasette gives one that refers to another row with its label."""
    found = value["value"] if isinstance(value, dict) else value
    return "" if found is None else str(found)
