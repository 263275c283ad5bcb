"""Fields: captions that count, references that show what they lead to, and bookmarks that are carried over."""

from __future__ import annotations

from reports.word.carrying import carry, without_bookmarks
from reports.word.controls import content_of, control
from reports.word.fields import fields_in, settle, text_at
from reports.word.oxml import FIELD, Element, bookmark_name, bookmarked, field, paragraph, run, said_in, tag, w


def _caption(anchor: str, title: str) -> Element:
    return w("p", *bookmarked(anchor, run("Tabel "), *field("SEQ Tabel", "0")), run(f". {title}"))


def _reference(anchor: str) -> Element:
    return w("p", run("Zie "), *field(f"REF {bookmark_name(anchor)} \\h", ""), run("."))


def _texts(body: Element) -> list[str]:
    return [said_in(item, with_fields=True) for item in body.iter(tag("p"))]


def test_captions_are_counted_and_references_follow_them() -> None:
    ours = control("a", "A", [_reference("twee"), _caption("een", "Een"), _caption("twee", "Twee")])
    body = w("body", ours)
    settle(body, [ours], {})
    assert _texts(body) == ["Zie Tabel 2.", "Tabel 1. Een", "Tabel 2. Twee"]


def test_fields_of_others_are_counted_and_left_alone() -> None:
    ours = control("a", "A", [_caption("een", "Een")])
    body = w("body", _caption("van-hen", "Van hen"), ours)
    settle(body, [ours], {})
    assert _texts(body) == ["Tabel 0. Van hen", "Tabel 2. Een"]


def test_a_reference_to_nothing_becomes_words() -> None:
    ours = control("a", "A", [_reference("weg"), _reference("onbekend")])
    settle(w("body", ours), [ours], {bookmark_name("weg"): "Opgaven"})
    assert _texts(ours) == ["Zie Opgaven.", "Zie elders in dit document."]
    assert not list(fields_in(ours))


def test_fields_within_fields() -> None:
    inner = field("PAGEREF x", "3")
    outer = field("TOC", "")
    holder = w("p", *outer[:3], *inner, outer[4])
    assert [item.words[0] for item in fields_in(holder)] == ["TOC", "PAGEREF"]
    assert said_in(holder) == FIELD and said_in(holder, with_fields=True) == "3"


def test_the_text_of_a_bookmark_ends_with_its_paragraph() -> None:
    whole = w("p", *bookmarked("x", run("een"), run(" twee")), run(" drie"))
    assert text_at(next(whole.iter(tag("bookmarkStart")))) == "een twee"
    assert text_at(next(w("p", w("bookmarkStart", id="1", name="open")).iter(tag("bookmarkStart")))) is None


def test_names_of_bookmarks_are_what_word_takes() -> None:
    names = [bookmark_name(anchor) for anchor in ("tabel-x", "tabel_x", "thema:ab/12", "é" * 90, "a" * 90, "a" * 91)]
    assert all(len(name) <= 40 and name.isascii() and name.replace("_", "a").isalnum() for name in names)
    assert len(set(names[2:])) == 4


def _with_mark(name: str, *content: Element) -> list[Element]:
    number = str(len(name))
    return [w("bookmarkStart", id=number, name=name), *content, w("bookmarkEnd", id=number)]


def _marked(body: Element, name: str) -> str | None:
    return next((text_at(item) for item in body.iter(tag("bookmarkStart")) if item.get(tag("name")) == name), None)


def test_a_bookmark_around_a_number_stays_around_it() -> None:
    old = control("a", "A", [_caption("een", "Een")])
    start = next(old.iter(tag("bookmarkStart")))
    start.addprevious(w("bookmarkStart", id="9", name="_Ref1"))
    next(old.iter(tag("bookmarkEnd"))).addnext(w("bookmarkEnd", id="9"))
    new = control("a", "A", [w("p", run("Nieuw")), _caption("een", "Andere titel")])
    carry(old, new)
    assert _marked(new, "_Ref1") == "Tabel 0"


def test_a_bookmark_of_a_heading_or_a_text_follows_it() -> None:
    heading = paragraph("Kop2", *_with_mark("_Toc1", *bookmarked("kop", run("Kop")), run(" nog")))
    old = control("a", "A", [heading, w("p", *_with_mark("mijn", run("Dit blijft")), run(" staan."))])
    new = control(
        "a", "A", [paragraph("Kop2", *bookmarked("kop", run("Nieuwe kop"))), w("p", run("Dit blijft staan."))]
    )
    carry(old, new)
    assert _marked(new, "_Toc1") == "Nieuwe kop"
    assert _marked(new, "mijn") == "Dit blijft staan."


def test_a_bookmark_of_what_is_gone_goes_and_one_that_goes_on_outside_stays_whole() -> None:
    old = control("a", "A", [w("p", *_with_mark("weg", run("Oud"))), w("p", w("bookmarkStart", id="8", name="lang"))])
    content_of(old)[1].append(w("bookmarkEnd", id="7"))
    new = control("a", "A", [w("p", run("Nieuw"))])
    carry(old, new)
    assert [item.get(tag("name")) for item in new.iter(tag("bookmarkStart"))] == ["lang"]
    assert [item.get(tag("id")) for item in new.iter(tag("bookmarkEnd"))] == ["7"]


def test_a_copy_has_no_names_or_numbers() -> None:
    copy = without_bookmarks(control("a", "A", [_caption("een", "Een")]))
    assert not list(copy.iter(tag("bookmarkStart"), tag("bookmarkEnd")))
    assert copy.find(f"{tag('sdtPr')}/{tag('id')}") is None and copy.find(f"{tag('sdtPr')}/{tag('tag')}") is not None
