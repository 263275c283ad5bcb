"""Office documents as ZIP archives: opened only if what they unpack to stays within a limit."""

from __future__ import annotations

import io
import zipfile

from corpus.issues import Unreadable

UNPACKED_LIMIT = 300_000_000
"""Bytes that an archive may unpack to; larger ones are bombs, or films."""


def open_archive(content: bytes, subject: str) -> zipfile.ZipFile:
    """Return an office document as an archive; raise Unreadable if it is damaged, encrypted or too large unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise Unreadable(subject, "its archive is damaged", "Download it again") from error
    if sum(member.file_size for member in archive.infolist()) > UNPACKED_LIMIT:
        limit = f"{UNPACKED_LIMIT // 1_000_000} MB"
        raise Unreadable(subject, f"it unpacks to more than {limit}", "Save it without its pictures, or as PDF")
    if any(member.flag_bits & 1 for member in archive.infolist()):
        raise Unreadable(subject, "it asks for a password", "Ask the publisher for a copy without one")
    return archive


def read_member(archive: zipfile.ZipFile, name: str, subject: str) -> bytes:
    """Return one member of an office document; raise Unreadable if it is missing or damaged."""
    try:
        return archive.read(name)
    except (KeyError, zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        raise Unreadable(subject, f"its part {name} is missing or damaged", "Download it again") from error
