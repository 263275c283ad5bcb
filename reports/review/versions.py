"""Versions of what the review site shows: a snapshot of the corpus with the files that were published of it.

Each is in a folder of its own, made whole or not at all, and is there still when the site is opened again.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined]

from corpus.chain import corpus_path
from corpus.issues import Refused
from corpus.lock import at_rest
from corpus.raw import study_folder
from corpus.record import content_hash
from corpus.reference import GEMEENTEN
from corpus.study import Study, load_study
from reports.review.nearest import preload
from reports.review.snapshot import FILL, INDEXES, build, read_about
from reports.settings import read_gemeenten
from reports.site.versions import link_published

SNAPSHOT = "corpus.db"
_FOLDER, _HALF = "snapshots", ".half-"
_LAST_RUN = "SELECT id FROM runs ORDER BY started_at DESC, id LIMIT 1"
_LAST_CHANGE = """SELECT r.id FROM runs r, json_each(r.counts) c
WHERE c.value ->> 'stage' <> 'harvest' AND c.value ->> 'done_count' > 0 ORDER BY r.started_at DESC, r.id LIMIT 1"""
_PUBLISHED = """SELECT 1 FROM runs r, json_each(r.counts) c
WHERE r.id = ? AND c.value ->> 'stage' = 'publish' AND c.value ->> 'failed_count' = 0"""


def wanted(study: Study) -> Path | None:
    """Return the folder of the version that belongs to the corpus as it is; None where it is not whole.

    That is so while a run is going on, after one that was cut short, and where the last run did not publish.
    """
    with at_rest(study_folder(study.name)) as is_whole:
        run = _last_change(corpus_path(study)) if is_whole else None
    if run is None:
        return None
    shape = [FILL.read_text(encoding="utf-8"), INDEXES.read_text(encoding="utf-8")]
    mark = content_hash([run, study.review.ask_from, study.title, _gemeenten(study), shape])
    return study_folder(study.name) / _FOLDER / mark


def _last_change(corpus: Path) -> str | None:
    """Return the id of the last run that changed anything, if the last run published what there is."""
    if not corpus.is_file():
        return None
    db = sqlite3.connect(f"{corpus.resolve().as_uri()}?mode=ro", uri=True)
    try:
        found = db.execute(_LAST_RUN).fetchone()
        if not found or not db.execute(_PUBLISHED, found).fetchone():
            return None
        changed = db.execute(_LAST_CHANGE).fetchone() or found
        return str(changed[0])
    except sqlite3.DatabaseError as error:
        raise Refused(str(corpus), f"it cannot be read ({error})", "Run `make synthesis`") from None
    finally:
        db.close()


def _gemeenten(study: Study) -> list[tuple[str, str]]:
    extra = [study.beside(study.gemeenten)] if study.gemeenten else []
    return [(code, name) for code, name, _ in read_gemeenten(GEMEENTEN, *extra)]


def make(study_path: str, target: Path) -> Path:
    """Make the version that belongs to the corpus of a study as it is, and return its folder.

    Raises Refused where the corpus has gone on meanwhile; what is newest is then another one.
    """
    study = load_study(study_path)
    target.parent.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(prefix=_HALF, dir=target.parent))
    try:
        with ExitStack() as resting:
            resting.enter_context(at_rest(study_folder(study.name)))
            if wanted(study) != target:
                raise Refused(str(corpus_path(study)), "the corpus is being changed", "Wait until the run is done")

            def link() -> None:
                link_published(study_folder(study.name), half)
                resting.close()

            build(
                corpus_path(study), half / SNAPSHOT, study.review.ask_from,
                gemeenten=_gemeenten(study), title=study.title, begun=link,
            )  # fmt: skip
        half.rename(target)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return target


class ReviewVersions:
    """The versions that the review site shows; only the newest is kept."""

    def __init__(self, study: Study, make_version: Callable[[str, Path], Path] = make) -> None:
        """Take a study, and what makes a version of it, such as in another process."""
        self._study, self._make = study, make_version
        for left in (study_folder(study.name) / _FOLDER).glob(f"{_HALF}*"):
            shutil.rmtree(left, ignore_errors=True)

    def renew(self, current: Path | None) -> Path | None:
        """Return the folder of the newest version, or None where that is the current one, or none can be made now.

        Raises Refused where there is no version at all and none can be made.
        """
        target = wanted(self._study)
        if target and target != current:
            return self._ready(target if target.is_dir() else self._make(str(self._study._path), target))
        if current:
            return None
        if kept := self._kept():
            return self._ready(kept[0])
        problem = "there is no whole corpus of this study yet, or a run is going on"
        raise Refused(str(corpus_path(self._study)), problem, "Run `make synthesis` first, or wait until it is done")

    def _ready(self, folder: Path) -> Path:
        """Return a version once its signs are in memory, which takes seconds for a large corpus."""
        preload(folder / SNAPSHOT)
        return folder

    def retire(self, folder: Path) -> None:
        """Remove a version that is no longer shown, unless it is the newest."""
        for old in self._kept()[1:]:
            if old == folder:
                shutil.rmtree(old, ignore_errors=True)

    def _kept(self) -> list[Path]:
        """Return the versions that are there, the newest first."""
        found = (study_folder(self._study.name) / _FOLDER).glob(f"[!.]*/{SNAPSHOT}")
        return [path.parent for path in sorted(found, key=lambda path: read_about(path)["made_at"], reverse=True)]
