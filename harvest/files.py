"""The files below a folder, and what they hold."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_ENDINGS_SKIPPED = (".part", ".crdownload", ".tmp")
_NAMES_SKIPPED = frozenset({"Thumbs.db", "desktop.ini"})


def files_below(path: Path) -> list[tuple[str, Path]]:
    """Return the files below a folder with their relative names, sorted, without hidden and half-written ones.

    Of a file it returns that file, under its own name.
    """
    if path.is_file():
        return [(_readable(path.name), path)]
    found = ((_readable(file.relative_to(path).as_posix()), file) for file in path.rglob("*") if file.is_file())
    return sorted((name, file) for name, file in found if not is_skipped(name))


def _readable(name: str) -> str:
    """Return a name in which bytes that are not UTF-8 are replaced."""
    return os.fsencode(name).decode("utf-8", "replace")


def is_skipped(name: str) -> bool:
    """Tell whether a file with this relative name is hidden, half-written, or kept by a program for itself."""
    parts = name.split("/")
    last = parts[-1]
    is_hidden = any(part.startswith(".") for part in parts)
    return is_hidden or last.startswith("~$") or last in _NAMES_SKIPPED or last.endswith(_ENDINGS_SKIPPED)


def contents(path: Path) -> tuple[tuple[str, str], ...]:
    """Return the relative name and SHA-256 of every file below a folder: what changes when any of them does."""
    return tuple((name, digest_of(file)) for name, file in files_below(path))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, or "unreadable"."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "unreadable"


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8 or, where it is not that, in the code page of Windows (cp1252)."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def is_within(path: Path, *folders: Path) -> bool:
    """Tell whether a file lies in one of these folders, links followed."""
    return any(path.resolve().is_relative_to(folder.resolve()) for folder in folders)
