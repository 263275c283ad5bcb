"""Copies of the review database, one a day, of which the last ones are kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from corpus.issues import Refused
from corpus.review.ledger import Ledger

FOLDER = "reservekopie"
KEEP = 30
"""How many copies are kept."""


def backup_folder(path: Path) -> Path:
    """Return the folder with the copies of a review database; it is for its owner's eyes only."""
    folder = path.parent / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def back_up(ledger: Ledger, day: date, keep: int = KEEP) -> Path:
    """Write a whole copy of a review database for a day, remove the oldest ones, and return its path.

    A second copy on one day takes the place of the first. Raises Refused, and removes nothing, where the chain of the
    copy is not whole.
    """
    folder = backup_folder(ledger.path)
    target = folder / f"{ledger.path.stem}-{day.isoformat()}.db"
    half = folder / f"{target.name}.new"
    half.unlink(missing_ok=True)
    ledger.back_up(half)
    try:
        _check(half)
    except Refused:
        half.unlink()
        raise
    half.replace(target)
    remove_old(folder, ledger.path.stem, keep)
    return target


def _check(path: Path) -> None:
    with Ledger(path) as copy:
        fault = next(copy.faults(), None)
    if fault:
        remedy = "The copies that were there are kept; see `kennissynthese review verify`"
        raise Refused(str(path), f"the copy is not sound ({fault})", remedy)


def remove_old(folder: Path, stem: str, keep: int) -> list[Path]:
    """Remove all copies of a file but the newest `keep`, and return what was removed."""
    old = sorted(folder.glob(f"{stem}-????-??-??.db"))[: -keep or None]
    for path in old:
        path.unlink()
    return old
