"""How the crawler behaves towards sites: who it says it is, what it leaves alone, and how fast it goes."""

from __future__ import annotations

from typing import Any, Protocol

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadFailedError, IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from harvest.crawl import Order

TIMEOUT_S = 30
_LARGEST = 100 * 1024 * 1024
"""The most bytes of one answer."""
_CONCURRENCY = 4
"""The most requests at once, where the study asks for no delay between them."""
_IDLE_EXTENSIONS = (
    "scrapy.extensions.telnet.TelnetConsole",
    "scrapy.extensions.remote_control.RemoteControl",
    "scrapy.extensions.memusage.MemoryUsage",
    "scrapy.extensions.memdebug.MemoryDebugger",
    "scrapy.extensions.logstats.LogStats",
)
"""Extensions that open ports or watch the process, and cost a second at the start."""
_RETRIED = [
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.DownloadTimeoutError",
    "scrapy.exceptions.ResponseDataLossError",
]


def scrapy_settings(order: Order) -> dict[str, Any]:
    """Return the settings of Scrapy for an order."""
    is_slow = order.delay_s > 0
    return {
        "USER_AGENT": order.user_agent,
        "ROBOTSTXT_OBEY": True,
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            Boundary: 50,
            Robots: 100,
            StandIn: 740,
        },
        "DOWNLOAD_DELAY": order.delay_s,
        "DOWNLOAD_DELAY_JITTER": 0.0,
        "AUTOTHROTTLE_ENABLED": is_slow,
        "AUTOTHROTTLE_START_DELAY": order.delay_s,
        "CONCURRENT_REQUESTS": _CONCURRENCY,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1 if is_slow else _CONCURRENCY,
        "DOWNLOAD_TIMEOUT": TIMEOUT_S,
        "DOWNLOAD_MAXSIZE": _LARGEST,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DNS_TIMEOUT": 5,
        "RETRY_EXCEPTIONS": _RETRIED,
        "REDIRECT_MAX_TIMES": 5,
        "COOKIES_ENABLED": False,
        "DEFAULT_REQUEST_HEADERS": {"Accept": "text/html,application/pdf,*/*;q=0.8", "Accept-Language": "nl,en;q=0.5"},
        "FEEDS": {"stdout:": {"format": "jsonlines"}},
        "EXTENSIONS": dict.fromkeys(_IDLE_EXTENSIONS),
        "LOG_LEVEL": "WARNING",
    }


class NoRobotsError(DownloadFailedError):
    """The rules of a site cannot be fetched."""


class Bounded(Protocol):
    """A spider that knows its order and how far it reaches."""

    order: Order

    def is_on_site(self, url: str) -> bool:
        """Tell whether an address is on a host of the order."""

    def is_within(self, url: str) -> bool:
        """Tell whether an address may be asked."""


class Boundary:
    """Keeps the crawler on the sites of its order and away from what the order denies, also after a redirect."""

    def __init__(self, crawler: Crawler) -> None:
        """Keep the crawler, whose spider knows the order."""
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Boundary:
        """Return the boundary of a crawler."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise IgnoreRequest for an address beyond the boundary."""
        spider: Bounded = self.crawler.spider  # type: ignore[assignment]
        if not spider.is_on_site(request.url):
            raise IgnoreRequest(f"leads to another site: {request.url}")
        if "redirect_urls" in request.meta and not spider.is_within(request.url):
            raise IgnoreRequest(f"leads to what the study denies: {request.url}")


class Robots(RobotsTxtMiddleware):
    """Obeys robots.txt; where it cannot be fetched the site is left alone (RFC 9309, 2.3.1)."""

    def __init__(self, crawler: Crawler) -> None:
        """Begin without knowledge of any site."""
        super().__init__(crawler)
        self._failures: dict[str, Exception] = {}

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """Return the rules of the site of a request; raise what went wrong when they could not be fetched."""
        parser = await super().robot_parser(request)
        failure = self._failures.get(request.url.split("/")[2])
        if failure:
            raise failure
        return parser

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            raise NoRobotsError(f"its robots.txt answers with status {response.status}")
        rules = response if response.status == 200 else response.replace(body=b"")
        await super()._parse_robots(rules, netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if not isinstance(exc, IgnoreRequest):
            self._failures[netloc] = exc
        super()._robots_error(exc, netloc)


class StandIn:
    """Sends requests to the proxy of the order, which stands in for its sites."""

    def __init__(self, crawler: Crawler) -> None:
        """Keep the crawler, whose spider knows the order."""
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StandIn:
        """Return the stand-in of a crawler."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Set the proxy of a request."""
        spider: Bounded = self.crawler.spider  # type: ignore[assignment]
        if spider.order.proxy and spider.is_on_site(request.url):
            request.meta["proxy"] = spider.order.proxy
