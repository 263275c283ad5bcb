"""A site whose files change while it runs: each request is answered from beginning to end by one version of them.

Datasette opens its connections when they are first needed, so that a file that is replaced under it gives answers from
two versions at once. Here each version has a Datasette of its own, over files that nothing changes: requests that come
in go to the newest one, and an older one is closed as soon as it has answered what it was asked.
"""

from __future__ import annotations

import asyncio
import atexit
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.issues import Problem

log = logging.getLogger(__name__)
LOOK_EVERY_S = 2.0
"""Seconds between two looks at the files."""
_COUNTING_MS = 60_000


@dataclass(eq=False)
class Edition:
    """A Datasette over one version of the files, and how many requests it is answering."""

    folder: Path
    datasette: Any
    app: Any
    asking: int = 0
    is_over: bool = field(default=False)


class Switch:
    """An ASGI application that answers with the newest version of the files of a site."""

    def __init__(
        self,
        renew: Callable[[Path | None], Path | None],
        open_site: Callable[[Path], Any],
        retire: Callable[[Path], None],
        *,
        every_s: float = LOOK_EVERY_S,
    ) -> None:
        """Take what makes, opens and removes versions.

        `renew` returns the folder of a version newer than the one in the folder that it is given, or None; it is
        called in a thread. `open_site` returns the Datasette over a folder, and `retire` removes one that is no longer
        used.
        """
        self._renew, self._open_site, self._retire, self._every_s = renew, open_site, retire, every_s
        self._current: Edition | None = None
        self._watch: asyncio.Task[None] | None = None
        self._closing: set[asyncio.Task[None]] = set()
        self._one_look = asyncio.Lock()
        self._told = ""

    @property
    def datasette(self) -> Any:
        """The Datasette over the newest version."""
        return self._current.datasette if self._current else None

    async def __aenter__(self) -> Self:
        """Open the first version and watch for newer ones; raise what `renew` raises where there is none."""
        if not await self._look():
            raise RuntimeError("there is no version of the site to open")
        self._watch = asyncio.create_task(self._keep_looking())
        self._watch.add_done_callback(_tell)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop watching and close what is open."""
        if self._watch:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        if self._current:
            self._end(self._current)
            self._current = None
        await asyncio.gather(*self._closing)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer a request from the version that is the newest as it comes in."""
        edition = self._current
        if scope["type"] != "http" or edition is None:
            raise NotImplementedError(f"this site does not speak {scope['type']}")
        edition.asking += 1
        try:
            await edition.app(scope, receive, send)
        finally:
            edition.asking -= 1
            if edition.is_over:
                self._end(edition)

    async def look(self) -> bool:
        """Go over to a newer version of the files where there is one, and tell whether; a failure leaves all as is."""
        try:
            return await self._look()
        except (Problem, OSError, sqlite3.Error) as error:
            if str(error) != self._told:
                log.warning("The site goes on as it was: %s", error)
            self._told = str(error)
            return False

    async def _look(self) -> bool:
        async with self._one_look:
            before = self._current
            folder = await asyncio.to_thread(self._renew, before.folder if before else None)
            if folder is None:
                return False
            try:
                self._current = await self._open(folder)
            except BaseException:
                await asyncio.to_thread(self._retire, folder)
                raise
            if before:
                self._end(before)
            return True

    async def _open(self, folder: Path) -> Edition:
        """Return the version in a folder once it can answer without a delay."""
        datasette = self._open_site(folder)
        await datasette.invoke_startup()
        await datasette.refresh_schemas()
        for database in datasette.databases.values():
            if not database.is_mutable:
                await database.table_counts(limit=_COUNTING_MS)
        return Edition(folder, datasette, datasette.app())

    def _end(self, edition: Edition) -> None:
        """Close a version that is no longer the newest, now or after what it is still asked."""
        edition.is_over = True
        if not edition.asking:
            task = asyncio.create_task(asyncio.to_thread(self._close, edition))
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    def _close(self, edition: Edition) -> None:
        internal = edition.datasette.get_internal_database()
        edition.datasette.close()
        # Datasette keeps each one that it ever opened alive by this, to remove a file that is gone by now.
        atexit.unregister(internal._cleanup_temp_file)
        self._retire(edition.folder)

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(self._every_s)
            await self.look()


def _tell(watch: asyncio.Task[None]) -> None:
    """Log why nobody looks any longer, where that is not because the site is closed."""
    if not watch.cancelled() and watch.exception():
        log.error("The site no longer goes over to newer files", exc_info=watch.exception())
