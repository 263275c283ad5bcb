"""What the plugins of the site share: asking the public database, and answering with a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from datasette import NotFound, Response, hookimpl

DATABASE = "publiek"
Row = dict[str, Any]
F = TypeVar("F", bound=Callable[..., Any])


def hook(function: F) -> F:
    """Mark a function as a Datasette hook, keeping its type."""
    return cast(F, hookimpl(function))


def folder_of(datasette: Any) -> Path:
    """Return the folder with the published files that go with the public database."""
    return Path(datasette.get_database(DATABASE).path).parent


async def ask(datasette: Any, sql: str, *values: Any) -> list[Row]:
    """Return the rows of a query on the public database."""
    results = await datasette.get_database(DATABASE).execute(sql, list(values))
    return [dict(row) for row in results.rows]


async def ask_if_there(datasette: Any, table: str, sql: str, *values: Any) -> list[Row]:
    """Return the rows of a query on a table that older publications lack; none where it is not there."""
    is_there = await datasette.get_database(DATABASE).table_exists(table)
    return await ask(datasette, sql, *values) if is_there else []


async def ask_one(datasette: Any, sql: str, *values: Any) -> Row:
    """Return the first row of a query; raise NotFound, which becomes the page 'bestaat niet', when there is none."""
    rows = await ask(datasette, sql, *values)
    if not rows:
        raise NotFound("Dit staat niet in de kennissynthese")
    return rows[0]


async def show(datasette: Any, request: Any, template: str, **context: Any) -> Any:
    """Return the answer with a page made from a template of the site."""
    return Response.html(await datasette.render_template(template, context, request=request))
