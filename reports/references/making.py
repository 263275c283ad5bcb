"""The files with references and quotes for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reports.publication import File, Publication


def files(publication: Publication, settings: Any) -> Iterator[File]:
    """Yield the references in three forms, and the quotes as web annotations."""
    from reports.references.annotations import as_annotations
    from reports.references.apa import bibliography
    from reports.references.forms import as_bibtex, as_csl, as_ris
    from reports.references.items import items

    found, cited = items(publication), bibliography(publication)
    yield File("uitwisseling/referenties.json", "Literatuurlijst in CSL JSON, voor Zotero en andere", as_csl(found))
    yield File("uitwisseling/referenties.ris", "Literatuurlijst in RIS, voor EndNote en andere", as_ris(found))
    yield File(
        "uitwisseling/referenties.bib", "Literatuurlijst in BibTeX, voor JabRef en LaTeX", as_bibtex(found, cited)
    )
    for name, content in as_annotations(publication, settings.address):
        yield File(f"uitwisseling/{name}", "Citaten met vindplaats, als Web Annotations van het W3C", content)
