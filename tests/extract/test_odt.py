"""ODT: roles by style, notes and their marks, repeated and covered cells, and what is and is not printed."""

from __future__ import annotations

import pytest

from corpus.issues import Unreadable
from tests.extract.office_cases import fodt, marked, odt, packed, parts_of, pieces_of, shown, texts

STYLES = """
<style:style style:name="Titel"/>
<style:style style:name="Title"/><style:style style:name="Subtitle"/><style:style style:name="Caption"/>
<style:style style:name="Illustration" style:parent-style-name="Caption"/>
<style:style style:name="Contents_20_Heading" style:display-name="Contents Heading"/>
<style:style style:name="Heading_20_2" style:default-outline-level="2"/>
<style:style style:name="Stil"><style:text-properties text:display="none"/></style:style>"""
AUTOMATIC = """<style:style style:name="P1" style:parent-style-name="Title"/>
<style:style style:name="P2" style:parent-style-name="Heading_20_2"/>
<style:style style:name="T1" style:parent-style-name="Stil"/>"""
NOTE = (
    '<text:note text:note-class="{kind}"><text:note-citation>{mark}</text:note-citation>'
    "<text:note-body><text:p>{text}</text:p><text:p>Meer.</text:p></text:note-body></text:note>"
)


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{p(text)}</table:table-cell>"


def table(*rows: str) -> str:
    found = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f"<table:table><table:table-column/>{found}</table:table>"


def test_styles_and_outline_levels_give_roles() -> None:
    body = [
        p("Evaluatie", "Titel"), p("Eindrapport", "Subtitle"), p("Inhoud", "Contents_20_Heading"),
        '<text:h text:outline-level="1"><text:number>1</text:number>Inleiding</text:h>', p("Vragen", "P2"),
        p("Figuur 1", "Illustration"), p("Tekst."), p("Nog een", "Title"),
    ]  # fmt: skip
    assert shown(odt("".join(body), STYLES, AUTOMATIC)) == [
        ("title", None, "Evaluatie"),
        ("title", 2, "Eindrapport"),
        ("heading", 1, "Inhoud"),
        ("heading", 1, "Inleiding"),
        ("heading", 2, "Vragen"),
        ("caption", None, "Figuur 1"),
        ("paragraph", None, "Tekst."),
        ("heading", 1, "Nog een"),
    ]


def test_short_bold_lines_and_the_largest_line_at_the_start_have_their_roles_by_looks() -> None:
    automatic = """<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>
    <style:style style:name="L"><style:text-properties fo:font-size="20pt"/></style:style>
    <style:style style:name="M" style:parent-style-name="L"><style:text-properties fo:font-size="50%"/></style:style>"""
    prose = p("Gewone tekst over de toegang tot hulp, die lang genoeg is om een alinea te zijn.")
    span = '<text:span text:style-name="B">Bereik</text:span>'
    body = p("Evaluatie", "L") + p("Toegang", "B") + prose + p(f"{span} in de wijk") + p("Klein", "M") + p(span) + prose
    assert [each for each in shown(odt(body, STYLES, automatic)) if each[0] != "paragraph"] == [
        ("title", None, "Evaluatie"),
        ("heading", 1, "Toegang"),
        ("heading", 1, "Bereik"),
    ]


def test_lists_have_levels_and_headings_in_them_are_headings() -> None:
    inner = f"<text:list><text:list-item>{p('Dieper')}</text:list-item></text:list>"
    heading = '<text:list-item><text:h text:outline-level="2">Kop</text:h></text:list-item>'
    body = f"<text:list><text:list-header>{p('Vooraf')}</text:list-header><text:list-item>{p('Een')}{inner}</text:list-item>{heading}</text:list>"  # noqa: E501
    assert shown(odt(body)) == [
        ("paragraph", None, "Vooraf"),
        ("list_item", 1, "Een"),
        ("list_item", 2, "Dieper"),
        ("heading", 2, "Kop"),
    ]


def test_notes_are_tied_by_the_marks_that_the_file_gives() -> None:
    foot, end = (
        NOTE.format(kind="footnote", mark="3", text="Noot."),
        NOTE.format(kind="endnote", mark="ii", text="Eind."),
    )
    text, *notes = pieces_of(odt(p(f"Het team{foot} werkt <text:span>goed{end}</text:span>.")))
    assert marked(text) == "Het team[3] werkt goed[ii]."
    assert [(note.role, note.mark, note.text) for note in notes] == [
        ("footnote", "3", "Noot. Meer."),
        ("footnote", "ii", "Eind. Meer."),
    ]


def test_spaces_tabs_and_breaks_in_the_file_are_those_that_are_printed() -> None:
    assert texts(odt(p('Een<text:s text:c="3"/>twee<text:tab/>drie\n   vier<text:line-break/>vijf'))) == [
        "Een twee drie vier vijf"
    ]


def test_deletions_remarks_and_hidden_text_do_not_count() -> None:
    changes = (
        f"<text:tracked-changes><text:changed-region><text:deletion>{p('oud')}</text:deletion></text:changed-region>"
        "</text:tracked-changes>"
    )
    line = (
        "Nieuw<text:change-start/> en<office:annotation><text:p>opmerking</text:p></office:annotation> "
        '<text:span text:style-name="T1">stil</text:span>zichtbaar'
        '<text:hidden-text text:is-hidden="true">x</text:hidden-text>'
    )
    section = f'<text:section text:display="none">{p("niet te zien")}</text:section>'
    hidden = p('<text:hidden-paragraph text:is-hidden="true"/>verborgen')
    body = changes + p(line) + section + hidden + p("stil", "Stil")
    assert texts(odt(body, STYLES, AUTOMATIC)) == ["Nieuw en zichtbaar"]


def test_covered_cells_are_empty_and_repeated_ones_are_repeated() -> None:
    body = table(
        cell("Wijk") + cell("Aantallen", 'table:number-columns-spanned="2"') + "<table:covered-table-cell/>",
        cell("Noord") + cell("12", 'table:number-columns-repeated="2"'),
    )
    (piece,) = pieces_of(odt(body.replace("<table:table-row>", "<table:table-header-rows><table:table-row>", 1).replace(
        "</table:table-row>", "</table:table-row></table:table-header-rows>", 1)))  # fmt: skip
    assert piece.rows == (("Wijk", "Aantallen", ""), ("Noord", "12", "12"))


def test_cells_that_are_repeated_a_million_times_take_no_time() -> None:
    empty = '<table:table-cell table:number-columns-repeated="1000000"/>'
    body = table(cell("a") + cell("b") + empty, cell("c") + cell("d") + empty)
    repeated = body.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="99999999">', 1)
    (piece,) = pieces_of(odt(repeated))
    assert {len(row) for row in piece.rows} == {2} and len(piece.rows) < 1000


def test_frames_come_after_their_paragraph_and_descriptions_of_pictures_do_not_count() -> None:
    frame = (
        f"<draw:frame><svg:title>foto</svg:title><draw:text-box>{p('Kader')}"
        f"{p('<draw:frame><draw:image/></draw:frame>Figuur 1', 'Illustration')}</draw:text-box></draw:frame>"
    )
    shape = "<draw:g><draw:custom-shape><text:p>Vorm</text:p></draw:custom-shape></draw:g>"
    assert shown(odt(p(f"Voor {frame}en na{shape}."), STYLES)) == [
        ("paragraph", None, "Voor en na."),
        ("paragraph", None, "Kader"),
        ("caption", None, "Figuur 1"),
        ("paragraph", None, "Vorm"),
    ]


def test_the_flat_form_is_read() -> None:
    assert shown(fodt('<text:h text:outline-level="2">Kop</text:h>' + p("Tekst."))) == [
        ("heading", 2, "Kop"),
        ("paragraph", None, "Tekst."),
    ]


def test_a_file_behind_a_password_says_so() -> None:
    manifest = (
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    content = packed({
        "mimetype": "application/vnd.oasis.opendocument.text", "content.xml": b"\x9f\x8e",
        "META-INF/manifest.xml": manifest,
    })  # fmt: skip
    with pytest.raises(Unreadable, match="password"):
        parts_of(content)


def test_what_is_nested_too_deep_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="nested too deep"):
        parts_of(odt("<text:section>" * 50_000 + "</text:section>" * 50_000))
