"""The files of the figures: each as SVG, which stays sharp at any size, as PNG, and all of them in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reports.figures import Drawn, Figure, drawn, figures
from reports.figures.words import text_of
from reports.publication import File, Publication

FOLDER = "figuren"
LIST = f"{FOLDER}/figuren.json"
"""All figures in words, for the site and for other programs."""


def files(publication: Publication, settings: Any) -> Iterator[File]:
    """Yield every figure that there is something to show of, twice, and the list of them."""
    told = []
    for figure in figures():
        if figure.is_there(publication):
            found = drawn(publication, figure.name, settings.outline)
            yield File(f"{FOLDER}/{figure.name}.svg", f"Figuur: {figure.title}", found.svg)
            yield File(f"{FOLDER}/{figure.name}.png", f"Figuur: {figure.title}", found.png)
            told.append(_told(figure, found))
    content = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    yield File(LIST, "Alle figuren in woorden, als gegevens", content.encode())


def _told(figure: Figure, found: Drawn) -> dict[str, Any]:
    return {
        "name": figure.name,
        "title": figure.title,
        "alt": found.alt,
        "sentences": [text_of(line) for line in found.lines],
        "tables": list(figure.tables),
        "width": found.width,
        "height": found.height,
    }
