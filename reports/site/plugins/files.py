"""The tables to take along: their list and their files."""

from __future__ import annotations

import re
from typing import Any

from datasette import NotFound, Response
from datasette.utils.asgi import AsgiFileDownload

from reports.site.pages import DATABASE, folder_of, hook, show
from reports.tables import read_tables
from reports.tables.source_list import NAME as SOURCES
from reports.tables.workbook import NAME as WORKBOOK

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the routes of the list and the files."""
    return [
        (r"^/tabellen$", tables),
        (rf"^/{DATABASE}$", to_tables),
        (r"^/tabellen/(?P<name>\w+)\.csv$", table_file),
        (rf"^/tabellen/{re.escape(WORKBOOK)}$", workbook),
    ]


async def tables(datasette: Any, request: Any) -> Any:
    """Answer with the list of tables and how many rows each has."""
    counts = await datasette.get_database(DATABASE).table_counts(limit=1000)
    folder = folder_of(datasette) / "tabellen"
    files = {key: name for key, name in (("workbook", WORKBOOK), ("sources", SOURCES)) if (folder / name).is_file()}
    return await show(datasette, request, "tables.html", tables=read_tables(), counts=counts, **files)


async def to_tables(request: Any) -> Any:
    """Send readers of Datasette's own list on to ours."""
    return Response.redirect("/tabellen")


async def table_file(datasette: Any, request: Any) -> Any:
    """Answer with a table as CSV, or the list of what stands behind numbers; only what was published is there."""
    name = request.url_vars["name"]
    path = folder_of(datasette) / "tabellen" / f"{name}.csv"
    if name not in {SOURCES.removesuffix(".csv"), *(table.name for table in read_tables())} or not path.is_file():
        raise NotFound("Deze tabel is er niet")
    return AsgiFileDownload(str(path), path.name, "text/csv; charset=utf-8")


async def workbook(datasette: Any) -> Any:
    """Answer with the workbook that holds all tables; large publications have none."""
    path = folder_of(datasette) / "tabellen" / WORKBOOK
    if not path.is_file():
        raise NotFound("Het werkboek is er niet")
    return AsgiFileDownload(str(path), path.name, _XLSX)
