"""What the files of a model say, as a version of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_LENGTH = 12


def folder_hash(folder: Path) -> str:
    """Return the start of the SHA-256 over the files in a folder."""
    return files_hash(folder, (each for each in folder.rglob("*") if each.is_file()))


def files_hash(folder: Path, files: Iterable[Path]) -> str:
    """Return the start of the SHA-256 over the contents of files and their names in a folder."""
    found = hashlib.sha256()
    for name, path in sorted((each.relative_to(folder).as_posix(), each) for each in files):
        state = path.stat()
        found.update(name.encode() + b"\0" + _digest(path, state.st_size, state.st_mtime_ns))
    return found.hexdigest()[:_LENGTH]


@cache
def _digest(path: Path, _size: int, _changed_at: int) -> bytes:
    """Return the hash of a file; one that did not change is not read again by the same process."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
