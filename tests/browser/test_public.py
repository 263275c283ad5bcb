"""The public site in a browser: every kind of page, on a desk and in a hand."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.conftest import look_over

_FILE = re.compile(r"\.(csv|json|jsonld|xlsx|xml|svg|png|blob)\b|_format|^/bestand/")
"""Addresses of files, which are no pages."""
_LARGEST = 80
"""Pages that are opened at most."""


def _kind(path: str) -> str:
    """Return which kind of page an address leads to: by its first part, and what it asks."""
    first, _, rest = path.partition("?")
    parts = first.strip("/").split("/")
    asked = "&".join(sorted(re.findall(r"(\w+)=", rest)))
    return f"{parts[0]}/{len(parts)}?{asked}"


def _links(page: Page) -> list[str]:
    found = page.eval_on_selector_all("a[href^='/']", "links => links.map(link => link.getAttribute('href'))")
    return [link.partition("#")[0] for link in found if not _FILE.search(link)]


def test_every_kind_of_page_can_be_used_by_everyone(visit: Callable[..., Page], public: str) -> None:
    page = visit(public)
    waiting, wrong = ["/", "/zoeken?q=mandaten", "/zoeken?q=xyzzy", "/vraag?q=mandaten"], list[str]()
    kinds: set[str] = set()
    while waiting:
        path = waiting.pop(0)
        if _kind(path) in kinds or len(kinds) > _LARGEST:
            continue
        kinds.add(_kind(path))
        answer = page.goto(path)
        name = re.sub(r"[^a-z0-9]+", "-", _kind(path)).strip("-") or "voorpagina"
        wrong += look_over(page, f"openbaar-{name}") if answer and answer.ok else [f"{path} is not there"]
        waiting += _links(page)
    assert not wrong, "\n".join(wrong)
    assert len(kinds) > 15
