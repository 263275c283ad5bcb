"""Addresses of sources: what is one, and which site it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from urllib.parse import urljoin, urlsplit

import tldextract
from w3lib.url import safe_url_string

from corpus.sections import SourceSettings
from harvest.kinds import Fault

_SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
"""The public suffix list that comes with the library: no address is asked for a newer one."""
_ROOTED = ("/", "http://", "https://")
"""What an address begins with that means the same on all pages of a site, so that it is joined but once."""


def address_faults(settings: SourceSettings) -> Iterator[Fault]:
    """Yield the addresses of a source that are none of the web."""
    if settings.url:
        yield from _faults(("url",), settings.url)
    for nth, address in enumerate(settings.urls):
        yield from _faults(("urls", nth), address)


def _faults(key: tuple[str | int, ...], address: str) -> Iterator[Fault]:
    if not is_web_address(address):
        yield Fault(key, f"{address!r} is no address of a website", "Write it in full, as https://www.example.nl/")


def is_web_address(address: str) -> bool:
    """Tell whether this is an address with http or https and a host."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def full_address(base: str, address: str) -> str | None:
    """Return an address that a page or list names in full, quoted, without fragment; None when none of the web."""
    named = address.partition("#")[0].strip()
    if not named:
        return None
    return _joined(_root_of(base) if named.startswith(_ROOTED) else base, named)


@lru_cache(maxsize=2**14)
def _joined(base: str, address: str) -> str | None:
    try:
        url = safe_url_string(urljoin(base, address))
    except ValueError:
        return None
    return url if is_web_address(url) else None


@lru_cache
def _root_of(url: str) -> str:
    return urljoin(url, "/")


@lru_cache(maxsize=2**14)
def site_of(url: str) -> str:
    """Return the host of an address, without `www.`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


@cache
def domain_of(site: str) -> str:
    """Return the domain that a host was registered under, or the host itself where there is none."""
    return _SUFFIXES(site).top_domain_under_public_suffix or site


@lru_cache(maxsize=2**14)
def path_of(url: str) -> str:
    """Return the path and query of an address, which patterns are held against."""
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
