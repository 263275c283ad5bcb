"""The crawler of websites: courteous to the site, exact about where each document came from.

It goes level by level: all addresses at one distance from the start are asked before those one link further. So each
address is reached by a shortest way and noted with the first page that links to it, however the downloads interleave.
Run as a module it reads an order from standard input and writes answers to standard output, as lines of JSON.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import urldefrag, urlsplit

from scrapy import Request, Spider, exceptions
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import HtmlResponse, Response
from scrapy.linkextractors import IGNORED_EXTENSIONS, LinkExtractor

from corpus.raw import keep
from corpus.sniff import HTML, sniff
from harvest.courtesy import TIMEOUT_S, NoRobotsError, scrapy_settings
from harvest.crawl import ORDER_JSON, Answer, Order
from harvest.documents import is_document

_TITLE_LENGTH = 300
_DOCUMENT_ENDINGS = {"pdf", "doc", "docx", "odt", "rtf", "ppt", "pptx"}
_LINKS = LinkExtractor(
    tags=("a", "area"),
    deny_extensions=[ending for ending in IGNORED_EXTENSIONS if ending not in _DOCUMENT_ENDINGS],
    unique=False,
)
_FAILURES: dict[type[Exception], str] = {
    exceptions.IgnoreRequest: "it was left alone",
    exceptions.CannotResolveHostError: "its name is not known on the network",
    exceptions.DownloadConnectionRefusedError: "it refuses the connection",
    exceptions.DownloadTimeoutError: f"it does not answer within {TIMEOUT_S} s",
    exceptions.ResponseDataLossError: "its answer broke off",
    exceptions.DownloadCancelledError: "its answer is too large",
    exceptions.DownloadFailedError: "the connection failed",
}


class Link(NamedTuple):
    """A way to an address: the page that links to it, and the text of the link."""

    found_on: str | None
    text: str | None


class SiteSpider(Spider):
    """Asks the addresses of an order and those they link to, and keeps the documents."""

    name = "site"

    def __init__(self, order: Order, **kwargs: Any) -> None:
        """Keep the order."""
        super().__init__(**kwargs)
        self.order = order
        self.allow = [re.compile(pattern) for pattern in order.allow]
        self.deny = [re.compile(pattern) for pattern in order.deny]
        self.sites = {_site(address) for address in order.addresses}

    async def start(self) -> AsyncIterator[Any]:
        """Yield an answer for each address, level by level."""
        level = dict.fromkeys(self.order.addresses, Link(None, None))
        seen = set(level)
        depth = 0
        while level:
            visits = [self._visit(depth, url, link) for url, link in sorted(level.items())]
            level = {}
            for answer, links in await asyncio.gather(*visits):
                yield answer
                for url, text in links.items():
                    if url not in seen:
                        level.setdefault(url, Link(answer.final_url, text))
            seen |= level.keys()
            depth += 1

    def is_within(self, url: str) -> bool:
        """Tell whether an address may be asked: on the sites of the order, and not denied."""
        return self.is_on_site(url) and not any(pattern.search(_path(url)) for pattern in self.deny)

    def is_on_site(self, url: str) -> bool:
        """Tell whether an address is on a host of the start addresses, with or without `www.`."""
        return urlsplit(url).scheme in ("http", "https") and _site(url) in self.sites

    async def _visit(self, depth: int, url: str, link: Link) -> tuple[Answer, dict[str, str | None]]:
        """Return the answer of one address, and the links on its page with their texts."""
        asked = Answer(
            depth=depth, url=url, found_on=link.found_on, link_text=link.text, is_wanted=self._is_wanted(depth, url)
        )
        assert self.crawler.engine
        try:
            response = await self.crawler.engine.download_async(Request(url))
        except tuple(_FAILURES) as failure:
            return replace(asked, problem=_reason(failure)), {}
        media_type = sniff(response.body)
        is_wanted = self._is_wanted(depth, url, response.url)
        is_kept = is_wanted and response.status == 200 and is_document(media_type, urlsplit(response.url).path)
        answer = replace(
            asked,
            is_wanted=is_wanted,
            final_url=response.url,
            status=response.status,
            media_type=_header(response, "Content-Type").partition(";")[0].strip().lower() or None,
            document=keep(response.body, media_type) if is_kept else None,
        )
        is_followed = depth < self.order.depth and response.status == 200 and media_type == HTML
        return answer, self._links(response) if is_followed else {}

    def _is_wanted(self, depth: int, *urls: str) -> bool:
        """Tell whether the document at an address is asked for; a start address is an entrance unless it is allowed."""
        if not self.allow:
            return depth > 0
        return any(pattern.search(_path(url)) for pattern in self.allow for url in urls)

    def _links(self, response: Response) -> dict[str, str | None]:
        """Return the addresses that a page links to within the order, each with its first text that is not empty."""
        page = HtmlResponse(response.url, headers=response.headers, body=response.body)
        found: dict[str, str | None] = {}
        for link in _LINKS.extract_links(page):
            url = urldefrag(link.url).url
            if self.is_within(url):
                found[url] = found.get(url) or " ".join(link.text.split())[:_TITLE_LENGTH] or None
        return found


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _path(url: str) -> str:
    """Return the path and query of an address, which patterns are held against."""
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")


def _reason(failure: Exception) -> str:
    if isinstance(failure, exceptions.IgnoreRequest | NoRobotsError):
        return str(failure)[:1].lower() + str(failure)[1:]
    if "SSL" in str(failure):
        return "no secure connection can be made, or its certificate is not valid"
    return next(text for kind, text in _FAILURES.items() if isinstance(failure, kind))


def _stop_with_parent() -> None:
    """End this process when standard input ends: nobody waits for the answers any longer."""

    def watch() -> None:
        sys.stdin.read()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def main() -> int:
    """Crawl the order on standard input and return the exit status: 1 when the crawler itself broke down."""
    order = ORDER_JSON.validate_json(sys.stdin.readline())
    _stop_with_parent()
    process = AsyncCrawlerProcess(scrapy_settings(order))
    crawler = process.create_crawler(SiteSpider)
    process.crawl(crawler, order=order)
    process.start()
    assert crawler.stats
    return int(crawler.stats.get_value("finish_reason") != "finished")


if __name__ == "__main__":
    sys.exit(main())
