"""Versions: what is frozen when a round is closed, with a name to cite it by, in a folder of its own.

`versies/<name>/` in the folder of the study holds the public database as it was shown, all judgements with the
pseudonyms of who made them, the codebook, and `manifest.json`, which says what the version rests on. The words of
remarks are not in it, because they must be removable; those of replies are.
"""

from __future__ import annotations

import asyncio
import hashlib
import importlib.metadata
import json
import shutil
import tempfile
import uuid as uuids
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.judgements import Judgement, as_lines
from corpus.raw import study_folder, write_whole
from corpus.record import content_hash
from corpus.review.entries import JUDGEMENT, Release, Round, RoundClosed
from corpus.review.ledger import Author, Entry, Ledger
from reports.news.findings import OVERALL, OWN, as_finding
from reports.review.routes import Visit
from reports.site.pages import DATABASE

FOLDER = "versies"
PUBLIC, JUDGEMENTS, CODEBOOK, MANIFEST = FILES = ("publiek.db", "judgements.jsonl", "codebook.json", "manifest.json")
"""The files of a version."""
_HALF = ".half-"
_DIGITS = 8
_TOLD = ("name", "number", "head", "judgement_count", "corpus_hash", "codebook", "codebook_hash")
"""What both a manifest and its entry say."""
_RELEASE_OF = uuids.UUID("6c1c1d0e-6a44-5d2e-9e0f-3f1f5a0d9b57")
"""The namespace in which the uuid of a version follows from that of the closing of its round."""
_FINDINGS = """
SELECT e.element_code, e.element, e.conclusie, coalesce(b.voor, 0) AS voor, coalesce(b.tegen, 0) AS tegen,
    coalesce(b.beide, 0) AS beide
FROM elementen e
LEFT JOIN balans b ON b.element_code = e.element_code AND b.uitsplitsing = ?
WHERE e.herkomst = ? AND e.conclusie IS NOT NULL
ORDER BY e.element_code
"""
_CODES = """
SELECT codebook, dimension, code, label, coalesce(definition, '') AS definition, coalesce(venster, '') AS venster
FROM codes WHERE NOT is_further ORDER BY codebook, position, dimension, code
"""


@dataclass(frozen=True)
class Basis:
    """What is shown when a version is frozen."""

    corpus_hash: str
    run: str
    codes: tuple[dict[str, Any], ...]
    """The codes of the main codebook."""
    findings: tuple[tuple[Any, ...], ...]
    """Of each element: code, label, verdict, evaluations for, against and mixed."""
    publiek: Path
    """The public database that is shown."""

    @property
    def codebook(self) -> str:
        """Name and version of the codebook."""
        return str(self.codes[0]["codebook"]) if self.codes else ""

    @property
    def codebook_hash(self) -> str:
        """The hash of its codes, with their names and definitions."""
        return content_hash(list(self.codes), length=64)


async def basis_of(visit: Visit) -> Basis:
    """Return what the review site shows now."""
    about = {row["key"]: row["value"] for row in await visit.ask("SELECT key, value FROM about")}
    rows = await visit.ask(_FINDINGS, OVERALL, OWN, database=DATABASE)
    return Basis(
        corpus_hash=about.get("corpus_hash", ""),
        run=about.get("run", ""),
        codes=tuple(await visit.ask(_CODES)),
        findings=tuple(tuple(as_finding(row)) for row in rows),
        publiek=Path(visit.datasette.get_database(DATABASE).path),
    )


def versions_folder(study: str) -> Path:
    """Return the folder with the versions of a study."""
    return study_folder(study) / FOLDER


async def freeze(visit: Visit, number: int, uuid: str) -> None:
    """Close a round and freeze a version of what is shown now; what was done before is not done again.

    What takes long is done beside the one thread that writes. A round that was closed without a version, as by a crash
    in between, gets it now.
    """
    desk, by, study = visit.desk, visit.author, visit.desk.study.name
    closed: Entry = await desk.with_ledger(lambda ledger: close_round(ledger, number, by, uuid))
    desk.board.take(closed)
    basis = await basis_of(visit)
    draft = await asyncio.to_thread(draft_version, versions_folder(study), basis, desk.ledger.path, closed)
    try:
        desk.board.take(await desk.with_ledger(lambda ledger: enter_version(ledger, study, number, by, draft)))
    finally:
        await asyncio.to_thread(shutil.rmtree, draft.folder, ignore_errors=True)


def close_round(ledger: Ledger, number: int, by: Author, uuid: str) -> Entry:
    """Return the entry that says that a round is closed."""
    closed = _find(ledger, RoundClosed, lambda said: said.number == number)
    return closed or ledger.append(RoundClosed(number=number), by, uuid=uuid)


def _find(ledger: Ledger, kind: type[Any], is_it: Callable[[Any], bool]) -> Entry | None:
    """Return the last entry of a kind for which a condition holds."""
    found = [entry for entry in ledger.entries(kind.kind) if is_it(entry.statement)]
    return found[-1] if found else None


@dataclass(frozen=True)
class Draft:
    """A version in the making: a folder with its files but for the manifest, and what that will say."""

    folder: Path
    basis: Basis
    closed: Entry
    judgement_count: int
    member_count: int
    digests: dict[str, str]


def draft_version(folder: Path, basis: Basis, review: Path, closed: Entry) -> Draft:
    """Return a version in the making, in a folder that `enter_version` gives its name."""
    folder.mkdir(parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(prefix=_HALF, dir=folder))
    try:
        shutil.copyfile(basis.publiek, half / PUBLIC)
        _remove_words(half / PUBLIC)
        with Ledger(review) as ledger:
            said = [entry.statement for entry in ledger.entries(JUDGEMENT) if entry.seq <= closed.seq]
        judgements = [each for each in said if isinstance(each, Judgement)]
        write_whole(half / JUDGEMENTS, "".join(f"{line}\n" for line in as_lines(judgements)).encode())
        write_whole(half / CODEBOOK, _json(list(basis.codes)))
        digests = {name: _digest(half / name) for name in FILES[:-1]}
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    return Draft(half, basis, closed, len(judgements), len({each.pseudonym for each in judgements}), digests)


def _remove_words(path: Path) -> None:
    """Remove the words of remarks from a copy of the public database, for good."""
    db = Database(path)
    try:
        if db["commentaar"].exists():
            db.execute("UPDATE commentaar SET opmerking = NULL")
            db.conn.commit()
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("VACUUM")
    finally:
        db.close()


def enter_version(ledger: Ledger, study: str, round_number: int, by: Author, draft: Draft) -> Entry:
    """Put a version in its place and return the entry that says so, of a round that has one already that one.

    The folder is there before the entry is, so that each version that was entered has one.
    """
    if released := _find(ledger, Release, lambda said: said.round == round_number):
        return released
    said = _release(ledger, study, round_number, draft)
    asked = _find(ledger, Round, lambda each: each.number == round_number)
    write_whole(draft.folder / MANIFEST, _json(_manifest(said, draft, asked)))
    draft.folder.chmod(0o755)
    target = draft.folder.parent / said.name
    shutil.rmtree(target, ignore_errors=True)
    draft.folder.rename(target)
    return ledger.append(said, by, uuid=str(uuids.uuid5(_RELEASE_OF, draft.closed.uuid)))


def _release(ledger: Ledger, study: str, round_number: int, draft: Draft) -> Release:
    last = _find(ledger, Release, lambda said: True)
    number = int(last.values["number"]) + 1 if last else 1
    basis, head = draft.basis, draft.closed.hash
    mark = content_hash([basis.corpus_hash, basis.codebook_hash, head], length=_DIGITS)
    return Release(
        number=number,
        name=f"{study}-v{number}-{mark}",
        round=round_number,
        corpus_hash=basis.corpus_hash,
        codebook=basis.codebook,
        codebook_hash=basis.codebook_hash,
        judgement_count=draft.judgement_count,
        head=head,
        findings=basis.findings,
    )


def _manifest(said: Release, draft: Draft, asked: Entry | None) -> dict[str, Any]:
    return {
        "name": said.name,
        "number": said.number,
        "round": asked.values if asked else {"number": said.round},
        "closed_at": draft.closed.made_at,
        "entry_count": draft.closed.seq,
        "head": said.head,
        "judgement_count": said.judgement_count,
        "member_count": draft.member_count,
        "corpus_hash": said.corpus_hash,
        "run": draft.basis.run,
        "codebook": said.codebook,
        "codebook_hash": said.codebook_hash,
        "findings": [list(row) for row in said.findings],
        "software": f"kennissynthese {importlib.metadata.version('kennissynthese')}",
        "sha256": draft.digests,
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def version_faults(ledger: Ledger, folder: Path) -> Iterator[str]:
    """Yield what is wrong with the versions that were entered, one sentence each; `folder` is where they are kept."""
    hashes = {entry.hash for entry in ledger.entries()}
    for entry in ledger.entries(Release.kind):
        said = entry.statement
        if isinstance(said, Release):
            if said.head not in hashes:
                yield f"version {said.name}: what it rests on is not in the chain"
            yield from (f"version {said.name}: {fault}" for fault in _faults(folder / said.name, said))


def _faults(folder: Path, said: Release) -> Iterator[str]:
    if absent := [name for name in FILES if not (folder / name).is_file()]:
        yield f"{', '.join(absent)} is not in {folder}"
        return
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        told = {name: manifest[name] for name in _TOLD}
        digests = dict(manifest["sha256"])
    except (ValueError, KeyError, TypeError):
        yield f"{MANIFEST} cannot be read"
        return
    if told != {name: getattr(said, name) for name in _TOLD}:
        yield f"{MANIFEST} says something else than was entered"
    yield from (f"{name} was changed" for name in FILES[:-1] if _digest(folder / name) != digests.get(name))
