"""The news of a month as a message to send: a page of HTML, and the same in Markdown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from reports.news.feed import Site
from reports.news.months import Month
from reports.publication import Origin

_TEMPLATES = Path(__file__).parent / "templates"
_MARKS = re.compile(r"([\\`*_{}\[\]<>()#|~&])")
_LINE_START = re.compile(r"^(\s*)([-+!]|\d+\.)(?=\s)")


def as_html(month: Month, site: Site) -> bytes:
    """Return the news of a month as a page that stands alone."""
    return _written("bericht.html", month, site)


def as_markdown(month: Month, site: Site) -> bytes:
    """Return the news of a month in Markdown, for a newsletter."""
    return _written("bericht.md", month, site)


def _written(template: str, month: Month, site: Site) -> bytes:
    return _environment().get_template(template).render(month=month, site=site).encode()


@cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=lambda name: (name or "").endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.filters["origin"] = lambda row, table, column: Origin(table, row, column).address
    found.filters["md"] = _markdown
    return found


def _markdown(text: Any) -> str:
    """Return a text in which no sign means anything to Markdown."""
    flat = " ".join(str(text).split())
    return _LINE_START.sub(r"\1\\\2", _MARKS.sub(r"\\\1", flat))
