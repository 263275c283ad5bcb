"""Fetching in a process of its own: requests go in, answers come out, as lines of JSON.

Scrapy's reactor starts once in a process; with a process for each source, sources can follow one another. It also lets
the reading of pages and the waiting for them use a processor each.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO, Self

from pydantic import TypeAdapter

from corpus.issues import Surprise

log = logging.getLogger(__name__)

_AHEAD = 32
"""Requests that wait in the crawler: enough for it to be never idle."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much of a source is asked for, and how long is waited."""

    timeout_s: float = 120
    """For one whole answer."""
    largest: int = 100 * 1024 * 1024
    """The most bytes of one answer, packed or unpacked."""
    redirects: int = 5
    attempts: int = 3
    """How often an address is asked that answers with a passing failure."""
    longest_wait_s: float = 60
    """A host that asks for more patience is left alone until then."""
    revisit_s: float = 24 * 3600
    """A document or page that answered or was confirmed less than this ago is not asked again; a list always is."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """With what manners a source is asked."""

    user_agent: str
    delay_s: float
    """The fewest seconds between two requests to one host."""
    allow_hosts: tuple[str, ...] = ()
    """Hosts that may be asked although they are private."""
    sites: tuple[str, ...] = ()
    """The sites (hosts without `www.`) that redirects stay within; any when empty."""
    deny: tuple[str, ...] = ()
    """Patterns of the paths that are never asked, also after a redirect."""
    proxy: str | None = None
    """The proxy that stands in for the sites."""
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A request."""

    url: str
    conditions: Mapping[str, str] = field(default_factory=dict)
    """Request headers by which an unchanged answer need not be sent again (RFC 9110, 13.1)."""
    accept: str | None = None


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What came of a request; either a status or a problem."""

    url: str
    final_url: str = ""
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    media_type: str = ""
    """As sniffed from the bytes."""
    sha256: str = ""
    """Of the bytes, which are kept by then; empty where there are none to keep."""
    byte_count: int = 0
    problem: str | None = None
    """Why there was no answer."""
    remedy: str | None = None
    """What to do about it, where that is known."""
    is_refused: bool = False
    """Was it left alone on purpose, so that it is no failure of the source?"""
    wait_until: str | None = None
    """The time (ISO 8601, UTC) until which the host asks to be left alone."""


ORDER_JSON = TypeAdapter(Order)
WANTED_JSON = TypeAdapter(Wanted)
FETCHED_JSON = TypeAdapter(Fetched)


class Fetcher:
    """A crawler that is started with the first request and stopped with the context."""

    def __init__(self, order: Order) -> None:
        """Keep the order."""
        self.order = order
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115

    def __enter__(self) -> Self:
        """Return the fetcher, not started yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the crawler: at the end of its input it leaves."""
        if self._process:
            assert self._process.stdin
            assert self._process.stdout
            self._process.stdin.close()
            self._process.stdout.close()
            self._process.wait()
            self._errors.seek(0)
            for line in self._errors:
                log.info("%s", line.decode(errors="replace").rstrip())
        self._errors.close()

    def fetch(self, wanted: Iterable[Wanted]) -> Iterator[Fetched]:
        """Yield what came of each request, as it comes; of equal addresses only one may be underway."""
        waiting = iter(wanted)
        underway = 0
        for request in waiting:
            self._send(request)
            underway += 1
            if underway >= _AHEAD:
                yield self._receive()
                underway -= 1
        for _ in range(underway):
            yield self._receive()

    def _send(self, request: Wanted) -> None:
        if not self._process:
            self._process = self._start()
        assert self._process.stdin
        try:
            self._process.stdin.write(WANTED_JSON.dump_json(request) + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise self._breakdown(self._process) from None

    def _receive(self) -> Fetched:
        assert self._process
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise self._breakdown(self._process)
        return FETCHED_JSON.validate_json(line)

    def _breakdown(self, process: subprocess.Popen[bytes]) -> Exception:
        """Return the problem that the crawler was killed, or the error that it broke down by itself."""
        status = process.wait()
        if status < 0:
            remedy = "Run it again: what has been harvested is kept. If it happens again, see whether memory is short"
            return Surprise("the crawler", f"was killed by signal {-status}", remedy)
        self._errors.seek(0)
        return RuntimeError(f"the crawler ended with status {status}:\n{self._errors.read().decode(errors='replace')}")

    def _start(self) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        command = [sys.executable, "-m", "harvest.crawling.process"]
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=self._errors)
        assert process.stdin
        process.stdin.write(ORDER_JSON.dump_json(self.order) + b"\n")
        return process
