"""The lists that a site keeps of itself: sitemaps (sitemaps.org, also packed and nested) and feeds (RSS, Atom)."""

from __future__ import annotations

import io
import re
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import feedparser
from lxml.etree import ErrorLevels
from scrapy.utils.gz import gunzip
from scrapy.utils.sitemap import Sitemap

from corpus.records import Issue
from harvest.forms.days import local_day
from harvest.steps import LOOK, Answer, Listed

_GZIP = b"\x1f\x8b"
_LARGEST = 50 * 1024 * 1024
"""The most bytes of a sitemap, unpacked (sitemaps.org)."""
_HEAD = 4096
_ROOT = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>)*+<(?:[\w.-]+:)?([\w.-]+)", re.IGNORECASE | re.DOTALL
)
"""The local name of the root element, behind declarations and comments."""
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_KINDS = {"urlset": "sitemap", "sitemapindex": "sitemap", "rss": "feed", "feed": "feed", "rdf": "feed"}
_PART = re.compile(r"\d{4}(-\d\d)?")
"""A date that is a year or month, which is no day."""


@dataclass(frozen=True)
class Entry:
    """An address on a list of a site, with what the list says of it."""

    address: str
    """As the list writes it."""
    listed: Listed = field(default_factory=Listed)
    changed_on: str | None = None
    """The day (ISO 8601) on which the list says that it was last changed."""
    is_list: bool = False
    """Is it a list itself?"""


def list_kind(answer: Answer) -> str | None:
    """Return "sitemap" or "feed" where an answer is one, by its root element; None where it is another thing."""
    head = answer.content[:_HEAD]
    if head.startswith(_GZIP):
        head = _unpacked_head(head)
    encoding = next((name for mark, name in _MARKS.items() if head.startswith(mark)), "latin-1")
    root = _ROOT.match(head.decode(encoding, "replace"))
    return _KINDS.get(root[1].lower()) if root else None


def entries(answer: Answer) -> Iterator[Entry | Issue]:
    """Yield the entries of a sitemap or feed, and a warning where it is broken; raise Surprise when it is unreadable.

    The answer is one that has a list kind.
    """
    content = _unpacked(answer) if answer.content.startswith(_GZIP) else answer.content
    return _of_sitemap(answer, content) if list_kind(answer) == "sitemap" else _of_feed(answer, content)


def _unpacked_head(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, _HEAD)
    except zlib.error:
        return b""


def _unpacked(answer: Answer) -> bytes:
    try:
        return gunzip(answer.content, max_size=_LARGEST)
    except (OSError, ValueError, zlib.error, EOFError) as error:
        raise answer.surprise(f"this list cannot be unpacked ({error})", LOOK) from None


def _of_sitemap(answer: Answer, content: bytes) -> Iterator[Entry | Issue]:
    sitemap = Sitemap(content.lstrip())
    items = list(sitemap)
    is_index = sitemap.type == "sitemapindex"
    yield from (Entry(item["loc"], changed_on=local_day(item.get("lastmod")), is_list=is_index) for item in items)
    fault = next((error.message for error in sitemap.xmliter.error_log if error.level == ErrorLevels.FATAL), None)
    if fault and not items:
        raise answer.surprise(f"this sitemap cannot be read ({fault})", LOOK)
    if fault:
        problem = f"this sitemap is broken, so that addresses may be missing or wrong ({fault})"
        yield answer.warning(problem, "Ask the owner of the site to mend it")


def _of_feed(answer: Answer, content: bytes) -> Iterator[Entry]:
    feed = feedparser.parse(io.BytesIO(content), sanitize_html=False)
    if feed.bozo and not feed.entries:
        raise answer.surprise(f"this feed cannot be read ({feed.bozo_exception})", LOOK)
    publisher = _line(feed.feed.get("title"))
    for item in feed.entries:
        names = filter(None, (_line(author.get("name")) for author in item.get("authors", [])))
        listed = Listed(
            title=_line(item.get("title")),
            date=_published(item),
            publisher=publisher,
            authors="; ".join(dict.fromkeys(names)) or _line(item.get("author")),
        )
        addresses = [item.get("link"), *(each.get("href") for each in item.get("enclosures", []))]
        yield from (Entry(address, listed) for address in dict.fromkeys(addresses) if address)


def _published(item: Any) -> str | None:
    """Return the day on which an entry of a feed was published, or else changed; the year or month where it is that."""
    key = "published" if item.get("published") else "updated"
    if _PART.fullmatch(item.get(key) or ""):
        return str(item[key])
    when = item.get(f"{key}_parsed")
    return local_day(time.strftime("%Y-%m-%dT%H:%M:%S+00:00", when)) if when else None


def _line(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None
