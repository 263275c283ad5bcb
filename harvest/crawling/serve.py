"""A folder that stands in for a website, on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


class _Handler(SimpleHTTPRequestHandler):
    """Answers requests for a whole address, as an HTTP proxy gets them, from a folder."""

    def parse_request(self) -> bool:
        """Read the request, and of its address keep the path."""
        is_read = super().parse_request()
        if is_read:
            self.path = urlsplit(self.path).path or "/"
        return is_read

    def list_directory(self, path: Any) -> None:
        """Answer 404: a folder without an index page is no page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing; the finds tell what was asked."""


@contextmanager
def stand_in(folder: Path) -> Iterator[str]:
    """Yield the address of an HTTP proxy that answers every request from `folder`, for the time of the context."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
