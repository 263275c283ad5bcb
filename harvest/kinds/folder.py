"""A folder of documents on this machine, or a ZIP file of them; what is put there is taken in at the next run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.issues import Surprise
from corpus.sections import SourceSettings
from harvest.files import contents, files_below
from harvest.forms.local import steps_of_file
from harvest.kinds import Context, Kind
from harvest.steps import Listed, Step


def begin(settings: SourceSettings, context: Context) -> Iterator[Step]:
    """Yield each document below the folder, those in ZIP files too, and an issue for each other file.

    Raises Surprise when the folder is not there.
    """
    path = _path(settings, context)
    if not path.exists():
        remedy = "Check the path of this source; it counts from the folder of the study file"
        raise Surprise(settings.path or "", "there is no such folder", remedy)
    for name, file in files_below(path):
        yield from steps_of_file(name, file, Listed(publisher=settings.publisher))


def probe(settings: SourceSettings, context: Context) -> object:
    """Return the relative path and SHA-256 of every file of the folder."""
    return contents(_path(settings, context))


def _path(settings: SourceSettings, context: Context) -> Path:
    return context.base / (settings.path or "")


KIND = Kind(needs=(("path",),), begin=begin, probe=probe, keeps_gone=False)
