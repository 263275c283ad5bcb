"""The files by which other programs and catalogues take over what is published."""

from __future__ import annotations

from collections.abc import Iterator

from reports.publication import File, Publication
from reports.rendering import RenderSettings


def files(publication: Publication, settings: RenderSettings) -> Iterator[File]:
    """Yield the data package and the catalogue."""
    from reports.exchange.catalogue import NAME as CATALOGUE
    from reports.exchange.catalogue import as_catalogue
    from reports.exchange.datapackage import NAME as PACKAGE
    from reports.exchange.datapackage import as_package
    from reports.tables.traces import traces

    package = as_package(publication, traces(publication), settings.study, settings.licence)
    yield File(f"uitwisseling/{PACKAGE}", "Alle tabellen met hun beschrijving, als Frictionless Data Package", package)
    catalogue = as_catalogue(publication, settings.address, settings.licence)
    yield File(f"uitwisseling/{CATALOGUE}", "Beschrijving voor datacatalogi (DCAT-AP en schema.org)", catalogue)
