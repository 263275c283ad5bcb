"""Opens what others made as if they meant harm: nothing is unpacked to disk, and all that is read has a bound."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

from corpus.issues import Refused

MOST_ENTRIES = 50_000
MOST_BYTES = 1 << 30
"""Of all that is packed in a file together."""
MOST_TEXT = 64 << 20
"""Bytes of one text."""
MOST_XML = 128 << 20
MOST_RATIO = 250
"""How many times as large as it is packed a file may be; text becomes some ten times smaller."""
_SMALL = 1 << 20
"""What is no larger than this may be packed as well as it will."""
_MOST_TAGS, _MOST_ATTRIBUTES = 8_000_000, 24_000_000
AGAIN = "Export it once more from the program that made it"
"""What to do about a file that cannot be read."""
_PROLOGUE = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_ENCODING = re.compile(r"""<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]*)["']""")


class Archive:
    """The files in a .qdpx file, whose names are safe and of which none is too large."""

    def __init__(self, content: bytes, name: str) -> None:
        """Look through the list of files; raise Refused where the file is none of this kind, or might do harm."""
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
            raise Refused(name, f"this is no .qdpx file: it is no sound zip ({error})", AGAIN) from None
        if len(entries) > MOST_ENTRIES:
            raise Refused(name, f"it holds {len(entries)} files, and at most {MOST_ENTRIES} are read", AGAIN)
        if sum(each.file_size for each in entries) > MOST_BYTES:
            raise Refused(name, f"unpacked it is larger than {MOST_BYTES >> 20} MB", AGAIN)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for each in entries:
            self._take(each)

    def _take(self, entry: zipfile.ZipInfo) -> None:
        if fault := _fault(entry):
            raise Refused(f"{self.name}, file {entry.filename[:80]!r} in it", fault, AGAIN)
        if entry.is_dir():
            return
        key = entry.filename.casefold()
        if key in self._entries:
            raise Refused(f"{self.name}, file {entry.filename[:80]!r} in it", "it is there twice", AGAIN)
        self._entries[key] = entry

    def project_file(self) -> str:
        """Return the name of the one .qde file; raise Refused where there is none, or more."""
        found = [name for name in self._entries if name.endswith(".qde") and "/" not in name]
        if len(found) != 1:
            raise Refused(self.name, f"it holds {len(found)} .qde files, where one is expected", AGAIN)
        return found[0]

    def has(self, name: str) -> bool:
        """Tell whether there is a file of this name, whatever its case."""
        return name.casefold() in self._entries

    def read(self, name: str, most: int = MOST_TEXT) -> bytes:
        """Return the bytes of a file; raise Refused where it is broken or larger than `most`."""
        entry, place = self._entries[name.casefold()], f"{self.name}, file {name[:80]!r} in it"
        if entry.file_size > most:
            raise Refused(place, f"it is larger than {most >> 20} MB", AGAIN)
        try:
            with self._zip.open(entry) as file:
                content = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, EOFError) as error:
            raise Refused(place, f"it cannot be unpacked ({error})", AGAIN) from None
        if len(content) > most:
            raise Refused(place, f"it is larger than {most >> 20} MB", AGAIN)
        return content

    def text(self, name: str) -> str:
        """Return a text with the line ends that it has; a byte order mark before it is no part of it."""
        return decoded(self.read(name), f"{self.name}, file {name[:80]!r} in it")


def _fault(entry: zipfile.ZipInfo) -> str:
    """Return what is wrong with a file in an archive, by its entry alone; empty where nothing is."""
    name = entry.filename
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or re.search(r'[\x00-\x1f\\:*?"<>|]', name) or not name:
        return "its name leads out of the folder, or is no plain name"
    if entry.flag_bits & 1:
        return "it is encrypted"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "it is packed in another way than files of this kind are"
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "it is a link or a device"
    if entry.file_size > _SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
        return f"it is packed more than {MOST_RATIO} times, as no text is"
    return ""


def read_file(path: Path) -> bytes:
    """Return the bytes of a file that is not too large; raise Refused where it is, or cannot be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused(str(path), f"it is larger than {MOST_BYTES >> 20} MB", AGAIN)
        return path.read_bytes()
    except OSError as error:
        raise Refused(str(path), f"it cannot be read ({error.strerror})", "Check its name and rights") from None


def decoded(content: bytes, place: str) -> str:
    """Return bytes as text; raise Refused where they are not UTF-8, which the standard asks."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(place, f"it is not UTF-8 text, from byte {error.start} on", AGAIN) from None


def parsed(content: bytes, place: str, root: str) -> Any:
    """Return the root element of an XML file; raise Refused where it is unsound, has a DTD, or is another's.

    No entity, DTD or inclusion is ever followed: a file with a DTD is not even parsed. `root` is the name that the
    root element must have, in a namespace of QDA-XML.
    """
    text = decoded(content, place)
    if len(content) > MOST_XML or text.count("<") > _MOST_TAGS or text.count("=") > _MOST_ATTRIBUTES:
        raise Refused(place, "there is more in it than is read", AGAIN)
    begin = _PROLOGUE.match(text)
    if text.startswith("<!", begin.end() if begin else 0):
        raise Refused(place, "it has a document type (DTD), which the standard does not know", AGAIN)
    declared = _ENCODING.match(text)
    if declared and declared[1].casefold() not in ("utf-8", "utf8"):
        raise Refused(place, f"it says that it is {declared[1]!r}, and must be UTF-8", AGAIN)
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True,
        remove_pis=True, encoding="utf-8", attribute_defaults=False, dtd_validation=False,
    )  # fmt: skip
    try:
        found: Any = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise Refused(place, f"this is no sound XML ({error})", AGAIN) from None
    if found.getroottree().docinfo.doctype or not re.fullmatch(rf"\{{urn:QDA-XML:[^}}]*\}}{root}", str(found.tag)):
        raise Refused(place, f"it does not begin with the element {root} of QDA-XML", AGAIN)
    return found
