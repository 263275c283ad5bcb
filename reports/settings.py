"""What the publish stage depends on: the study, the names of gemeenten, and the tables and templates themselves."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from corpus.issues import Refused
from corpus.raw import study_folder
from corpus.reference import GEMEENTEN
from corpus.study import Study

HERE = Path(__file__).parent
_SHAPING = ("publishing/*.*", "tables/*.*")
"""The files whose content decides what readers get."""


@dataclass(frozen=True)
class PublishSettings:
    """What of a study the published files depend on."""

    study: str
    title: str
    description: str
    contact: str
    questions: tuple[str, ...]
    quote_words: int
    gemeenten: tuple[tuple[str, str, str], ...]
    """Code, name and province of every gemeente, by code."""
    shape: str
    """The hash of the report tables, templates and style."""
    folder: Path = field(metadata={"hashed": False})
    """Where the published files go."""

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused when a list of gemeenten is not there or lacks a column."""
        extra = [study.beside(study.gemeenten)] if study.gemeenten else []
        return cls(
            study=study.name,
            title=study.title,
            description=study.description,
            contact=study.contact,
            questions=study.questions,
            quote_words=study.reports.quote_words,
            gemeenten=read_gemeenten(GEMEENTEN, *extra),
            shape=shape(),
            folder=study_folder(study.name),
        )


def read_gemeenten(*paths: Path) -> tuple[tuple[str, str, str], ...]:
    """Return code, latest name and province of every gemeente in some lists, by code."""
    found: dict[str, tuple[str, str, str]] = {}
    for path in paths:
        for row in sorted(read_register(path), key=lambda row: row["begin_on"]):
            found[row["code"]] = (row["code"], row["name"], row["province_name"])
    return tuple(found[code] for code in sorted(found))


def read_register(*paths: Path) -> list[dict[str, str]]:
    """Return the rows of lists of gemeenten; raise Refused when one is not there or lacks a column."""
    return [row for path in paths for row in _read(path)]


def _read(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except FileNotFoundError:
        raise Refused(
            str(path), "this list of gemeenten is not there", "Check the key 'gemeenten' of the study"
        ) from None
    missing = sorted({"code", "name", "begin_on", "province_name"} - set(rows[0] if rows else ()))
    if missing:
        raise Refused(str(path), f"this list of gemeenten has no column {missing[0]!r}", "Add it to the header")
    return rows


def shape() -> str:
    """Return the hash of the files that decide what the public database and the tables hold."""
    return hash_of_files(*_SHAPING)


def hash_of_files(*patterns: str) -> str:
    """Return the hash of the names and contents of files of this package; compiled ones do not count."""
    digest = hashlib.sha256()
    found = {path for pattern in patterns for path in HERE.glob(pattern) if path.is_file() and path.suffix != ".pyc"}
    for path in sorted(found):
        digest.update(path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:24]
