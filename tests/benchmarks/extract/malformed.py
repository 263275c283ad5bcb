"""Prints what becomes of malformed documents at the limits of a run: `python -m tests.benchmarks.extract.malformed`."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from typing import Any

import click

from corpus.issues import Problem
from corpus.records import Issue, Page
from corpus.workers import LIMITS, each_in_pool
from extract.read import read_content
from tests.extract.malformed import Malformed, everything


def _read(content: bytes, settings: None) -> Iterator[Any]:
    began = time.process_time()
    yield from read_content("0" * 64, content)
    yield time.process_time() - began


def told(malformed: Malformed, result: Any) -> tuple[str, str, str]:
    """Return what became of a document, how that differs from what is pinned, and the CPU seconds it took."""
    if isinstance(result, Problem):
        return result.problem, malformed.fault("", "", result.problem), ""
    *records, seconds = result
    text = "\n".join(record.text for record in records if isinstance(record, Page))
    said = next((record.problem for record in records if isinstance(record, Issue)), "")
    return said or f"{len(text)} characters", malformed.fault(text, said, ""), f"{seconds:.2f}"


@click.command()
@click.option("--only", default="", help="Only documents with this in their name.")
@click.option("--workers", default=os.cpu_count() or 1, show_default=True)
def main(only: str, workers: int) -> None:
    """Print what becomes of each malformed document, and where that is not what it should be."""
    chosen = [each for each in everything() if only in each.name]
    loads = ((each.name, each.content) for each in chosen)
    faults = 0
    for malformed, (_, result) in zip(
        chosen, each_in_pool(_read, loads, None, workers, limits=LIMITS, subject=str), strict=True
    ):
        outcome, fault, seconds = told(malformed, result)
        faults += bool(fault)
        click.echo(f"{malformed.name:<24} {len(malformed.content):>9} {seconds:>7} {fault or outcome}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    click.echo(f"{len(chosen)} documents, {faults} not as they should be; this process took {peak} MB")


if __name__ == "__main__":
    main()
