"""The files of the kennissynthese as one document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reports.publication import File, Publication


def files(publication: Publication, settings: Any) -> Iterator[File]:
    """Yield the kennissynthese as a page of HTML and as PDF."""
    from reports.document import html, pdf
    from reports.document.chapters import read_chapters

    chapters = read_chapters(publication)
    page = html.write(publication, chapters, settings.outline)
    yield File("kennissynthese.html", "De kennissynthese als één bladzijde", page.encode())
    yield File(
        "kennissynthese.pdf", "De kennissynthese om te printen (PDF)", pdf.write(publication, chapters, settings)
    )
