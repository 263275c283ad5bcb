"""One report table in a document of the author's."""

from __future__ import annotations

import pytest

from corpus.issues import Refused
from reports.publication import Publication
from reports.tables import read_tables
from reports.word.oxml import run, said_in, tag, w
from reports.word.package import Package, blank, read
from reports.word.pulling import marker, pull_into, table_part
from reports.word.refreshing import refresh
from tests.reports.word.cases import SETTINGS, append, changed, later, texts


@pytest.fixture
def mine() -> bytes:
    """A document of the author's with a marker."""
    return changed(blank().content(), append("Voor de tabel.", marker("gemeenten"), "Na de tabel."))


def _pulled(content: bytes, publication: Publication, *names: str) -> bytes:
    return pull_into(read(content, "proef.docx"), publication, SETTINGS, names)


def test_a_table_comes_where_its_marker_is(publication: Publication, mine: bytes) -> None:
    found = texts(_pulled(mine, publication, "gemeenten"))
    assert found[:2] == ["Voor de tabel.", f"Tabel 1. {publication.tables['gemeenten'].title}"]
    assert found[-2:] == ["Bron: tabellen/gemeenten.csv", "Na de tabel."]
    assert "Merenburg" in found and "2018" in found


def test_without_a_marker_it_comes_at_the_end(publication: Publication, mine: bytes) -> None:
    found = texts(_pulled(mine, publication, "elementen"))
    assert found[:3] == ["Voor de tabel.", marker("gemeenten"), "Na de tabel."]
    assert [text for text in found if text][-1] == "Bron: tabellen/elementen.csv"


def test_a_marker_in_a_cell_leaves_the_cell_whole(publication: Publication) -> None:
    def change(package: Package) -> None:
        cell = w("tc", w("tcPr"), w("p", run(marker("gemeenten"))))
        package.body.insert(0, w("tbl", w("tblPr"), w("tblGrid"), w("tr", cell)))

    body = read(_pulled(changed(blank().content(), change), publication, "gemeenten"), "p").body
    outer = next(body.iter(tag("tc")))
    assert [item.tag for item in outer][1:] == [tag("sdt"), tag("p")]
    assert said_in(outer[-1]) == ""


def test_a_table_is_refreshed_and_the_rest_stays(publication: Publication, mine: bytes) -> None:
    pulled = changed(_pulled(mine, publication, "gemeenten"), append("Merenburg telt 2 documenten."))
    after = later(publication, gemeenten=lambda row: {**row, "documenten": row["documenten"] + 5})
    found = refresh(pulled, after, SETTINGS, ())
    assert found.replaced == ("tabel:gemeenten",) and not found.new
    assert "7" in texts(found.content) and texts(found.content)[0] == "Voor de tabel."
    assert [item.sentence for item in found.touched] == ["Merenburg telt 2 documenten."]


def test_asking_for_a_table_that_is_there_changes_nothing(publication: Publication, mine: bytes) -> None:
    once = _pulled(mine, publication, "gemeenten")
    assert texts(_pulled(once, publication, "gemeenten")) == texts(once)


def test_every_report_table_can_be_taken(publication: Publication) -> None:
    names = [table.name for table in read_tables()]
    content = _pulled(blank().content(), publication, *names)
    captions = [text for text in texts(content) if text.startswith("Tabel ")]
    assert len(captions) == len(names)
    for name in names:
        rows = publication.rows[name]
        assert len(table_part(publication, name).blocks[0].rows) == len(rows)  # type: ignore[union-attr]


def test_tables_that_are_unknown_or_too_long_are_refused(publication: Publication) -> None:
    with pytest.raises(Refused, match="Choose one of: antwoorden"):
        table_part(publication, "onbekend")
    long = Publication(publication.tables, {**publication.rows, "gemeenten": publication.rows["gemeenten"] * 1500}, "0")
    with pytest.raises(Refused, match=r"tabellen/gemeenten\.csv"):
        table_part(long, "gemeenten")


def test_a_wide_table_lies_on_pages_of_its_own(publication: Publication, mine: bytes) -> None:
    wide = later(
        publication, bewijs=lambda row: {**row, "methode": "Een heel langwerpigmethodewoord", "opzet": "Survey"}
    )
    content = _pulled(mine, wide, "gemeenten", "bewijs")
    sizes = [item.get(tag("orient")) for item in read(content, "p").body.iter(tag("pgSz"))]
    assert sizes == [None, "landscape", None]
    found = refresh(content, later(wide, bewijs=lambda row: {**row, "opzet": "Casus"}), SETTINGS, ())
    assert found.replaced == ("tabel:bewijs",)
    assert [item.get(tag("orient")) for item in read(found.content, "p").body.iter(tag("pgSz"))] == sizes


def test_columns_in_which_nothing_stands_are_left_out(publication: Publication) -> None:
    grid = table_part(publication, "documenten").blocks[0]
    assert "Document id" not in [column.title for column in grid.columns]  # type: ignore[union-attr]
