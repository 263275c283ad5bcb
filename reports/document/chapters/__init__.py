"""The chapters of the kennissynthese, one file each: a `POSITION`, and `chapters(publication)` that yields them."""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from types import ModuleType

from reports.document.blocks import Chapter
from reports.publication import Publication


def read_chapters(publication: Publication) -> tuple[Chapter, ...]:
    """Return the chapters of a published study in order; those that have nothing to say are not there."""
    return tuple(chapter for module in _modules() for chapter in module.chapters(publication))


@cache
def _modules() -> tuple[ModuleType, ...]:
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if not path.stem.startswith("_"))
    found = (importlib.import_module(f"{__name__}.{name}") for name in names)
    return tuple(sorted(found, key=lambda module: (module.POSITION, module.__name__)))
