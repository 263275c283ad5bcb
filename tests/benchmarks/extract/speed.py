"""How fast documents are read: CPU time a page, with that of children, of every reader in one run."""

from __future__ import annotations

import io
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from unittest import mock

import pdfplumber

from corpus.issues import Unreadable
from corpus.records import Issue, Page
from extract.pdf.document import read_pdf
from extract.read import read_content
from extract.sheet import Sheet
from tests.benchmarks.extract.layouts import Sample
from tests.benchmarks.extract.readers import OURS, readers

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "pdf"
"""Real documents, where there are any."""
TEXT = f"{OURS}, text alone"
PIECES = f"{OURS}, with tables"
LAYOUTS = ("single", "two_columns", "three_columns", "letter", "slides", "css_single", "css_tagged", "css_columns")
"""Layouts whose documents are read by all: the slow readers take a second for every five pages."""
SAMPLED = 3
"""Pages of each real document that pdfplumber reads: it is slow, and its speed a page is steady."""


def cpu_seconds() -> float:
    """Return the CPU time that this process and its ended children have used."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def timed(work: Callable[[], object], repeats: int) -> float:
    """Return the median CPU seconds of a piece of work."""
    spent: list[float] = []
    for _ in range(repeats):
        began = cpu_seconds()
        work()
        spent.append(cpu_seconds() - began)
    return median(spent)


def read_text_alone(content: bytes) -> list[Sheet | Issue]:
    """Read as the stage does up to its pieces, but look for no tables."""
    with mock.patch("extract.pdf.document.find_tables", lambda lines, *_: (lines, [])):
        return list(read_pdf(content, "rapport"))


def _pieces(content: bytes) -> None:
    list(read_pdf(content, "rapport"))


def compare(samples: Sequence[Sample], repeats: int) -> dict[str, float]:
    """Return the milliseconds a page of each reader, ours in three parts, on the same documents."""
    contents = [sample.content for sample in samples]
    pages = sum(_page_count(content) for content in contents)
    ways: dict[str, Callable[[bytes], object]] = {TEXT: read_text_alone, PIECES: _pieces}
    ways |= {reader.name: reader.read for reader in readers() if not reader.missing}
    return {
        name: 1000 / pages * timed(lambda read=read: [read(each) for each in contents], repeats)  # type: ignore[misc]
        for name, read in ways.items()
    }


def lines(spent: dict[str, float]) -> Iterator[str]:
    """Yield the lines of a table of those, with how many times as fast as two of them each is."""
    yield f"median of CPU time, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    yield f"{'reader':28} {'ms/page':>8} {'× pdfplumber':>13} {'× pypdfium2':>12}"
    for name, each in spent.items():
        yield f"{name:28} {each:8.2f} {spent['pdfplumber'] / each:13.1f} {spent['pypdfium2'] / each:12.2f}"


def _page_count(content: bytes) -> int:
    try:
        return sum(isinstance(record, Page) for record in read_content("0" * 64, content))
    except Unreadable:
        return 0


def real() -> Iterator[str]:
    """Yield how fast the whole stage reads real documents, and pdfplumber their text and tables."""
    paths = sorted(CORPUS.glob("*.pdf"))
    if not paths:
        yield "real documents: left out, there are none here"
        return
    contents = [path.read_bytes() for path in paths]
    began = cpu_seconds()
    # Recognising the text of scans takes seconds a page, and has a benchmark of its own.
    with mock.patch("extract.pdf.scans.can_recognise", lambda: False):
        pages = sum(map(_page_count, contents))
    ours = (cpu_seconds() - began) / pages
    began = cpu_seconds()
    sampled = sum(map(_plumb, contents))
    theirs = (cpu_seconds() - began) / sampled
    yield (
        f"{len(paths)} real documents: whole stage {1000 * ours:.1f} ms/page ({pages} pages); pdfplumber text and"
        f" tables {1000 * theirs:.1f} ms/page ({sampled} pages); {theirs / ours:.1f} times as fast"
    )


def _plumb(content: bytes) -> int:
    """Read some pages, spread over the document, and return how many."""
    with pdfplumber.open(io.BytesIO(content)) as document:
        count = len(document.pages)
        chosen = sorted({count * at // SAMPLED for at in range(SAMPLED)})
        for number in chosen:
            document.pages[number].extract_text()
            document.pages[number].extract_tables()
            document.pages[number].close()
    return len(chosen)


def workers(contents: Iterable[bytes]) -> Iterator[str]:
    """Yield how much faster two workers are than one, by the clock on the wall."""
    from extract.plain import read_files

    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, content in enumerate(contents):
            path = Path(folder) / f"{number:04}.pdf"
            path.write_bytes(content)
            names.append(str(path))
        spent: dict[int, float] = {}
        for count in (1, 1, 2):
            # The first run warms the files up.
            began = time.perf_counter()
            for _ in read_files(names, count):
                pass
            spent[count] = time.perf_counter() - began
    yield (
        f"{len(names)} documents: one worker {spent[1]:.1f} s, two {spent[2]:.1f} s by the clock:"
        f" {spent[1] / spent[2]:.2f} times as fast; load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores"
    )
