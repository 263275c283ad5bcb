"""The data package: a kept checker finds it valid, and what it says of the tables is so."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from frictionless import validate

from reports.exchange.datapackage import as_package
from reports.publication import Publication
from reports.tables import read_tables
from reports.tables.traces import traces
from tests.reports.tables.reading import read_csv


@pytest.fixture(scope="module")
def publication(folder: Path) -> Publication:
    return Publication.read(folder / "publiek.db")


@pytest.fixture(scope="module")
def package(publication: Publication) -> zipfile.ZipFile:
    content = as_package(publication, traces(publication), "Mijn Studie", "https://voorbeeld.example/licentie")
    return zipfile.ZipFile(io.BytesIO(content))


@pytest.fixture(scope="module")
def described(package: zipfile.ZipFile) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(package.read("datapackage.json"))
    return found


def _errors(folder: Path) -> list[str]:
    report = validate(str(folder / "datapackage.json"))
    return [f"{task.name}: {error.message}" for task in report.tasks for error in task.errors]


def test_it_is_valid(package: zipfile.ZipFile, tmp_path: Path) -> None:
    package.extractall(tmp_path)
    assert _errors(tmp_path) == []


def test_a_file_that_was_changed_is_noticed(
    package: zipfile.ZipFile, described: dict[str, Any], tmp_path: Path
) -> None:
    package.extractall(tmp_path)
    few = [item for item in described["resources"] if item["name"] in ("documenten", "gemeenten", "document_gemeente")]
    (tmp_path / "datapackage.json").write_text(json.dumps({**described, "resources": few}), encoding="utf-8")
    path = tmp_path / "data" / "document_gemeente.csv"
    path.write_bytes(path.read_bytes().replace(b"GM9101", b"GM9999", 1))
    errors = _errors(tmp_path)
    assert any("hash" in error for error in errors) and any("foreign" in error.lower() for error in errors), errors


def test_every_table_and_column_is_described(publication: Publication, described: dict[str, Any]) -> None:
    resources = {resource["name"]: resource for resource in described["resources"]}
    assert set(resources) == {table.name for table in read_tables()} | {"herkomst"}
    for table in read_tables():
        resource = resources[table.name]
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        assert (resource["title"], resource["description"]) == (table.title, table.description)
        assert {name: field["description"] for name, field in fields.items()} == table.columns
    bewijs = resources["bewijs"]["schema"]
    assert bewijs["primaryKey"] == ["element_code", "richting", "citaat_id"]
    assert {"fields": ["citaat_id"], "reference": {"resource": "citaten", "fields": ["citaat_id"]}} in bewijs[
        "foreignKeys"
    ]
    helps = next(field for field in resources["elementen"]["schema"]["fields"] if field["name"] == "helpt")
    assert helps["type"] == "integer" and helps["kns:herkomst"] == "Telt passages in de tabel bewijs."


def test_hashes_and_sizes_are_those_of_the_files(
    package: zipfile.ZipFile, described: dict[str, Any], folder: Path
) -> None:
    for resource in described["resources"]:
        content = package.read(resource["path"])
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        assert len(read_csv(content)) == len(read_csv((folder / "tabellen" / f"{resource['name']}.csv").read_bytes()))


def test_it_says_what_it_is(publication: Publication, described: dict[str, Any]) -> None:
    assert described["name"] == "mijn-studie" and described["title"] == publication.title
    assert described["id"] == f"urn:sha256:{publication.digest}"
    assert described["licenses"][0]["path"] == "https://voorbeeld.example/licentie"
    assert described["citation"].startswith(publication.title)


def test_equal_tables_give_equal_bytes(publication: Publication) -> None:
    found = traces(publication)
    assert as_package(publication, found, "proef") == as_package(publication, found, "proef")


def test_keys_that_are_not_unique_and_references_that_lead_nowhere_are_not_promised(publication: Publication) -> None:
    rows = [*publication.rows["documenten"], publication.rows["documenten"][0]]
    gone = [{**row, "citaat_id": "weg"} for row in publication.rows["bewijs"]]
    changed = replace(publication, rows={**publication.rows, "documenten": rows, "bewijs": gone}, digest="anders")
    content = as_package(changed, traces(publication), "proef")
    described = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("datapackage.json"))
    schemas = {resource["name"]: resource["schema"] for resource in described["resources"]}
    assert "primaryKey" not in schemas["documenten"]
    assert ["citaat_id"] not in [key["fields"] for key in schemas["bewijs"]["foreignKeys"]]
