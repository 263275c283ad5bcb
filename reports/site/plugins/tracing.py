"""Where a number comes from: the page with the quotes and documents behind a cell of a table."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from datasette import NotFound
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from reports.publication import Origin
from reports.shown import number
from reports.site.links import tables, traced
from reports.site.pages import DATABASE, hook, show
from reports.tables import ReportTable
from reports.tables.tracing import Behind, Row, behind, row_at
from reports.tables.typed import column_type

SHOWN = 50
"""Quotes on one page."""
_DIGITS, _LONGEST, _MOST = 6, 160, 5


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the route of the page."""
    return [(r"^/herkomst/(?P<table>\w+)/(?P<row>[^/]*)/(?P<column>\w+)$", herkomst)]


@hook
def prepare_jinja2_environment(env: Any) -> None:
    """Let templates show a number as a link to what stands behind it."""
    env.globals["traced"] = traced


async def herkomst(datasette: Any, request: Any) -> Any:
    """Answer with what stands behind one cell, a page of quotes at a time."""
    origin = Origin(*(unquote(request.url_vars[name]) for name in ("table", "row", "column")))
    asked = request.args.get("bladzijde") or ""
    page = max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < _DIGITS else 1

    def look(db: Any) -> tuple[Row | None, Behind | None]:
        return row_at(db, origin, tables()), behind(db, origin, tables(), limit=SHOWN, offset=SHOWN * (page - 1))

    try:
        row, found = await datasette.get_database(DATABASE).execute_fn(look)
    except sqlite3.OperationalError:
        row, found = None, None  # A publication of before these rules has other columns.
    if row is None or found is None:
        raise NotFound("Dit staat niet in de kennissynthese")
    table = tables()[origin.table]
    return await show(
        datasette,
        request,
        "herkomst.html",
        table=table,
        column=origin.column,
        value=_shown(table, row, origin.column),
        about=_about(table, row, origin.column),
        found=found,
        address=f"/herkomst/{origin.address}",
        page=page,
        following=page + 1 if SHOWN * page < found.quote_count else None,
    )


def _shown(table: ReportTable, row: Row, column: str) -> str:
    """Return the value of a cell as readers see it: a year without a point in it."""
    value = row[column]
    if isinstance(value, int | float) and column_type(table, column, [row]) != "jaar":
        return number(value, 2 if isinstance(value, float) else 0)
    return "–" if value is None else str(value)


def _about(table: ReportTable, row: Row, column: str) -> list[tuple[str, str]]:
    """Return what tells a reader which row this is: the first columns with short words."""
    found = [(name, row[name]) for name in table.columns if name != column and not name.endswith(("_id", "_code"))]
    return [(name, text) for name, text in found if isinstance(text, str) and 0 < len(text) < _LONGEST][:_MOST]
