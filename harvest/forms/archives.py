"""The files in a ZIP file, read in memory within limits: nothing of it is ever written under a name it gives."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from harvest.files import is_skipped

_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, OverflowError, ValueError)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Those that unpack no further than is asked; the others can fill the memory from a few bytes."""
_IS_ENCRYPTED = 0x1
_IS_UTF8 = 0x800
_CHUNK = 1 << 16
_UNPACK = "Unpack it, and put what is needed in a folder"


class Limits(NamedTuple):
    """How much of a ZIP file is read; bytes are counted while they are unpacked."""

    total_bytes: int = 2_000_000_000
    member_bytes: int = 100_000_000
    members: int = 10_000


LIMITS = Limits()


class Member(NamedTuple):
    """A file in a ZIP file; no two have the same name."""

    name: str
    content: bytes


class Unopened(NamedTuple):
    """What could not be read, with an empty name for the ZIP file itself."""

    name: str
    problem: str
    remedy: str


def members(content: bytes, limits: Limits = LIMITS) -> Iterator[Member | Unopened]:
    """Yield the files in a ZIP file one by one, and what of it cannot be read; hidden files are left out."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (*_BROKEN, NotImplementedError) as error:
        yield Unopened("", f"this ZIP file is broken: {error}", "Fetch or make it again")
        return
    with archive:
        yield from _members(archive, limits)


def _members(archive: zipfile.ZipFile, limits: Limits) -> Iterator[Member | Unopened]:
    files = [(name, info) for name, info in _named(archive) if not is_skipped(name)]
    left = limits.total_bytes
    for name, info in files[: limits.members]:
        unpacked = io.BytesIO()
        refusal = _refusal(info) or _unpack(archive, info, unpacked, limits.member_bytes)
        left -= unpacked.tell()
        if left < 0:
            yield Unopened("", f"unpacks to more than {_megabytes(limits.total_bytes)}; the rest is left out", _UNPACK)
            return
        yield Unopened(name, *refusal) if refusal else Member(name, unpacked.getvalue())
    if len(files) > limits.members:
        yield Unopened("", f"holds {len(files)} files, of which the first {limits.members} are taken in", _UNPACK)


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.0f} MB"


def _named(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Yield the files of an archive with names that are safe to show, and each its own."""
    counts: Counter[str] = Counter()
    for info in archive.infolist():
        if info.is_dir():
            continue
        name = _safe(_as_meant(info))
        counts[name] += 1
        yield (name if counts[name] == 1 else f"{name} ({counts[name]})"), info


def _as_meant(info: zipfile.ZipInfo) -> str:
    """Return a name in UTF-8 where it is that without saying so, as some programs write it."""
    if info.flag_bits & _IS_UTF8:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _safe(name: str) -> str:
    """Return a name as a path below the archive, in which what cannot be shown is replaced."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    shown = "".join(character if character.isprintable() else "\ufffd" for character in "/".join(parts))
    return shown or "\ufffd"


def _refusal(info: zipfile.ZipInfo) -> tuple[str, str] | None:
    if info.flag_bits & _IS_ENCRYPTED:
        return "is locked with a password", "Unpack it with the password, and put what is needed in a folder"
    if info.compress_type not in _METHODS:
        return "is packed in a way that is not opened here", _UNPACK
    return None


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, into: io.BytesIO, most: int) -> tuple[str, str] | None:
    """Unpack a file until it is longer than it may be; return why it cannot be used, if it cannot."""
    try:
        with archive.open(info) as member:
            while into.tell() <= most and (chunk := member.read(_CHUNK)):
                into.write(chunk)
    except (*_BROKEN, NotImplementedError) as error:
        return f"cannot be unpacked: {error}", "Fetch or make the ZIP file again"
    return (f"is larger than {_megabytes(most)}", _UNPACK) if into.tell() > most else None
