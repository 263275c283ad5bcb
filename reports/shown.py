"""How values are shown to readers: Dutch numbers, links, and which quotes come first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"
STYLE = Path(__file__).parent / "site" / "static" / "style.css"
FICTIONAL = "Fictief"
"""The province of gemeenten that do not exist."""
_NOWHERE = (".example", ".test", ".invalid", ".localhost", "localhost")
"""Names that never lead to a site (RFC 2606)."""
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def number(value: float | None, digits: int = 0) -> str:
    """Return a number as Dutch readers write it: a point between thousands and a comma before decimals."""
    if value is None:
        return "–"
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def size(byte_count: int) -> str:
    """Return the size of a file as Dutch readers write it: in kB, or in MB with one decimal."""
    return f"{number(byte_count / 1e6, 1)} MB" if byte_count >= 1e6 else f"{number(max(1, round(byte_count / 1e3)))} kB"


def day(value: str | None) -> str:
    """Return the day of an ISO 8601 date or time as Dutch readers write it; what is none stays as it is."""
    try:
        found = date.fromisoformat((value or "")[:10])
    except ValueError:
        return value or "–"
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}"


def web_link(url: str | None, page: int | None = None) -> str | None:
    """Return the address to link to, at a page of a PDF where given; None where no site can answer."""
    if not url or urlsplit(url).scheme not in ("http", "https") or (urlsplit(url).hostname or "").endswith(_NOWHERE):
        return None
    return f"{url}#page={page}" if page and urlsplit(url).path.lower().endswith(".pdf") else url


def spread(quotes: Iterable[Mapping[str, Any]], limit: int) -> list[Mapping[str, Any]]:
    """Return the first `limit` quotes such that each document comes once before any comes twice."""
    turns: dict[str, int] = {}
    ranked = []
    for position, quote in enumerate(quotes):
        turn = turns[quote["document_id"]] = turns.get(quote["document_id"], 0) + 1
        ranked.append((turn, position, quote))
    return [quote for _, _, quote in sorted(ranked, key=lambda item: item[:2])[:limit]]


def grouped(rows: Iterable[Mapping[str, Any]], name: str) -> list[tuple[Any, list[Mapping[str, Any]]]]:
    """Return rows that are sorted by a column in groups of equal value, in that order."""
    return [(value, list(group)) for value, group in groupby(rows, key=lambda row: row[name])]


def prepare(environment: Environment) -> Environment:
    """Add these functions to a Jinja environment and return it."""
    environment.filters["number"] = number
    environment.filters["size"] = size
    environment.filters["day"] = day
    environment.filters["web_link"] = web_link
    environment.filters["spread"] = spread
    environment.filters["grouped"] = grouped
    return environment
