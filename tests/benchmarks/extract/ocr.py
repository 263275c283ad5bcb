"""Prints how many characters of scans are read wrong, by kind of scan: `python -m tests.benchmarks.extract.ocr`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import click
import typst

from extract.read import read_content
from tests.benchmarks.extract.prose import Prose
from tests.benchmarks.extract.readers import found_in
from tests.benchmarks.extract.scans import SCANNERS, scan
from tests.benchmarks.extract.truth import normal

FONTS = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in "#*_`$@<>[]\\=/~-+"})


@dataclass(frozen=True)
class Page:
    """A page of type, and the text on it."""

    text: str
    content: bytes


def page(columns: int, seed: int) -> Page:
    """Return a page of headings and paragraphs, in columns, with a page number below."""
    random = Random(seed)
    prose = Prose(random)
    parts = [f"= {prose.title()}"]
    for _ in range(3 if columns == 1 else 5):
        parts += [f"== {prose.title()}", prose.sentences(3, 5), prose.sentences(2, 4)]
    rules = (
        f'#set text(lang: "nl", hyphenate: true, size: {random.choice((10, 10.5, 11))}pt, '
        f'font: "{FONTS[seed % 2]}")\n#set par(justify: {"true" if seed % 3 else "false"})\n'
        f'#set page(paper: "a4", columns: {columns}, margin: 2.2cm)\n'
    )
    body = "\n\n".join(part if part.startswith("=") else part.translate(ESCAPES) for part in parts)
    return Page(" ".join(part.lstrip("= ") for part in parts), typst.compile((rules + body).encode(), format="pdf"))


def distance(first: str, second: str) -> int:
    """Return how many characters are to be put in, left out or changed (Levenshtein), bit-parallel (Myers 1999)."""
    if not first:
        return len(second)
    where: dict[str, int] = {}
    for at, character in enumerate(first):
        where[character] = where.get(character, 0) | 1 << at
    full, last = (1 << len(first)) - 1, 1 << (len(first) - 1)
    up, down, score = full, 0, len(first)
    for character in second:
        equal = where.get(character, 0)
        diagonal = (((equal & up) + up) ^ up) | equal | down
        more, less = (down | ~(diagonal | up)) & full, up & diagonal
        score += bool(more & last) - bool(less & last)
        more, less = (more << 1 | 1) & full, less << 1 & full
        up, down = (less | ~(diagonal | more)) & full, more & diagonal
    return score


def error_rate(true: str, found: str) -> float:
    """Return the share of characters that are wrong, white space made one."""
    true, found = normal(true), normal(found)
    return distance(true, found) / len(true)


def measure(columns: int, name: str, seeds: range) -> tuple[float, float]:
    """Return the share of wrong characters in scans of a kind, and CPU seconds a page."""
    rates, before = [], sum(os.times()[:4])
    for seed in seeds:
        made = page(columns, seed)
        content = scan(made.content, SCANNERS[name], seed)
        rates.append(error_rate(made.text, found_in(read_content("0" * 64, content)).text))
    return sum(rates) / len(rates), (sum(os.times()[:4]) - before) / len(rates)


def rows(names: tuple[str, ...], seeds: range) -> Iterator[str]:
    """Yield the lines of the table."""
    yield f"{'scan':<12} {'1 column':>9} {'2 columns':>9} {'CPU s':>6}"
    for name in names or tuple(SCANNERS):
        (one, seconds), (two, _) = measure(1, name, seeds), measure(2, name, seeds)
        yield f"{name:<12} {one:>9.2%} {two:>9.2%} {seconds:>6.1f}"


@click.command()
@click.option("--scan", "names", multiple=True, type=click.Choice(list(SCANNERS)), help="Only this kind of scan.")
@click.option("--seeds", default=3, show_default=True, help="Pages of each kind.")
def main(names: tuple[str, ...], seeds: int) -> None:
    """Print how many characters of generated scans are read wrong."""
    for row in rows(names, range(1, seeds + 1)):
        click.echo(row)


if __name__ == "__main__":
    main()
