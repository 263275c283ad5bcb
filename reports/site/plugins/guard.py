"""What the site refuses and the headers it sends: reading only, from our own pages and files only."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from reports.pages import hook

METHODS = ("GET", "HEAD", "POST")
HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
App = Callable[[Any, Any, Any], Awaitable[None]]


@hook
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Return a wrapper that refuses other methods and Datasette's own tools, and adds headers to every answer."""
    return guard


def guard(app: App) -> App:
    """Return the app behind the guard."""

    async def guarded(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        async def send_with_headers(message: Any) -> None:
            await send(_with_headers(message))

        if scope["method"] not in METHODS:
            await _refuse(send_with_headers, 405, "Deze site kan alleen worden gelezen.", ("allow", ", ".join(METHODS)))
        elif _is_tool(scope):
            await _refuse(send_with_headers, 404, "Deze pagina bestaat niet.")
        else:
            await app(scope, receive, send_with_headers)

    return guarded


def _is_tool(scope: Any) -> bool:
    """Tell whether a path leads to one of Datasette's tools, such as the page for SQL; they all have the part '-'."""
    raw = scope.get("raw_path") or scope["path"].encode()
    return "-" in scope["path"].split("/") or "-" in raw.decode("latin-1").split("?")[0].split("/")


def _with_headers(message: Any) -> Any:
    if message["type"] != "http.response.start":
        return message
    given = {name.lower() for name, _ in message.get("headers", [])}
    added = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in given]
    return {**message, "headers": [*message.get("headers", []), *added]}


async def _refuse(send: Any, status: int, text: str, *headers: tuple[str, str]) -> None:
    fields = [("content-type", "text/plain; charset=utf-8"), *headers]
    encoded = [(name.encode(), value.encode()) for name, value in fields]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": text.encode()})
