"""The kennissynthese as a page of the site, whose numbers and quotes lead to where they are from."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from datasette import NotFound, Response

from reports.rendering import listed
from reports.site.pages import folder_of, hook

NAME = "kennissynthese.html"
_HEADER = '<header class="top"><div class="wrap">\n'
_BACK = (("/", "Naar de site"), ("/bestand/kennissynthese.pdf", "Als PDF"), ("/bestand/kennissynthese.docx", "In Word"))
"""Where the top of the page leads to: the site, and the other forms of the document where they are there."""
_LINKED = re.compile(r"<a .*?</a>|<svg.*?</svg>", re.DOTALL)
_COUNT = re.compile(r'<data value="(?!0")[^"]*" data-herkomst="([^" ]+)">([^<]*)</data>')
_QUOTE = re.compile(r'(<blockquote data-herkomst="([^"]+)">[^<]*</blockquote>\n<figcaption>)(.*?)(</figcaption>)')


@hook
def register_routes() -> list[tuple[str, Any]]:
    """Return the route of the page."""
    return [(r"^/kennissynthese$", kennissynthese)]


async def kennissynthese(datasette: Any) -> Any:
    """Answer with the kennissynthese; its style stands in the page, so the policy names that style's hash."""
    path = folder_of(datasette) / NAME
    if not path.is_file():
        raise NotFound("De kennissynthese is er niet")
    text, policy = _page(path, path.stat().st_mtime_ns)
    return Response.html(text, headers={"content-security-policy": policy})


@lru_cache(maxsize=2)
def _page(path: Path, changed: int) -> tuple[str, str]:
    """Return the page and its policy, made once until the file changes."""
    text = path.read_text(encoding="utf-8")
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'"
    return traced(text).replace(_HEADER, _HEADER + _back(path.parent), 1), policy


def _back(folder: Path) -> str:
    """Return the way back to the site and to the other forms of the document that are there."""
    files = {row["name"] for row in listed(folder)}
    shown = [pair for pair in _BACK if pair[0] == "/" or pair[0].removeprefix("/bestand/") in files]
    links = "".join(f'<li><a href="{address}">{name}</a></li>' for address, name in shown)
    return f'<nav class="top__back" aria-label="Site"><ul class="link-list link-list--row">{links}</ul></nav>\n'


def traced(text: str) -> str:
    """Return the page in which each number and quote leads to where it is from; what leads elsewhere stays as it is."""
    made, done = [], 0
    for link in _LINKED.finditer(text):
        made += [_COUNT.sub(_link, text[done : link.start()]), link[0]]
        done = link.end()
    whole = "".join([*made, _COUNT.sub(_link, text[done:])])
    return _QUOTE.sub(r'\1\3 <a href="/herkomst/\2">Bekijk dit citaat</a>\4', whole)


def _link(found: re.Match[str]) -> str:
    return f'<a class="traced" href="/herkomst/{found[1]}">{found[2]}</a>'
