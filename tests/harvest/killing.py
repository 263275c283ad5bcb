"""A crawl that is killed at random moments and goes on: what must hold of it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from sqlite_utils import Database

from corpus.raw import DATA_VARIABLE
from tests.harvest.universe.server import Route, Server, document, html

STUDY = "bestendig"
_PAGES_OF = 50
"""Documents that one page lists."""


def routes(count: int) -> dict[str, Route]:
    """Return a site with `count` documents, all different, behind pages that list them."""
    lists = [f"/lijst-{number}.html" for number in range(-(-count // _PAGES_OF))]
    site: dict[str, Route] = {"/": html(*((path, "Lijst") for path in lists))}
    for number, path in enumerate(lists):
        names = [f"/stuk-{each}.pdf" for each in range(number * _PAGES_OF, min(count, (number + 1) * _PAGES_OF))]
        site[path] = html(*((name, "Stuk") for name in names))
        site |= {name: document(name * 500) for name in names}
    return site


def study(folder: Path, server: Server) -> Path:
    path = folder / f"{STUDY}.toml"
    path.write_text(
        'title = "T"\ndescription = "D"\ncontact = "https://example.org/"\n'
        '[[sources]]\nkind = "website"\nname = "site"\n'
        f'url = "{server.root}"\ndelay_s = 0\nallow = [\'\\.pdf$\']\nallow_hosts = ["127.0.0.1"]\n'
    )
    return path


def start(data: Path, path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "corpus.cli", "harvest", "--study", str(path)]
    environment = os.environ | {DATA_VARIABLE: str(data)}
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)


def stored(data: Path) -> set[str]:
    """Return the addresses of which the answer is stored."""
    path = data / STUDY / "harvest.db"
    if not path.is_file():
        return set()
    database = Database(path)
    try:
        return {row["url"] for row in database["answers"].rows} if database["answers"].exists() else set()
    finally:
        database.close()


class Watch:
    """Remembers how often each address had been asked when its answer was first seen to be stored."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.times: dict[str, int] = {}

    def look(self, now: set[str]) -> None:
        """Raise AssertionError when a stored answer was lost, or asked for again."""
        assert self.times.keys() <= now, "an answer that was stored is stored no longer"
        asked = Counter(self.server.asked)
        counts = {url: asked[url.removeprefix(self.server.root.rstrip("/"))] for url in now}
        again = [url for url, times in self.times.items() if counts[url] > times]
        assert not again, f"asked again though stored: {again[:5]}"
        self.times = counts


def killed_crawl(data: Path, path: Path, server: Server, count: int, kills: int, dice: random.Random) -> int:
    """Crawl to the end, killed `kills` times on the way, and return how many answers the kills found stored.

    Raises AssertionError when an address was asked whose answer had been stored, or when not every document is in the
    corpus exactly once.
    """
    server.asked.clear()
    watch = Watch(server)
    for _ in range(kills):
        process = start(data, path)
        _wait_until(server, len(server.asked) + dice.randrange(1, max(2, count // kills)), process)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        time.sleep(0.3)  # The crawler that it leaves behind notices that nobody waits.
        watch.look(stored(data))
    found = len(watch.times)
    process = start(data, path)
    _, errors = process.communicate()
    assert process.returncode == 0, errors.decode()
    watch.look(stored(data))
    corpus = Database(data / STUDY / "corpus.db")
    finds = list(corpus["finds"].rows)
    assert len(finds) == len({find["document_id"] for find in finds}) == corpus["documents"].count == count
    assert not list(corpus["issues"].rows)
    corpus.close()
    return found


def _wait_until(server: Server, asked: int, process: subprocess.Popen[bytes]) -> None:
    while len(server.asked) < asked and process.poll() is None:
        time.sleep(0.005)
