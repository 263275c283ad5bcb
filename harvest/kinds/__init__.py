"""The kinds of sources, one module each: a new module here, with its `KIND`, is a new kind."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from corpus.sections import SourceSettings
from harvest.steps import Answer, Step


class Fault(NamedTuple):
    """A setting of a source that its kind cannot use: the key, what is wrong, and what to do."""

    key: tuple[str | int, ...]
    problem: str
    remedy: str


class Context(NamedTuple):
    """What a kind may know beside the settings of its source."""

    base: Path
    """The folder of the study file."""
    bookmark: str | None = None
    """What the last visit left to go on from."""


def _no_steps(answer: Answer, settings: SourceSettings) -> Iterator[Step]:
    yield from ()


def _no_faults(settings: SourceSettings) -> Iterator[Fault]:
    yield from ()


def _not_probed(settings: SourceSettings, context: Context) -> object:
    return None


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of source: the keys of its settings, and the functions that know its form."""

    needs: tuple[tuple[str, ...], ...]
    """The keys that it needs; of each tuple at least one."""
    uses: tuple[str, ...] = ()
    """The other keys that mean something to it, beside those that every source has."""
    begin: Callable[[SourceSettings, Context], Iterator[Step]]
    """Yields the first steps; raises Surprise when the source is not there."""
    read: Callable[[Answer, SourceSettings], Iterator[Step]] = _no_steps
    """Yields the steps that an answer leads to; raises Surprise when it is not of the form it should have."""
    faults: Callable[[SourceSettings], Iterator[Fault]] = _no_faults
    """Yields what is wrong with the settings beyond absent keys."""
    probe: Callable[[SourceSettings, Context], object] = _not_probed
    """Returns what tells, without a visit, that the source has changed; None when only a visit does."""
    keeps_gone: bool = True
    """Does a document from the web stay that the source no longer names? Not where it is a list of one's own."""
    stays_on_site: bool = False
    """Is it kept to the hosts of its start addresses?"""


def kind_names() -> list[str]:
    """Return the names of all kinds, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def load_kind(name: str) -> Kind:
    """Return a kind; raise KeyError when there is none of this name."""
    if name not in kind_names():
        raise KeyError(name)
    kind: Kind = importlib.import_module(f"{__name__}.{name}").KIND
    return kind
