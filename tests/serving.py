"""Sites that tests visit over HTTP: in a thread of this process, and in a process of their own that can be killed."""

from __future__ import annotations

import asyncio
import os
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from corpus.raw import DATA_VARIABLE

_PATIENCE = 60
"""Seconds that a site gets to start."""


@contextmanager
def served(make: Callable[[], Any]) -> Iterator[str]:
    """Serve the Datasette that `make` returns, in a thread, and yield its address."""
    told: queue.Queue[str | BaseException] = queue.Queue()
    server: list[uvicorn.Server] = []
    thread = threading.Thread(target=_serve, args=(make, server, told), daemon=True)
    thread.start()
    address = told.get(timeout=_PATIENCE)
    if isinstance(address, BaseException):
        raise address
    try:
        yield address
    finally:
        server[0].should_exit = True
        thread.join(_PATIENCE)


def _serve(make: Callable[[], Any], server: list[uvicorn.Server], told: queue.Queue[str | BaseException]) -> None:
    async def main() -> None:
        config = uvicorn.Config(make().app(), port=0, log_level="error", server_header=False)
        server.append(uvicorn.Server(config))
        serving = asyncio.create_task(server[0].serve())
        while not server[0].started:
            await asyncio.sleep(0.02)
            if serving.done():
                serving.result()
        port = server[0].servers[0].sockets[0].getsockname()[1]
        told.put(f"http://127.0.0.1:{port}")
        await serving

    try:
        asyncio.run(main())
    except BaseException as error:  # noqa: BLE001 - told to the thread that waits
        told.put(error)


class Process:
    """A command of `kennissynthese` that serves, in a process of its own."""

    def __init__(self, data: Path, *arguments: str) -> None:
        """Start the command over a data folder, and wait until it says where it listens."""
        self._running = subprocess.Popen(
            [sys.executable, "-m", "corpus.cli", *arguments],
            env=os.environ | {DATA_VARIABLE: str(data), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.address = self._address()
        threading.Thread(target=self._drain, daemon=True).start()

    def _address(self) -> str:
        said = ""
        assert self._running.stdout
        for line in self._running.stdout:
            said += line
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                return found[0]
        raise RuntimeError(f"the site did not start: {said}")

    def _drain(self) -> None:
        assert self._running.stdout
        for _ in self._running.stdout:
            pass

    def kill(self) -> None:
        """End the process at once, as a loss of power does."""
        self._running.kill()
        self._running.wait()

    def stop(self) -> None:
        """End the process in order."""
        self._running.terminate()
        self._running.wait(_PATIENCE)


@contextmanager
def started(data: Path, *arguments: str) -> Iterator[str]:
    """Serve with a command of `kennissynthese`, and yield its address."""
    process = Process(data, *arguments)
    try:
        yield process.address
    finally:
        process.stop()
