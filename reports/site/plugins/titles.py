"""The Dutch titles and descriptions of tables and columns, put into Datasette's own database in one go.

As an argument of Datasette each of some hundreds would be a transaction of its own: seconds for every site that opens.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from reports.site.pages import hook
from reports.site.serve import site_metadata

_INTO = {
    "metadata_instance": "key, value",
    "metadata_databases": "database_name, key, value",
    "metadata_resources": "database_name, resource_name, key, value",
    "metadata_columns": "database_name, resource_name, column_name, key, value",
}
Row = tuple[str, ...]


@hook
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """Return what fills in the titles of a site that opens."""

    def fill(connection: Any) -> None:
        for table, row in _rows(site_metadata()):
            marks = ", ".join("?" * len(row))
            connection.execute(f"INSERT OR REPLACE INTO {table} ({_INTO[table]}) VALUES ({marks})", row)

    async def filled() -> None:
        await datasette.get_internal_database().execute_write_fn(fill)

    return filled


def _rows(metadata: dict[str, Any]) -> Iterator[tuple[str, Row]]:
    """Yield the name of each table of Datasette's metadata with its rows."""
    yield "metadata_instance", ("title", metadata["title"])
    for database, about in metadata["databases"].items():
        yield "metadata_databases", (database, "title", about["title"])
        for table, told in about["tables"].items():
            yield from (("metadata_resources", (database, table, key, told[key])) for key in ("title", "description"))
            for column, description in told["columns"].items():
                yield "metadata_columns", (database, table, column, "description", description)
