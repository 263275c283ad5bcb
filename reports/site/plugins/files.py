"""The tables to take along: their list, their CSV files, and the kennissynthese as one page."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

from datasette import NotFound, Response
from datasette.utils.asgi import AsgiFileDownload

from reports.document import STYLE
from reports.site.pages import DATABASE, hook, show
from reports.tables import read_tables
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
        (r"^/kennissynthese$", kennissynthese),
    ]


async def tables(datasette: Any, request: Any) -> Any:
    """Answer with the list of tables and how many rows each has."""
    counts = await datasette.get_database(DATABASE).table_counts(limit=1000)
    has_workbook = (_folder(datasette) / "tabellen" / WORKBOOK).is_file()
    shown = {"tables": read_tables(), "counts": counts, "workbook": WORKBOOK if has_workbook else None}
    return await show(datasette, request, "tables.html", **shown)


async def to_tables(request: Any) -> Any:
    """Send readers of Datasette's own list on to ours."""
    return Response.redirect("/tabellen")


async def table_file(datasette: Any, request: Any) -> Any:
    """Answer with a table as CSV; only tables that were published have one."""
    name = request.url_vars["name"]
    path = _folder(datasette) / "tabellen" / f"{name}.csv"
    if name not in {table.name for table in read_tables()} or not path.is_file():
        raise NotFound("Deze tabel is er niet")
    return AsgiFileDownload(str(path), path.name, "text/csv; charset=utf-8")


async def workbook(datasette: Any) -> Any:
    """Answer with the workbook that holds all tables; large publications have none."""
    path = _folder(datasette) / "tabellen" / WORKBOOK
    if not path.is_file():
        raise NotFound("Het werkboek is er niet")
    return AsgiFileDownload(str(path), path.name, _XLSX)


async def kennissynthese(datasette: Any) -> Any:
    """Answer with the kennissynthese; its style stands in the page, so the policy names that style's hash."""
    path = _folder(datasette) / "kennissynthese.html"
    if not path.is_file():
        raise NotFound("De kennissynthese is er niet")
    text = path.read_text(encoding="utf-8")
    style = text.partition("<style>")[2].partition("</style>")[0] or STYLE.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'"
    return Response.html(text, headers={"content-security-policy": policy})


def _folder(datasette: Any) -> Path:
    return Path(datasette.get_database(DATABASE).path).parent
