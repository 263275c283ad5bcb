"""DOCX: roles by style, notes and their marks, and what is and is not printed."""

from __future__ import annotations

import io
import zipfile

import pytest

from corpus.issues import Unreadable
from extract.sheet import Piece
from tests.extract.office_cases import (
    OFFICE_RELATIONS,
    W,
    marked,
    p,
    packed,
    parts_of,
    pieces_of,
    r,
    shown,
    texts,
    word,
)

STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:styleId="Kop1"><w:name w:val="heading 1"/><w:basedOn w:val="Standaard"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:styleId="Kop3"><w:name w:val="heading 3"/></w:style>
<w:style w:styleId="Eigen"><w:name w:val="Eigen kop"/><w:basedOn w:val="Kop3"/></w:style>
<w:style w:styleId="Geenkop"><w:name w:val="Geen kop"/><w:basedOn w:val="Kop1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:styleId="Ondertitel"><w:name w:val="Subtitle"/></w:style>
<w:style w:styleId="Bijschrift"><w:name w:val="caption"/></w:style>
<w:style w:styleId="Lijst"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Verborgen" w:type="character"><w:name w:val="Stil"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:styleId="Kopinhoud"><w:name w:val="TOC Heading"/><w:basedOn w:val="Kop1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
"""  # noqa: E501
LARGE = '<w:sz w:val="40"/>'
STILL, SHOWN = '<w:rStyle w:val="Verborgen"/>', '<w:vanish w:val="0"/>'
REFERENCE = '<w:r><w:{kind}Reference w:id="{id}"/></w:r>'
NOTES = """<w:{kind} w:id="-1" w:type="separator"><w:p/></w:{kind}>
<w:{kind} w:id="7"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t> Sinds 2020.</w:t></w:r></w:p></w:{kind}>
<w:{kind} w:id="8"><w:p><w:r><w:t>Zie ook</w:t></w:r></w:p><w:p><w:r><w:t>bijlage 2.</w:t></w:r></w:p></w:{kind}>
<w:{kind} w:id="9"><w:p><w:r><w:t>Nergens genoemd.</w:t></w:r></w:p></w:{kind}>"""


def numbered(level: int, list_id: str = "3") -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def refer(kind: str, note_id: int) -> str:
    return REFERENCE.format(kind=kind, id=note_id)


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def rows(*found: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in found)}</w:tbl>"


def test_styles_give_roles_and_levels_along_the_chain_that_they_are_based_on() -> None:
    body = [
        p("Evaluatie wijkteams", "Titel"), p("Eindrapport", "Ondertitel"), p("Inhoud", "Kopinhoud"),
        p("Inleiding", "Kop1"), p("Vragen", "Eigen"), p("Gewoon", "Geenkop"), p("Tekst."),
        p("Los", properties='<w:outlineLvl w:val="1"/>'), p("Tabel 1", "Bijschrift"), p("Weer een titel", "Titel"),
    ]  # fmt: skip
    assert shown(word("".join(body), styles=STYLES)) == [
        ("title", None, "Evaluatie wijkteams"),
        ("title", 2, "Eindrapport"),
        ("heading", 1, "Inhoud"),
        ("heading", 1, "Inleiding"),
        ("heading", 3, "Vragen"),
        ("paragraph", None, "Gewoon"),
        ("paragraph", None, "Tekst."),
        ("heading", 2, "Los"),
        ("caption", None, "Tabel 1"),
        ("heading", 1, "Weer een titel"),
    ]


def test_lists_have_levels_and_may_be_switched_off() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>'
        '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = [
        p("Eén plan", "Lijst"), p("Dieper", properties=numbered(1)), p("Geen teken", properties=numbered(0, "5")),
        p("Uitgezet", "Lijst", numbered(0, "0")), p("• Getypt teken"), p("– Streep"),
    ]  # fmt: skip
    assert shown(word("".join(body), styles=STYLES, numbering=numbering)) == [
        ("list_item", 1, "Eén plan"),
        ("list_item", 2, "Dieper"),
        ("paragraph", None, "Geen teken"),
        ("paragraph", None, "Uitgezet"),
        ("list_item", 1, "Getypt teken"),
        ("list_item", 1, "Streep"),
    ]


def test_notes_are_tied_by_marks_that_stand_where_they_are_referred_to() -> None:
    first, end, last = refer("footnote", 7), refer("endnote", 8), refer("footnote", 8)
    body = f"<w:p>{r('Het team ')}{first}{r(' werkt')}{end}{r('.')}{last}</w:p>"
    content = word(body, footnotes=NOTES.format(kind="footnote"), endnotes=NOTES.format(kind="endnote"))
    text, *notes = pieces_of(content)
    assert text.text == "Het team werkt."
    assert marked(text) == "Het team[1] werkt[i].[2]"
    assert [(note.role, note.mark, note.text) for note in notes] == [
        ("footnote", "1", "Sinds 2020."),
        ("footnote", "i", "Zie ook bijlage 2."),
        ("footnote", "2", "Zie ook bijlage 2."),
    ]


def test_a_note_that_refers_to_itself_is_read_once() -> None:
    note = f'<w:footnote w:id="7"><w:p>{r("Zie")}{refer("footnote", 7)}</w:p></w:footnote>'
    assert texts(word(f"<w:p>{r('Team')}{refer('footnote', 7)}</w:p>", footnotes=note)) == ["Team", "Zie"]


def test_a_damaged_part_is_told_and_the_rest_is_read() -> None:
    issue, sheet = parts_of(word(p("Tekst", "Kop1"), styles="<w:style>"))
    assert "part for styles is damaged" in str(issue) and len(getattr(sheet, "pieces", ())) == 1


def test_marks_may_be_chosen_or_have_another_form() -> None:
    chosen = '<w:r><w:footnoteReference w:id="7" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    notes = NOTES.format(kind="footnote").replace(" Sinds", "* Sinds")
    settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/></w:footnotePr>'
    content = word(
        f"<w:p>{r('Team')}{chosen}{r(' en')}{refer('footnote', 8)}</w:p>", footnotes=notes, settings=settings
    )
    text, *found = pieces_of(content)
    assert marked(text) == "Team[*] en[a]"
    assert [(note.mark, note.text) for note in found] == [("*", "Sinds 2020."), ("a", "Zie ook bijlage 2.")]


def test_insertions_count_and_deletions_remarks_and_hidden_text_do_not() -> None:
    body = (
        f"<w:p><w:ins>{r('Nieuw ')}</w:ins><w:del><w:r><w:delText>oud</w:delText></w:r></w:del>"
        f"<w:moveFrom>{r('weg')}</w:moveFrom><w:moveTo>{r('hierheen ')}</w:moveTo>"
        f"{r('stil', '<w:vanish/>')}{r('stil', STILL)}{r('zichtbaar', SHOWN)}"
        '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )
    comments = '<w:comment w:id="1"><w:p><w:r><w:t>Opmerking</w:t></w:r></w:p></w:comment>'
    assert texts(word(body, styles=STYLES, comments=comments)) == ["Nieuw hierheen zichtbaar"]


def test_a_paragraph_of_which_the_end_is_deleted_goes_on_in_the_next() -> None:
    deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert texts(word(p("Eerste ", properties=deleted) + p("tweede."))) == ["Eerste tweede."]


def test_rows_and_cells_that_are_deleted_are_no_part_of_a_table() -> None:
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell('weg')}{cell('weg')}</w:tr>"
    table = rows(cell("Jaar") + cell("Aantal"), cell("2020") + cell("12")).replace("</w:tbl>", f"{gone}</w:tbl>")
    assert pieces_of(word(table))[0].rows == (("Jaar", "Aantal"), ("2020", "12"))


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_of_fields_the_result_is_printed() -> None:
    instruction = "<w:r><w:instrText>IF </w:instrText></w:r>"
    nested = field("begin") + instruction + field("separate") + r("verborgen") + field("end")
    whole = field("begin") + instruction + nested + field("separate") + r("uitkomst") + field("end")
    simple = f'<w:fldSimple w:instr="SEQ Tabel">{r("3")}</w:fldSimple>'
    link = f"<w:hyperlink>{r('koppeling')}</w:hyperlink>"
    assert texts(word(f"<w:p>{whole}{r(' ')}{simple}{r(' ')}{link}</w:p>")) == ["uitkomst 3 koppeling"]


def test_a_field_without_an_end_hides_no_more_than_its_paragraph() -> None:
    assert texts(word(f"<w:p>{field('begin')}{r('x')}</w:p>" + p("Blijft."))) == ["Blijft."]


def test_a_text_box_in_two_forms_is_read_once_after_its_paragraph() -> None:
    box = "<w:txbxContent>{}</w:txbxContent>".format(p("In het kader."))
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    assert texts(word(f"<w:p>{r('Voor ')}<w:r>{both}</w:r>{r('en na.')}</w:p>" + p("Verder."))) == [
        "Voor en na.", "In het kader.", "Verder.",
    ]  # fmt: skip


def test_controls_formulas_and_signs_keep_their_text() -> None:
    control = f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{p('Keuze')}</w:sdtContent></w:sdt>"
    formula = "<w:p><m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath></w:p>"
    signs = (
        "<w:p><w:r><w:t>niet</w:t><w:noBreakHyphen/><w:t>wij</w:t><w:softHyphen/><w:t>ken</w:t><w:tab/>"
        '<w:sym w:font="Wingdings" w:char="F0E0"/><w:tab/><w:t>ja</w:t></w:r></w:p>'
    )
    assert texts(word(control + formula + signs)) == ["Keuze", "E=mc", "niet-wijken → ja"]


def test_line_breaks_part_what_stands_alone_and_join_what_goes_on() -> None:
    parted = "<w:p>{}</w:p>".format(
        "<w:r><w:br/></w:r>".join(map(r, ("Beoogd effect", "Wat werkt er nu", "en waarom?")))
    )
    assert texts(word(parted)) == ["Beoogd effect", "Wat werkt er nu en waarom?"]
    heading = "<w:p><w:pPr><w:pStyle w:val='Kop1'/></w:pPr>{}<w:r><w:br/></w:r>{}</w:p>".format(r("Deel 1"), r("Begin"))
    assert texts(word(heading, styles=STYLES)) == ["Deel 1 Begin"]


def test_merged_cells_are_told_once_and_rows_are_as_wide_as_each_other() -> None:
    table = rows(
        cell("Wijk") + cell("Aantallen", '<w:gridSpan w:val="2"/>'),
        cell("Noord", '<w:vMerge w:val="restart"/>') + cell("2020") + cell("12"),
        cell("", "<w:vMerge/>") + cell("2021") + cell("14"),
    )
    (piece,) = pieces_of(word(table))
    assert piece.rows == (("Wijk", "Aantallen", ""), ("Noord", "2020", "12"), ("", "2021", "14"))


def test_marks_in_a_table_count_in_its_text_as_it_stands_on_the_page() -> None:
    note = f"<w:tc><w:p>{r('12')}{refer('footnote', 7)}</w:p></w:tc>"
    table = rows(cell("") + cell("Aantal"), cell("2020") + note)
    piece = pieces_of(word(table, footnotes=NOTES.format(kind="footnote")))[0]
    text = "\n".join(" | ".join(row) for row in piece.rows).strip()
    assert [(mark.text, text[: mark.start]) for mark in piece.marks] == [("1", "| Aantal\n2020 | 12")]


def test_a_table_in_a_table_is_one_of_its_own() -> None:
    inner = rows(cell("a") + cell("b"), cell("c") + cell("d"))
    outer = rows(cell("Jaar") + f"<w:tc>{p('Zie')}{inner}</w:tc>", cell("2020") + cell("12"))
    assert [piece.rows for piece in pieces_of(word(outer))] == [
        (("Jaar", "Zie"), ("2020", "12")),
        (("a", "b"), ("c", "d")),
    ]


@pytest.mark.parametrize("table", [rows(cell("Kader")), rows(cell("Boven"), cell("Onder"))])
def test_a_table_of_one_column_is_layout(table: str) -> None:
    assert {piece.role for piece in pieces_of(word(table))} == {"paragraph"}


def test_headings_and_prose_in_cells_make_a_table_layout() -> None:
    heading = rows(f"<w:tc>{p('Aanpak', 'Kop1')}</w:tc>" + cell("x"), cell("y") + cell("z"))
    assert shown(word(heading, styles=STYLES))[0] == ("heading", 1, "Aanpak")
    prose = rows(cell("woord " * 70) + cell("woord " * 70), cell("woord " * 70) + cell("woord " * 70))
    assert len(texts(word(prose))) == 4


def test_short_bold_lines_are_headings_where_no_style_is() -> None:
    bold, large = "<w:b/>", '<w:b/><w:sz w:val="32"/>'
    body = [
        f"<w:p>{r('Toegang', large)}</w:p>", p("Gewone tekst over de toegang tot hulp in de wijk."),
        f"<w:p>{r('Bereik', bold)}</w:p>", p("Meer gewone tekst over het bereik van de teams."),
        f"<w:p>{r('Let op: ', bold)}{r('dit is geen kop')}</w:p>", f"<w:p>{r('Slot', large)}</w:p>", p("Einde."),
    ]  # fmt: skip
    found = shown(word("".join(body)))
    assert [(level, text) for role, level, text in found if role == "heading"] == [
        (1, "Toegang"), (2, "Bereik"), (1, "Slot"),
    ]  # fmt: skip


def test_below_headings_with_styles_only_bold_lines_before_running_text_are_headings() -> None:
    bold, prose = "<w:b/>", p("Gewone tekst over de toegang tot hulp, die lang genoeg is om een alinea te zijn.")
    body = [
        p("Toegang", "Kop1"), f"<w:p>{r('Bereik', bold)}</w:p>", prose, f"<w:p>{r('Los vet', bold)}</w:p>", p("Kort"),
    ]  # fmt: skip
    found = shown(word("".join(body), styles=STYLES))
    assert [(level, text) for role, level, text in found if role == "heading"] == [(1, "Toegang"), (2, "Bereik")]


def test_a_bold_first_line_of_a_paragraph_is_its_heading() -> None:
    bold, prose = "<w:b/>", "Gewone tekst over de toegang tot hulp, die lang genoeg is om een alinea te zijn."
    both = f"<w:p>{r('Kernboodschap', bold)}<w:r><w:br/></w:r>{r(prose)}</w:p>"
    assert shown(word(p("Toegang", "Kop1") + p(prose) + both + p(prose), styles=STYLES))[2:4] == [
        ("heading", 2, "Kernboodschap"), ("paragraph", None, prose),
    ]  # fmt: skip


@pytest.mark.parametrize("heading", [p("Inleiding", "Kop1"), ""])
def test_the_largest_line_at_the_start_is_the_title_where_no_style_gives_one(heading: str) -> None:
    large = f"<w:p>{r('Evaluatie wijkteams', LARGE)}</w:p>"
    prose = p("Gewone tekst.") * 5
    assert shown(word(large + heading + prose, styles=STYLES))[0] == ("title", None, "Evaluatie wijkteams")
    assert shown(word(prose + heading + large + prose, styles=STYLES))[5][0] != "title"
    assert shown(word(p("Titel", "Titel") + large + heading + prose, styles=STYLES))[1][0] != "title"


def test_a_main_part_with_another_name_is_read() -> None:
    assert texts(word(p("Tekst"), main="word/document2.xml")) == ["Tekst"]


def test_the_strict_form_is_read() -> None:
    with zipfile.ZipFile(io.BytesIO(word(p("Tekst", "Kop1"), styles=STYLES))) as file:
        members = {name: file.read(name).decode() for name in file.namelist()}
    strict = "http://purl.oclc.org/ooxml/"
    names = {W: f"{strict}wordprocessingml/main", OFFICE_RELATIONS: f"{strict}officeDocument/relationships"}
    for usual, name in names.items():
        members = {part: text.replace(usual, name) for part, text in members.items()}
    assert shown(packed(dict(members))) == [("heading", 1, "Tekst")]


def test_a_part_in_another_format_is_told() -> None:
    issue, sheet = parts_of(word('<w:altChunk r:id="x"/>' + p("Tekst")))
    assert "another format" in str(issue) and getattr(sheet, "pieces", ()) == (Piece(role="paragraph", text="Tekst"),)


@pytest.mark.parametrize("depth", [300, 100_000])
def test_what_is_nested_too_deep_is_unreadable(depth: int) -> None:
    with pytest.raises(Unreadable, match="nested too deep"):
        parts_of(word("<w:sdt>" * depth + p("diep") + "</w:sdt>" * depth))


def test_nesting_within_the_limit_of_the_parser_is_read() -> None:
    depth = 60
    table = "<w:tbl><w:tr><w:tc>" * depth + p("diep") + "</w:tc></w:tr></w:tbl>" * depth
    assert texts(word(table)) == ["diep"]


def test_entities_are_not_followed() -> None:
    entities = '<!DOCTYPE x [<!ENTITY many "aaaaaaaaaa"><!ENTITY file SYSTEM "file:///etc/hostname">]>'
    document = f'{entities}<w:document xmlns:w="{W}"><w:body>{p("A&many;&file;Z")}</w:body></w:document>'
    assert texts(packed({"word/document.xml": document})) == ["A"]
