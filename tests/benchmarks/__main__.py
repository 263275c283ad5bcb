"""All benchmarks, one after the other: `python -m tests.benchmarks`."""

from __future__ import annotations

import click

from tests.benchmarks import (
    codings,
    elements,
    embed,
    harvest,
    html,
    metadata,
    metadata_fields,
    qda,
    speed,
    tasks,
    topics,
)

BENCHMARKS = {
    "Codings": codings.main,
    "Embeddings": embed.main,
    "Topics": topics.main,
    "Elements": elements.main,
    "Tasks and cases": tasks.main,
    "Metadata": metadata.main,
    "Metadata, other fields": metadata_fields.main,
    "Web pages": html.main,
    "Speed": speed.main,
    "Harvest": harvest.main,
    "REFI-QDA": qda.main,
}

if __name__ == "__main__":
    for title, run in BENCHMARKS.items():
        click.echo(f"\n{title}")
        run()
