"""The catalogue: what DCAT-AP and schema.org ask for is there, and what it points at is given by the site."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import rdflib

from reports.exchange.catalogue import as_catalogue
from reports.exchange.citation import version_citation, version_name, version_year
from reports.publication import Publication
from tests.reports.test_site import ask

SITE = "https://kennissynthese.gemeente.example"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DCAT, DCT, SCHEMA = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/", "https://schema.org/"


@pytest.fixture(scope="module")
def publication(folder: Path) -> Publication:
    return Publication.read(folder / "publiek.db")


@pytest.fixture(scope="module")
def nodes(publication: Publication) -> dict[str, list[dict[str, Any]]]:
    """Return the nodes of the graph by each of their types."""
    found: dict[str, list[dict[str, Any]]] = {}
    for node in json.loads(as_catalogue(publication, SITE, LICENCE))["@graph"]:
        types = node["@type"] if isinstance(node["@type"], list) else [node["@type"]]
        for kind in types:
            found.setdefault(kind, []).append(node)
    return found


MANDATORY = {
    "dcat:Catalog": ("dct:title", "dct:description", "dct:publisher", "dcat:dataset"),
    "dcat:Dataset": ("dct:title", "dct:description", "dcat:contactPoint", "dcat:distribution", "dcat:keyword",
                     "dct:publisher", "dcat:theme", "dct:identifier", "dcat:version"),
    "dcat:Distribution": ("dcat:accessURL", "dct:format", "dct:license", "dcat:mediaType"),
    "foaf:Agent": ("foaf:name",),
    "schema:Dataset": ("schema:name", "schema:description", "schema:distribution", "schema:license", "schema:url"),
    "schema:DataDownload": ("schema:contentUrl", "schema:encodingFormat"),
}  # fmt: skip


@pytest.mark.parametrize("kind", MANDATORY)
def test_every_node_has_what_the_profile_asks(nodes: dict[str, list[dict[str, Any]]], kind: str) -> None:
    assert nodes[kind]
    for node in nodes[kind]:
        assert [name for name in MANDATORY[kind] if not node.get(name)] == [], node["@id"]


def test_every_node_that_is_pointed_at_is_there(publication: Publication) -> None:
    graph = json.loads(as_catalogue(publication, SITE))["@graph"]
    known = {node["@id"] for node in graph}
    pointed = [
        target["@id"]
        for node in graph
        for name in ("dcat:dataset", "dcat:distribution", "dct:publisher", "schema:distribution")
        for target in (node.get(name, []) if isinstance(node.get(name), list) else [node[name]] if name in node else [])
    ]
    assert pointed and set(pointed) <= known and len(known) == len(graph)


def test_the_site_gives_the_catalogue_and_every_file_in_it(
    folder: Path, nodes: dict[str, list[dict[str, Any]]]
) -> None:
    paths = [urlsplit(node["dcat:downloadURL"]["@id"]).path for node in nodes["dcat:Distribution"]]
    catalogue, *answers = ask(folder, "/catalogus.jsonld", *paths)
    assert [path for path, answer in zip(paths, answers, strict=True) if answer.status_code != 200] == []
    assert catalogue.status_code == 200 and catalogue.headers["content-type"].startswith("application/ld+json")
    assert json.loads(catalogue.text)["@graph"]


def test_pages_point_at_the_catalogue(folder: Path) -> None:
    (page,) = ask(folder, "/tabellen")
    assert '<link rel="alternate" type="application/ld+json"' in page.text and "/catalogus.jsonld" in page.text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")
def test_other_programs_read_it(publication: Publication) -> None:
    graph = rdflib.Graph().parse(
        data=as_catalogue(publication).decode(), format="json-ld", publicID=f"{SITE}/catalogus.jsonld"
    )
    (dataset,) = graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{DCAT}Dataset"))
    title = graph.value(dataset, rdflib.URIRef(f"{DCT}title"))
    assert isinstance(title, rdflib.Literal) and title.language == "nl"
    files = list(graph.objects(dataset, rdflib.URIRef(f"{DCAT}distribution")))
    assert files and all(str(file).startswith(SITE) for file in files)
    assert set(files) == set(graph.objects(dataset, rdflib.URIRef(f"{SCHEMA}distribution")))


def test_a_version_is_cited_with_its_name_mark_kind_and_year(publication: Publication) -> None:
    told = version_citation(publication)
    version = max(publication.rows["vastgesteld"], key=lambda row: row["nummer"])["versie"]
    assert told.startswith(
        f"{publication.title} (stand na versie {version}, kenmerk {publication.digest[:12]}) [dataset]."
    )
    assert f"({version_year(publication)})." in told
    assert told.endswith(next(iter(publication.about("contact"))))


def test_the_version_says_whether_something_changed_since_it_was_frozen(publication: Publication) -> None:
    same = replace(publication, rows={**publication.rows, "veranderingen": []})
    assert version_name(same).startswith("versie ")
    none = replace(publication, rows={**publication.rows, "vastgesteld": [], "documenten": []})
    assert version_name(none).startswith("voorlopige stand, kenmerk ")
    assert version_year(none) is None and "(z.d.)." in version_citation(none)
