"""How fast text is read, against plain pdfplumber in the same run, and how long each stage takes on the example.

Run `python -m tests.benchmarks.speed`.
"""

from __future__ import annotations

import io
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import click
import pdfplumber

from corpus.chain import open_corpus, stages
from corpus.issues import Unreadable
from corpus.raw import DATA_VARIABLE
from corpus.records import Page
from corpus.stage import run_stages
from corpus.study import load_study
from extract.read import read_content

ROOT = Path(__file__).parents[2]
FOLDERS = {
    "example": ROOT / "corpus" / "example" / "site" / "rapporten",
    "shared corpus": ROOT.parent / "shared" / "corpus" / "pdf",
}
SAMPLE_PAGES = 60
"""Pages that pdfplumber reads of each set of documents: it is slow, and its speed a page is steady."""


def _cpu_seconds(work: Callable[[], int]) -> tuple[int, float]:
    began = time.process_time()
    pages = work()
    return pages, time.process_time() - began


def _read_all(contents: Iterable[bytes]) -> int:
    return sum(_page_count(content) for content in contents)


def _page_count(content: bytes) -> int:
    try:
        return sum(isinstance(record, Page) for record in read_content("0" * 64, content))
    except Unreadable:
        return 0


def _pdfplumber_sample(contents: Iterable[bytes]) -> int:
    read = 0
    for content in contents:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            for page in pdf.pages[: max(1, SAMPLE_PAGES // 10)]:
                page.extract_text()
                page.extract_tables()
                read += 1
        if read >= SAMPLE_PAGES:
            break
    return read


def measure_reading() -> None:
    """Print pages a second of CPU time of the extract stage and of plain pdfplumber, and their ratio."""
    for name, folder in FOLDERS.items():
        contents = [path.read_bytes() for path in sorted(folder.glob("*.pdf"))]
        if not contents:
            continue
        pages, seconds = _cpu_seconds(lambda contents=contents: _read_all(contents))  # type: ignore[misc]
        rival_pages, rival_seconds = _cpu_seconds(lambda contents=contents: _pdfplumber_sample(contents))  # type: ignore[misc]
        ours, theirs = pages / seconds, rival_pages / rival_seconds
        click.echo(
            f"{name}: {pages} pages, {ours:.1f} pages/s; pdfplumber text and tables {theirs:.1f} pages/s on"
            f" {rival_pages} pages; ratio {ours / theirs:.1f}"
        )


def measure_chain() -> None:
    """Print seconds by stage of a run of the example from nothing, and of a second run with nothing changed."""
    study, every = load_study("voorbeeld"), stages()
    with tempfile.TemporaryDirectory() as folder:
        os.environ[DATA_VARIABLE] = folder
        with open_corpus(study, []) as store:
            for title in ("first run", "second run"):
                outcomes = run_stages(store, study, every, chain=every, workers=os.cpu_count() or 1)
                seconds = ", ".join(f"{outcome.stage} {outcome.seconds:.1f}" for outcome in outcomes)
                click.echo(f"{title}, seconds: {seconds}; in all {sum(outcome.seconds for outcome in outcomes):.1f}")


def main() -> None:
    """Print all of it."""
    measure_reading()
    measure_chain()


if __name__ == "__main__":
    main()
