"""The site of a study: Datasette over `publiek.db`, with our own pages."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from typing import Any

import click
import uvicorn
from datasette.app import Datasette

from corpus.issues import Refused
from corpus.raw import study_folder
from corpus.study import Study
from reports.database import INDEX
from reports.pages import DATABASE
from reports.tables import read_tables

SITE = Path(__file__).parent / "site"
HOST = "127.0.0.1"
_SETTINGS = {
    "default_allow_sql": False,
    "allow_download": False,
    "allow_facet": False,
    "suggest_facets": False,
    "allow_signed_tokens": False,
    "default_page_size": 50,
    "truncate_cells_html": 0,
    "max_post_body_bytes": 10_000,
}
_SORTS = {
    "documenten": {"sort": "titel"},
    "overzicht_evaluaties": {"sort": "gemeenten"},
    "gemeenten": {"sort": "gemeente"},
    "elementen": {"sort_desc": "documenten"},
    "citaten": {"sort": "titel"},
    "themas": {"sort_desc": "passages"},
}
_LABELS = {"documenten": "titel", "gemeenten": "gemeente", "elementen": "element"}


def serve(study: Study, *, port: int) -> int:
    """Serve the site of a study on this machine until it is stopped, and return the exit status.

    Raises Refused when the study has not been published yet, or another program has the port.
    """
    datasette = site(study_folder(study.name))
    return asyncio.run(run(datasette, port))


def site(folder: Path) -> Any:
    """Return the Datasette over the public database in the folder of a study; raise Refused when it is not there."""
    path = folder / f"{DATABASE}.db"
    if not path.is_file():
        raise Refused(str(path), "the public database is not there yet", "Run `make synthesis` first")
    return Datasette(
        immutables=[str(path)],
        metadata=site_metadata(),
        config=_config(),
        settings=_SETTINGS,
        template_dir=str(SITE / "templates"),
        plugins_dir=str(SITE / "plugins"),
        static_mounts=[("stijl", str(SITE / "static"))],
    )


def site_metadata() -> dict[str, Any]:
    """Return the Dutch titles and descriptions of tables and columns as Datasette metadata, from the SQL headers."""
    tables = {
        table.name: {"title": table.title, "description": table.description, "columns": table.columns}
        for table in read_tables()
    }
    return {"title": "Kennissynthese", "databases": {DATABASE: {"title": "Alle tabellen", "tables": tables}}}


def _config() -> dict[str, Any]:
    tables: dict[str, dict[str, Any]] = {name: dict(sort) for name, sort in _SORTS.items()}
    for name, column in _LABELS.items():
        tables[name]["label_column"] = column
    for part in ("", "_config", "_content", "_data", "_docsize", "_idx"):
        tables[f"{INDEX}{part}"] = {"allow": False, "hidden": True}
    return {"databases": {DATABASE: {"allow_sql": False, "tables": tables}}}


async def run(datasette: Any, port: int) -> int:
    """Serve until stopped, and return the exit status; port 0 takes a free one.

    Raises Refused when another program has the port.
    """
    try:
        listening = socket.create_server((HOST, port))
    except OSError as error:
        raise Refused(f"port {port}", f"it cannot be opened: {error.strerror}", "Choose another with --port") from None
    server = _Server(uvicorn.Config(datasette.app(), log_level="warning", server_header=False))
    await server.serve(sockets=[listening])
    return 0 if server.started else 1


class _Server(uvicorn.Server):
    """A server that says where it listens as soon as it does."""

    async def startup(self, sockets: Any = None) -> None:
        """Start listening and print the address."""
        await super().startup(sockets)
        if self.started:
            port = self.servers[0].sockets[0].getsockname()[1]
            click.echo(f"Open http://{HOST}:{port}/ (Ctrl-C stops)")
