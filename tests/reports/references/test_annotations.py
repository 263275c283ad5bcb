"""The quotes as web annotations."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from reports.publication import Publication
from reports.references.annotations import as_annotations
from tests.reports.conftest import SITE, TEXTS
from tests.reports.references.cases import published


def _only(publication: Publication, address: str) -> dict[str, Any]:
    """Return the collection of a publication with one page."""
    ((name, content),) = as_annotations(publication, address)
    assert name == "citaten.jsonld"
    found: dict[str, Any] = json.loads(content)
    return found


@pytest.fixture
def publication(folder: Path) -> Publication:
    return Publication.read(folder / "publiek.db")


def test_each_quote_is_found_by_its_words_and_by_its_place(publication: Publication) -> None:
    found = _only(publication, "")
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = found["first"]["items"]
    assert found["total"] == len(items) == len(publication.rows["citaten"]) > 0
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        quote, place = item["target"]["selector"]
        source = item["target"]["source"]
        at = place.get("refinedBy", place)
        assert any(text[at["start"] : at["end"]] == quote["exact"] for text in TEXTS.values())
        if source.startswith(SITE):
            assert place["value"] == "page=1"
        else:
            assert re.fullmatch(r"ni:///sha-256;[\w-]{43}", source)
    assert "Outreachend werken" in {body["value"] for item in items for body in item["body"]}


def test_with_a_site_they_go_by_its_addresses(publication: Publication) -> None:
    found = _only(publication, "https://voorbeeld.example/")
    first = publication.rows["citaten"][0]["citaat_id"]
    assert found["first"]["items"][0]["id"] == f"https://voorbeeld.example/citaat/{first}"
    assert found["id"] == "https://voorbeeld.example/bestand/uitwisseling/citaten.jsonld"


@pytest.mark.parametrize("address", ["", "https://voorbeeld.example"])
def test_many_quotes_are_on_several_pages(publication: Publication, address: str) -> None:
    files = {name: json.loads(content) for name, content in as_annotations(publication, address, most=2)}
    assert list(files)[:2] == ["citaten.jsonld", "citaten-2.jsonld"]
    whole = files["citaten.jsonld"]
    page, items = whole["first"], []
    while True:
        items += page["items"]
        assert len(page["items"]) <= 2
        if "next" not in page:
            break
        page = files[page["next"].rpartition("/")[2]]
        assert page["partOf"] == whole["id"] and page["startIndex"] == len(items)
    assert items == _only(publication, address)["first"]["items"]


def test_without_quotes_there_is_a_collection_of_none() -> None:
    assert _only(published(), "")["first"]["items"] == []
