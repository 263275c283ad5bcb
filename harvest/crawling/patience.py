"""What the crawler does at a host's word: it leaves alone what robots.txt forbids, and waits when asked to."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError, IgnoreRequest, ResponseDataLossError
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from harvest.crawling.fetching import Order

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Statuses by which a host says that it may answer otherwise later."""
_ASKS_TO_WAIT = frozenset({429, 503})
_FIRST_PAUSE_S = 0.5
"""How long the crawler waits before it asks again, where it is not told; each further time twice as long."""


class NoRobotsError(DownloadFailedError):
    """The rules of a site cannot be fetched."""


class LaterError(Exception):
    """A host asks not to be visited before a time (ISO 8601, UTC)."""

    def __init__(self, until: str) -> None:
        """Keep the time."""
        super().__init__(until)
        self.until = until


class Robots(RobotsTxtMiddleware):
    """Obeys robots.txt, its Crawl-delay too; where it cannot be fetched the site is left alone (RFC 9309, 2.3.1)."""

    def __init__(self, crawler: Crawler) -> None:
        """Begin without knowledge of any site."""
        super().__init__(crawler)
        self._failures: dict[str, Exception] = {}

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """Return the rules of the site of a request; raise what went wrong when they could not be fetched."""
        parser = await super().robot_parser(request)
        failure = self._failures.get(urlsplit(request.url).netloc)
        if failure:
            raise failure
        return parser

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise IgnoreRequest for what the rules forbid; slow down to the delay that they ask for."""
        super().process_request_2(rp, request)
        rules = getattr(rp, "rp", None)
        delay = rules.crawl_delay(self._default_useragent) if rules else None
        slot = self.crawler.engine.downloader.slots.get(urlsplit(request.url).hostname or "")
        if delay and slot and slot.delay < delay:
            slot.delay, slot.concurrency = delay, 1
        if delay:
            request.meta["autothrottle_dont_adjust_delay"] = True

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status == 429:
            raise NoRobotsError(f"status {response.status}")
        rules = response if response.status == 200 else response.replace(body=b"")
        await super()._parse_robots(rules, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if not isinstance(exc, IgnoreRequest):
            self._failures[netloc] = exc
        super()._robots_error(exc, netloc)


class Patience:
    """Asks again after a passing failure; waits as long as a host asks (Retry-After), or says until when it does.

    Meanwhile nothing else is asked of that host.
    """

    def __init__(self, order: Order) -> None:
        """Begin with no host to wait for."""
        self.limits = order.limits
        self._quiet_until: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the patience of a crawler."""
        return cls(crawler.settings["ORDER"])

    async def process_request(self, request: Request) -> None:
        """Wait until the host of a request may be asked; raise LaterError when that is too far off."""
        host = urlsplit(request.url).hostname or ""
        while (wait := self._quiet_until.get(host, 0) - time.time()) > 0:
            if wait > self.limits.longest_wait_s:
                raise LaterError(_clock(self._quiet_until[host]))
            await asyncio.sleep(wait)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the request once more after a passing failure, and any other answer as it is."""
        if response.status not in _PASSING:
            return response
        host = urlsplit(request.url).hostname or ""
        wait = _retry_after(response) if response.status in _ASKS_TO_WAIT else None
        if wait is not None:
            self._quiet_until[host] = max(self._quiet_until.get(host, 0), time.time() + wait)
            if wait > self.limits.longest_wait_s:
                raise LaterError(_clock(self._quiet_until[host]))
        return await self._again(request, wait) or response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Return the request once more after a failure of the connection."""
        is_passing = isinstance(exception, DownloadFailedError | DownloadTimeoutError | ResponseDataLossError)
        if not is_passing or isinstance(exception, NoRobotsError) or _is_untrusted(exception):
            return None
        return await self._again(request, None)

    async def _again(self, request: Request, wait: float | None) -> Request | None:
        asked = request.meta.get("asked", 1)
        if asked >= self.limits.attempts:
            return None
        await asyncio.sleep(_FIRST_PAUSE_S * 2 ** (asked - 1) if wait is None else wait)
        return request.replace(meta={**request.meta, "asked": asked + 1}, dont_filter=True)


def _is_untrusted(exception: Exception) -> bool:
    return "SSL" in str(exception) or "certificate" in str(exception)


def _retry_after(response: Response) -> float | None:
    """Return the seconds that Retry-After asks for, which is a number or a date (RFC 9110, 10.2.3)."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None


def _clock(timestamp: float) -> str:
    return datetime.fromtimestamp(timestamp, UTC).isoformat(timespec="seconds")
