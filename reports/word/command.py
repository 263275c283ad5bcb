"""The command `kennissynthese report`: a document is written, refreshed or given a table; what it was is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.issues import Refused
from corpus.raw import study_folder, write_whole
from corpus.study import Study
from reports.publication import Publication
from reports.rendering import RenderSettings
from reports.word.package import blank, opened
from reports.word.refreshing import Refreshed

_KEPT = ".vorige.docx"


def report(study: Study, file: Path, template: Path | None, tables: Sequence[str]) -> Iterator[str]:
    """Write or refresh a document and yield what came of it, a line each; raise Refused where it cannot be."""
    if file.suffix.lower() != ".docx":
        raise Refused(str(file), "its name does not end in .docx", "Give it a name that does")
    if template is not None and file.exists():
        raise Refused("--template", f"{file} is there already", "A template is for a new file: leave it out")
    publication = Publication.read(study_folder(study.name) / "publiek.db")
    settings = RenderSettings.of(study)
    if tables:
        yield from _pull(publication, settings, file, template, tables)
    elif file.exists():
        yield from _refresh(publication, settings, file)
    else:
        yield from _write(publication, settings, file, template or settings.template)


def _write(publication: Publication, settings: RenderSettings, file: Path, template: Path | None) -> Iterator[str]:
    from reports.document.chapters import read_chapters
    from reports.word.fresh import write

    _keep(file, write(publication, settings, read_chapters(publication), template))
    yield f"Written: {file}. Write between the generated parts; the same command refreshes them and keeps your text."


def _pull(
    publication: Publication, settings: RenderSettings, file: Path, template: Path | None, tables: Sequence[str]
) -> Iterator[str]:
    from reports.word.pulling import pull_into

    package = opened(file) if file.exists() else opened(template) if template else blank()
    _keep(file, pull_into(package, publication, settings, tables))
    yield f"{', '.join(tables)}: in {file}. `kennissynthese report {file}` refreshes it."


def _refresh(publication: Publication, settings: RenderSettings, file: Path) -> Iterator[str]:
    from reports.document.chapters import read_chapters
    from reports.word.refreshing import refresh

    found = refresh(_bytes(file), publication, settings, read_chapters(publication), str(file))
    _keep(file, found.content)
    yield f"Refreshed: {file}. What it was is in {file.with_suffix(_KEPT).name}."
    yield from _told(found)


def _told(found: Refreshed) -> Iterator[str]:
    """Yield what came of the parts, and the sentences to read again."""
    for names, what in (
        (found.replaced, "replaced"),
        (found.new, "new"),
        (found.gone, "taken out: no longer generated"),
        (found.left_alone, "left alone: you changed it"),
        (found.removed, "left out: you took it out"),
    ):
        if names:
            yield f"{len(names)} {what}: {', '.join(names)}"
    count = len(found.touched)
    yield f"{count or 'None'} of your sentences {'rests' if count == 1 else 'rest'} on what has changed."
    for item in found.touched:
        yield f"- {item.heading or 'Zonder kop'}: “{item.sentence}”"
        yield from (f"    {why}" for why in item.why)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        problem = f"it cannot be read: {error.strerror}"
        raise Refused(str(file), problem, "Check its rights, or close it in Word") from error


def _keep(file: Path, content: bytes) -> None:
    """Write a document whole or not at all; what it was is kept beside it."""
    try:
        if file.exists():
            write_whole(file.with_suffix(_KEPT), file.read_bytes())
        write_whole(file, content)
    except OSError as error:
        raise Refused(
            str(file), f"it cannot be written: {error.strerror}", "Close it in Word, and check the rights of its folder"
        ) from error
