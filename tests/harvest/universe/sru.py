"""A service that is searched by SRU, hand-made: publications of gemeenten in the form of the Officiële publicaties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.harvest.universe.server import Reply, Request, Route, pdf

NEWEST, OLDER = "2.0", "1.2"
_OASIS = ("http://docs.oasis-open.org/ns/search-ws/sruResponse", "http://docs.oasis-open.org/ns/search-ws/diagnostic")
_LOC = ("http://www.loc.gov/zing/srw/", "http://www.loc.gov/zing/srw/diagnostic/")
"""The spaces of the names of answers and of diagnostics, from version 2.0 on and before."""
_ESTIMATE = "info:srw/vocabulary/resultCountPrecision/1/estimate"
_DUBLIN_CORE = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'


@dataclass(frozen=True)
class Publication:
    identifier: str
    title: str
    creator: str
    """The element, with its scheme."""
    forms: Mapping[str, str]
    """The path of each form."""
    has_page: bool = True


def _gemeente(name: str) -> str:
    return f'<dcterms:creator scheme="OVERHEID.Gemeente">{name}</dcterms:creator>'


PUBLICATIONS = (
    Publication(
        "gmb-2021-1",
        "Evaluatie sociale wijkteams",
        _gemeente("Veldrade"),
        {"html": "1/1.html", "odt": "1/1.odt", "pdf": "1/1.pdf", "xml": "1/1.xml"},
    ),
    Publication("gmb-2021-2", "Verordening jeugdhulp", _gemeente("Duinrade"), {"xml": "2/2.xml", "html": "2/2.html"}),
    Publication("kst-2021-3", "Brief & bijlage", "<dcterms:creator>Het ministerie</dcterms:creator>", {}),
    Publication("gmb-2021-4", "Zonder vorm", _gemeente("Veldrade"), {"metadata": "4/metadata.xml"}, has_page=False),
    Publication("gmb-2021-5", "Beleidsplan", _gemeente("Duinrade"), {"pdf": "5/5.pdf"}),
)


def routes(version: str = NEWEST, page_size: int = 2, *, is_exact: bool = False) -> dict[str, Route]:
    """Return the routes of a service that knows one version of SRU and gives few records at once."""

    def sru(request: Request) -> Reply:
        return Reply(_answer(request, version, page_size, is_exact).encode(), media_type="application/sru+xml")

    paths = {path: form for each in PUBLICATIONS for form, path in each.forms.items()}
    files: dict[str, Route] = {f"/frbr/{path}": _file(path, form) for path, form in paths.items()}
    pages: dict[str, Route] = {
        f"/zoek/{each.identifier}.html": _file(each.title, "html") for each in PUBLICATIONS if each.has_page
    }
    return {"/sru": sru, **files, **pages}


def _file(name: str, form: str) -> Reply:
    if form == "pdf":
        return Reply(pdf(name), media_type="application/pdf")
    return Reply(f"<html><body>{escape(name)}</body></html>".encode())


def _answer(request: Request, version: str, page_size: int, is_exact: bool) -> str:
    asked = request.query
    if asked.get("version") != version:
        return failure(5, "Unsupported version", version, version)
    if asked.get("recordSchema") not in ("gzd", "dc"):
        return failure(66, "Unknown schema for retrieval", asked.get("recordSchema", ""), version)
    start = int(asked["startRecord"])
    if start > len(PUBLICATIONS):
        return failure(61, "First record position out of range", "", version)
    end = min(start + min(page_size, int(asked["maximumRecords"])), len(PUBLICATIONS) + 1)
    form = gzd if asked["recordSchema"] == "gzd" else dublin_core
    records = [form(each, request.root) for each in PUBLICATIONS[start - 1 : end - 1]]
    following = end if end <= len(PUBLICATIONS) else None
    return found(records, len(PUBLICATIONS) + (0 if is_exact else 3), following, version, is_exact=is_exact)


def found(
    records: Sequence[str],
    total: int | str,
    following: int | None = None,
    version: str = NEWEST,
    *,
    is_exact: bool = True,
    warnings: str = "",
) -> str:
    """Return an answer with these records; version 1.2 has no element that says how exact the total is."""
    given = "".join(
        f"<record><recordSchema>x</recordSchema><recordData>{each}</recordData></record>" for each in records
    )
    after = f"<nextRecordPosition>{following}</nextRecordPosition>" if following else ""
    if version == NEWEST and not is_exact:
        after += f"<resultCountPrecision>{_ESTIMATE}</resultCountPrecision>"
    listed = f"<records>{given}</records>" if records else ""
    return _envelope(f"<numberOfRecords>{total}</numberOfRecords>{listed}{after}{warnings}", version)


def failure(number: int, message: str, details: str = "", version: str = NEWEST) -> str:
    """Return the answer that is a diagnostic and nothing else."""
    return _envelope(f"<diagnostics>{diagnostic(number, message, details, version)}</diagnostics>", version)


def diagnostic(number: int, message: str, details: str = "", version: str = NEWEST) -> str:
    """Return what says that something went wrong."""
    said = f"<uri>info:srw/diagnostic/1/{number}</uri><details>{details}</details><message>{message}</message>"
    return f'<diagnostic xmlns="{_spaces(version)[1]}">{said}</diagnostic>'


def _spaces(version: str) -> tuple[str, str]:
    return _OASIS if version == NEWEST else _LOC


def _envelope(content: str, version: str) -> str:
    space = _spaces(version)[0]
    said = f"<version>{version}</version>{content}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><searchRetrieveResponse xmlns="{space}">{said}</searchRetrieveResponse>'
    )


def gzd(publication: Publication, root: str, more: str = "") -> str:
    """Return the record of a publication in the schema gzd, with more of its metadata."""
    page = f"{root}zoek/{publication.identifier}.html" if publication.has_page else ""
    addresses = f"<preferredUrl>{page}</preferredUrl>" if page else ""
    addresses += "".join(
        f'<itemUrl manifestation="{form}">{root}frbr/{path}</itemUrl>' for form, path in publication.forms.items()
    )
    return (
        '<gzd xmlns="http://standaarden.overheid.nl/sru" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:w="http://standaarden.overheid.nl/wetgeving/"><originalData><w:meta><w:owmskern>'
        f"<dcterms:identifier>{publication.identifier}</dcterms:identifier>"
        f"<dcterms:title>{escape(publication.title)}</dcterms:title>"
        f'<dcterms:type scheme="OVERHEIDop.Rubriek">overige overheidsinformatie</dcterms:type>{publication.creator}'
        "<dcterms:modified>2021-03-04</dcterms:modified></w:owmskern><w:owmsmantel>"
        "<dcterms:available>2021-03-03</dcterms:available><dcterms:date>2021-03-01</dcterms:date></w:owmsmantel>"
        f"<w:tpmeta>{more}</w:tpmeta></w:meta></originalData><enrichedData>{addresses}</enrichedData></gzd>"
    )


def dublin_core(publication: Publication, root: str) -> str:
    """Return the record of a publication in plain Dublin Core."""
    addresses = [root + "frbr/" + path for form, path in publication.forms.items() if form == "pdf"]
    return (
        f'<srw_dc:dc xmlns:srw_dc="info:srw/schema/1/dc-schema" {_DUBLIN_CORE}>'
        f"<dc:title>{escape(publication.title)}</dc:title><dc:identifier>{publication.identifier}</dc:identifier>"
        + "".join(f"<dc:identifier>{address}</dc:identifier>" for address in addresses)
        + "<dc:date>2021-03-03</dc:date></srw_dc:dc>"
    )
