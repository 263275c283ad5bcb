"""A folder of documents on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.issues import Surprise
from corpus.raw import keep
from corpus.record import Record
from corpus.records import Find, Issue, Source
from corpus.sniff import sniff
from corpus.study import SourceSettings
from harvest.documents import is_document
from harvest.files import contents, files_below
from harvest.kinds import Fault
from harvest.settings import HarvestSettings

KEYS = (("path",),)


def faults(settings: SourceSettings) -> Iterator[Fault]:
    """Yield nothing: any path may be a folder, and whether it is there shows at the harvest."""
    yield from ()


def probe(settings: SourceSettings, context: HarvestSettings) -> object:
    """Return the relative path and SHA-256 of every file of the folder."""
    return contents(_folder(settings, context))


def find(source: Source, settings: SourceSettings, context: HarvestSettings) -> Iterator[Record]:
    """Yield a document and a find for each document below the folder, and an issue for each other file.

    Raises Surprise when the folder is not there.
    """
    folder = _folder(settings, context)
    if not folder.is_dir():
        remedy = "Check the path of this source; it counts from the folder of the study file"
        raise Surprise(f"{source.name} ({settings.path})", "there is no such folder", remedy)
    for name, path in files_below(folder):
        yield from _harvest_file(source, settings, name, path)


def _folder(settings: SourceSettings, context: HarvestSettings) -> Path:
    return context.base / (settings.path or "")


def _harvest_file(source: Source, settings: SourceSettings, name: str, path: Path) -> Iterator[Record]:
    try:
        content = path.read_bytes()
    except OSError as error:
        problem = f"this file cannot be opened: {error.strerror or error}"
        yield Issue(severity="warning", subject=f"{source.name}: {name}", problem=problem, remedy="Check its rights")
        return
    media_type = sniff(content)
    if not is_document(media_type, name):
        problem = f"not a document but {media_type}"
        remedy = "Nothing to do, unless it should have been taken in: save it as PDF, Word, OpenDocument or HTML"
        yield Issue(severity="warning", subject=f"{source.name}: {name}", problem=problem, remedy=remedy)
        return
    document = keep(content, media_type)
    yield document
    yield Find(
        source_id=source.id,
        source=source.name,
        url=name,
        final_url=name,
        publisher_listed=settings.publisher,
        document_id=document.id,
    )
