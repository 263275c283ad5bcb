"""The news as an Atom feed (RFC 4287)."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from reports.news.months import Changed, Frozen, Month, New
from reports.references.items import UNTITLED

_MOST = 60
_OWNED_SINCE = "2026"
"""The year in which tag URIs of the site begin (RFC 4151); it stays the same, and so do the ids."""
_NAMESPACE = uuid.UUID("b2a6f0c4-52a1-5f7e-8a7a-2f5a3a1f7c11")
_BEFORE = "1970-01-01"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Site:
    """What the feed is of: the study, its title, and where the public site is (empty where that is not said)."""

    study: str
    title: str
    address: str

    def id_of(self, path: str) -> str:
        """Return an id that stays the same: a tag URI of the site, or without a site a UUID as URN."""
        host = urlsplit(self.address).hostname
        if host:
            return f"tag:{host},{_OWNED_SINCE}:{quote(self.study, safe='')}/{path}"
        return f"urn:uuid:{uuid.uuid5(_NAMESPACE, f'{self.study}/{path}')}"

    def link(self, path: str) -> str:
        """Return the address of a page; empty without a site."""
        return f"{self.address.rstrip('/')}/{path}" if self.address else ""


def as_atom(months: Sequence[Month], site: Site) -> bytes:
    """Return the last news as a feed; `updated` of each entry is a date out of the data, never a clock's."""
    from feedgen.feed import FeedGenerator

    entries = sorted(_entries(months, site), key=lambda entry: (entry["updated"], entry["id"]), reverse=True)[:_MOST]
    feed = FeedGenerator()
    feed.id(site.id_of("nieuws"))
    feed.title(_plain(f"Wat is nieuw: {site.title}"))
    feed.subtitle("Nieuwe documenten en veranderde bevindingen")
    feed.author({"name": _plain(site.title)})
    feed.generator("kennissynthese")
    feed.language("nl")
    feed.updated(entries[0]["updated"] if entries else _moment(_BEFORE))
    if site.address:
        feed.link(href=site.link("nieuws/atom.xml"), rel="self", type="application/atom+xml")
        feed.link(href=site.link("nieuws"), rel="alternate", type="text/html")
    for said in entries:
        _add(feed.add_entry(order="append"), said)
    content: bytes = feed.atom_str(pretty=True)
    return content


def _add(entry: Any, said: dict[str, str]) -> None:
    entry.id(said["id"])
    entry.title(said["title"] or UNTITLED)
    entry.updated(said["updated"])
    entry.content(said["content"], type="html")
    entry.category(term=said["category"])
    if said["link"]:
        entry.link(href=said["link"], rel="alternate")


def _entries(months: Sequence[Month], site: Site) -> Iterator[dict[str, str]]:
    for month in months:
        for new in (*month.added, *month.appeared):
            yield _document(new, site)
        for frozen in month.frozen:
            yield _version(frozen, site)
        for changed in month.changed:
            yield _finding(changed, site)


def _document(new: New, site: Site) -> dict[str, str]:
    lines = [
        " – ".join(part for part in (new.made_by, new.gemeenten, new.when) if part),
        f"Gaat over: {'; '.join(new.about)}." if new.about else "",
    ]
    url = new.url if urlsplit(new.url).scheme in ("http", "https") else ""
    return {
        "id": site.id_of(f"document/{new.document_id}"),
        "title": _plain(new.title),
        "updated": _moment(new.date),
        "content": _paragraphs(lines),
        "category": "document",
        "link": site.link(f"document/{new.document_id}") or url,
    }


def _version(frozen: Frozen, site: Site) -> dict[str, str]:
    return {
        "id": site.id_of(f"versie/{quote(frozen.name, safe='')}"),
        "title": _plain(f"Vastgestelde versie {frozen.name}"),
        "updated": _moment(frozen.at),
        "content": _paragraphs(["Er is een nieuwe versie vastgesteld. Met deze naam kunt u ernaar verwijzen."]),
        "category": "versie",
        "link": site.link("nieuws"),
    }


def _finding(changed: Changed, site: Site) -> dict[str, str]:
    """Return the entry of a changed finding; another change of the same element is another entry."""
    mark = uuid.uuid5(_NAMESPACE, changed.line).hex[:12]
    return {
        "id": site.id_of(f"bevinding/{quote(changed.version, safe='')}/{quote(changed.code, safe='')}/{mark}"),
        "title": _plain(f"{changed.element}: {', '.join(changed.kinds)}"),
        "updated": _moment(changed.date),
        "content": _paragraphs([changed.line, f"Vergeleken met versie {changed.version}."]),
        "category": "bevinding",
        "link": site.link(f"element/{quote(changed.code, safe='')}" if changed.is_there else "nieuws"),
    }


def _moment(said: str) -> str:
    """Return a moment with its zone; a day begins at midnight (UTC)."""
    if len(said) == len(_BEFORE):
        return f"{said}T00:00:00+00:00"
    return said if re.search(r"(?:Z|[+-]\d\d:?\d\d)$", said) else f"{said}+00:00"


def _paragraphs(lines: Sequence[str]) -> str:
    return "".join(f"<p>{html.escape(_plain(line))}</p>" for line in lines if line)


def _plain(text: str) -> str:
    """Return a text without the signs that XML cannot hold."""
    return _CONTROL.sub("", " ".join(text.split()))
