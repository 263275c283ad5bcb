"""The files below a folder, and what they hold."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_ENDINGS_SKIPPED = (".part", ".crdownload", ".tmp")
_NAMES_SKIPPED = frozenset({"Thumbs.db", "desktop.ini"})


def files_below(folder: Path) -> list[tuple[str, Path]]:
    """Return the files below a folder with their relative names, sorted, without hidden and half-written ones."""
    found = ((_readable(path.relative_to(folder).as_posix()), path) for path in folder.rglob("*") if path.is_file())
    return sorted((name, path) for name, path in found if not _is_skipped(name))


def _readable(name: str) -> str:
    """Return a name in which bytes that are not UTF-8 are replaced."""
    return os.fsencode(name).decode("utf-8", "replace")


def _is_skipped(name: str) -> bool:
    parts = name.split("/")
    last = parts[-1]
    is_hidden = any(part.startswith(".") for part in parts)
    return is_hidden or last.startswith("~$") or last in _NAMES_SKIPPED or last.endswith(_ENDINGS_SKIPPED)


def contents(folder: Path) -> tuple[tuple[str, str], ...]:
    """Return the relative name and SHA-256 of every file below a folder: what changes when any of them does."""
    return tuple((name, _digest(path)) for name, path in files_below(folder))


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return "unreadable"
