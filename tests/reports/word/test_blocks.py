"""Each kind of block as Word has it, and what an author does with whole parts."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from corpus.issues import Refused
from reports.document.blocks import (
    Block,
    Chapter,
    Cite,
    Grid,
    Heading,
    Items,
    Link,
    Paragraph,
    Part,
    Picture,
    Quote,
    Ref,
    References,
    Strong,
)  # fmt: skip
from reports.publication import Publication
from reports.references import bibliography
from reports.word import command
from reports.word.composing import Composer
from reports.word.controls import content_of, tag_in, value_tag
from reports.word.fresh import write
from reports.word.oxml import Element, run, said_in, tag, w
from reports.word.package import Package, blank, read
from reports.word.refreshing import refresh
from tests.reports.word.cases import SETTINGS, append, changed, chapters_of, control_of, later, own, texts

_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _composer(publication: Publication, address: str = "") -> Composer:
    return Composer(blank(), publication, SimpleNamespace(address=address, outline=None))


def _written(composer: Composer, *blocks: Block) -> list[Element]:
    return list(content_of(composer.part(Part("deel", blocks), "hoofdstuk").control))


def _style(item: Element) -> str:
    return str(item.find(f"{tag('pPr')}/{tag('pStyle')}").get(tag("val")))


@pytest.fixture
def value(publication: Publication) -> Any:
    return publication.value("elementen", publication.rows["elementen"][0], "belemmert")


@pytest.mark.parametrize(
    ("kind", "style"),
    [("text", "Standaard"), ("lead", "KSInleiding"), ("note", "KSNoot"), ("warning", "KSWaarschuwing"),
     ("verdict", "KSConclusie")],
)  # fmt: skip
def test_paragraphs_have_the_style_of_their_kind(publication: Publication, kind: Any, style: str) -> None:
    item = _written(_composer(publication), Paragraph(("Tekst.",), kind))[0]
    assert _style(item) == style and said_in(item) == "Tekst."


def test_headings_have_a_level_and_an_anchor(publication: Publication) -> None:
    found = _written(_composer(publication), Heading(2, ("Twee",), "a"), Heading(3, ("Drie",)), Heading(4, ("Vier",)))
    assert [_style(item) for item in found] == ["Kop2", "Kop3", "Kop4"]
    assert all(item.find(tag("bookmarkStart")) is not None for item in found)


def test_values_in_a_sentence_are_known_by_their_control(publication: Publication, value: Any) -> None:
    item = _written(_composer(publication), Paragraph(("Vaak: ", Strong(value), " keer.")))[0]
    controls = list(item.iter(tag("sdt")))
    assert [tag_in(control) for control in controls] == [value_tag(value.origin.address)]
    assert next(item.iter(tag("rStyle"))).get(tag("val")) == "Zwaar"
    assert said_in(item) == f"Vaak: {value.text} keer."


def test_links_lead_to_the_site_where_that_is_said(publication: Publication) -> None:
    for address, target in (("", "tabellen/x.csv"), ("https://a.nl/", "https://a.nl/bestand/tabellen/x.csv")):
        composer = _composer(publication, address)
        line = (Link("een", "tabellen/x.csv"), Link("twee", "https://b.nl/"))
        links = _written(composer, Paragraph(line))[0].findall(tag("hyperlink"))
        relations = [composer.package.document.part.rels[link.get(f"{{{_LINK}}}id")] for link in links]
        assert [relation.target_ref for relation in relations] == [target, "https://b.nl/"]


def test_a_quote_has_its_source_and_its_page(publication: Publication) -> None:
    row = publication.rows["bewijs"][0]
    quote, page = (publication.value("bewijs", row, column) for column in ("citaat", "bladzijde"))
    item = _written(_composer(publication), Quote(quote, Cite(row["document_id"], page), ("Besloten",)))[0]
    cited = bibliography(publication).cite(row["document_id"], page.text)
    assert said_in(item) == f"“{quote.text}” {cited} Besloten"
    assert item.find(tag("hyperlink")).get(tag("anchor")).startswith("KS_bron")


def test_the_references_are_what_citations_lead_to(publication: Publication) -> None:
    row = publication.rows["bewijs"][0]
    composer = _composer(publication)
    cite = _written(composer, Paragraph((Cite(row["document_id"]),)))[0].find(tag("hyperlink"))
    entries = _written(composer, References())
    marks = [item.find(tag("bookmarkStart")).get(tag("name")) for item in entries]
    assert cite.get(tag("anchor")) in marks and len(marks) == len(bibliography(publication).entries())
    assert [said_in(item) for item in entries] == [entry.text for entry in bibliography(publication).entries()]


def test_lists_are_bullets_or_numbers(publication: Publication) -> None:
    composer = _composer(publication)
    found = _written(composer, Items((("a",), ("b",))), Items((("c",),), True), Items((("d",),), True))
    lists = [next(item.iter(tag("numId"))).get(tag("val")) for item in found]
    assert lists[0] == lists[1] and len(set(lists)) == 3


def test_a_figure_that_is_not_there_leaves_no_gap(publication: Publication) -> None:
    assert _written(_composer(publication), Picture("onbekend")) == []


def test_what_xml_cannot_hold_is_left_out(publication: Publication) -> None:
    item = _written(_composer(publication), Paragraph(("Een\x00 \x0btekst 😀 <&>",)))[0]
    assert said_in(item) == "Een tekst 😀 <&>"


def test_an_empty_table_has_only_its_head(publication: Publication) -> None:
    grid = deepcopy(next(part.blocks[0] for part in chapters_of(publication)[0].parts if part.name == "tabel"))
    assert isinstance(grid, Grid)
    bare = Grid(grid.anchor, grid.caption, grid.columns, (), grid.source)
    table = next(item for item in _written(_composer(publication), bare) if item.tag == tag("tbl"))
    assert len(table.findall(tag("tr"))) == 1


def _refreshed(content: bytes, publication: Publication) -> Any:
    return refresh(content, publication, SETTINGS, chapters_of(publication))


@pytest.fixture(scope="module")
def next_one(publication: Publication) -> Publication:
    return later(publication, elementen=lambda row: {**row, "helpt": row["helpt"] + 7})


def test_a_copy_of_a_part_is_refreshed_too(document: bytes, next_one: Publication) -> None:
    def copy(package: Package) -> None:
        package.body.insert(0, deepcopy(control_of(package, "element-outreachend")))

    found = _refreshed(changed(document, copy), next_one)
    assert [text for text in texts(found.content) if text.startswith("Helpt 8 keer")] == [
        "Helpt 8 keer, in 1 documenten."
    ] * 2
    body = read(found.content, "p").body
    names = [item.get(tag("name")) for item in body.iter(tag("bookmarkStart"))]
    assert len(names) == len(set(names))


def test_of_two_copies_the_one_that_was_changed_is_left_alone(document: bytes, next_one: Publication) -> None:
    def copy(package: Package) -> None:
        other = deepcopy(control_of(package, "element-outreachend"))
        content_of(other).append(own("Van ons."))
        package.body.insert(0, other)

    found = _refreshed(changed(document, copy), next_one)
    assert found.left_alone == ("element-outreachend",)
    said = [text for text in texts(found.content) if text.startswith("Helpt ") and "in 1 doc" in text]
    assert "Helpt 1 keer, in 1 documenten." in said and "Helpt 8 keer, in 1 documenten." in said
    assert "Van ons." in texts(found.content)


def test_a_change_that_the_author_takes_back_is_none(document: bytes, next_one: Publication) -> None:
    def change(package: Package) -> None:
        content_of(control_of(package, "element-outreachend")).append(own("Van ons."))

    def take_back(package: Package) -> None:
        content = content_of(control_of(package, "element-outreachend"))
        content.remove(content[-1])

    once = _refreshed(changed(document, change), next_one)
    assert _refreshed(changed(once.content, take_back), next_one).replaced == ("element-outreachend",)


def test_a_renamed_chapter_keeps_its_name_and_gets_its_new_parts(publication: Publication, document: bytes) -> None:
    def rename(package: Package) -> None:
        title = next(item for item in package.body.iterchildren(tag("p")) if said_in(item) == "Vragen")
        title.append(run(" van de gemeente"))

    chapters = chapters_of(publication)
    more = Chapter("vragen", "Vragen", (*chapters[1].parts, Part("nieuw", (Paragraph(("Een nieuw deel.",)),))))
    found = refresh(changed(document, rename), publication, SETTINGS, (chapters[0], more, chapters[2]))
    said = texts(found.content)
    assert found.new == ("nieuw",)
    assert said.index("Vragen van de gemeente") < said.index("Een nieuw deel.") < said.index("Literatuur", 40)


def test_a_reference_to_a_chapter_shows_its_title(publication: Publication) -> None:
    parts = (Part("deel", (Paragraph(("Zie ", Ref("twee"), ".")),)),)
    content = write(publication, SETTINGS, (Chapter("een", "Een", parts), Chapter("twee", "Twee", ())))
    assert "Zie Twee." in texts(content)


def test_footnotes_are_read_too(document: bytes, next_one: Publication) -> None:
    from docx.opc.constants import RELATIONSHIP_TYPE as RT
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part as PackagePart
    from lxml import etree

    def change(package: Package) -> None:
        notes = etree.tostring(w("footnotes", w("footnote", own("Outreachend werken helpt 1 keer."), id="2")))
        part = package.document.part
        made = PackagePart(PackURI("/word/footnotes.xml"), "application/xml", notes, part.package)
        part.relate_to(made, RT.FOOTNOTES)

    found = _refreshed(changed(document, change), next_one)
    assert [item.sentence for item in found.touched] == ["Outreachend werken helpt 1 keer."]


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(command, "write_whole", refuse)
    with pytest.raises(Refused, match="Close it in Word"):
        command._keep(tmp_path / "rapport.docx", b"")


def test_a_document_is_refreshed_many_times_without_growing(document: bytes, next_one: Publication) -> None:
    once = _refreshed(changed(document, append("Van ons.")), next_one).content
    many = once
    for _ in range(3):
        many = _refreshed(many, next_one).content
    assert many == once
