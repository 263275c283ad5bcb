"""What the sites refuse and the headers they send: our own pages and files only, those for review only to members."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, quote

from datasette.utils.asgi import Request

from reports.review.desk import Desk, desk_of
from reports.review.routes import ANYONE, routes
from reports.site.pages import hook

METHODS = ("GET", "HEAD", "POST")
_BASE = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": _BASE,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
REVIEW_HEADERS = HEADERS | {
    "content-security-policy": f"{_BASE}; script-src 'self'; connect-src 'self'",
    "cache-control": "no-store",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
}
PRIVATE_HEADERS = HEADERS | {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
}
"""Of pages under a private link: who has their address may see and change what is on them."""
PRIVATE = re.compile(r"/zelfevaluatie(/.*)?")
SECURE = {"strict-transport-security": "max-age=31536000"}
"""Beside the others where the site is reached through https."""
STATIC = re.compile(r"/stijl/[\w.-]+|/favicon\.ico")
"""Files that have nothing of the study in them: they may be kept, and asked for without logging in."""
_TEXT = (("content-type", "text/plain; charset=utf-8"),)
_THROUGH = "_through"
"""What Datasette asks of one table by way of another; our pages never do, and what is no such question breaks it."""
App = Callable[[Any, Any, Any], Awaitable[None]]
Refusal = tuple[int, str, tuple[tuple[str, str], ...]]


@hook
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Return a wrapper that refuses other methods and Datasette's own tools, and adds headers to every answer."""
    desk = desk_of(datasette)
    return (lambda app: guard_review(app, desk)) if desk else guard


def guard(app: App) -> App:
    """Return the app of the public site behind the guard."""

    async def guarded(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers = PRIVATE_HEADERS if PRIVATE.fullmatch(scope["path"]) else HEADERS
        await _answer(app, _refusal(scope), (scope, receive, send), headers)

    return guarded


def guard_review(app: App, desk: Desk) -> App:
    """Return the app of the review site behind the guard: only pages to log in with are for those who have not."""
    open_paths = [re.compile(path) for path in sorted({route.path for route in routes() if ANYONE in route.roles})]
    forms = [re.compile(path) for path in sorted({route.path for route in routes() if route.method == "POST"})]
    headers = REVIEW_HEADERS | (SECURE if desk.is_secure else {})

    async def guarded(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        path, refusal = _path(scope), _refusal(scope)
        # Forms are refused by their routes, which give back what was written.
        is_open = any(
            each.fullmatch(path) for each in (STATIC, *open_paths, *(forms if scope["method"] == "POST" else ()))
        )
        if not (refusal or is_open or await desk.accounts.member_of(Request(scope, receive))):
            refusal = _to_login(scope)
        kept = {
            name: value for name, value in headers.items() if not (STATIC.fullmatch(path) and name == "cache-control")
        }
        await _answer(app, refusal, (scope, receive, send), kept)

    return guarded


async def _answer(app: App, refusal: Refusal | None, asked: tuple[Any, Any, Any], headers: Mapping[str, str]) -> None:
    scope, receive, send = asked

    async def send_with_headers(message: Any) -> None:
        await send(_with_headers(message, headers))

    if refusal is None:
        await app(scope, receive, send_with_headers)
        return
    status, text, fields = refusal
    encoded = [(name.encode(), value.encode()) for name, value in (*_TEXT, *fields)]
    await send_with_headers({"type": "http.response.start", "status": status, "headers": encoded})
    await send_with_headers({"type": "http.response.body", "body": text.encode()})


def _refusal(scope: Any) -> Refusal | None:
    if scope["method"] not in METHODS:
        return 405, "Deze pagina kan zo niet worden gevraagd.", (("allow", ", ".join(METHODS)),)
    if _is_tool(scope):
        return 404, "Deze pagina bestaat niet.", ()
    if _THROUGH in dict(parse_qsl(scope.get("query_string", b"").decode("latin-1"))):
        return 400, "Deze vraag begrijpen wij niet.", ()
    return None


def _to_login(scope: Any) -> Refusal:
    """Return the way to the login page and back; for a form there is no way back."""
    if scope["method"] == "POST":
        return 403, "U bent niet meer ingelogd. Log opnieuw in en vul het formulier nog eens in.", ()
    query = scope.get("query_string", b"").decode("latin-1")
    asked = _path(scope) + (f"?{query}" if query else "")
    return 303, "", (("location", f"/inloggen?naar={quote(asked, safe='')}"),)


def _path(scope: Any) -> str:
    """Return the path as Datasette looks for its route: as it was sent, so that no other spelling comes past."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.decode("latin-1").partition("?")[0]


def _is_tool(scope: Any) -> bool:
    """Tell whether a path leads to one of Datasette's tools, such as the page for SQL; they all have the part '-'."""
    return "-" in scope["path"].split("/") or "-" in _path(scope).split("/")


def _with_headers(message: Any, headers: Mapping[str, str]) -> Any:
    """Return the message with the headers: those for caching as they are here, others only where none was given."""
    if message["type"] != "http.response.start":
        return message
    given = [(name, value) for name, value in message.get("headers", []) if _is_kept(name.decode().lower(), headers)]
    names = {name.lower() for name, _ in given}
    added = [(name.encode(), value.encode()) for name, value in headers.items() if name.encode() not in names]
    return {**message, "headers": [*given, *added]}


def _is_kept(name: str, headers: Mapping[str, str]) -> bool:
    return name != "cache-control" or name not in headers
