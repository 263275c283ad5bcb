"""How long each stage takes on the example, from nothing and once more with nothing changed.

Run `python -m tests.benchmarks.speed`. How fast documents are read is in `python -m tests.benchmarks.extract`.
"""

from __future__ import annotations

import os
import tempfile

import click

from corpus.chain import open_corpus, stages
from corpus.raw import DATA_VARIABLE
from corpus.stage import run_stages
from corpus.study import load_study


def main() -> None:
    """Print seconds by stage of a run of the example from nothing, and of a second run with nothing changed."""
    study, every = load_study("voorbeeld"), stages()
    with tempfile.TemporaryDirectory() as folder:
        os.environ[DATA_VARIABLE] = folder
        with open_corpus(study, []) as store:
            for title in ("first run", "second run"):
                outcomes = run_stages(store, study, every, chain=every, workers=os.cpu_count() or 1)
                seconds = ", ".join(f"{outcome.stage} {outcome.seconds:.1f}" for outcome in outcomes)
                click.echo(f"{title}, seconds: {seconds}; in all {sum(outcome.seconds for outcome in outcomes):.1f}")


if __name__ == "__main__":
    main()
