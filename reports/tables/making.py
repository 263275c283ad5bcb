"""The files that take all tables along: the workbook, and what stands behind the numbers."""

from __future__ import annotations

from collections.abc import Iterator

from reports.publication import File, Publication
from reports.rendering import RenderSettings


def files(publication: Publication, settings: RenderSettings) -> Iterator[File]:
    """Yield the workbook, where the tables fit in one, and the list of what stands behind numbers."""
    from reports.tables.source_list import NAME as SOURCES
    from reports.tables.source_list import as_list
    from reports.tables.traces import traces
    from reports.tables.workbook import NAME, as_workbook

    found = traces(publication)
    if workbook := as_workbook(publication, found, settings.address):
        yield File(
            f"tabellen/{NAME}",
            "Alle tabellen als werkboek voor een rekenblad, met de citaten achter getallen",
            workbook,
        )
    yield File(
        f"tabellen/{SOURCES}",
        "Bij elk getal in de tabellen de citaten en documenten erachter",
        as_list(publication, found),
    )
