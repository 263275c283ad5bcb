"""The report stage: from the public database to the documents, figures and files that readers take along.

All that they say stands in `publiek.db`: equal databases give equal files, byte for byte.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from corpus.raw import study_folder, write_whole
from corpus.record import Record
from corpus.records import Rendering
from corpus.reference import COORDINATES
from corpus.stage import Inputs
from corpus.study import Study
from reports.publication import File, Publication
from reports.settings import hash_of_files

MAKERS = (
    "tables.making", "figures.making", "document.making", "word.making", "references.making", "news.making",
    "products.making", "exchange.qda.making", "exchange.making",
)  # fmt: skip
"""Modules of this package with a function `files(publication, settings)` that yields `File`s, in order of making."""
LIST = "bestanden.json"
"""The list of all files, for the site: name, description, bytes and SHA-256 of each."""
_SHAPING = (
    "publication.py", "packing.py", "shown.py", "document/**/*.*", "word/**/*.*", "figures/**/*.*", "products/**/*.*",
    "exchange/**/*.*", "references/**/*.*", "news/**/*.*", "templates/*", "tables/*.*", "site/static/*.css",
)  # fmt: skip


@dataclass(frozen=True)
class RenderSettings:
    """What the files depend on besides the public database."""

    study: str
    shape: str
    """The hash of the code, templates and styles that make them."""
    address: str
    """Where readers find the public site; empty where it is not said."""
    given: tuple[str, ...]
    """The hashes of the files that the study gives, template and outline, and of where gemeenten are."""
    template: Path | None = field(metadata={"hashed": False})
    """The institute's own template for Word."""
    outline: Path | None = field(metadata={"hashed": False})
    """An outline of the Netherlands in GeoJSON."""
    folder: Path = field(metadata={"hashed": False})
    """Where the files go."""
    licence: str = ""
    """The address of the licence of the tables; empty where none is said."""

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused where a file that it names is not there."""
        template, outline = (_given(study, name) for name in ("template", "outline"))
        return cls(
            study=study.name,
            shape=hash_of_files(*_SHAPING),
            address=study.reports.address or "",
            given=tuple(
                hashlib.sha256(path.read_bytes()).hexdigest() for path in (template, outline, COORDINATES) if path
            ),
            template=template,
            outline=outline,
            folder=study_folder(study.name),
            licence=study.reports.licence or "",
        )


def _given(study: Study, name: str) -> Path | None:
    """Return the file that a study names under [reports], or None where it names none."""
    said = getattr(study.reports, name)
    if said is None:
        return None
    path = study.beside(said)
    if not path.is_file():
        raise study.refuse(("reports", name), f"there is no file {path}", "Check its name, relative to the study")
    return path


def render(inputs: Inputs, settings: RenderSettings) -> Iterator[Record]:
    """Write the files, yield a Rendering for each, and remove those of an earlier run that are no longer made."""
    publication = Publication.read(settings.folder / "publiek.db")
    made: list[Rendering] = []
    for file in made_files(publication, settings):
        write_whole(settings.folder / file.name, file.content)
        digest = hashlib.sha256(file.content).hexdigest()
        made.append(
            Rendering(name=file.name, description=file.description, byte_count=len(file.content), sha256=digest)
        )
    _remove_others(settings.folder, {item.name for item in made})
    write_whole(settings.folder / LIST, _listed(made))
    yield from made


def made_files(publication: Publication, settings: RenderSettings) -> Iterator[File]:
    """Yield every file that is made of a public database; nothing is written."""
    for name in MAKERS:
        yield from importlib.import_module(f"reports.{name}").files(publication, settings)


def is_intact(renderings: Sequence[Any], settings: RenderSettings) -> bool:
    """Tell whether every file is still there, with the size that it was given."""
    paths = [(settings.folder / item.name, item.byte_count) for item in renderings]
    return all(path.is_file() and path.stat().st_size == size for path, size in paths)


def listed(folder: Path) -> list[dict[str, Any]]:
    """Return the listed files of a study, with name, description, byte_count and sha256; none without a list."""
    path = folder / LIST
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    return found


def _listed(made: list[Rendering]) -> bytes:
    rows = [
        {"name": item.name, "description": item.description, "byte_count": item.byte_count, "sha256": item.sha256}
        for item in sorted(made, key=lambda item: item.name)
    ]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def _remove_others(folder: Path, kept: set[str]) -> None:
    for row in listed(folder):
        if row["name"] not in kept:
            (folder / row["name"]).unlink(missing_ok=True)
