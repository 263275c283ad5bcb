"""The command that compares two publications of a study."""

from __future__ import annotations

from pathlib import Path

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.issues import Refused
from corpus.raw import study_folder
from corpus.study import Study
from reports.news.comparing import Comparison, compare
from reports.publication import Publication
from reports.review.release import FOLDER, PUBLIC

NOW = "nu"
"""What is published now."""


def diff(study: Study, old: str, new: str) -> Comparison:
    """Return what changed from one publication to another: names of frozen versions, files `publiek.db`, or `nu`.

    Raises Refused where one of them is not there.
    """
    then, now = (_read(_path(study, name)) for name in (old, new))
    return compare(then, now, (_shown(old), _shown(new)))


def _read(path: Path) -> Publication:
    try:
        return Publication.read(path)
    except sqlite3.DatabaseError as error:
        raise Refused(str(path), f"it is no public database ({error})", "Give a file publiek.db") from None


def _path(study: Study, name: str) -> Path:
    folder = study_folder(study.name)
    if name == NOW:
        return folder / PUBLIC
    versions = {path.parent.name: path for path in sorted((folder / FOLDER).glob(f"*/{PUBLIC}"))}
    if name in versions:
        return versions[name]
    path = Path(name) / PUBLIC if Path(name).is_dir() else Path(name)
    if path.is_file():
        return path
    known = ", ".join((NOW, *(each for each in versions if not each.startswith("."))))
    raise Refused(name, "it is no version, and no file", f"Give a file publiek.db, or one of {known}")


def _shown(name: str) -> str:
    return "de versie van nu" if name == NOW else f"versie {name}" if not Path(name).exists() else name
