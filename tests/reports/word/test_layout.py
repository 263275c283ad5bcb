"""Tables, lists and styles: widths that fit, numbers that begin at one, and styles of the document before ours."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.document.blocks import Cite, Column, Grid
from reports.publication import Origin, Value
from reports.word.grids import TURNED, WIDTH, grid_element, is_wide, must_be_turned, text_width
from reports.word.lists import Lists
from reports.word.oxml import Element, paragraph, run, tag, w
from reports.word.package import blank
from reports.word.placing import chapter_end, end_of, heading_of, marked, outermost, set_pages
from reports.word.styles import CONTENTS, HEADINGS, ROLES, dress, our_styles, styles_of

NOWHERE = Origin("t", "r", "c")


def _grid(heads: list[str], rows: list[list[str]]) -> Grid:
    cells = tuple(tuple((Value(text, NOWHERE),) for text in row) for row in rows)
    return Grid("t", "Titel", tuple(Column(head) for head in heads), cells, "bron")


def _widths(grid: Grid, width: int = WIDTH) -> list[int]:
    table = grid_element(grid, {"table": "T"}, lambda line, is_number, is_head: w("p"), width)
    return [int(item.get(tag("w"))) for item in table.iter(tag("gridCol"))]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(1, 14), st.data())
def test_columns_fill_the_page_whatever_they_hold(count: int, data: st.DataObject) -> None:
    words = st.lists(st.text("abcdé ", max_size=40), min_size=count, max_size=count)
    grid = _grid(data.draw(words), data.draw(st.lists(words, max_size=4)))
    for width in (WIDTH, TURNED):
        found = _widths(grid, width)
        assert sum(found) == width and len(found) == count and min(found) > 0


def test_long_texts_get_the_room_that_numbers_do_not_need() -> None:
    found = _widths(_grid(["Element", "Helpt", "Omschrijving"], [["Capaciteit", "5", "Een lange omschrijving " * 5]]))
    assert found[2] > 3 * found[1] and found[0] >= len("Capaciteit") * 98


def test_a_reference_in_a_cell_asks_for_room_too() -> None:
    grid = Grid("t", "T", (Column("Bron"), Column("N")), (((Cite("a"),), (Value("1", NOWHERE),)),), "bron")
    assert _widths(grid)[0] > _widths(grid)[1]


def test_tables_are_as_wide_as_the_text_of_the_document() -> None:
    margins = w("pgMar", left="1000", right="500")
    assert text_width(w("body", w("sectPr", w("pgSz", w="8500"), margins))) == 7000
    assert text_width(w("body", w("sectPr", w("pgSz", w="1600"), margins))) == WIDTH
    assert text_width(w("body", w("sectPr"))) == text_width(w("body")) == WIDTH


def test_many_columns_are_small_and_very_many_turn_the_page() -> None:
    few, many = _grid(["Kolom"] * 7, []), _grid(["Langekolomnaam"] * 12, [])
    assert not is_wide(few) and not must_be_turned(few)
    assert is_wide(many) and must_be_turned(many)


def _lists(styles: Element | None = None) -> Lists:
    package = blank()
    root = package.styles if styles is None else styles
    return Lists(package.numbering, root, dress(root))


def test_bullets_share_a_list_and_numbers_do_not() -> None:
    lists = _lists()
    assert lists.bullet == lists.bullet
    assert len({lists.bullet, lists.new_list(), lists.new_list()}) == 3


def test_lists_that_nobody_uses_go_and_others_stay() -> None:
    package = blank()
    lists = Lists(package.numbering, package.styles, dress(package.styles))
    theirs = w("num", w("abstractNumId", val="77"), numId="50")
    package.numbering.append(theirs)
    used, unused = lists.new_list(), lists.new_list()
    lists.tidy(w("body", w("p", w("pPr", w("numPr", w("numId", val=used))))))
    left = {item.get(tag("numId")) for item in package.numbering.iterchildren(tag("num"))}
    assert used in left and unused not in left and "50" in left


def test_a_style_with_a_list_of_its_own_needs_none_of_ours() -> None:
    styles = our_styles()
    style = next(item for item in styles if item.get(tag("styleId")) == "Lijstopsomteken")
    style.find(tag("pPr")).insert(0, w("numPr", w("numId", val="3")))
    assert _lists(styles).bullet is None


def test_all_roles_have_a_style_of_ours() -> None:
    styles = our_styles()
    before = len(styles)
    assert set(dress(styles)) == set(ROLES)
    assert len(styles) == before


def test_dressing_twice_adds_nothing() -> None:
    styles = w("styles")
    first = dress(styles)
    count = len(styles)
    assert dress(styles) == first and len(styles) == count
    assert styles[0].tag == tag("docDefaults")


def test_a_style_of_theirs_under_an_id_of_ours_keeps_it() -> None:
    styles = w("styles", w("style", w("name", val="Iets anders"), type="paragraph", styleId="Citaat"))
    assert dress(styles)["quote"] == "KSCitaat"
    ids = [item.get(tag("styleId")) for item in styles.iter(tag("style"))]
    assert len(ids) == len(set(ids))


def test_names_of_styles_are_known_in_both_languages_and_any_case() -> None:
    styles = w("styles", *(w("style", w("name", val=name), styleId=f"X{name[-1]}") for name in ("Kop 1", "HEADING 2")))
    found = dress(styles)
    assert found["heading1"] == "X1" and found["heading2"] == "X2"
    assert {"X1", "X2"} <= styles_of(styles, HEADINGS)
    assert found["toc1"] in styles_of(styles, CONTENTS)


def _body() -> Element:
    first = paragraph("Kop1", w("bookmarkStart", id="1", name="KS_een"), run("Een"))
    return w("body", w("p", run("Vooraf")), first, w("p", run("{{x}}")), paragraph("Kop1", run("Twee")))


def test_where_chapters_begin_and_end() -> None:
    body = _body()
    heading: Any = heading_of(body, "een")
    assert heading is body[1] and heading_of(body, "weg") is None
    assert chapter_end(body, heading, "Kop1") is body[3]
    assert chapter_end(body, body[3], "Kop1").tag == tag("sectPr")
    assert outermost(body[1][-1], body) is body[1]


def test_a_marker_is_a_whole_paragraph() -> None:
    assert marked(_body(), "{{x}}") is not None
    assert marked(_body(), "{{y}}") is None


def test_a_document_without_a_last_section_gets_one() -> None:
    body = w("body", w("p"))
    assert end_of(body) is body[-1] and end_of(body) is end_of(body)


def _turned() -> Element:
    marks = [w("p", w("pPr", w("sectPr"))) for _ in range(2)]
    return w("sdt", w("sdtContent", marks[0], w("p"), marks[1]))


def test_pages_around_a_turned_table_are_as_they_were() -> None:
    control = _turned()
    w("body", control, w("sectPr", w("pgSz", w="100", h="200"), w("cols", num="2")))
    set_pages(control)
    sizes = [(item.get(tag("w")), item.get(tag("h")), item.get(tag("orient"))) for item in control.iter(tag("pgSz"))]
    assert sizes == [("100", "200", None), ("200", "100", "landscape")]
    assert len(list(control.iter(tag("cols")))) == 2


def test_a_first_page_of_its_own_stays_the_first_and_set_pages_stay_set() -> None:
    control = _turned()
    body = w("body", control, w("sectPr", w("pgSz", w="100", h="200"), w("titlePg")))
    for _ in range(2):
        set_pages(control)
        marks = list(body.iter(tag("sectPr")))
        assert [mark.find(tag("titlePg")) is not None for mark in marks] == [True, False, False]


def test_pages_in_a_cell_cannot_turn() -> None:
    control = _turned()
    w("body", w("tbl", w("tr", w("tc", control))), w("sectPr", w("pgSz", w="100", h="200")))
    set_pages(control)
    assert not list(control.iter(tag("sectPr")))
