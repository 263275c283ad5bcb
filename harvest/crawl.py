"""A crawl of one website in a process of its own: an order goes in, the site's answers come out.

Scrapy's reactor starts once in a process; with a process for each crawl, sources can follow one another.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from pydantic import TypeAdapter

from corpus.records import Document

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Order:
    """What to crawl, and with what manners."""

    addresses: tuple[str, ...]
    allow: tuple[str, ...] = ()
    """Patterns of the paths whose documents are kept; all when empty."""
    deny: tuple[str, ...] = ()
    """Patterns of the paths that are never asked."""
    depth: int
    """The most links between a start address and what is asked."""
    delay_s: float
    """The fewest seconds between two requests."""
    user_agent: str
    proxy: str | None = None
    """The proxy that stands in for the hosts of the addresses."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came of asking one address."""

    depth: int
    url: str
    found_on: str | None
    link_text: str | None
    is_wanted: bool
    """Do the order's patterns ask for the document at this address?"""
    final_url: str | None = None
    status: int | None = None
    media_type: str | None = None
    document: Document | None = None
    problem: str | None = None
    """Why there was no answer at all."""


ORDER_JSON = TypeAdapter(Order)
ANSWER_JSON = TypeAdapter(Answer)


def crawl(order: Order) -> list[Answer]:
    """Return the answers of a website, by depth and address; documents are kept among the raw bytes by then.

    Equal sites give equal answers, in whatever order the downloads ended.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors:
        answers = sorted(_answers(order, errors), key=lambda answer: (answer.depth, answer.url))
        errors.seek(0)
        for line in errors:
            log.info("%s", line.rstrip())
    return answers


def _answers(order: Order, errors: IO[str]) -> Iterator[Answer]:
    command = [sys.executable, "-m", "harvest.spider"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=errors, encoding="utf-8") as process:
        assert process.stdin
        assert process.stdout
        # The pipe stays open for as long as the crawl is wanted: at its end the crawler stops.
        process.stdin.write(ORDER_JSON.dump_json(order).decode() + "\n")
        process.stdin.flush()
        for line in process.stdout:
            yield ANSWER_JSON.validate_json(line)
    if process.returncode:
        errors.seek(0)
        raise RuntimeError(f"the crawl ended with status {process.returncode}:\n{errors.read()}")
