"""The site of a study: Datasette over `publiek.db`, with our own pages."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import click
import uvicorn
from datasette.app import Datasette

from corpus.issues import Refused
from corpus.raw import study_folder
from corpus.study import Study
from reports.products.evaluation_desk import EvaluationDesk, put_evaluation_desk
from reports.publishing.database import INDEX
from reports.publishing.words import FORMS
from reports.site.pages import DATABASE
from reports.site.switch import Switch
from reports.site.versions import PublicVersions
from reports.tables import read_tables

SITE = Path(__file__).parent
HOST = "127.0.0.1"
SETTINGS = {
    "default_allow_sql": False,
    "allow_download": False,
    "allow_facet": False,
    "suggest_facets": False,
    "allow_signed_tokens": False,
    "max_csv_mb": 0,
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
    with ended_in_order():
        return asyncio.run(_serve(public_switch(study_folder(study.name)), port))


@contextmanager
def ended_in_order() -> Iterator[None]:
    """Let a process that is asked to end (SIGTERM) close what is open first, as with Ctrl-C."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


async def _serve(switch: Switch, port: int) -> int:
    async with switch:
        return await run(switch, port)


def public_switch(folder: Path) -> Switch:
    """Return the public site as an application that goes over to newly published files as soon as they are whole."""
    versions, desk = PublicVersions(folder), EvaluationDesk.of(folder)
    return Switch(versions.renew, lambda version: site(version, desk), versions.retire)


def site(folder: Path, desk: EvaluationDesk | None = None) -> Any:
    """Return the Datasette over the public database in the folder of a study; raise Refused when it is not there.

    Where that is a version of it, `desk` says where zelfevaluaties are kept instead.
    """
    path = folder / f"{DATABASE}.db"
    if not path.is_file():
        raise Refused(str(path), "the public database is not there yet", "Run `make synthesis` first")
    datasette = Datasette(
        immutables=[str(path)],
        config=site_config(),
        settings=SETTINGS,
        template_dir=str(SITE / "templates"),
        plugins_dir=str(SITE / "plugins"),
        static_mounts=[("stijl", str(SITE / "static"))],
    )
    put_evaluation_desk(datasette, desk or EvaluationDesk.of(folder))
    return datasette


def site_metadata() -> dict[str, Any]:
    """Return the Dutch titles and descriptions of tables and columns as Datasette metadata, from the SQL headers."""
    tables = {
        table.name: {"title": table.title, "description": table.description, "columns": table.columns}
        for table in read_tables()
    }
    return {"title": "Kennissynthese", "databases": {DATABASE: {"title": "Alle tabellen", "tables": tables}}}


def site_config() -> dict[str, Any]:
    """Return how the tables of the public database are shown, and that its words index is not."""
    tables: dict[str, dict[str, Any]] = {name: dict(sort) for name, sort in _SORTS.items()}
    for name, column in _LABELS.items():
        tables[name]["label_column"] = column
    for part in ("", "_config", "_content", "_data", "_docsize", "_idx"):
        tables[f"{INDEX}{part}"] = {"allow": False, "hidden": True}
    tables[FORMS] = {"allow": False, "hidden": True}
    return {"databases": {DATABASE: {"allow_sql": False, "tables": tables}}}


async def run(app: Any, port: int) -> int:
    """Serve an ASGI application, or a Datasette, until stopped, and return the exit status; port 0 takes a free one.

    Raises Refused when another program has the port.
    """
    try:
        listening = socket.create_server((HOST, port))
    except OSError as error:
        raise Refused(f"port {port}", f"it cannot be opened: {error.strerror}", "Choose another with --port") from None
    app = app.app() if isinstance(app, Datasette) else app
    lifespan: Literal["on", "off"] = "off" if isinstance(app, Switch) else "on"
    server = _Server(uvicorn.Config(app, log_level="warning", server_header=False, lifespan=lifespan))
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
