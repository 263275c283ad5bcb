"""Versions of the published files of a study, each in a folder of its own that nothing changes while it is shown."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

from corpus.issues import Refused
from corpus.lock import at_rest, held
from reports.rendering import LIST, listed
from reports.site.pages import DATABASE

PUBLISHED = (f"{DATABASE}.db", LIST, "tabellen/*.csv", "tabellen/*.xlsx")
"""The files that the sites show, in the folder of a study, beside those on the list of rendered ones."""
_PREFIX, _LOCK = ".open-", "in_use.lock"
Mark = tuple[tuple[str, int, int, int], ...]


def link_published(source: Path, target: Path) -> None:
    """Give the published files of a study a second name in another folder; copy them where that cannot be."""
    for path in _published(source):
        name = target / path.relative_to(source)
        name.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, name)
        except OSError:
            shutil.copy2(path, name)


def mark_of(source: Path) -> Mark:
    """Return what tells these published files from other versions of them; they are replaced, and never changed."""
    stats = [(path.relative_to(source).as_posix(), path.stat()) for path in _published(source)]
    return tuple((name, found.st_ino, found.st_mtime_ns, found.st_size) for name, found in stats)


def _published(source: Path) -> list[Path]:
    found = {path for pattern in PUBLISHED for path in source.glob(pattern)}
    return sorted(found | {path for row in listed(source) if (path := source / row["name"]).is_file()})


class PublicVersions:
    """The versions that the public site shows: a folder of links for each, removed when it is no longer shown."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of a study, and remove what a server that was killed left there."""
        self._folder = folder
        self._last: Mark = ()
        self._in_use: dict[Path, ExitStack] = {}
        for left in folder.glob(f"{_PREFIX}*"):
            self._remove_unused(left)

    def renew(self, current: Path | None) -> Path | None:
        """Return a folder with the newest version, or None where that is the current one or a run is going on.

        Raises Refused where the study has not been published yet.
        """
        with at_rest(self._folder) as is_whole:
            mark = mark_of(self._folder)
            if current and (mark == self._last or not is_whole):
                return None
            if not (self._folder / f"{DATABASE}.db").is_file():
                remedy = "Run `make synthesis` first"
                raise Refused(str(self._folder), "the public database is not there yet", remedy)
            target = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=self._folder))
            self._in_use[target] = ExitStack()
            self._in_use[target].enter_context(held(target / _LOCK, "this version is in use", "Stop that server first"))
            link_published(self._folder, target)
            self._last = mark
        return target

    def retire(self, folder: Path) -> None:
        """Remove the folder of a version."""
        self._in_use.pop(folder).close()
        shutil.rmtree(folder, ignore_errors=True)

    def _remove_unused(self, folder: Path) -> None:
        try:
            with held(folder / _LOCK, "this version is in use", "Stop that server first"):
                pass
        except Refused:
            return
        shutil.rmtree(folder, ignore_errors=True)
