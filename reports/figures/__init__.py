"""The figures: each is one file in `kinds/`, drawn from the report tables as SVG and PNG, with a text alternative.

A file in `kinds/` has a `FIGURE`. Figures say in Dutch what the tables say; no meaning hangs on colour alone.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reports.figures import kinds
from reports.figures.outline import Outline, read_outline
from reports.figures.sheet import Sheet, ruled
from reports.figures.words import Line, origins_of, text_of
from reports.publication import Publication


@dataclass(frozen=True)
class Figure:
    """A figure: its name, Dutch title, the report tables behind it, how it is drawn, and what it says in words."""

    position: int
    name: str
    title: str
    tables: tuple[str, ...]
    """The first is the one that readers find the numbers in."""
    draw: Callable[[Publication, Outline | None], Sheet]
    describe: Callable[[Publication], tuple[Line, ...]]
    """Sentences for whoever does not see it, with their values: what it is, what stands out, and then all it says."""
    is_there: Callable[[Publication], bool] = lambda publication: True
    """Tells whether there is something to show; without it the figure says so."""


class Drawn(NamedTuple):
    """A figure as drawn: its name, its title, its text alternative, and the drawing as SVG and as PNG."""

    name: str
    title: str
    alt: str
    """What it is and what stands out."""
    svg: bytes
    """Stands alone or in a page. Texts with values of `publiek.db` have `data-herkomst`: one or more addresses of
    origins with a space between; ticks of axes have `data-schaal`."""
    png: bytes
    lines: tuple[Line, ...]
    """All that it says in sentences, with the values in them; the first are the text alternative."""
    width: int
    height: int
    """Both in points."""


SHORT = 2
"""The first sentences, which are the short text alternative."""
_DRAWN: dict[tuple[str, str, str], Drawn] = {}


@cache
def figures() -> tuple[Figure, ...]:
    """Return all figures, in the order of readers."""
    names = [found.name for found in pkgutil.iter_modules(kinds.__path__)]
    found = [importlib.import_module(f"{kinds.__name__}.{name}").FIGURE for name in names]
    return tuple(sorted(found, key=lambda figure: figure.position))


def figure(name: str) -> Figure:
    """Return the figure with a name; raise KeyError where there is none."""
    return {figure.name: figure for figure in figures()}[name]


def drawn(publication: Publication, name: str, outline: Path | None = None) -> Drawn:
    """Return a figure as drawn from what was published; what was drawn before is kept while the publication is equal.

    `outline` is an outline of the country in GeoJSON; Refused is raised where it is none.
    """
    wanted = figure(name)
    given = hashlib.sha256(outline.read_bytes()).hexdigest() if outline else ""
    key = (publication.digest, name, given)
    if key not in _DRAWN:
        for old in [old for old in _DRAWN if old[0] != publication.digest]:
            del _DRAWN[old]
        _DRAWN[key] = _draw(wanted, publication, read_outline(outline) if outline else None)
    return _DRAWN[key]


def _draw(wanted: Figure, publication: Publication, outline: Outline | None) -> Drawn:
    lines = wanted.describe(publication)
    alt = " ".join(text_of(line) for line in lines[:SHORT])
    of = [origin for line in lines[:SHORT] for origin in origins_of(line)]
    with ruled():
        sheet = wanted.draw(publication, outline)
    svg, png = sheet.svg(wanted.name, wanted.title, alt, of), sheet.png(wanted.title, alt)
    return Drawn(wanted.name, wanted.title, alt, svg, png, lines, sheet.width, sheet.height)
