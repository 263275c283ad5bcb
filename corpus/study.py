"""A study: one TOML file with its questions, sources, criteria, codebook and thresholds."""

from __future__ import annotations

import difflib
from functools import cached_property
from pathlib import Path
from typing import Self

from pydantic import PrivateAttr, model_validator

from corpus.issues import Refused
from corpus.record import content_hash
from corpus.sections import (
    Coverage,
    Criteria,
    LanguageModel,
    Leervraag,
    Personal,
    Reports,
    Review,
    SourceSettings,
    Synthesis,
)  # fmt: skip
from corpus.toml import Settings, load, refusal

STUDIES = Path(__file__).parent / "studies"
EMBEDDER_PREFIX_MARK = "?prefix="
"""What parts the prefix from the rest in the name by which an embedder is loaded."""


class Study(Settings):
    """A study, as its file says."""

    title: str
    description: str
    contact: str
    """An address (https or mailto) that crawlers give to the sites they visit."""
    questions: tuple[str, ...] = ()
    leervragen: tuple[Leervraag, ...] = ()
    """Questions that say more than their words: which codes their answers have."""
    codebook: str = "sociale-teams"
    codebooks: tuple[str, ...] = ()
    """Further codebooks, by which the same passages are coded side by side."""
    gemeenten: str | None = None
    """A CSV, relative to the study file, with gemeenten beside those of the register."""
    corrections: str | None = None
    """A CSV, relative to the study file, with what is right in metadata: document, field, value, reason."""
    sources: tuple[SourceSettings, ...] = ()
    criteria: Criteria = Criteria()
    coverage: Coverage = Coverage()
    personal: Personal = Personal()
    synthesis: Synthesis = Synthesis()
    language_model: LanguageModel = LanguageModel()
    review: Review = Review()
    reports: Reports = Reports()

    _path: Path = PrivateAttr(default=Path("study.toml"))

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        names = [source.name for source in self.sources]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"Two sources are named {twice[0]!r}; give each its own name")
        return self

    @model_validator(mode="after")
    def _leervragen_and_codebooks_are_unique(self) -> Self:
        ids, codebooks = [leervraag.id for leervraag in self.leervragen], [self.codebook, *self.codebooks]
        if twice := sorted({name for name in ids if ids.count(name) > 1}):
            raise ValueError(f"Two leervragen have the id {twice[0]!r}; give each its own id")
        if twice := sorted({name for name in codebooks if codebooks.count(name) > 1}):
            raise ValueError(f"The codebook {twice[0]!r} is named twice; once is enough")
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

    @property
    def embedder(self) -> str:
        """The name by which the embedder is loaded: with the whole path of its model, and the prefix, if any."""
        kind, colon, place = self.synthesis.embedder.partition(":")
        path = self.beside(str(Path(place).expanduser())) if colon else Path()
        is_path = colon and (kind == "onnx" or path.exists() or place.startswith((".", "/", "~")))
        if is_path and not path.exists():
            where = ("synthesis", "embedder")
            raise self.refuse(where, f"there is no {path}", "Give a path relative to the study file, or a whole one")
        prefix = self.synthesis.embedder_prefix
        return f"{kind}{colon}{path if is_path else place}" + (f"{EMBEDDER_PREFIX_MARK}{prefix}" if prefix else "")

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
