"""The document: what Word finds in it, and that all of its numbers and quotes stand in publiek.db."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree

from reports.document.chapters import read_chapters
from reports.publication import Publication
from reports.word.controls import content_of, part_controls, tag_in
from reports.word.fields import fields_in
from reports.word.fresh import write
from reports.word.oxml import FIELD, Element, said_in, tag
from reports.word.package import read
from reports.word.state import Said
from tests.reports.word.cases import SETTINGS, chapters_of, entries, texts

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@pytest.fixture(scope="module")
def whole(publication: Publication) -> bytes:
    """The kennissynthese as readers get it."""
    return write(publication, SETTINGS, read_chapters(publication))


@pytest.fixture(scope="module")
def body(whole: bytes) -> Element:
    return read(whole, "proef.docx").body


def _styled(body: Element, style: str) -> list[Element]:
    found = (item for item in body.iter(tag("p")) if item.find(f"{tag('pPr')}/{tag('pStyle')}") is not None)
    return [item for item in found if item.find(f"{tag('pPr')}/{tag('pStyle')}").get(tag("val")) == style]


def test_equal_publications_give_equal_bytes(publication: Publication, document: bytes) -> None:
    assert write(publication, SETTINGS, chapters_of(publication)) == document


def test_chapters_are_headings_and_each_part_is_one_control(publication: Publication, whole: bytes) -> None:
    chapters = read_chapters(publication)
    package = read(whole, "proef.docx")
    assert [said_in(item) for item in _styled(package.body, "Kop1")] == [chapter.title for chapter in chapters]
    names = [f"ks:{part.name}"[:51] for chapter in chapters for part in chapter.parts]
    assert [tag_in(item)[:51] for item in part_controls(package.body)] == ["ks:omslag", *names]
    assert all(item.getparent() is package.body for item in part_controls(package.body))


def test_the_author_can_write_after_every_part_and_change_what_is_in_it(body: Element) -> None:
    for control in part_controls(body):
        assert control.find(f"{tag('sdtPr')}/{tag('lock')}") is None
        assert tag_in(control) == "ks:omslag" or control.getnext().tag == tag("p")


def test_the_table_of_contents_is_a_field_with_a_line_for_each_heading(whole: bytes, body: Element) -> None:
    found = next(item for item in fields_in(body) if item.words[0] == "TOC")
    assert found.words[1:3] == ["\\o", '"1-2"']
    headings = [said_in(item) for style in ("Kop1", "Kop2") for item in _styled(body, style)]
    entries_ = [item for style in ("Inhopg1", "Inhopg2") for item in _styled(body, style)]
    lines = [said_in(item, with_fields=True).strip() for item in entries_]
    assert Counter(lines) == Counter(headings)
    assert b"updateFields" in entries(whole)["word/settings.xml"]


def test_captions_are_numbered_by_fields_and_references_lead_to_them(document: bytes) -> None:
    body = read(document, "proef.docx").body
    captions = _styled(body, "Bijschrift")
    assert [said_in(item, with_fields=True) for item in captions] == ["Tabel 1. Elementen"]
    assert "Zie Tabel 1." in " ".join(texts(document))
    marks = {item.get(tag("name")) for item in body.iter(tag("bookmarkStart"))}
    references = [item.words[1] for item in fields_in(body) if item.words[0] in ("REF", "PAGEREF")]
    assert references and set(references) <= marks


def test_bookmarks_and_controls_have_names_and_numbers_of_their_own(body: Element) -> None:
    names = [item.get(tag("name")) for item in body.iter(tag("bookmarkStart"))]
    assert len(names) == len(set(names)) and all(len(name) <= 40 for name in names)
    controls = [item for item in body.iter(tag("sdt")) if item.find(f"{tag('sdtPr')}/{tag('id')}") is not None]
    numbers = [item.find(f"{tag('sdtPr')}/{tag('id')}").get(tag("val")) for item in controls]
    assert len(numbers) == len(set(numbers))
    assert all(len(tag_in(item)) <= 64 for item in controls)


def test_tables_repeat_their_head_and_have_a_caption_and_a_source(body: Element) -> None:
    tables = list(body.iter(tag("tbl")))
    assert tables
    for table in tables:
        rows = table.findall(tag("tr"))
        assert rows[0].find(f"{tag('trPr')}/{tag('tblHeader')}") is not None
        assert len({len(row.findall(tag("tc"))) for row in rows}) == 1
        assert said_in(table.getprevious()).startswith(f"Tabel {FIELD}. ")
        assert said_in(table.getnext()).startswith("Bron: tabellen/")
        assert table.find(f"{tag('tblPr')}/{tag('tblCaption')}").get(tag("val"))


def test_pictures_have_a_title_and_a_text_alternative(body: Element) -> None:
    found = list(body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"))
    assert found
    assert all(item.get("title") and len(item.get("descr", "")) > 40 for item in found)


def test_lists_are_lists_and_each_begins_at_one(publication: Publication, whole: bytes) -> None:
    package = read(whole, "proef.docx")
    there = {item.get(tag("numId")) for item in package.numbering.iterchildren(tag("num"))}
    listed = [item for style in ("Lijstopsomteken", "Lijstnummering") for item in _styled(package.body, style)]
    assert {item.find(f"{tag('pPr')}/{tag('numPr')}/{tag('numId')}").get(tag("val")) for item in listed} == there


def test_the_language_is_dutch_and_the_properties_say_what_it_is(publication: Publication, whole: bytes) -> None:
    package = read(whole, "proef.docx")
    assert package.document.core_properties.title == publication.title
    assert package.document.core_properties.language == "nl-NL"
    language = next(package.styles.iter(tag("lang")))
    assert language.get(tag("val")) == "nl-NL"


def test_pages_are_numbered(whole: bytes) -> None:
    feet = [text for name, text in entries(whole).items() if name.startswith("word/footer")]
    assert any(b"PAGE" in text for text in feet)


def test_styles_that_are_used_are_there(body: Element, whole: bytes) -> None:
    styles = {item.get(tag("styleId")) for item in read(whole, "proef.docx").styles.iter(tag("style"))}
    used = {item.get(tag("val")) for item in body.iter(tag("pStyle"), tag("rStyle"), tag("tblStyle"))}
    assert used <= styles


@pytest.mark.parametrize("which", ["own", "whole"])
def test_every_number_and_quote_stands_in_publiek_db(
    publication: Publication, document: bytes, whole: bytes, which: str
) -> None:
    package = read(document if which == "own" else whole, "proef.docx")
    state = package.state()
    assert state
    checked = Counter[str]()
    for control in part_controls(package.body):
        part = next(part for name, part in state.parts.items() if f"ks:{name}"[:51] == tag_in(control)[:51])
        for number, item in enumerate(content_of(control).iter(tag("p"))):
            its = [said for said in part.said if said.paragraph == number and said.kind != "picture"]
            checked += _checked(publication, said_in(item), its)
    assert checked["number"] > 20 and checked["quote"] >= 5


def test_nothing_outside_the_parts_holds_a_number(body: Element) -> None:
    ours = set(part_controls(body))
    for item in body.iter(tag("p")):
        if not any(holder in ours for holder in item.iterancestors()):
            assert not _DIGITS.search(said_in(item))


def _checked(publication: Publication, text: str, its: list[Said]) -> Counter[str]:
    """Check that each value, quote and number of a paragraph is in the row where it is said to stand, and count."""
    found: Counter[str] = Counter()
    for said in its:
        assert text[said.start : said.end] == said.text
        row = publication.row_at(said.origin)
        assert row is not None and (said.kind != "quote" or row[said.origin.column] == said.text)
        found[said.kind] += 1
    for match in _DIGITS.finditer(text):
        around = [said for said in its if said.start <= match.start() and match.end() <= said.end]
        assert around, (match[0], text)
        closest = min(around, key=lambda said: said.end - said.start)
        assert _is_in_row(publication, closest, match[0]), closest
    quoted = [(match.start(1), match.end(1)) for match in re.finditer("^“(.*)” \\(", text)]
    assert all(any((said.start, said.end) == span for said in its) for span in quoted)
    return found


def _is_in_row(publication: Publication, said: Said, digits: str) -> bool:
    """Tell whether a number is what the row at its origin holds, shown as Dutch readers write it."""
    row: Any = publication.row_at(said.origin)
    values = row.values() if said.kind == "cite" else [row[said.origin.column]]
    plain = float(digits.replace(".", "").replace(",", "."))
    return any(plain in set(_shown(value)) or digits in str(value) for value in values)


def _shown(value: Any) -> Iterator[float]:
    if isinstance(value, int | float):
        yield from (round(scale * value, places) for scale in (1, 100) for places in range(4))


def test_the_parts_of_the_package_are_well_formed(whole: bytes) -> None:
    for name, content in entries(whole).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
