"""Refreshing: what was generated is replaced, and not a word of the author's is lost or moved."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from lxml import etree

from corpus.issues import Refused
from reports.publication import Publication
from reports.word.controls import content_of, part_controls, tag_in, tag_of
from reports.word.fresh import write
from reports.word.oxml import field, run, said_in, tag, w
from reports.word.package import Package, read
from reports.word.prints import print_of
from reports.word.refreshing import Refreshed, refresh
from tests.reports.word.cases import (
    SETTINGS,
    append,
    changed,
    chapters_of,
    control_of,
    entries,
    later,
    own,
    texts,
)  # fmt: skip
from tests.reports.word.edits import edit, words_of

EDITED = 200


@pytest.fixture(scope="module")
def next_one(publication: Publication) -> Publication:
    """A later publication: numbers are others, an element is gone, a quote is other."""

    def element(row: dict[str, Any]) -> dict[str, Any] | None:
        return None if row["element_code"] == "capaciteit" else {**row, "helpt": row["helpt"] + 7}

    def quote(row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "citaat": row["citaat"].replace("outreachend", "vanuit de wijk")}

    return later(publication, elementen=element, bewijs=quote)


def _refreshed(content: bytes, publication: Publication) -> Refreshed:
    return refresh(content, publication, SETTINGS, chapters_of(publication))


def test_nothing_changes_when_nothing_was_published(publication: Publication, document: bytes) -> None:
    found = _refreshed(document, publication)
    assert not (found.replaced or found.new or found.gone or found.left_alone or found.removed or found.touched)
    assert _refreshed(found.content, publication).content == found.content


def test_a_document_that_nobody_edited_becomes_a_fresh_one(document: bytes, next_one: Publication) -> None:
    found = _refreshed(document, next_one)
    assert found.gone == ("element-capaciteit",)
    assert "element-outreachend" in found.replaced
    fresh = texts(write(next_one, SETTINGS, chapters_of(next_one)))
    assert _without_contents(texts(found.content)) == _without_contents(fresh)


def _without_contents(found: list[str]) -> list[str]:
    return [text for text in found if not text.endswith("\t")]


@pytest.mark.parametrize("turn", range(10))
def test_no_word_of_the_author_is_lost_or_moved(turn: int, document: bytes, next_one: Publication) -> None:
    for seed in range(turn, EDITED, 10):
        package = read(document, "proef.docx")
        words = edit(package, seed)
        edited = package.content()
        before = read(edited, "proef.docx")
        was = list(_of_the_author(before))
        after = read(_refreshed(edited, next_one).content, "proef.docx")
        assert list(words_of(after.body, words)) == list(words_of(before.body, words)), seed
        assert sorted(words_of(after.body, words)) == sorted(words_of(before.body, words))
        _are_in_order(was, list(_of_the_author(after)), seed)


def _of_the_author(package: Package) -> Iterator[bytes]:
    """Yield each block that is not a part as it was generated: paragraphs, tables, and parts that were changed."""
    state = package.state()
    assert state
    parts = {tag_of(part.name): part for part in state.parts.values()}
    for item in package.body:
        copy = deepcopy(item)
        holder = w("body", copy)
        for control in list(part_controls(holder)):
            part = parts[tag_in(control)]
            if print_of(control, package.image, part.shown) == part.print:
                control.getparent().remove(control)
        for mark in list(holder.iter(tag("fldChar"))):
            mark.attrib.pop(tag("dirty"), None)
        for left in holder:
            if said_in(left) or len(left) > 1:
                yield etree.tostring(left, method="c14n", exclusive=True)


def _are_in_order(was: list[bytes], now: list[bytes], seed: int) -> None:
    """Check that all blocks that were there still are, as they were and in their order; new ones may stand between."""
    left = iter(now)
    assert all(any(block == other for other in left) for block in was), seed


def test_a_part_that_the_author_changed_is_left_alone_and_named(document: bytes, next_one: Publication) -> None:
    def change(package: Package) -> None:
        next(control_of(package, "element-outreachend").iter(tag("sdtContent")))[1].append(run("Let op."))

    found = _refreshed(changed(document, change), next_one)
    assert found.left_alone == ("element-outreachend",)
    assert any(text.endswith("Let op.") for text in texts(found.content))
    again = _refreshed(found.content, next_one)
    assert again.left_alone == ("element-outreachend",)


def test_a_part_that_the_author_took_out_stays_away(document: bytes, next_one: Publication) -> None:
    def change(package: Package) -> None:
        item = control_of(package, "element-outreachend")
        item.getparent().remove(item)

    found = _refreshed(changed(document, change), next_one)
    assert found.removed == ("element-outreachend",)
    assert not any("vanuit de wijk" in text for text in texts(found.content))
    assert _refreshed(found.content, next_one).removed == ("element-outreachend",)


def test_a_part_in_which_only_word_changed_something_is_replaced(document: bytes, next_one: Publication) -> None:
    def change(package: Package) -> None:
        for item in list(control_of(package, "element-outreachend").iter(tag("r"))):
            item.set(tag("rsidR"), "00AB12CD")
            text = item.find(tag("t"))
            if text is not None and text.text and len(text.text) > 3:
                other = deepcopy(item)
                text.text, other.find(tag("t")).text = text.text[:2], text.text[2:]
                item.addnext(other)
                item.addnext(w("proofErr", type="spellEnd"))

    assert "element-outreachend" in _refreshed(changed(document, change), next_one).replaced


def test_new_parts_come_in_their_place_and_new_chapters_too(publication: Publication, next_one: Publication) -> None:
    old = write(next_one, SETTINGS, chapters_of(next_one)[:1])
    edited = changed(old, append("Het laatste woord is aan ons."))
    found = refresh(edited, publication, SETTINGS, chapters_of(publication))
    assert found.new == ("element-capaciteit", "vragen", "literatuur")
    fresh = _without_contents(texts(write(publication, SETTINGS, chapters_of(publication))))
    now = _without_contents(texts(found.content))
    assert [text for text in now if text != "Het laatste woord is aan ons."] == fresh
    assert refresh(found.content, publication, SETTINGS, chapters_of(publication)).new == ()


def test_new_parts_of_a_chapter_that_the_author_took_out_stay_away(
    publication: Publication, next_one: Publication
) -> None:
    def change(package: Package) -> None:
        title = next(item for item in package.body.iterchildren(tag("p")) if said_in(item) == "Elementen")
        end = next(item for item in title.itersiblings() if said_in(item) == "Vragen")
        for item in list(title.itersiblings()):
            if item is end:
                break
            package.body.remove(item)
        package.body.remove(title)

    edited = changed(write(next_one, SETTINGS, chapters_of(next_one)), change)
    found = refresh(edited, publication, SETTINGS, chapters_of(publication))
    assert not found.new and "element-capaciteit" in found.removed
    assert "element-capaciteit" in refresh(found.content, publication, SETTINGS, chapters_of(publication)).removed


def test_a_document_that_lost_its_controls_is_refused(document: bytes, next_one: Publication) -> None:
    def change(package: Package) -> None:
        for item in list(part_controls(package.body)):
            for child in list(content_of(item)):
                item.addprevious(child)
            item.getparent().remove(item)

    with pytest.raises(Refused, match="none of its generated parts"):
        _refreshed(changed(document, change), next_one)


def test_cross_references_of_the_author_hold(document: bytes, next_one: Publication) -> None:
    def change(package: Package) -> None:
        mark = next(
            item for item in package.body.iter(tag("bookmarkStart")) if "tabel_elementen" in item.get(tag("name"))
        )
        end = next(item for item in mark.itersiblings(tag("bookmarkEnd")))
        mark.addprevious(w("bookmarkStart", id="99", name="_Ref99"))
        end.addnext(w("bookmarkEnd", id="99"))
        package.body.insert(0, w("p", run("Zie "), *field("REF _Ref99 \\h", "Tabel 1")))

    body = read(_refreshed(changed(document, change), next_one).content, "proef.docx").body
    start = next(item for item in body.iter(tag("bookmarkStart")) if item.get(tag("name")) == "_Ref99")
    end = next(item for item in start.itersiblings(tag("bookmarkEnd")) if item.get(tag("id")) == "99")
    between = [item for item in start.itersiblings() if item in list(end.itersiblings(preceding=True))]
    assert "".join(said_in(item, with_fields=True) for item in between) == "Tabel 1"


def test_captions_count_those_of_the_author(document: bytes, next_one: Publication) -> None:
    def change(package: Package) -> None:
        package.body.insert(0, w("p", run("Tabel "), *field("SEQ Tabel \\* ARABIC", "1"), run(". Van ons zelf")))

    found = texts(_refreshed(changed(document, change), next_one).content)
    assert "Tabel 1. Van ons zelf" in found and "Tabel 2. Elementen" in found
    assert any("Zie Tabel 2." in text for text in found)


def test_references_to_what_the_author_took_out_become_words(document: bytes, next_one: Publication) -> None:
    def change(package: Package) -> None:
        item = control_of(package, "tabel")
        item.getparent().remove(item)

    found = _refreshed(changed(document, change), next_one)
    assert any("Zie Elementen." in text for text in texts(found.content))
    assert _refreshed(found.content, next_one).replaced == ()


def test_everything_else_in_the_package_stays_as_it_was(document: bytes, next_one: Publication) -> None:
    before, after = entries(document), entries(_refreshed(document, next_one).content)
    ours = ("word/document.xml", "customXml/", "word/numbering.xml", "word/styles.xml", "docProps/core", "word/_rels/")
    for name, content in before.items():
        assert name in after
        if not name.startswith(ours):
            assert after[name] == content or etree.tostring(etree.fromstring(content), method="c14n") == etree.tostring(
                etree.fromstring(after[name]), method="c14n"
            )


def test_a_document_of_another_maker_is_refused(publication: Publication) -> None:
    from reports.word.package import blank

    with pytest.raises(Refused, match="was not written by"):
        _refreshed(blank().content(), publication)


def test_a_table_of_the_author_within_a_control_of_theirs_is_kept(document: bytes, next_one: Publication) -> None:
    def change(package: Package) -> None:
        item = control_of(package, "element-outreachend")
        cell = w("tc", w("tcPr", w("tcW", w="9000", type="dxa")))
        item.getparent().replace(item, w("tbl", w("tblPr"), w("tblGrid"), w("tr", cell)))
        cell.extend([own("Voor het deel."), item, own("Na het deel.")])

    found = texts(_refreshed(changed(document, change), next_one).content)
    start = found.index("Voor het deel.")
    assert "vanuit de wijk" in " ".join(found[start : found.index("Na het deel.")])
