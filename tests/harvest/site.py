"""A small website on loopback that remembers what it was asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Page(NamedTuple):
    body: bytes = b""
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    location: str = ""


@dataclass
class Site:
    """Answers by path; of several answers for one path the first ones are given once."""

    pages: dict[str, list[Page]]
    slow: tuple[str, ...] = ()
    port: int = 0
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


def html(*links: tuple[str, str], text: str = "") -> Page:
    anchors = "".join(f'<p><a href="{address}">{words}</a></p>' for address, words in links)
    return Page(f"<!doctype html><html><body>{anchors}{text}</body></html>".encode())


def pdf(name: str, media_type: str = "application/pdf") -> Page:
    return Page(
        f"%PDF-1.4\n% {name}\n% <a href='/uit-een-pdf.html'>Geen verwijzing</a>\n%%EOF".encode(), media_type=media_type
    )


@contextmanager
def opened(pages: dict[str, list[Page]], slow: tuple[str, ...] = ()) -> Iterator[Site]:
    site = Site(pages, slow)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.agents.add(self.headers["User-Agent"])
            if self.path in site.slow:
                time.sleep(0.3)
            answers = site.pages.get(self.path, [Page(b"<html>not here</html>", status=404)])
            page = answers.pop(0) if len(answers) > 1 else answers[0]
            self.send_response(page.status)
            self.send_header("Content-Type", page.media_type)
            self.send_header("Content-Length", str(len(page.body)))
            if page.location:
                self.send_header("Location", page.location)
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.port = server.server_port
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
