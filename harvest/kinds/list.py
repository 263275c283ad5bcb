"""A list of documents in CSV: their addresses on the web, or their paths beside the list, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.issues import Surprise
from corpus.sections import SourceSettings
from harvest.addresses import is_web_address
from harvest.files import decoded, digest_of, is_within
from harvest.forms.local import noted, steps_of_file
from harvest.forms.tables import Row, rows_in
from harvest.kinds import Context, Kind
from harvest.steps import Ask, Listed, Mention, Step

_COLUMNS = {
    "address": ("url", "adres", "link", "address", "webadres", "pad", "path", "bestand", "file"),
    "title": ("titel", "title"),
    "date": ("datum", "date", "jaar", "year"),
    "publisher": ("uitgever", "publisher"),
    "authors": ("auteurs", "auteur", "authors", "author"),
    "gemeente": ("gemeente",),
    "type": ("soort", "type"),
    "identifier": ("kenmerk", "identifier", "doi", "isbn"),
}
"""Names of columns for what a list may say; of several the first that is filled in counts."""


class _Entry(NamedTuple):
    row: Row
    said: dict[str, str]


def begin(settings: SourceSettings, context: Context) -> Iterator[Step]:
    """Yield a step for each row that names a document, and an issue, with its line, for each other.

    Raises Surprise when there is no such list, or when none of its columns holds addresses.
    """
    path = context.base / (settings.path or "")
    try:
        entries = _entries(settings, path.read_bytes())
    except OSError as error:
        remedy = "Check the path of this source; it counts from the folder of the study file"
        raise Surprise(settings.path or "", f"this list cannot be opened: {error.strerror or error}", remedy) from None
    for entry in entries:
        yield from _steps_of(entry, settings, path, context.base)


def _entries(settings: SourceSettings, content: bytes) -> list[_Entry]:
    """Return the rows of a list with what they say; raise Surprise when no column holds addresses."""
    header, *rows = rows_in(decoded(content)) or [Row(1, ())]
    names = [name.lower() for name in header.cells]
    columns = {field: [names.index(name) for name in known if name in names] for field, known in _COLUMNS.items()}
    if not columns["address"]:
        problem = f"none of its columns holds addresses: {', '.join(header.cells) or header.problem or 'it has none'}"
        known = ", ".join(_COLUMNS["address"])
        raise Surprise(settings.path or "", problem, f"Name the column with addresses one of: {known}")
    return [_Entry(row, _said(row, columns)) for row in rows]


def _said(row: Row, columns: dict[str, list[int]]) -> dict[str, str]:
    """Return what a row says, by field."""
    cells = dict(enumerate(row.cells))
    filled = ((field, next((cells[at] for at in places if cells.get(at)), "")) for field, places in columns.items())
    return {field: cell for field, cell in filled if cell}


def _steps_of(entry: _Entry, settings: SourceSettings, path: Path, base: Path) -> Iterator[Step]:
    said = {"publisher": settings.publisher, **entry.said}
    address = said.pop("address", None)
    listed = Listed(**said)
    place = f"{settings.path}, line {entry.row.line}"
    if entry.row.problem:
        yield noted(place, f"this row cannot be read: {entry.row.problem}", "Mend its quotes")
    elif address and is_web_address(address):
        yield Ask(url=address, listed=listed)
    elif address:
        yield from _steps_of_local(address, place, listed, path, base)
    elif listed.title:
        yield Mention(url=listed.identifier or listed.title, problem="the list gives no address", listed=listed)
    else:
        yield noted(place, "this row has neither an address nor a title", "Fill them in, or leave out the row")


def _steps_of_local(address: str, place: str, listed: Listed, path: Path, base: Path) -> Iterator[Step]:
    file = _local(address, path)
    if not file:
        remedy = "Write addresses in full, as https://www.example.nl/; paths count from the folder of the list"
        yield noted(place, f"{address!r} is no address of the web and no file that is there", remedy)
    elif not is_within(file, path.parent, base):
        remedy = "Put it there: a list may come from others, so it opens nothing elsewhere"
        yield noted(place, f"{address!r} lies outside the folders of the list and of the study", remedy)
    else:
        yield from steps_of_file(address.replace("\\", "/"), file, listed)


def _local(address: str, path: Path) -> Path | None:
    """Return the file that a path in a list means; None when there is none."""
    try:
        file = path.parent / address.replace("\\", "/")
        return file if file.is_file() else None
    except (OSError, ValueError):
        return None


def probe(settings: SourceSettings, context: Context) -> object:
    """Return the SHA-256 of the list and of each file beside it that it names."""
    path = context.base / (settings.path or "")
    try:
        addresses = sorted({entry.said.get("address", "") for entry in _entries(settings, path.read_bytes())})
    except (OSError, Surprise):
        addresses = []
    named = ((address, _local(address, path)) for address in addresses if address and not is_web_address(address))
    return digest_of(path), tuple((address, digest_of(file)) for address, file in named if file)


KIND = Kind(needs=(("path",),), begin=begin, probe=probe, keeps_gone=False)
