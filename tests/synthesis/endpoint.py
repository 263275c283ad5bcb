"""An endpoint on loopback that speaks OpenAI's chat completions, and answers as a test tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What the endpoint answers: a text, or a status with headers; after a delay, with or without counts of tokens."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    tokens: tuple[int, int] | None = (1000, 100)


Script = Callable[[list[dict[str, str]], int], Answer]
"""Given the passages of a question (id and tekst), and the number of the call from 0, what to answer."""


@dataclass
class Endpoint:
    """An endpoint that is being served, with all that it was asked."""

    address: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The texts of passages that were sent, in order."""
        return [each["tekst"] for body in self.asked for each in passages_of(body)]


def passages_of(body: dict[str, Any]) -> list[dict[str, str]]:
    """Return the passages in a question; a question of another kind is one passage."""
    said = body["messages"][-1]["content"]
    try:
        found = json.loads(said)
    except ValueError:
        found = said
    return found if isinstance(found, list) else [{"id": "p1", "tekst": said}]


def coded(*passages: Sequence[dict[str, Any]]) -> Answer:
    """Return the right form of an answer with these codes for p1, p2, …"""
    listed = [{"id": f"p{number}", "codes": list(codes)} for number, codes in enumerate(passages, 1)]
    return Answer(json.dumps({"passages": listed}, ensure_ascii=False))


def code(key: str, quote: str, direction: str | None = None, sure: str = "hoog") -> dict[str, Any]:
    """Return a code as a model gives it."""
    return {"code": key, "richting": direction, "citaat": quote, "zekerheid": sure}


def _chunks(answer: Answer, model: str) -> Iterator[bytes]:
    """Yield the events of a streamed answer."""
    base = {"id": "c", "object": "chat.completion.chunk", "created": 0, "model": model}
    delta = {"index": 0, "delta": {"role": "assistant", "content": answer.text}, "finish_reason": None}
    events: list[dict[str, Any]] = [base | {"choices": [delta]}]
    if answer.tokens:
        given, taken = answer.tokens
        usage = {"prompt_tokens": given, "completion_tokens": taken, "total_tokens": given + taken}
        events.append(base | {"choices": [], "usage": usage})
    yield from (f"data: {json.dumps(event)}\n\n".encode() for event in events)
    yield b"data: [DONE]\n\n"


@contextmanager
def served(script: Script) -> Iterator[Endpoint]:
    """Serve an endpoint that answers by a script."""
    endpoint = Endpoint("")
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                number = len(endpoint.asked)
                endpoint.asked.append(body)
                endpoint.headers.append({name.lower(): value for name, value in self.headers.items()})
            answer = script(passages_of(body), number)
            time.sleep(answer.delay_s)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "text/event-stream" if answer.status == 200 else "application/json")
            self.end_headers()
            if answer.status == 200:
                for chunk in _chunks(answer, body["model"]):
                    self.wfile.write(chunk)
            else:
                self.wfile.write(b'{"error": {"message": "zo niet"}}')

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        endpoint.address = f"http://127.0.0.1:{server.server_port}/v1"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield endpoint
        finally:
            server.shutdown()
