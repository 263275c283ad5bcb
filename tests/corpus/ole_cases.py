"""Compound files of OLE, written by hand."""

from __future__ import annotations

import struct

from corpus.ole import SIGNATURE


def compound(**streams: bytes) -> bytes:
    """A compound file with these streams at its top level, and one more name in a storage below it."""
    small = b"".join(content.ljust(64, b"\0")[:64] for content in streams.values())
    names = ["Root Entry", *streams, "ObjectPool", "Verstopt"]
    entries = b""
    for number, name in enumerate(names):
        kind = 5 if number == 0 else 1 if name == "ObjectPool" else 2
        right = number + 1 if 0 < number < len(streams) + 1 else 0xFFFFFFFF
        child = 1 if number == 0 else len(names) - 1 if name == "ObjectPool" else 0xFFFFFFFF
        start = 2 if number == 0 else number - 1
        text = name.encode("utf-16-le")
        entries += text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text) + 2, kind, 1, 0xFFFFFFFF, right, child)
        entries += bytes(36) + struct.pack("<IQ", start, 64)
    entries = entries.ljust(1024, b"\0")
    table = struct.pack("<5I", 0xFFFFFFFD, 3, 0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFF).ljust(512, b"\xff")
    header = SIGNATURE + bytes(22) + struct.pack("<H", 9) + bytes(16) + struct.pack("<I", 1)
    header = header.ljust(76, b"\0") + struct.pack("<I", 0)
    return header.ljust(512, b"\xff") + table + entries[:512] + small.ljust(512, b"\0") + entries[512:]
