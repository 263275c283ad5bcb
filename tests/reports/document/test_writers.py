"""How each block is written: as HTML, and as the source of a PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as parser
from lxml.html import HtmlElement

from reports.document import html, pdf
from reports.document.blocks import (
    Block,
    Chapter,
    Cite,
    Column,
    Grid,
    Heading,
    Items,
    Link,
    Paragraph,
    Part,
    Quote,
    Ref,
    References,
    Strong,
)
from reports.document.rows import Row, rows
from reports.publication import Publication
from tests.reports.conftest import make_render_settings


@pytest.fixture
def row(publication: Publication) -> Row:
    return rows(publication, "bewijs")[0]


def _chapters(*blocks: Block) -> tuple[Chapter, ...]:
    targets = Part(
        "doelen", (Heading(2, ("Doel",), "doel"), Grid("tabel-doel", "Doelen", (Column("A"),), (), "elementen"))
    )
    list_ = Chapter("lijst", "Literatuur", (targets, Part("literatuur", (References(),))))
    return (Chapter("proef", "Proef", (Part("element-proef", blocks),)), list_)


def _html(publication: Publication, *blocks: Block) -> HtmlElement:
    page = parser.document_fromstring(html.write(publication, _chapters(*blocks)))
    return page.xpath("//div[@data-deel='element-proef']")[0]


def _source(publication: Publication, *blocks: Block, address: str = "") -> str:
    settings = replace(make_render_settings(Path()), address=address)
    text = pdf.markup(publication, _chapters(*blocks), settings)
    return text.partition('#label("proef")')[2].partition("#heading(level: 1")[0].strip()


def test_headings_go_one_down_under_the_title_of_the_page(publication: Publication) -> None:
    made = _html(publication, Heading(2, ("Twee",), "twee"), Heading(3, ("Drie",)), Heading(4, ("Vier",)))
    assert [(node.tag, node.get("id"), node.text) for node in made] == [
        ("h3", "twee", "Twee"),
        ("h4", None, "Drie"),
        ("h5", None, "Vier"),
    ]
    assert _source(publication, Heading(2, ("Twee",), "twee")) == '#heading(level: 2)[#"Twee";] #label("twee")'


def test_what_follows_a_heading_with_a_tone_stands_together(publication: Publication) -> None:
    blocks = (
        Heading(3, ("Wat helpt",), tone="helpt"), Paragraph(("Een",)), Heading(3, ("Nodig",), tone="nodig"),
        Heading(3, ("Anders",)), Paragraph(("Twee",)),
    )  # fmt: skip
    made = _html(publication, *blocks)
    assert [(node.tag, node.get("class")) for node in made] == [
        ("div", "side helpt"), ("div", "side nodig"), ("h4", None), ("p", None),
    ]  # fmt: skip
    assert [node.tag for node in made[0]] == ["h4", "p"]
    source = _source(publication, *blocks)
    assert source.startswith('#side("helpt")[\n#heading(level: 3)[#"Wat helpt";]') and source.count("#side") == 2


@pytest.mark.parametrize(
    ("kind", "style"),
    [("text", None), ("lead", "lead"), ("note", "note"), ("warning", "alert alert--warning"), ("verdict", "verdict")],
)
def test_paragraphs_have_the_style_of_their_kind(publication: Publication, kind: str, style: str | None) -> None:
    block = Paragraph(("Tekst",), kind)  # type: ignore[arg-type]
    assert _html(publication, block)[0].get("class") == style
    assert _source(publication, block) == ('#"Tekst";' if kind == "text" else f'#{kind}[#"Tekst";]')


def test_lists_are_lists(publication: Publication) -> None:
    plain, ordered = Items((("a",), ("b",))), Items((("a",),), is_ordered=True)
    made = _html(publication, plain, ordered)
    assert [(node.tag, [item.text for item in node]) for node in made] == [("ul", ["a", "b"]), ("ol", ["a"])]
    assert _source(publication, plain, ordered) == '#list([#"a";], [#"b";])\n\n#enum([#"a";])'


def test_a_quote_is_literal_with_its_source_and_remark(publication: Publication, row: Row) -> None:
    quote = row.quote(("Let op.",))
    figure = _html(publication, quote)[0]
    assert figure.xpath("string(blockquote)") == row["citaat"]
    assert figure.xpath("string(blockquote/@data-herkomst)") == row.value("citaat").origin.address
    assert figure.xpath("string(figcaption/a)").endswith(f", p. {row['bladzijde']})")
    assert figure.xpath("string(figcaption/span)") == "Let op."
    assert _source(publication, quote).startswith("#cited([#link(label(") and "“" in _source(publication, quote)


def test_a_cite_leads_to_the_list_and_names_both_origins(publication: Publication, row: Row) -> None:
    link = _html(publication, Paragraph((row.cite(),)))[0][0]
    assert link.get("href").startswith("#") and len(link.get("data-herkomst").split()) == 2
    whole = _html(publication, Paragraph((Cite(row["document_id"]),)))[0][0]
    assert whole.get("data-herkomst").startswith("referenties/") and ", p. " not in whole.text


def test_counts_are_data_and_names_are_not(publication: Publication, row: Row) -> None:
    element = rows(publication, "elementen")[0]
    made = _html(
        publication, Paragraph((element.value("documenten"), row.value("jaar"), Strong(element.value("element"))))
    )
    count, year, strong = made[0]
    assert (count.tag, count.get("value"), year.tag, strong.tag, strong[0].tag) == (
        "data",
        "1",
        "span",
        "strong",
        "span",
    )
    assert count.get("data-herkomst") == element.value("documenten").origin.address


def test_thousands_and_shares_are_numbers_for_programs(publication: Publication) -> None:
    element = rows(publication, "elementen")[0]
    texts = ("1.234", "0,52", "75 %")
    made = _html(publication, Paragraph(tuple(element.value("helpt")._replace(text=text) for text in texts)))
    assert [node.get("value") for node in made[0]] == ["1234", "0.52", "75"]


def test_a_reference_gives_a_title_or_a_number(publication: Publication) -> None:
    made = _html(publication, Paragraph((Ref("doel"), " en ", Ref("tabel-doel"))))
    assert [(link.get("href"), link.text) for link in made[0]] == [("#doel", "Doel"), ("#tabel-doel", "tabel 1")]
    assert _source(publication, Paragraph((Ref("tabel-doel"),))) == '#link(label("tabel-doel"))[#"tabel 1";];'


def test_links_to_files_lead_to_the_site_where_paper_cannot_follow(publication: Publication) -> None:
    block = Paragraph((Link("de tabel", "tabellen/bewijs.csv"),))
    assert _html(publication, block)[0][0].get("href") == "tabellen/bewijs.csv"
    assert _source(publication, block) == '#"de tabel";'
    assert _source(publication, block, address="https://site.nl") == (
        '#link("https://site.nl/tabellen/bewijs.csv")[#"de tabel";];'
    )


def test_a_table_has_heads_numbers_and_its_source(publication: Publication, row: Row) -> None:
    grid = Grid(
        "tabel-proef", "Een tabel", (Column("Naam"), Column("Aantal", is_number=True)),
        (((row.value("element"),), ("x",)),), "bewijs",
    )  # fmt: skip
    container, source = _html(publication, grid)
    assert container.get("aria-labelledby") == "tabel-proef-titel" and container.get("tabindex") == "0"
    assert container.xpath("string(table/caption)") == "Tabel 1. Een tabel"
    assert [head.get("class") for head in container.xpath("table/thead//th")] == [None, "num"]
    assert [(cell.tag, cell.get("class")) for cell in container.xpath("table/tbody/tr/*")] == [
        ("th", None),
        ("td", "num"),
    ]
    assert source.xpath("string(a/@href)") == "tabellen/bewijs.csv"
    text = _source(publication, grid)
    assert text.startswith("#grid-of((") and "(left, right,)" in text and '[#"Naam";], ' in text


@pytest.mark.parametrize(
    ("texts", "width"), [(["kort"], "auto"), (["x" * 40, "x" * 20], "22fr"), (["x" * 200], "103fr")]
)
def test_columns_of_words_are_as_wide_as_what_they_hold(publication: Publication, texts: list[str], width: str) -> None:
    grid = Grid("tabel-proef", "Tabel", (Column("A" * 6),), tuple(((text,),) for text in texts), "bewijs")
    assert f"#grid-of(({width},)" in _source(publication, grid)


def test_references_are_a_list_that_can_be_led_to(publication: Publication) -> None:
    page = parser.document_fromstring(html.write(publication, _chapters()))
    items = page.xpath("//ul[@class='references']/li")
    assert len(items) == 3 and all(item.get("id") and item.get("data-herkomst") for item in items)
    assert page.xpath("//ul[@class='references']//i"), "titles are in italics"


@pytest.mark.parametrize("text", ['a "b" \\ c', "#x[y]", "<b>&amp;", "= kop\nregel"])
def test_texts_have_no_meaning_of_their_own(publication: Publication, row: Row, text: str) -> None:
    block = Paragraph((row.value("citaat")._replace(text=text),))
    assert _html(publication, block)[0].text_content() == text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    assert _source(publication, block) == f'#"{quoted}";'


def test_an_annex_has_no_number(publication: Publication) -> None:
    annex = Chapter("bijlage", "Bijlage", (Part("bijlage", (Heading(2, ("Kop",)),)),), is_annex=True)
    settings = make_render_settings(Path())
    assert '#heading(level: 1, numbering: none, "Bijlage")' in pdf.markup(publication, (annex,), settings)
    assert "chapter--annex" in html.write(publication, (annex,))


def test_quotes_with_signs_of_html_stay_quotes(publication: Publication, row: Row) -> None:
    quote = Quote(row.value("citaat")._replace(text="<script>alert(1)</script>"), row.cite())
    assert _html(publication, quote)[0].xpath("//script") == []
