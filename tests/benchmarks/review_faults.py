"""The review site killed at random moments while members judge: what was acknowledged is kept, and the chain is whole.

Run `python -m tests.benchmarks.review_faults [WRITERS [EACH [KILLS]]]`; at full size it takes a quarter of an hour.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

import click

from tests.reports.review.fault_cases import Siege

WRITERS, EACH, KILLS = 20, 500, 30


def main(writers: int = WRITERS, each: int = EACH, kills: int = KILLS) -> None:
    """Print what the writers were told and what was lost; leave with status 1 where that is anything."""
    with tempfile.TemporaryDirectory() as name:
        siege, began = Siege(Path(name), writers), time.perf_counter()
        outcome = siege.endure(each, kills, random.Random(6))
        seconds, lost = time.perf_counter() - began, siege.lost()
    click.echo(
        f"{writers} writers, {len(outcome.acknowledged)} judgements acknowledged in {seconds:.0f} s,"
        f" killed {outcome.kills} times, {outcome.retried} forms sent again: {len(lost)} lost or wrong"
    )
    for sentence in lost:
        click.echo(sentence)
    sys.exit(bool(lost))


if __name__ == "__main__":
    main(*(int(given) for given in sys.argv[1:]))
