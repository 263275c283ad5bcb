"""The crawler process: asks what comes in on standard input, courteously, and keeps the bytes.

Run as a module it reads an order and then requests from standard input, and writes what came of each to standard
output, as lines of JSON.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider, exceptions
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response

from corpus.raw import keep
from corpus.sniff import sniff
from harvest.crawling.boundary import refused_addresses
from harvest.crawling.courtesy import scrapy_settings
from harvest.crawling.fetching import FETCHED_JSON, ORDER_JSON, WANTED_JSON, Fetched, Order, Wanted
from harvest.crawling.patience import LaterError, NoRobotsError
from harvest.steps import ASK_OWNER

_HEADERS = (
    "Content-Type", "ETag", "Last-Modified", "Link", "X-Next-Cursor", "X-Has-More", "X-Changes-Cursor",
)  # fmt: skip
"""The headers that matter: what the bytes are, whether they changed, and where a list goes on."""
_LATER = "Run it again later; what has been harvested is kept"


class FetchSpider(Spider):
    """Asks what standard input wants, until that ends."""

    name = "fetch"

    def __init__(self, order: Order, **kwargs: Any) -> None:
        """Keep the order."""
        super().__init__(**kwargs)
        self.order = order

    async def start(self) -> AsyncIterator[Any]:
        """Answer all requests; yield nothing, because Scrapy has nothing to do with the answers."""
        underway: set[asyncio.Task[None]] = set()
        lines = asyncio.Queue[bytes]()
        asyncio.get_running_loop().run_in_executor(None, _read_lines, lines, asyncio.get_running_loop())
        while line := await lines.get():
            task = asyncio.create_task(self._answer(WANTED_JSON.validate_json(line)))
            underway.add(task)
            task.add_done_callback(underway.discard)
        os._exit(0)  # Nobody waits for the answers any longer.
        yield

    async def _answer(self, wanted: Wanted) -> None:
        fetched = await self._fetch(wanted)
        sys.stdout.buffer.write(FETCHED_JSON.dump_json(fetched) + b"\n")
        sys.stdout.buffer.flush()

    async def _fetch(self, wanted: Wanted) -> Fetched:
        headers = dict(wanted.conditions) | ({"Accept": wanted.accept} if wanted.accept else {})
        assert self.crawler.engine
        try:
            response = await self.crawler.engine.download_async(Request(wanted.url, headers=headers))
        except LaterError as failure:
            problem = f"asks not to be visited before {failure.until} (UTC)"
            return Fetched(url=wanted.url, problem=problem, remedy=_LATER, wait_until=failure.until)
        except exceptions.IgnoreRequest as refusal:
            return Fetched(url=wanted.url, problem=_refusal(refusal), remedy=ASK_OWNER, is_refused=True)
        except tuple(_FAILURES) as failure:
            problem, remedy = _explained(failure, self.order)
            return Fetched(url=wanted.url, problem=problem, remedy=remedy)
        except ValueError as failure:
            return Fetched(url=wanted.url, problem=f"is no address that can be asked ({failure})", remedy=ASK_OWNER)
        return await asyncio.to_thread(_kept, wanted, response)


def _kept(wanted: Wanted, response: Response) -> Fetched:
    """Return an answer, with its bytes kept where it is one that gives them."""
    media_type = sniff(response.body)
    document = keep(response.body, media_type) if response.status == 200 else None
    headers = {name.lower(): value for name in _HEADERS if (value := _header(response, name))}
    return Fetched(
        url=wanted.url,
        final_url=response.url,
        status=response.status,
        headers=headers,
        media_type=media_type,
        sha256=document.id if document else "",
        byte_count=len(response.body),
    )


def _refusal(refusal: exceptions.IgnoreRequest) -> str:
    text = str(refusal) or "it was left alone"
    if "during decompression" in text:
        return "its answer is too large when it is unpacked"
    return text[:1].lower() + text[1:]


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")


_FAILURES: dict[type[Exception], tuple[str, str]] = {
    NoRobotsError: ("its robots.txt cannot be fetched, so nothing there may be asked", _LATER),
    exceptions.CannotResolveHostError: (
        "its name is not known on the network",
        "Check the address and the network connection, then run again",
    ),
    exceptions.DownloadConnectionRefusedError: ("it refuses the connection", _LATER),
    exceptions.DownloadTimeoutError: ("it does not answer in time", _LATER),
    exceptions.ResponseDataLossError: ("its answer broke off", _LATER),
    exceptions.DownloadCancelledError: ("its answer is too large", ASK_OWNER),
    exceptions.DownloadFailedError: ("the connection failed", _LATER),
    exceptions.UnsupportedURLSchemeError: ("it is no address with http or https", ASK_OWNER),
}


def _explained(failure: Exception, order: Order) -> tuple[str, str]:
    """Return what went wrong with a request, and what to do about it."""
    for host, address in refused_addresses().items():
        if isinstance(failure, exceptions.CannotResolveHostError) and host in str(failure):
            return (
                f"{host} is {address}, which is private",
                f"If it should be asked all the same, add allow_hosts = ['{host}'] to the source",
            )
    if "SSL" in str(failure) or "certificate" in str(failure):
        return (
            "no secure connection can be made, or its certificate is not valid",
            "Tell the owner of the site; its answers cannot be trusted until that is mended",
        )
    problem, remedy = next(explained for kind, explained in _FAILURES.items() if isinstance(failure, kind))
    if isinstance(failure, exceptions.DownloadTimeoutError):
        problem = f"it does not answer within {order.limits.timeout_s:g} s"
    return (f"{problem} ({failure})" if isinstance(failure, NoRobotsError) else problem), remedy


def _read_lines(lines: asyncio.Queue[bytes], loop: asyncio.AbstractEventLoop) -> None:
    """Put the lines of standard input into a queue, and an empty one at the end."""
    while True:
        line = sys.stdin.buffer.readline()
        loop.call_soon_threadsafe(lines.put_nowait, line)
        if not line:
            return


def main() -> int:
    """Answer requests by the order on standard input; return 1, for it ends otherwise only when it broke down."""
    order = ORDER_JSON.validate_json(sys.stdin.buffer.readline())
    process = AsyncCrawlerProcess(scrapy_settings(order))
    process.crawl(FetchSpider, order=order)
    process.start()
    return 1


if __name__ == "__main__":
    sys.exit(main())
