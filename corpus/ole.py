"""The table of contents of an OLE compound file, the container of Office before 2007 ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")

_ENTRY = 128
_NONE = 0xFFFFFFFF
_MOST_SECTORS = 20_000
_SHIFTS = (9, 12)
"""Sizes of a sector, as powers of two."""
_NAME_LENGTH, _LEFT, _RIGHT, _CHILD, _START, _SIZE = 64, 68, 72, 76, 116, 120
_FEWEST_BYTES, _SMALL = 4096, 64
"""Streams of fewer bytes stand, in sectors of 64 bytes, in a stream that is that of the root."""


def top_names(content: bytes) -> frozenset[str]:
    """Return the names at the top level of a compound file; none where its table of contents is damaged."""
    return frozenset(_entries(content)) - {""}


def start_of(content: bytes, name: str) -> bytes:
    """Return what a stream at the top level begins with, at least 64 bytes; empty where it is not there or damaged."""
    try:
        entries = _entries(content)
        entry, root = entries.get(name), entries.get("")
        if entry is None or root is None:
            return b""
        first = _number(entry, _START)
        if _number(entry, _SIZE) >= _FEWEST_BYTES:
            return next(_sectors(content, first), b"")
        return b"".join(_sectors(content, _number(root, _START)))[_SMALL * first : _SMALL * (first + 1)]
    except (struct.error, IndexError):
        return b""


def _entries(content: bytes) -> dict[str, bytes]:
    """Return the entries at the top level by their names, that of the root by an empty one."""
    found: dict[str, bytes] = {}
    try:
        directory = b"".join(_sectors(content, _number(content, 48)))
        found[""] = directory[:_ENTRY]
        waiting, seen = [_number(directory, _CHILD)], {_NONE, 0}
        while waiting:
            index = waiting.pop()
            entry = directory[index * _ENTRY : (index + 1) * _ENTRY] if index not in seen else b""
            seen.add(index)
            if len(entry) == _ENTRY:
                (length,) = struct.unpack_from("<H", entry, _NAME_LENGTH)
                found[entry[: max(0, min(length, _NAME_LENGTH) - 2)].decode("utf-16-le")] = entry
                waiting += [_number(entry, _LEFT), _number(entry, _RIGHT)]
    except (struct.error, IndexError, UnicodeDecodeError):
        return {}
    return found


def _number(content: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", content, at)[0])


def _sectors(content: bytes, first: int) -> Iterator[bytes]:
    """Yield the sectors of a stream, following the file allocation table whose first sectors the header names."""
    shift = struct.unpack_from("<H", content, 30)[0]
    if shift not in _SHIFTS:
        return
    size = 1 << shift
    tables = [_number(content, 76 + 4 * number) for number in range(109)]
    sector = first
    for _ in range(_MOST_SECTORS):
        if sector >= _NONE - 5:
            return
        start = (sector + 1) * size
        yield content[start : start + size]
        entries = size // 4
        sector = _number(content, (tables[sector // entries] + 1) * size + 4 * (sector % entries))
