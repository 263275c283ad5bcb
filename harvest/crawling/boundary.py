"""Where the crawler may go: the web, on public addresses, within the sites of its order; also after a redirect."""

from __future__ import annotations

import ipaddress
import re
from typing import Any, Self
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from harvest.addresses import path_of, site_of
from harvest.crawling.fetching import Order

_REFUSED: dict[str, str] = {}


def refused_addresses() -> dict[str, str]:
    """Return the names that were not asked because they stand for a private address, each with that address."""
    return _REFUSED


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet: not private, loopback, link-local or reserved."""
    ip = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None) or ip
    return bool(inner.is_global and not inner.is_multicast)


class Boundary:
    """Refuses what an order does not allow: other schemes, private addresses, other sites, denied paths."""

    def __init__(self, order: Order) -> None:
        """Keep the order."""
        self.order = order
        self.deny = [re.compile(pattern) for pattern in order.deny]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the boundary of a crawler."""
        return cls(crawler.settings["ORDER"])

    def process_request(self, request: Request) -> None:
        """Raise IgnoreRequest for an address beyond the boundary."""
        parts = urlsplit(request.url)
        if parts.scheme not in ("http", "https"):
            raise IgnoreRequest(f"leads to another scheme than http(s): {request.url}")
        host = parts.hostname or ""
        if host not in self.order.allow_hosts and _is_private_literal(host):
            raise IgnoreRequest(f"leads to a private address: {request.url}")
        is_redirected = "redirect_urls" in request.meta
        if is_redirected and self.order.sites and site_of(request.url) not in self.order.sites:
            raise IgnoreRequest(f"leads to another site: {request.url}")
        if is_redirected and any(pattern.search(path_of(request.url)) for pattern in self.deny):
            raise IgnoreRequest(f"leads to what the study denies: {request.url}")


def _is_private_literal(host: str) -> bool:
    try:
        return not is_public(host)
    except ValueError:
        return False


class GuardedResolver(CachingThreadedResolver):
    """Resolves names, but not to private addresses; the address that was checked is the one that is asked."""

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float, order: Order) -> None:
        """Keep the names that may be private: those that the study allows, and the proxies of this machine."""
        super().__init__(reactor, cache_size, timeout)
        proxies = (urlsplit(address).hostname or "" for address in getproxies().values())
        self.allowed = {*order.allow_hosts, *proxies}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Return the resolver of a crawler."""
        settings = crawler.settings
        size, timeout = settings.getint("DNSCACHE_SIZE"), settings.getfloat("DNS_TIMEOUT")
        return cls(reactor, size, timeout, settings["ORDER"])

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:
        """Return the address of a name; it fails with DNSLookupError when that is private."""
        return super().getHostByName(name, timeout).addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        is_literal = name == address  # The boundary has judged it; or it is the proxy that stands in for a site.
        if is_literal or name in self.allowed or is_public(address):
            return address
        _REFUSED[name] = address
        raise DNSLookupError(f"{name} is a private address")


class StandIn:
    """Sends requests to the proxy of the order, which stands in for its sites."""

    def __init__(self, order: Order) -> None:
        """Keep the order."""
        self.order = order

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the stand-in of a crawler."""
        return cls(crawler.settings["ORDER"])

    def process_request(self, request: Request) -> None:
        """Set the proxy of a request."""
        if self.order.proxy and site_of(request.url) in self.order.sites:
            request.meta["proxy"] = self.order.proxy
