"""Crawls of 2,000 documents, each killed at random moments and brought to its end: nothing is lost or asked twice.

Run `python -m tests.benchmarks.kill [RUNS]`; 30 runs take about a quarter of an hour.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import click

from tests.harvest.killing import killed_crawl, routes, study
from tests.harvest.universe.server import serving

DOCUMENTS = 2000


def main(runs: int) -> None:
    """Kill each of `runs` crawls one to three times, and print what the kills found stored."""
    with serving(routes(DOCUMENTS)) as server:
        for run in range(1, runs + 1):
            with tempfile.TemporaryDirectory() as name:
                kills = 1 + run % 3
                path = study(Path(name), server)
                found = killed_crawl(Path(name, "data"), path, server, DOCUMENTS, kills, random.Random(run))
            click.echo(
                f"run {run}: killed {kills} times, with {found} answers stored; {DOCUMENTS} documents, each once"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
