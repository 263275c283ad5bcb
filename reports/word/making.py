"""The kennissynthese as a new document for Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reports.publication import File, Publication

NAME = "kennissynthese.docx"


def files(publication: Publication, settings: Any) -> Iterator[File]:
    """Yield the kennissynthese for Word, on the study's template where it names one."""
    from reports.document.chapters import read_chapters
    from reports.word.fresh import write

    content = write(publication, settings, read_chapters(publication), settings.template)
    yield File(NAME, "De kennissynthese in Word, om in verder te schrijven", content)
