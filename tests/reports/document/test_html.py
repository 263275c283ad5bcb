"""The kennissynthese as a page: traced to `publiek.db`, and readable for everyone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from lxml import html as parser
from lxml.html import HtmlElement

from reports.document import html
from reports.document.blocks import Chapter
from reports.document.chapters import read_chapters
from reports.publication import Publication
from reports.site.plugins.document import traced
from reports.tables.tracing import behind
from tests.reports.document.tracing import SVG, nearest, numbers, origin_of, texts, untraced
from tests.reports.test_site import ask


def _body(page: HtmlElement) -> HtmlElement:
    return page.find("body")


def test_every_number_is_traced_to_the_row_that_it_comes_from(publication: Publication, page: HtmlElement) -> None:
    count = 0
    for text, node in texts(_body(page)):
        if not numbers(text) or _is_numbered(node) or _is_alternative(node):
            continue
        addresses = nearest(node, "data-herkomst")
        assert addresses, f"{text!r} does not say where it is from"
        assert untraced(publication, text, addresses.split()) == [], text
        count += len(numbers(text))
    assert count > 150


def _is_numbered(node: HtmlElement) -> bool:
    """Tell whether this is a number that the writer gives: of a table or figure, also where something refers to it."""
    is_reference = node.tag == "a" and (node.get("href") or "").startswith(("#tabel-", "#figuur-"))
    return node.get("class") == "nummer" or is_reference or node.get("data-schaal") is not None


def _is_alternative(node: HtmlElement) -> bool:
    """Tell whether this is the text alternative within a drawing, which stands below it in words as well."""
    around = {str(each.tag).removeprefix(SVG) for each in node.iterancestors()}
    return str(node.tag).removeprefix(SVG) in ("desc", "title") and "svg" in around


def test_the_alternative_of_a_drawing_stands_below_it_in_words(page: HtmlElement) -> None:
    figures = page.find_class("figure")
    assert figures
    for figure in figures:
        told = " ".join(" ".join(item.text_content().split()) for item in figure.xpath(".//details//li"))
        assert told.startswith(" ".join(figure.xpath("string(.//*[local-name()='desc'])").split()))


def test_every_quote_is_literally_in_its_row(publication: Publication, page: HtmlElement) -> None:
    quotes = page.xpath("//blockquote")
    assert len(quotes) > 10
    for quote in quotes:
        origin = origin_of(quote.get("data-herkomst"))
        row = publication.row_at(origin)
        assert row is not None and row[origin.column] == quote.text_content()


def test_counts_are_data_that_programs_read(page: HtmlElement) -> None:
    counts = page.xpath("//data")
    assert counts and all(re.fullmatch(r"\d+(\.\d+)?", each.get("value")) for each in counts)
    years = [each.text for each in page.xpath("//*[contains(@data-herkomst, '/jaar')]") if each.tag in ("data", "span")]
    assert years and all(re.fullmatch(r"\d{4}|–", year) for year in years)


def test_headings_go_down_one_level_at_a_time(page: HtmlElement) -> None:
    levels = [int(item.tag[1]) for item in page.iter("h1", "h2", "h3", "h4", "h5")]
    assert levels.count(1) == 1 and all(after - before <= 1 for before, after in pairwise(levels))


def test_links_within_the_page_lead_to_one_place(page: HtmlElement) -> None:
    names = Counter(page.xpath("//@id"))
    assert [name for name, times in names.items() if times > 1] == []
    assert {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")} <= set(names)
    named = page.xpath("//@aria-labelledby")
    assert {name for each in named for name in each.split()} <= set(names)


def test_the_page_has_landmarks_a_way_past_the_top_and_a_language(page: HtmlElement) -> None:
    assert page.get("lang") == "nl"
    assert page.xpath("string(//body/a[1]/@href)") == "#inhoud" and page.xpath("//main[@id='inhoud']")
    assert len(page.xpath("//header")) == len(page.xpath("//main")) == len(page.xpath("//nav[@aria-labelledby]")) == 1


def test_tables_have_a_caption_and_heads(page: HtmlElement) -> None:
    tables = page.xpath("//table")
    assert tables
    for table in tables:
        assert table.xpath("string(caption)").startswith("Tabel ")
        assert table.xpath("thead/tr/th[@scope='col']") and not table.xpath("tbody/tr[not(th[@scope='row'])]")
    labels = [caption.text for caption in page.xpath("//caption/span")]
    assert labels == [f"Tabel {number}." for number in range(1, len(labels) + 1)]


def test_drawings_are_named_and_can_be_scrolled(page: HtmlElement) -> None:
    drawings = page.xpath("//*[local-name()='svg']")
    assert drawings and all(each.get("role") == "img" and each.get("aria-labelledby") for each in drawings)
    assert all(each.getparent().get("tabindex") == "0" for each in drawings)


def test_nothing_is_asked_of_another_place(page: HtmlElement) -> None:
    assert page.xpath("//script | //link | //img | //iframe | //*[@style] | //*[@onclick]") == []


def test_texts_are_escaped(page: HtmlElement) -> None:
    assert page.xpath("//main//b") == [] and "<b>mandaat</b>" in page.text_content()
    assert "verzonnen" in page.find_class("alert--warning")[0].text_content()


def test_equal_rows_give_equal_pages(publication: Publication, chapters: tuple[Chapter, ...]) -> None:
    assert html.write(publication, chapters) == html.write(publication, read_chapters(publication))


def test_a_study_without_rows_has_a_page(publication: Publication) -> None:
    nothing = replace(publication, rows={name: [] for name in publication.rows}, digest="0")
    assert "Er zijn nog geen documenten ingesloten." in html.write(nothing, read_chapters(nothing))


def test_the_site_shows_it_with_a_way_back_and_to_its_other_forms(folder: Path, publication: Publication) -> None:
    (answer,) = ask(folder, "/kennissynthese")
    page = parser.document_fromstring(answer.text)
    assert answer.status_code == 200 and "'unsafe" not in answer.headers["content-security-policy"]
    assert page.xpath("//header//a/@href")[:2] == ["/", "/bestand/kennissynthese.pdf"]
    addresses = {link.removeprefix("/herkomst/") for link in page.xpath("//a/@href") if link.startswith("/herkomst/")}
    found = [behind(publication, origin_of(address), publication.tables, limit=0) for address in sorted(addresses)]
    assert len(found) > 50 and None not in found


def test_on_the_site_numbers_and_quotes_lead_to_their_origin(publication: Publication) -> None:
    text = html.write(publication, read_chapters(publication))
    page = traced(text)
    assert page.count("Bekijk dit citaat") == text.count("<blockquote ")
    assert '<a class="traced" href="/herkomst/verantwoording/' in page
    assert not re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", page, re.DOTALL), "no link within a link"
    assert '<data value="0" ' in page, "nothing stands behind nought"
