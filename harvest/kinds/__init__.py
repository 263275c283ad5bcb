"""The kinds of sources, one module each: a new module here is a new kind."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import NamedTuple, Protocol, cast

from corpus.record import Record
from corpus.records import Source
from corpus.study import SourceSettings
from harvest.settings import HarvestSettings


class Fault(NamedTuple):
    """A setting of a source that its kind cannot use: the key, what is wrong, and what to do."""

    key: tuple[str | int, ...]
    problem: str
    remedy: str


class Kind(Protocol):
    """What a module of a kind offers."""

    KEYS: tuple[tuple[str, ...], ...]
    """The settings that the kind needs; of each tuple at least one."""

    def faults(self, settings: SourceSettings) -> Iterator[Fault]:
        """Yield what is wrong with the settings beyond absent ones."""

    def probe(self, settings: SourceSettings, context: HarvestSettings) -> object:
        """Return what tells, without a harvest, that the source has changed; None when nothing does."""

    def find(self, source: Source, settings: SourceSettings, context: HarvestSettings) -> Iterator[Record]:
        """Yield Find, Document and Issue records; raise Surprise when the source is not as expected."""


def kind_names() -> list[str]:
    """Return the names of all kinds, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def load_kind(name: str) -> Kind:
    """Return the module of a kind; raise KeyError when there is no such kind."""
    if name not in kind_names():
        raise KeyError(name)
    return cast(Kind, importlib.import_module(f"{__name__}.{name}"))
