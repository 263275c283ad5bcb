"""How the crawler behaves towards sites: who it says it is, how fast it goes, and how much it takes."""

from __future__ import annotations

from typing import Any

from harvest.crawling.boundary import Boundary, GuardedResolver, StandIn
from harvest.crawling.fetching import Order
from harvest.crawling.patience import Patience, Robots

_CONCURRENCY = 8
"""The most requests at once, where the study asks for no delay between them."""
_SLOWEST_S = 60.0
_IDLE_EXTENSIONS = (
    "scrapy.extensions.telnet.TelnetConsole",
    "scrapy.extensions.remote_control.RemoteControl",
    "scrapy.extensions.corestats.CoreStats",
    "scrapy.extensions.memusage.MemoryUsage",
    "scrapy.extensions.memdebug.MemoryDebugger",
    "scrapy.extensions.logstats.LogStats",
)
"""Extensions that open ports or watch the process, and cost a second at the start."""


def scrapy_settings(order: Order) -> dict[str, Any]:
    """Return the settings of Scrapy for an order."""
    is_slow = order.delay_s > 0
    limits = order.limits
    return {
        "USER_AGENT": order.user_agent,
        "DEFAULT_REQUEST_HEADERS": {"Accept": "text/html,application/pdf,*/*;q=0.8", "Accept-Language": "nl,en;q=0.5"},
        "ROBOTSTXT_OBEY": True,
        "DOWNLOAD_HANDLERS": dict.fromkeys(("data", "file", "ftp", "s3")),
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
            "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
            "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
            Boundary: 50,
            Robots: 100,
            Patience: 550,
            StandIn: 740,
        },
        "DNS_RESOLVER": GuardedResolver,
        "DNS_TIMEOUT": 10,
        "DOWNLOAD_DELAY": order.delay_s,
        "DOWNLOAD_DELAY_JITTER": 0.0,
        "AUTOTHROTTLE_ENABLED": is_slow,
        "AUTOTHROTTLE_START_DELAY": order.delay_s,
        "AUTOTHROTTLE_MAX_DELAY": max(_SLOWEST_S, order.delay_s),
        "CONCURRENT_REQUESTS": _CONCURRENCY,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1 if is_slow else _CONCURRENCY,
        "DOWNLOAD_TIMEOUT": limits.timeout_s,
        "DOWNLOAD_MAXSIZE": limits.largest,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "REDIRECT_MAX_TIMES": limits.redirects,
        "EXTENSIONS": dict.fromkeys(_IDLE_EXTENSIONS),
        "LOG_LEVEL": "ERROR",
        "ORDER": order,
    }
