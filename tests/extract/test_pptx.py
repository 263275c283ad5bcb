"""PPTX: a sheet for each slide, with its title, lists, tables, charts and notes in the order in which they are read."""

from __future__ import annotations

import copy
import io
from typing import Any

import pptx
import pytest
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Pt

from corpus.issues import Unreadable
from tests.extract.office_cases import pieces_of, sheets_of, shown


def saved(presentation: Any) -> bytes:
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def slide_of(presentation: Any, layout: int = 5, title: str = "Dia") -> Any:
    slide = presentation.slides.add_slide(presentation.slide_layouts[layout])
    slide.shapes.title.text = title
    return slide


def add_box(slide: Any, text: str, left: int, top: int) -> Any:
    box = slide.shapes.add_textbox(Pt(left), Pt(top), Pt(100), Pt(20))
    box.text_frame.text = text
    return box


def test_a_title_slide_has_the_title_and_others_have_headings_and_lists() -> None:
    presentation = pptx.Presentation()
    cover = slide_of(presentation, 0, "Evaluatie wijkteams")
    cover.placeholders[1].text = "Resultaten"
    body = slide_of(presentation, 1, "Wat werkt").placeholders[1].text_frame
    body.text = "Vaste contactpersoon"
    deeper = body.add_paragraph()
    deeper.text, deeper.level = "Eén plan", 1
    assert [[(p.role, p.level, p.text) for p in sheet.pieces] for sheet in sheets_of(saved(presentation))] == [
        [("title", None, "Evaluatie wijkteams"), ("title", 2, "Resultaten")],
        [("heading", 1, "Wat werkt"), ("list_item", 1, "Vaste contactpersoon"), ("list_item", 2, "Eén plan")],
    ]


def test_notes_follow_the_slide_and_a_hidden_slide_is_left_out() -> None:
    presentation = pptx.Presentation()
    slide_of(presentation).notes_slide.notes_text_frame.text = "Vertel over de wachtlijst."
    slide_of(presentation, title="Verborgen").element.set("show", "0")
    slide_of(presentation, title="Slot")
    found = sheets_of(saved(presentation))
    assert [sheet.number for sheet in found] == [1, 3]
    assert [piece.text for piece in found[0].pieces] == ["Dia", "Vertel over de wachtlijst."]


def test_shapes_keep_their_order_unless_that_goes_back_up_the_slide() -> None:
    presentation = pptx.Presentation()
    columns = slide_of(presentation)
    for text, left, top in (("links 1", 50, 150), ("links 2", 50, 300), ("rechts 1", 400, 150), ("rechts 2", 400, 300)):
        add_box(columns, text, left, top)
    mixed = slide_of(presentation)
    for text, left, top in (("onder", 50, 400), ("rechtsboven", 400, 152), ("linksboven", 50, 150)):
        add_box(mixed, text, left, top)
    first, second = sheets_of(saved(presentation))
    assert [piece.text for piece in first.pieces[1:]] == ["links 1", "links 2", "rechts 1", "rechts 2"]
    assert [piece.text for piece in second.pieces[1:]] == ["linksboven", "rechtsboven", "onder"]


def test_a_box_is_given_in_points_from_the_lower_left_corner() -> None:
    presentation = pptx.Presentation()
    add_box(slide_of(presentation), "tekst", 50, 100)
    (sheet,) = sheets_of(saved(presentation))
    assert sheet.pieces[1].box == (50, sheet.height - 120, 150, sheet.height - 100)  # type: ignore[operator]


def test_tables_with_merged_cells_and_titles_of_charts_are_read() -> None:
    presentation = pptx.Presentation()
    shapes = slide_of(presentation).shapes
    table = shapes.add_table(2, 3, Pt(0), Pt(200), Pt(300), Pt(60)).table
    table.cell(0, 1).merge(table.cell(0, 2))
    for (row, column), text in {(0, 0): "Wijk", (0, 1): "Jaren", (1, 0): "Noord", (1, 1): "12", (1, 2): "14"}.items():
        table.cell(row, column).text = text
    data = CategoryChartData()
    data.categories = ["2020"]
    data.add_series("Aantal", [12])
    chart = shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Pt(0), Pt(300), Pt(200), Pt(100), data).chart
    chart.chart_title.text_frame.text = "Aantal gesprekken"
    _, grid, caption = pieces_of(saved(presentation))
    assert grid.rows == (("Wijk", "Jaren", ""), ("Noord", "12", "14"))
    assert (caption.role, caption.text) == ("caption", "Aantal gesprekken")


def test_groups_are_opened_and_furniture_and_hidden_shapes_are_left_out() -> None:
    presentation = pptx.Presentation()
    slide = slide_of(presentation)
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Pt(10), Pt(200), Pt(90), Pt(20)).text_frame.text = "in de groep"
    hidden = add_box(slide, "verborgen", 50, 300)
    hidden._element.nvSpPr.cNvPr.set("hidden", "1")
    for number, kind in enumerate(("sldNum", "ftr", "dt")):
        box = add_box(slide, f"voet {number}", 50, 500)
        box._element.nvSpPr.nvPr.get_or_add_ph().set("type", kind)
    assert shown(saved(presentation)) == [("heading", 1, "Dia"), ("paragraph", None, "in de groep")]


def test_a_shape_that_stands_in_two_forms_is_read_once() -> None:
    presentation = pptx.Presentation()
    slide = slide_of(presentation)
    box = add_box(slide, "met formule", 50, 200)._element
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = etree.SubElement(slide.shapes.element, f"{{{space}}}AlternateContent")
    for name, form in (("Choice", box), ("Fallback", copy.deepcopy(box))):
        etree.SubElement(both, f"{{{space}}}{name}").append(form)
    assert shown(saved(presentation)) == [("heading", 1, "Dia"), ("paragraph", None, "met formule")]


def test_a_diagram_has_the_texts_of_its_points() -> None:
    presentation = pptx.Presentation()
    slide = slide_of(presentation)
    a, dgm, r = (f"http://schemas.openxmlformats.org/{name}" for name in (
        "drawingml/2006/main", "drawingml/2006/diagram", "officeDocument/2006/relationships"))  # fmt: skip
    points = "".join(
        f'<d:pt type="{kind}"><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>'
        for kind, text in (("doc", "weg"), ("node", "Signaleren"), ("node", "Verwijzen"), ("parTrans", "weg"))
    )
    data = f'<d:dataModel xmlns:d="{dgm}" xmlns:a="{a}"><d:ptLst>{points}</d:ptLst></d:dataModel>'
    part = Part(PackURI("/ppt/diagrams/data1.xml"), "application/xml", slide.part.package, data.encode())
    frame = slide.shapes.add_table(1, 1, 0, 0, 9, 9)._element
    content = frame.graphic.graphicData
    content.set("uri", dgm)
    content.remove(content[0])
    etree.SubElement(content, f"{{{dgm}}}relIds").set(f"{{{r}}}dm", slide.part.relate_to(part, f"{r}/diagramData"))
    assert [text for _, _, text in shown(saved(presentation))] == ["Dia", "Signaleren", "Verwijzen"]


def test_a_cut_file_is_unreadable() -> None:
    presentation = pptx.Presentation()
    slide_of(presentation)
    content = saved(presentation)
    with pytest.raises(Unreadable):
        pieces_of(content[:2000] + content[-6000:])
