"""What data catalogues and search engines read of a publication: DCAT-AP 3 and schema.org in one JSON-LD file.

DCAT-AP 3.0 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/), schema.org/Dataset. The context is in the file, so that
a program need not ask for it elsewhere. Without the address of the site, addresses begin at the site's root.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reports.exchange.citation import version_citation, version_name
from reports.exchange.datapackage import NAME as PACKAGE
from reports.publication import Publication

NAME = "catalogus.jsonld"
_EU = "http://publications.europa.eu/resource/authority/"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_PACKAGE_FORM, _CSV_FORM = "application/zip", "text/csv"
Node = dict[str, Any]


def as_catalogue(publication: Publication, address: str = "", licence: str = "") -> bytes:
    """Return the description of the catalogue, its data set, and each file of it."""
    site = address.rstrip("/")
    files = list(_files(publication, site, licence))
    publisher = _publisher(publication)
    dataset = _dataset(publication, site, licence) | {
        "dct:publisher": _id(publisher),
        "schema:publisher": _id(publisher),
        "dcat:distribution": [_id(node) for node in files],
        "schema:distribution": [_id(node) for node in files],
    }
    catalogue = {
        "@id": f"{site}/#catalogus",
        "@type": "dcat:Catalog",
        "dct:title": _nl(publication.title),
        "dct:description": _nl(_description(publication)),
        "dct:publisher": _id(publisher),
        "dct:language": {"@id": f"{_EU}language/NLD"},
        "foaf:homepage": {"@id": f"{site}/"},
        "dcat:dataset": _id(dataset),
        **_licensed(licence),
    }
    graph = {"@context": _CONTEXT, "@graph": [catalogue, dataset, publisher, *files]}
    return (json.dumps(graph, ensure_ascii=False, indent=1) + "\n").encode()


def _dataset(publication: Publication, site: str, licence: str) -> Node:
    words = ["kennissynthese", "werkzame elementen", "evaluaties", "gemeenten"]
    contact = next(iter(publication.about("contact")), "")
    reached = contact if contact.startswith(("http://", "https://")) else f"mailto:{contact}"
    return {
        "@id": f"{site}/#gegevens",
        "@type": ["dcat:Dataset", "schema:Dataset"],
        "dct:title": _nl(publication.title),
        "schema:name": publication.title,
        "dct:description": _nl(_description(publication)),
        "schema:description": _description(publication),
        "dct:identifier": f"urn:sha256:{publication.digest}",
        "schema:identifier": f"urn:sha256:{publication.digest}",
        "dcat:version": version_name(publication),
        "schema:version": version_name(publication),
        "dcat:keyword": [_nl(word) for word in words],
        "schema:keywords": words,
        "dcat:theme": {"@id": f"{_EU}data-theme/SOCI"},
        "dct:language": {"@id": f"{_EU}language/NLD"},
        "schema:inLanguage": "nl",
        "dct:accessRights": {"@id": f"{_EU}access-right/PUBLIC"},
        "schema:isAccessibleForFree": True,
        "dct:bibliographicCitation": version_citation(publication),
        "dcat:landingPage": {"@id": f"{site}/tabellen"},
        "schema:url": {"@id": f"{site}/tabellen"},
        **({"dcat:contactPoint": {"@type": "vcard:Kind", "vcard:hasURL": {"@id": reached}}} if contact else {}),
        **({"schema:license": {"@id": licence}} if licence else {}),
        **_covered(publication),
    }


def _covered(publication: Publication) -> Node:
    """Return the years and the country that the documents are about."""
    found: Node = {}
    if years := [row["jaar"] for row in publication.rows["documenten"] if row["jaar"]]:
        first, last = (f"{year:04d}" for year in (min(years), max(years)))
        found["schema:temporalCoverage"] = f"{first}/{last}"
        found["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": first, "@type": "xsd:gYear"},
            "dcat:endDate": {"@value": last, "@type": "xsd:gYear"},
        }
    frozen = [row["vastgesteld_op"][:10] for row in publication.rows["vastgesteld"]]
    if frozen:
        found["dct:modified"] = {"@value": max(frozen), "@type": "xsd:date"}
        found["schema:dateModified"] = max(frozen)
    if not publication.is_fictional:
        found["dct:spatial"] = {"@id": f"{_EU}country/NLD"}
        found["schema:spatialCoverage"] = "Nederland"
    return found


def _files(publication: Publication, site: str, licence: str) -> Iterator[Node]:
    title = "Alle tabellen met hun beschrijving (Frictionless Data Package)"
    yield _file(f"{site}/bestand/uitwisseling/{PACKAGE}", title, _PACKAGE_FORM, "ZIP", licence)
    for name, table in sorted(publication.tables.items()):
        yield _file(f"{site}/tabellen/{name}.csv", table.title, _CSV_FORM, "CSV", licence) | {
            "dct:description": _nl(table.description),
            "schema:description": table.description,
        }


def _file(address: str, title: str, form: str, kind: str, licence: str) -> Node:
    return {
        "@id": address,
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        "dct:title": _nl(title),
        "schema:name": title,
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "schema:contentUrl": {"@id": address},
        "dcat:mediaType": {"@id": f"{_MEDIA}{form}"},
        "schema:encodingFormat": form,
        "dct:format": {"@id": f"{_EU}file-type/{kind}"},
        **_licensed(licence),
    }


def _publisher(publication: Publication) -> Node:
    contact = next(iter(publication.about("contact")), "")
    home = {"foaf:homepage": {"@id": contact}} if contact.startswith(("http://", "https://")) else {}
    return {
        "@id": "_:uitgever",
        "@type": ["foaf:Agent", "schema:Organization"],
        "foaf:name": contact or publication.title,
        "schema:name": contact or publication.title,
        **home,
    }


def _description(publication: Publication) -> str:
    return " ".join(publication.about("beschrijving")) or publication.title


def _licensed(licence: str) -> Node:
    return {"dct:license": {"@id": licence}} if licence else {}


def _nl(text: str) -> Node:
    return {"@value": text, "@language": "nl"}


def _id(node: Node) -> Node:
    return {"@id": node["@id"]}
