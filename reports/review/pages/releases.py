"""Versions that were frozen: what each rests on, what it found that the one before did not, and its files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from datasette import NotFound
from datasette.utils.asgi import AsgiFileDownload

from corpus.review.entries import Release
from corpus.review.ledger import Entry
from reports.publishing.labels import label
from reports.review.deciding import numbered
from reports.review.release import FILES, MANIFEST, versions_folder
from reports.review.routes import MEMBERS, RESEARCHERS, Route, Visit
from reports.site.pages import DATABASE

_TYPES = {".db": "application/vnd.sqlite3", ".jsonl": "application/jsonl", ".json": "application/json"}
Findings = dict[str, tuple[Any, ...]]


async def releases(visit: Visit) -> Any:
    """Answer with all versions, the last first, and what is found now that the last did not."""
    found = [(entry, said) for entry, said in _releases(visit).values()][::-1]
    changed = await visit.ask("SELECT * FROM veranderingen ORDER BY rowid", database=DATABASE) if found else []
    return await visit.show("review/releases.html", releases=found, changed=changed)


async def release(visit: Visit) -> Any:
    """Answer with one version."""
    known = _releases(visit)
    number = numbered(visit, "number")
    if number not in known:
        raise NotFound("Deze versie is er niet")
    entry, said = known[number]
    before = known[number - 1][1] if number - 1 in known else None
    folder = versions_folder(visit.desk.study.name) / said.name
    return await visit.show(
        "review/release.html",
        entry=entry,
        release=said,
        manifest=_manifest(folder),
        files=[(name, (folder / name).stat().st_size) for name in FILES if (folder / name).is_file()],
        before=before,
        changes=list(_changes(_findings(before), _findings(said))) if before else [],
        findings=[(row, _told(row)) for row in said.findings],
    )


async def release_file(visit: Visit) -> Any:
    """Answer with one file of a version."""
    known, name = _releases(visit), visit.request.url_vars["file"]
    number = numbered(visit, "number")
    if number not in known or name not in FILES:
        raise NotFound("Dit bestand is er niet")
    said = known[number][1]
    path = versions_folder(visit.desk.study.name) / said.name / name
    if not path.is_file():
        raise NotFound("Dit bestand is er niet")
    return AsgiFileDownload(str(path), f"{said.name}-{name}", content_type=_TYPES[path.suffix])


def _releases(visit: Visit) -> dict[int, tuple[Entry, Release]]:
    found = ((entry, entry.statement) for entry in visit.desk.board.others[Release.kind])
    return {said.number: (entry, said) for entry, said in found if isinstance(said, Release)}


def _manifest(folder: Path) -> dict[str, Any] | None:
    """Return what a version says of itself; None where its files are not there."""
    path = folder / MANIFEST
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _findings(said: Release | None) -> Findings:
    return {str(row[0]): tuple(row) for row in said.findings} if said else {}


def _changes(then: Findings, now: Findings) -> Any:
    """Yield name, what was and what is found of each element on which that differs, by name."""
    for code in sorted(then.keys() | now.keys(), key=lambda code: str((now.get(code) or then[code])[1])):
        was, found = (_told(own[code]) if code in own else "" for own in (then, now))
        if was != found:
            yield str((now.get(code) or then[code])[1]), was, found


def _told(row: Any) -> str:
    """Return what is found on an element in words."""
    return f"{label('conclusie', row[2])} ({row[3]} voor, {row[4]} tegen, {row[5]} beide)"


_PATH = r"/versie/(?P<number>[0-9]+)"
ROUTES = [
    Route("/versies", releases, MEMBERS),
    Route(_PATH, release, MEMBERS),
    Route(rf"{_PATH}/(?P<file>[a-z]+\.[a-z]+)", release_file, RESEARCHERS),
]
