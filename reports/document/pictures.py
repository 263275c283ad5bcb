"""Which figures the chapters show: those that have something to show."""

from __future__ import annotations

from collections.abc import Iterator

from reports.document.blocks import Picture
from reports.figures import figures
from reports.publication import Publication


def pictured(publication: Publication, name: str) -> Iterator[Picture]:
    """Yield a figure by name, where there is something to show in it."""
    for figure in figures():
        if figure.name == name and figure.is_there(publication):
            yield Picture(name)
