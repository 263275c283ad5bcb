"""All benchmarks, one after the other: `python -m tests.benchmarks`."""

from __future__ import annotations

import click

from tests.benchmarks import codings, metadata, speed

BENCHMARKS = {"Codings": codings.main, "Metadata": metadata.main, "Speed": speed.main}

if __name__ == "__main__":
    for title, run in BENCHMARKS.items():
        click.echo(f"\n{title}")
        run()
