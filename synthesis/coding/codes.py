"""The stage that lists the codes of every codebook of a study, so that reports and other stages can name them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Self

from corpus.record import Record
from corpus.records import Calibration, Code
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.coding.amendments import Amended, Amendment, amend, amendments_to, read_amendments
from synthesis.coding.codebook import Codebook, find_codebook, load_codebook
from synthesis.coding.model import Model


@dataclass(frozen=True)
class Shelf:
    """The codebooks of a study, the first one first; what they say counts, where they are does not."""

    hashes: tuple[tuple[str, str], ...]
    """Name and version of each, with the hash of what it says, after what researchers changed."""
    paths: tuple[str, ...] = field(metadata={"hashed": False})
    amendments: tuple[Amendment, ...] = field(default=(), metadata={"hashed": False})
    """What researchers changed in them, oldest first; it counts in the hashes."""

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the codebooks of a study; raise Refused when one is absent or wrong."""
        paths = [find_codebook(name, study.beside(name)) for name in (study.codebook, *study.codebooks)]
        amendments = read_amendments(study)
        books = [amend(load_codebook(path), amendments_to(path.stem, amendments)).codebook for path in paths]
        named = zip(paths, books, strict=True)
        return cls(
            hashes=tuple((f"{path.stem} {codebook.version}", codebook.content_hash) for path, codebook in named),
            paths=tuple(map(str, paths)),
            amendments=amendments,
        )

    @property
    def codebooks(self) -> dict[str, Codebook]:
        """The codebooks by name and version, as readers see them."""
        return {name: amended.codebook for name, amended in self.amended.items()}

    @property
    def amended(self) -> dict[str, Amended]:
        """The codebooks by name and version, with what was changed in them."""
        pairs = zip(self.hashes, self.paths, strict=True)
        return {
            name: load_amended(path, amendments_to(Path(path).stem, self.amendments), digest)
            for (name, digest), path in pairs
        }

    @property
    def main(self) -> str:
        """Name and version of the first codebook."""
        return self.hashes[0][0]


@cache
def load_amended(path: str, amendments: tuple[Amendment, ...], digest: str) -> Amended:
    """Return the codebook in a file after amendments, made once a process as long as it says the same."""
    return amend(load_codebook(Path(path)), amendments)


@dataclass(frozen=True)
class CodeSettings:
    """The codebooks of a study, and what their models know of their own reliability."""

    hashes: tuple[tuple[str, str], ...]
    reliability: tuple[tuple[str, tuple[tuple[float, ...], ...]], ...]
    """By codebook with a model the rows of `Model.reliability`."""
    paths: tuple[str, ...] = field(metadata={"hashed": False})
    amendments: tuple[Amendment, ...] = field(default=(), metadata={"hashed": False})

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused when a codebook is absent or wrong."""
        shelf = Shelf.of(study)
        models = [
            (name, model)
            for (name, _), path in zip(shelf.hashes, shelf.paths, strict=True)
            if (model := Model.beside(Path(path), study.embedder))
        ]
        rows = tuple((name, tuple(map(tuple, model.reliability.tolist()))) for name, model in models)
        return cls(shelf.hashes, rows, shelf.paths, shelf.amendments)


def list_codes(inputs: Inputs, settings: CodeSettings) -> Iterator[Record]:
    """Yield every code of every codebook, also those that nothing was coded with, and how reliable its model is."""
    for name, rows in settings.reliability:
        for band, (said, was, count) in enumerate(rows):
            low, high = band / len(rows), (band + 1) / len(rows)
            yield Calibration(
                codebook=name, low=low, high=high, said=round(said, 4), was=round(was, 4), coding_count=int(count)
            )
    yield from _codes(Shelf(settings.hashes, settings.paths, settings.amendments))


def _codes(settings: Shelf) -> Iterator[Code]:
    for number, (name, codebook) in enumerate(settings.codebooks.items()):
        for position, code in enumerate(codebook.codes, 1):
            yield Code(
                codebook=name,
                codebook_title=codebook.title,
                is_further=number > 0,
                position=position,
                dimension=code.dimension,
                code=code.code,
                label=code.label,
                definition=code.description,
                venster=code.venster,
                part=code.part,
                term=code.term,
                asked_by=code.asked_by,
                goals=code.goals,
                indicators=code.indicators,
            )
