"""How fast a site of 5,000 pages is harvested, beside a bare Scrapy spider that follows the same links in the same run.

The site is on loopback, in a process of its own; nothing is waited for between requests. Each side asks every page once
and writes its bytes to disk: the bare spider as fast as it can, ours with memory, provenance and the corpus. Then the
same site is harvested again, unchanged: on the same day, when only what lists is asked; and on a later day, when every
page is asked whether it has changed. Ratios count, for the machine may have other work.

Run `python -m tests.benchmarks.harvest`.
"""

from __future__ import annotations

import asyncio
import hashlib
import multiprocessing
import random
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

import click
from sqlite_utils import Database

from corpus.chain import open_corpus, stages
from corpus.raw import use_data_folder
from corpus.stage import run_stages
from corpus.study import load_study
from harvest.memory import memory_path

PAGES = 5000
TURNS = 3
_LISTS = 50
_WORDS = ("wijkteam", "inwoner", "samenwerking", "gemeente", "toegang", "professional", "vertrouwen", "regie", "zorg")
_ROBOTS = b"User-agent: *\nAllow: /\n"


def page(number: int) -> bytes:
    """Return a page: the first lists the lists, those list pages, and each page has text and links to some others."""
    dice = random.Random(number)
    if number == 0:
        links = list(range(1, _LISTS + 1))
    elif number <= _LISTS:
        links = list(range(_LISTS + number, PAGES, _LISTS))
    else:
        links = [dice.randrange(PAGES) for _ in range(25)]
    anchors = "".join(f'<li><a href="/pagina-{link}.html">Pagina {link}</a></li>' for link in links)
    text = "".join(f"<p>{' '.join(dice.choices(_WORDS, k=80))}</p>" for _ in range(15))
    return f"<!doctype html><html><body><h1>{number}</h1><ul>{anchors}</ul>{text}</body></html>".encode()


async def _serve(ready: Connection) -> None:
    bodies = {f"/pagina-{number}.html": page(number) for number in range(PAGES)} | {"/robots.txt": _ROBOTS}
    tags = {path: f'"{hashlib.md5(body).hexdigest()}"' for path, body in bodies.items()}
    sent = {"requests": 0, "bytes": 0}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readuntil(b"\r\n\r\n"):
            path = head.split(b" ", 2)[1].decode()
            if path == "/count":
                body = f"{sent['requests']} {sent['bytes']}".encode()
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
                continue
            sent["requests"] += path != "/robots.txt"
            tag = tags[path]
            if tag.encode() in head:
                writer.write(f"HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n".encode())
                continue
            body = bodies[path]
            sent["bytes"] += len(body) if path != "/robots.txt" else 0
            lines = f"Content-Type: text/html; charset=utf-8\r\nETag: {tag}\r\nContent-Length: {len(body)}"
            writer.write(f"HTTP/1.1 200 OK\r\n{lines}\r\n\r\n".encode() + body)

    async def until_closed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await answer(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(until_closed, "127.0.0.1", 0)
    ready.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _run_server(ready: Connection) -> None:
    asyncio.run(_serve(ready))


@contextmanager
def site() -> Iterator[str]:
    """Yield the address of the site, served by a process of its own."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_run_server, args=(theirs,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}/"
    finally:
        process.terminate()
        process.join()


_BARE = """
import hashlib, pathlib, sys
import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor

class Bare(scrapy.Spider):
    name = "bare"
    start_urls = [sys.argv[1] + "pagina-0.html"]
    links = LinkExtractor()

    def parse(self, response):
        pathlib.Path(sys.argv[2], hashlib.sha256(response.body).hexdigest()).write_bytes(response.body)
        for link in self.links.extract_links(response):
            yield scrapy.Request(link.url)

process = CrawlerProcess({"LOG_LEVEL": "ERROR", "ROBOTSTXT_OBEY": True, "DOWNLOAD_DELAY": 0})
process.crawl(Bare)
process.start()
"""


class Sent(NamedTuple):
    """What the site has sent: its answers, and the bytes of pages in them."""

    answers: int
    bytes: int


def _bare(address: str) -> float:
    """Return the seconds of a bare Scrapy spider."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", _BARE, address, folder], check=True)
        seconds = time.perf_counter() - began
        assert len(list(Path(folder).iterdir())) == PAGES
    return seconds


def _study(folder: Path, address: str) -> Path:
    path = folder / "snelheid.toml"
    path.write_text(
        'title = "t"\ndescription = "d"\ncontact = "https://example.org"\n'
        '[[sources]]\nkind = "website"\nname = "site"\ndelay_s = 0\ndepth = 9\nallow_hosts = ["127.0.0.1"]\n'
        f'url = "{address}pagina-0.html"\nexpects = [{PAGES - 1}, {PAGES}]\n'
    )
    return path


def _ours(path: Path) -> float:
    """Return the seconds of the harvest stage on a study, its crawler process and corpus included."""
    study, chain = load_study(str(path)), stages()
    harvest = [stage for stage in chain if stage.package == "harvest"]
    with open_corpus(study, ()) as store:
        (outcome,) = run_stages(store, study, harvest, chain=chain, workers=1, again=True)
        assert outcome.is_ok
    return outcome.seconds


def _sent(address: str) -> Sent:
    with urllib.request.urlopen(f"{address}count") as reply:
        answers, count = reply.read().split()
    return Sent(int(answers), int(count))


def _again(path: Path, address: str) -> tuple[float, Sent]:
    """Return the seconds of one more harvest, and what the site sent for it."""
    before = _sent(address)
    seconds = _ours(path)
    after = _sent(address)
    return seconds, Sent(after.answers - before.answers, after.bytes - before.bytes)


def _forget_the_day() -> None:
    """Make all answers of the memory old, as on a later day."""
    memory = Database(memory_path("snelheid"))
    with memory.atomic():
        memory.execute("UPDATE answers SET answered_at = '2020-01-01T00:00:00.000000+00:00'")
    memory.close()


def main() -> None:
    """Measure and print."""
    with site() as address, tempfile.TemporaryDirectory() as name:
        path = _study(Path(name), address)
        for turn in range(TURNS):
            bare = _bare(address)
            use_data_folder(Path(name, str(turn)))
            ours = _ours(path)
            rates = f"bare Scrapy {PAGES / bare:.0f} pages/s, harvest {PAGES / ours:.0f} pages/s"
            click.echo(f"{rates}: {bare / ours:.2f} of its throughput")
        for day in ("the same day", "a later day"):
            seconds, sent = _again(path, address)
            counts = f"{sent.answers} answers with {sent.bytes} bytes of pages"
            click.echo(f"unchanged, {day}: {seconds:.2f} s, {seconds / ours:.3f} of the first time; {counts}")
            _forget_the_day()


if __name__ == "__main__":
    main()
