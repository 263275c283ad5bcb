"""References in the forms of other programs, read back by other readers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware

from harvest.forms.libraries import Entry, Unread, bibtex, csl, ris
from reports.references import bibliography
from reports.references.forms import as_bibtex, as_csl, as_ris
from reports.references.items import items
from tests.reports.references.cases import published, reference

HARD = "100% zeker & co_1 #2 $3 ~ \\ “ë” %"
ROWS = [
    reference("d1", auteurs="Bureau Vis", uitgever="Gemeente Élan", titel="Zee: één", jaar=2020, isbn="9789058305558"),
    reference("d2", auteurs="Bureau Vis", titel="Aal", jaar=2020, opdrachtgever="Gemeente Merenburg"),
    reference("d3", auteurs="Joost de Koning; A.B. Vis", titel=HARD, jaar=2019, doi="10.1000/vis_1",
              bron_url="https://vis.nl/a_b?x=1&y={2}#p%20q"),
    reference("d4", uitgever="Gemeente Merenburg", titel="Nieuws\nTY  - RPRT", jaar=2022, verschenen_op="2022-03-09",
              soort_document="webpagina"),
    reference("d5", titel="Zonder jaar", soort_document="raadsmemo"),
]  # fmt: skip


def _titles(entries: Iterable[Entry | Unread]) -> list[str | None]:
    return [entry.listed.title for entry in entries if isinstance(entry, Entry)]


@pytest.fixture
def found() -> list[dict[str, Any]]:
    return list(items(published(referenties=ROWS)))


def test_csl_json_is_what_it_was(found: list[dict[str, Any]]) -> None:
    assert json.loads(as_csl(found)) == found
    assert found[2]["author"] == [{"family": "De Koning", "given": "Joost"}, {"family": "Vis", "given": "A. B."}]
    assert _titles(csl.entries(as_csl(found).decode())) == [" ".join(item["title"].split()) for item in found]


def test_items_hold_what_csl_knows_and_nothing_else(found: list[dict[str, Any]]) -> None:
    known = {"id", "type", "language", "title", "author", "issued", "publisher", "genre", "ISBN", "DOI", "URL", "note"}
    for item in found:
        assert set(item) <= known and item["type"] in ("report", "webpage") and all(item.values())
        assert all(set(name) in ({"literal"}, {"family", "given"}) for name in item.get("author", ()))
        assert all(isinstance(part, int) for part in item.get("issued", {"date-parts": [[]]})["date-parts"][0])


def test_ris_is_read_back_with_every_field(found: list[dict[str, Any]]) -> None:
    content = as_ris(found).decode()
    assert content.count("\n") == content.count("\r\n")
    read = rispy.loads(content.replace("\r\n", "\n"))
    assert [entry["title"] for entry in read] == [" ".join(item["title"].split()) for item in found]
    assert [entry["type_of_reference"] for entry in read] == ["RPRT", "RPRT", "RPRT", "ELEC", "RPRT"]
    assert read[0]["publisher"] == "Gemeente Élan"
    assert read[0]["issn"] == "9789058305558"
    assert read[1]["notes"] == ["In opdracht van Gemeente Merenburg"]
    assert read[2]["authors"] == ["De Koning, Joost", "Vis, A. B."]
    assert read[2]["urls"] == ["https://vis.nl/a_b?x=1&y={2}#p%20q"]
    assert read[3]["date"] == "2022/03/09"
    assert read[4]["type_of_work"] == "Raadsmemo"
    assert "year" not in read[4]
    assert len(list(ris.entries(content))) == len(found)


def test_bibtex_is_read_back_with_every_field(found: list[dict[str, Any]]) -> None:
    content = as_bibtex(found, bibliography(published(referenties=ROWS))).decode()
    library = parse_string(content, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [
        "bureauvis2020b", "bureauvis2020a", "dekoningvis2019", "gemeentemerenburg2022", "zonderjaarzd",
    ]  # fmt: skip
    titles = [entry.fields_dict["title"].value for entry in library.entries]
    assert [title.removeprefix("{").removesuffix("}") for title in titles] == [
        " ".join(item["title"].split()) for item in found
    ]
    assert library.entries[2].fields_dict["author"].value == "De Koning, Joost and Vis, A. B."
    assert _titles(bibtex.entries(content))[:2] == ["Zee: één", "Aal"]


@pytest.mark.parametrize("title", ["een } twee", "{{{", "\\\\}", "@misc{x,", "a ^ {b}"])
def test_no_sign_ends_a_field_of_bibtex(title: str) -> None:
    rows = [reference("d1", titel=title, auteurs="Bos", jaar=2020), reference("d2", titel="Na", auteurs="Vis")]
    publication = published(referenties=rows)
    content = as_bibtex(items(publication), bibliography(publication)).decode()
    library = parse_string(content)
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["bos2020", "viszd"]
    assert library.entries[0].fields_dict["year"].value == "2020"
    assert content.count("{") == content.count("}")


def test_no_references_give_empty_files() -> None:
    nothing = published()
    assert as_csl(items(nothing)) == b"[]\n"
    assert as_ris(items(nothing)).strip() == b""
    assert as_bibtex(items(nothing), bibliography(nothing)) == b""
