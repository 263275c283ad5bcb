"""A library of references as Zotero exports it, with its attachments or else the web addresses of its entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from corpus.issues import Surprise
from corpus.sections import SourceSettings
from harvest.documents import has_document_ending
from harvest.files import decoded, digest_of, is_skipped, is_within
from harvest.forms.description import Description, completed, parted, steps_of
from harvest.forms.landing import documents_on
from harvest.forms.libraries import Entry, Unread, bibtex, csl, ris
from harvest.forms.local import noted, steps_of_file
from harvest.kinds import Context, Kind
from harvest.steps import Answer, Held, Listed, Step

_READERS: dict[str, Callable[[str], Iterator[Entry | Unread]]] = {
    ".json": csl.entries,
    ".ris": ris.entries,
    ".bib": bibtex.entries,
}
_EXPORT = "Export the library from Zotero again, as CSL JSON, RIS or BibTeX, with its files"


def begin(settings: SourceSettings, context: Context) -> Iterator[Step]:
    """Yield the attachments of each entry, or else the asks for its addresses; an issue for what cannot be read.

    Raises Surprise when there is no export, or one that cannot be read at all.
    """
    path = context.base / (settings.path or "")
    exports = _exports(path)
    if not exports:
        remedy = (
            "Check the path of this source, a .json, .ris or .bib file or a folder with one; it counts from the study"
        )
        raise Surprise(settings.path or "", "there is no export of a library here", remedy)
    for export in exports:
        for entry in _entries(export):
            place = f"{export.name}, {entry.place}"
            if isinstance(entry, Unread):
                yield noted(place, f"this entry {entry.problem}", "Mend it in Zotero, and export again")
            else:
                yield from _steps_of(entry, place, export.parent, settings, context.base)


def _exports(path: Path) -> list[Path]:
    files = [path] if path.is_file() else sorted(path.glob("*")) if path.is_dir() else []
    return [file for file in files if file.suffix.lower() in _READERS and not is_skipped(file.name) and file.is_file()]


def _entries(export: Path) -> list[Entry | Unread]:
    try:
        return list(_READERS[export.suffix.lower()](decoded(export.read_bytes())))
    except (OSError, ValueError) as error:
        raise Surprise(export.name, f"this library cannot be read: {error}", _EXPORT) from None


def _steps_of(entry: Entry, place: str, folder: Path, settings: SourceSettings, base: Path) -> Iterator[Step]:
    """Yield the documents attached to an entry and, where there are none, the steps to those on the web."""
    listed = completed(entry.listed, Listed(publisher=settings.publisher))
    found = []
    for step in _attached(entry, place, folder, listed, base):
        found.append(step)
        yield step
    if not any(isinstance(step, Held) for step in found):
        files, pages = parted(entry.addresses)
        known_by = listed.identifier or listed.title or place
        yield from steps_of(Description(listed=listed, files=files, pages=pages), known_by, settings.publisher)


def _attached(entry: Entry, place: str, folder: Path, listed: Listed, base: Path) -> Iterator[Step]:
    """Yield the attachments of an entry; saved web pages only where there is nothing else."""
    files = {name: path for name in entry.files if (path := _local(name, folder))}
    for name in entry.files:
        if name not in files:
            yield noted(place, f"its file {name!r} is not there", _EXPORT)
        elif not is_within(files[name], folder, base):
            remedy = "Put it there, or export the library with its files: an export opens nothing elsewhere"
            yield noted(place, f"its file {name!r} lies outside the folders of the export and the study", remedy)
            del files[name]
    chosen = [name for name in files if has_document_ending(quote(files[name].name))] or list(files)
    for name in chosen:
        yield from steps_of_file(_shown(files[name], name, folder), files[name], listed)


def _local(name: str, folder: Path) -> Path | None:
    """Return the file that an attachment means; None when there is none."""
    try:
        path = unquote(urlsplit(name).path) if name.startswith("file:") else name.replace("\\", "/")
        file = folder / path
        return file if file.is_file() else None
    except (OSError, ValueError):
        return None


def _shown(file: Path, name: str, folder: Path) -> str:
    """Return the path of a file from the export on, or else its name there."""
    return file.relative_to(folder).as_posix() if file.is_relative_to(folder) else name


def read(answer: Answer, settings: SourceSettings) -> Iterator[Step]:
    """Yield the documents on the page of an entry."""
    yield from documents_on(answer, answer.ask.listed)


def probe(settings: SourceSettings, context: Context) -> object:
    """Return the SHA-256 of each export and of each attachment that it names."""
    return tuple(
        (export.name, digest_of(export), _digests(export)) for export in _exports(context.base / (settings.path or ""))
    )


def _digests(export: Path) -> tuple[tuple[str, str], ...]:
    try:
        entries = _entries(export)
    except Surprise:
        return ()
    names = sorted({name for entry in entries if isinstance(entry, Entry) for name in entry.files})
    return tuple((name, digest_of(file)) for name in names if (file := _local(name, export.parent)))


KIND = Kind(needs=(("path",),), begin=begin, read=read, probe=probe, keeps_gone=False)
