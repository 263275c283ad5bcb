"""How well and how fast documents are read, by this project and by others: `python -m tests.benchmarks.extract`.

With `--reader kennissynthese --layout two_columns --show` it tells what went wrong where, and with nothing all figures.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import click

from tests.benchmarks.extract import speed
from tests.benchmarks.extract.layouts import Sample, layouts, samples
from tests.benchmarks.extract.readers import OURS, Reader, raw_text, readers
from tests.benchmarks.extract.scoring import Score, add, score
from tests.benchmarks.extract.show import differences

MEASURES = (
    "words", "order", "hyphens", "paragraphs", "verbatim", "leaks", "headings", "levels", "notes", "ties", "bordered",
    "borderless", "rows precision", "captions",
)  # fmt: skip
REPEATS = 3


def table(title: str, scores: dict[str, Score]) -> Iterable[str]:
    """Yield the lines of a table: a row for each name, a column for each measure."""
    wide = max(map(len, [title, *scores]))
    yield " ".join([title.ljust(wide), *(name.split()[0][:10].rjust(10) for name in MEASURES)])
    for name, result in scores.items():
        cells = [_cell(result[measure].share if measure in result else None) for measure in MEASURES]
        yield " ".join([name.ljust(wide), *cells])


def _cell(share: float | None) -> str:
    return ("–" if share is None else f"{share:.4f}").rjust(10)


def measure(reader: Reader, documents: Sequence[Sample], *, show: bool = False) -> dict[str, Score]:
    """Return the scores of a reader by layout, and show what it got wrong if asked to."""
    by_layout: dict[str, list[Score]] = {}
    for sample in documents:
        if not sample.is_pdf and reader.name != OURS:
            continue
        found, raw = reader.read(sample.content), raw_text(sample.content)
        by_layout.setdefault(sample.layout, []).append(score(sample.truth, found, raw))
        if show:
            click.echo("\n".join(differences(sample, found, raw)) + "\n")
    return {layout: add(scores) for layout, scores in by_layout.items()}


def _plain(score_: Score) -> dict[str, float | None]:
    return {name: tally.share for name, tally in score_.items()}


def as_json(scores: dict[str, dict[str, Score]], spent: dict[str, float]) -> str:
    """Return every figure as JSON."""
    result: dict[str, Any] = {
        "readers": {name: _plain(add(of.values())) for name, of in scores.items()},
        "layouts": {name: {layout: _plain(each) for layout, each in of.items()} for name, of in scores.items()},
        "milliseconds a page": spent,
    }
    return json.dumps(result, indent=1)


def as_text(scores: dict[str, dict[str, Score]], documents: Sequence[Sample]) -> Iterable[str]:
    """Yield the tables: of all readers over all PDFs, and of ours by layout; and what was left out."""
    pdfs = {sample.layout for sample in documents if sample.is_pdf}
    every = {name: add(each for layout, each in of.items() if layout in pdfs) for name, of in scores.items()}
    yield from table(f"{sum(sample.is_pdf for sample in documents)} PDFs", every)
    yield from (f"{reader.name}: left out, {reader.missing}" for reader in readers() if reader.missing)
    yield ""
    yield from table("layout", scores.get(OURS, {}))
    yield from (f"{layout.name}: left out, {layout.missing}" for layout in layouts() if layout.missing)


@click.command()
@click.option("--layout", "names", multiple=True, help="Only this layout (may be given more than once).")
@click.option("--seeds", default=2, show_default=True, help="Documents a layout.")
@click.option(
    "--reader", "only", multiple=True, help="Only this reader, such as kennissynthese or pypdfium2; no speed."
)
@click.option("--short", "is_short", is_flag=True, help="Of each report two chapters.")
@click.option("--show", "-v", is_flag=True, help="Tell for each document what was missed.")
@click.option("--keep", type=click.Path(path_type=Path), help="Write the documents to this folder.")
@click.option("--json", "is_json", is_flag=True, help="Print JSON.")
@click.option("--speed", "how_fast", type=click.Choice(["yes", "no", "only"]), default="yes", show_default=True)
def main(
    names: Sequence[str],
    seeds: int,
    is_short: bool,
    only: Sequence[str],
    show: bool,
    keep: Path | None,
    is_json: bool,
    how_fast: str,
) -> None:
    """Print how well and how fast generated reports are read, by measure, for each reader, and by layout for ours."""
    documents = list(samples(names, range(1, seeds + 1), is_short=is_short))
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        for sample in documents:
            (keep / sample.name).write_bytes(sample.content)
    chosen = [reader for reader in readers() if (not only or reader.name in only) and not reader.missing]
    scores = {} if how_fast == "only" else {each.name: measure(each, documents, show=show) for each in chosen}
    has_speed = how_fast != "no" and not only and not show
    timed = list(samples(speed.LAYOUTS, [1], is_short=True)) if has_speed else []
    spent = speed.compare(timed, REPEATS) if has_speed else {}
    click.echo(as_json(scores, spent) if is_json else "\n".join(as_text(scores, documents) if scores else ()))
    if spent and not is_json:
        contents = [sample.content for sample in documents]
        for line in chain(speed.lines(spent), speed.real(), speed.workers(contents)):
            click.echo(line)


if __name__ == "__main__":
    main()
