"""Controls: what counts as a change by an author, and what is only Word's own doing."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

import pytest

from reports.word.controls import content_of, control, part_controls, tag_in, tag_of, value_control, value_tag
from reports.word.oxml import Element, bookmarked, field, paragraph, run, tag, w, words
from reports.word.pictures import picture_run
from reports.word.prints import print_of

PICTURES = {"rId1": b"een", "rId2": b"twee", "rId3": b"een"}
Change = Callable[[Element], None]


def _image(relation: str) -> bytes:
    return PICTURES.get(relation, b"")


def _part() -> Element:
    cell = w("tc", w("tcPr", w("tcW", w="100", type="dxa")), w("p", run("cel")))
    return control(
        "deel",
        "Deel",
        [
            paragraph("Kop2", *bookmarked("kop", run("Kop"))),
            w("p", run("Helpt "), value_control("elementen/a/helpt", "1", [run("14")]), run(" keer.", "Zwaar")),
            w("p", run("Tabel "), *field("SEQ Tabel \\* ARABIC", "3"), run(". Titel")),
            w("p", picture_run("rId1", 0.5, "Titel", "Wat het toont", "figuur", 9070)),
            w("tbl", w("tblPr"), w("tblGrid"), w("tr", cell)),
            w("p", w("hyperlink", run("(Vis, 2018)"), anchor="KS_bron")),
        ],
    )


def _print(element: Element) -> str:
    return print_of(element, _image)


def _runs(part: Element) -> list[Element]:
    return list(part.iter(tag("r")))


def _rsid(part: Element) -> None:
    for item in _runs(part):
        item.set(tag("rsidR"), "00AA")


def _split(part: Element) -> None:
    text = _runs(part)[1]
    other = deepcopy(text)
    text.find(tag("t")).text, other.find(tag("t")).text = "Hel", "pt "
    text.addnext(other)
    text.addnext(w("proofErr", type="gramStart"))


def _language(part: Element) -> None:
    _runs(part)[1].insert(0, w("rPr", w("lang", val="nl-NL"), w("noProof")))


def _bookmark(part: Element) -> None:
    _runs(part)[1].addprevious(w("bookmarkStart", id="5", name="_Toc5"))


def _other_number(part: Element) -> None:
    shown = next(item for item in part.iter(tag("t")) if item.text == "3")
    shown.text = "12"


def _tracked_number(part: Element) -> None:
    shown = next(item for item in part.iter(tag("t")) if item.text == "3").getparent()
    shown.addnext(w("ins", run("4"), id="1", author="A"))


def _simple_field(part: Element) -> None:
    holder = next(item for item in part.iter(tag("fldChar"))).getparent().getparent()
    for item in [item for item in holder if item.find(tag("t")) is None or item.find(tag("t")).text == "3"]:
        holder.remove(item)
    holder.insert(1, w("fldSimple", run("3"), instr=" SEQ Tabel \\* ARABIC "))


def _styles_renamed(part: Element) -> None:
    for item in part.iter(tag("pStyle"), tag("rStyle")):
        item.set(tag("val"), "Heading2")


def _same_picture(part: Element) -> None:
    _blip(part).set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", "rId3")


def _widths(part: Element) -> None:
    next(part.iter(tag("tcW"))).set(tag("w"), "200")


@pytest.mark.parametrize(
    "change",
    [_rsid, _split, _language, _bookmark, _other_number, _tracked_number, _simple_field, _styles_renamed,
     _same_picture, _widths],
)  # fmt: skip
def test_what_word_does_is_no_change(change: Change) -> None:
    part = _part()
    was = _print(part)
    change(part)
    assert _print(part) == was


def _blip(part: Element) -> Element:
    return next(part.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}blip"))


def _typed(part: Element) -> None:
    text = _runs(part)[1].find(tag("t"))
    text.text += "x"


def _space(part: Element) -> None:
    text = _runs(part)[1].find(tag("t"))
    text.text += " "


def _new_paragraph(part: Element) -> None:
    content_of(part).append(w("p"))


def _new_row(part: Element) -> None:
    row = next(part.iter(tag("tr")))
    row.addnext(deepcopy(row))


def _line_break(part: Element) -> None:
    _runs(part)[1].append(w("br"))


def _bold(part: Element) -> None:
    _runs(part)[1].insert(0, w("rPr", w("b")))


def _struck(part: Element) -> None:
    _runs(part)[1].insert(0, w("rPr", w("strike")))


def _marked(part: Element) -> None:
    _runs(part)[1].insert(0, w("rPr", w("highlight", val="yellow")))


def _inserted(part: Element) -> None:
    _runs(part)[1].addnext(w("ins", run("x"), id="1", author="A"))


def _deleted(part: Element) -> None:
    item = _runs(part)[1]
    mark = w("del", id="1", author="A")
    item.getparent().replace(item, mark)
    mark.append(item)


def _comment(part: Element) -> None:
    _runs(part)[1].addprevious(w("commentRangeStart", id="1"))


def _footnote(part: Element) -> None:
    _runs(part)[1].append(w("footnoteReference", id="2"))


def _other_picture(part: Element) -> None:
    _blip(part).set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed", "rId2")


def _no_picture(part: Element) -> None:
    holder = next(part.iter(tag("drawing"))).getparent()
    holder.getparent().remove(holder)


def _text_box(part: Element) -> None:
    box = w("drawing", w("txbxContent", w("p", run("x"))))
    _runs(part)[1].append(box)


def _other_link(part: Element) -> None:
    next(part.iter(tag("hyperlink"))).set(tag("anchor"), "elders")


def _other_field(part: Element) -> None:
    next(part.iter(tag("instrText"))).text = " SEQ Figuur "


def _own_control(part: Element) -> None:
    content_of(part).append(w("sdt", w("sdtContent", w("p", run("x")))))


def _typed_in_a_field(part: Element) -> None:
    shown = next(item for item in part.iter(tag("t")) if item.text == "3")
    shown.text = "3, let op"


def _tracked_in_a_field(part: Element) -> None:
    shown = next(item for item in part.iter(tag("t")) if item.text == "3").getparent()
    shown.addnext(w("ins", run(" let op"), id="1", author="A"))


def _emptied(part: Element) -> None:
    content_of(part)[:] = []


@pytest.mark.parametrize(
    "change",
    [_typed, _space, _new_paragraph, _new_row, _line_break, _bold, _struck, _marked, _inserted, _deleted, _comment,
     _footnote, _other_picture, _no_picture, _text_box, _other_link, _other_field, _own_control, _emptied,
     _typed_in_a_field, _tracked_in_a_field],
)  # fmt: skip
def test_what_an_author_does_is_a_change(change: Change) -> None:
    part = _part()
    was = _print(part)
    change(part)
    assert _print(part) != was


def test_looks_that_move_from_one_word_to_another_are_a_change() -> None:
    first = control("a", "A", [w("p", run("een"), w("r", w("rPr", w("b")), words("twee")))])
    second = control("a", "A", [w("p", w("r", w("rPr", w("b")), words("een")), run("twee"))])
    assert _print(first) != _print(second)


def test_tags_are_short_and_each_name_has_its_own() -> None:
    long = "deel-" + "met-een-lange-naam-" * 5
    assert len(tag_of(long)) <= 64 and len(value_tag(f"elementen/{'x' * 200}/helpt")) <= 64
    assert tag_of(long) != tag_of(f"{long}x")
    assert tag_of("deel") == "ks:deel"


def test_values_are_no_parts() -> None:
    body = w("body", _part())
    assert [tag_in(item) for item in part_controls(body)] == ["ks:deel"]
    assert tag_in(w("sdt")) == ""
    assert len(content_of(w("sdt"))) == 0


def test_a_title_of_a_control_is_not_too_long() -> None:
    alias = control("deel", "x" * 100, []).find(f"{tag('sdtPr')}/{tag('alias')}").get(tag("val"))
    assert len(alias) <= 64 and alias.endswith("…")
