"""Rows that Datasette gives as CSV: all of them or none, and no text that a spreadsheet takes for a formula.

Datasette itself stops at a page of rows unless asked to go on, writes texts as they are, and ends with the words of an
error where something fails halfway, as if that were a row.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from reports.site.pages import hook
from reports.tables.csv_files import safe_cell

_TABLE = re.compile(rb"/(?:publiek|corpus|review)/.+\.csv")
_OURS = ("_stream", "_dl", "_size", "_next", "_trace", "_header")
"""What may be asked of an export that we say ourselves."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.IGNORECASE)
App = Callable[[Any, Any, Any], Awaitable[None]]


class CutShort(Exception):
    """Rows stop halfway; raising it breaks the connection, so that nobody takes them for all."""


@hook
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Return a wrapper that gives whole and safe CSV."""
    return whole_and_safe


def whole_and_safe(app: App) -> App:
    """Return the app with every table as CSV complete and safe to open."""

    async def exporting(scope: Any, receive: Any, send: Any) -> None:
        path = (scope.get("raw_path") or scope.get("path", "").encode()).partition(b"?")[0]
        if scope["type"] != "http" or not _TABLE.fullmatch(path):
            await app(scope, receive, send)
            return
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        kept = [(name, value) for name, value in asked if name not in _OURS]
        query = urlencode([*kept, ("_stream", "on"), ("_dl", "1")]).encode()
        await app({**scope, "query_string": query}, receive, _safely(send))

    return exporting


def _safely(send: Any) -> Any:
    """Return what sends CSV on, row by row, once each row is whole."""
    waiting, is_csv, is_cut = "", False, False

    async def sending(message: Any) -> None:
        nonlocal waiting, is_csv, is_cut
        if is_cut:
            raise CutShort
        if message["type"] == "http.response.start":
            is_csv = any(name.lower() == b"content-type" and b"text/csv" in value for name, value in message["headers"])
        elif is_csv and message["type"] == "http.response.body":
            waiting += message.get("body", b"").decode()
            whole = waiting.count('"') % 2 == 0 and waiting.endswith("\n")
            is_cut = bool(waiting) and not whole and not message.get("more_body")
            if is_cut:
                raise CutShort
            message = {**message, "body": _safe(waiting) if whole else b""}
            waiting = "" if whole else waiting
        await send(message)

    return sending


def _safe(rows: str) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    for row in csv.reader(io.StringIO(rows, newline="")):
        writer.writerow([cell if _NUMBER.fullmatch(cell) else safe_cell(cell) for cell in row])
    return file.getvalue().encode()
