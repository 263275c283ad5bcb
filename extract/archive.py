"""Office documents as ZIP archives of XML: opened only if what they unpack to stays within a limit."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree

from corpus.issues import Unreadable

UNPACKED_LIMIT = 300_000_000
"""Bytes that an archive may unpack to; larger ones are bombs, or films."""
XML_LIMIT = 50_000_000
"""Bytes of XML that one part may hold: as a tree they take some twenty times as much memory."""
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(?=\w)")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"
"""Names of Strict Open XML (ISO/IEC 29500, part 1) and those of the Transitional form that nearly all files have."""
_DAMAGE = (KeyError, zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, zlib.error, OSError, RuntimeError)


def open_archive(content: bytes, subject: str) -> zipfile.ZipFile:
    """Return an office document as an archive; raise Unreadable if it is damaged, encrypted or too large unpacked."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Unreadable(subject, "its archive is damaged", "Download it again") from error
    if sum(member.file_size for member in archive.infolist()) > UNPACKED_LIMIT:
        limit = f"{UNPACKED_LIMIT // 1_000_000} MB"
        raise Unreadable(subject, f"it unpacks to more than {limit}", "Save it without its pictures, or as PDF")
    if any(member.flag_bits & 1 for member in archive.infolist()):
        raise locked(subject)
    return archive


def locked(subject: str) -> Unreadable:
    """Return the problem of a document that only opens with a password."""
    return Unreadable(subject, "it asks for a password", "Ask the publisher for a copy without one")


def read_member(archive: zipfile.ZipFile, name: str, subject: str) -> bytes:
    """Return one member of an office document; raise Unreadable if it is missing or damaged."""
    try:
        # Read at once, a member that says it is small unpacks to what it really is before that is noticed.
        with archive.open(name) as member:
            return member.read(archive.getinfo(name).file_size)
    except _DAMAGE as error:
        raise Unreadable(subject, f"its part {name} is missing or damaged", "Download it again") from error


def read_xml(archive: zipfile.ZipFile, name: str, subject: str) -> etree._Element:
    """Return the root of an XML part; raise Unreadable if it is missing, damaged, too large or nested too deep."""
    if name in archive.namelist() and archive.getinfo(name).file_size > XML_LIMIT:
        limit = f"{XML_LIMIT // 1_000_000} MB"
        raise Unreadable(subject, f"its part {name} is larger than {limit}", "Save it in parts, or as PDF")
    return parse_xml(read_member(archive, name, subject), subject)


def parse_xml(content: bytes, subject: str) -> etree._Element:
    """Return the root of XML, without its entities and whatever it refers to; libxml2 goes 256 elements deep."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(_STRICT.sub(_USUAL, content), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        remedy = "Open it in the program that made it and save it anew"
        raise Unreadable(subject, "its XML is damaged or nested too deep", remedy) from error


def find_xml(archive: zipfile.ZipFile, name: str, subject: str) -> etree._Element | None:
    """Return the root of an XML part that a document may do without; None where it has none that is whole."""
    if name not in archive.namelist():
        return None
    try:
        return read_xml(archive, name, subject)
    except Unreadable:
        return None


def relations_of(archive: zipfile.ZipFile, part: str, subject: str) -> Mapping[str, tuple[str, str]]:
    """Return the kind and the target of each relation of a part (ISO/IEC 29500, part 2), by its id."""
    folder, name = posixpath.split(part)
    root = find_xml(archive, posixpath.join(folder, "_rels", f"{name}.rels"), subject)
    found = {}
    for relation in root if root is not None else ():
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], target)
    return found
