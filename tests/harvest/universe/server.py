"""A server on loopback that answers from routes and remembers what it was asked."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeAlias
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Request:
    path: str
    """Path and query."""
    headers: Message
    root: str
    """The address of the server, with its slash at the end."""

    @property
    def route(self) -> str:
        return urlsplit(self.path).path

    @property
    def query(self) -> dict[str, str]:
        return {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}


@dataclass(frozen=True)
class Reply:
    body: bytes = b""
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    """The Content-Length that is claimed, where it is not the true one."""


Route: TypeAlias = Reply | Callable[[Request], Reply]


@dataclass
class Server:
    """Routes by path; `""` answers what no other does."""

    routes: dict[str, Route]
    port: int = 0
    asked: list[str] = field(default_factory=list)
    """Path and query of each request, in order; robots.txt among them."""
    agents: set[str | None] = field(default_factory=set)
    sent: Counter[str] = field(default_factory=Counter)
    """Bytes of bodies that were sent, by path and query."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def answer(self, request: Request) -> Reply:
        route = self.routes.get(request.path) or self.routes.get(
            request.route, self.routes.get("", Reply(b"<html>not here</html>", status=404))
        )
        return route(request) if callable(route) else route


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    universe: Server

    def do_GET(self) -> None:
        server = self.universe
        with server.lock:
            server.asked.append(self.path)
            server.agents.add(self.headers["User-Agent"])
        reply = server.answer(Request(self.path, self.headers, server.root))
        with server.lock:
            server.sent[self.path] += len(reply.body)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.media_type)
        self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)
        if reply.length is not None:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        pass


class Listener(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that went away: some are killed on purpose."""


@contextmanager
def serving(routes: Mapping[str, Route]) -> Iterator[Server]:
    server = Server(dict(routes))
    handler = type("BoundHandler", (Handler,), {"universe": server})
    listener = Listener(("127.0.0.1", 0), handler)
    server.port = listener.server_port
    threading.Thread(target=listener.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()


def pdf(name: str) -> bytes:
    return f"%PDF-1.4\n% {name}\n%%EOF".encode()


def html(*links: tuple[str, str], text: str = "", head: str = "") -> Reply:
    anchors = "".join(f'<p><a href="{address}">{words}</a></p>' for address, words in links)
    return Reply(f"<!doctype html><html><head>{head}</head><body>{anchors}{text}</body></html>".encode())


def document(name: str, media_type: str = "application/pdf", **headers: str) -> Reply:
    return Reply(
        pdf(name), media_type=media_type, headers={key.replace("_", "-"): value for key, value in headers.items()}
    )


def in_turn(*replies: Reply) -> Callable[[Request], Reply]:
    """Each reply once, and the last one for ever."""
    waiting = list(replies)
    return lambda request: waiting.pop(0) if len(waiting) > 1 else waiting[0]
