"""All benchmarks, one after the other: `python -m tests.benchmarks`."""

from __future__ import annotations

import click

from tests.benchmarks import codings, harvest, html, metadata, metadata_fields, speed

BENCHMARKS = {
    "Codings": codings.main,
    "Metadata": metadata.main,
    "Metadata, other fields": metadata_fields.main,
    "Web pages": html.main,
    "Speed": speed.main,
    "Harvest": harvest.main,
}

if __name__ == "__main__":
    for title, run in BENCHMARKS.items():
        click.echo(f"\n{title}")
        run()
