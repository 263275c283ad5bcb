"""The kennissynthese as PDF: what it says, its structure, and its tags."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from lxml.html import HtmlElement

from reports.document import pdf
from reports.document.blocks import Chapter, Heading, Items, Quote
from reports.document.chapters import read_chapters
from reports.document.numbering import Numbers, blocks_of
from reports.publication import Publication
from tests.reports.conftest import make_render_settings
from tests.reports.document.tracing import nearest, numbers, texts

HOSTILE = (
    '#panic("x") $y$ *vet* _schuin_ `code` <kort> @kort // weg',
    '"]#[ \\\\ \\" #import "/etc/passwd": * ) ; }',
    "= Geen kop",
    "emoji 😀, 漢字, مرحبا, e\u0301, \u200b\u00ad, \ufeff, \x00, \x1b, \ud800, \ue000 en\neen nieuwe regel",
)


@pytest.fixture(scope="module")
def tags(printed: bytes) -> Iterator[list[tuple[str, pikepdf.Dictionary]]]:
    """The structure elements in reading order, each with its kind."""
    with pikepdf.open(io.BytesIO(printed)) as opened:
        yield [(str(node.S).strip("/"), node) for node in _walk(opened.Root.StructTreeRoot)]


def _walk(node: pikepdf.Object) -> list[pikepdf.Dictionary]:
    kids = node.get("/K", [])
    found = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *_walk(kid)]
    return found


def _text(printed: bytes) -> str:
    document = pypdfium2.PdfDocument(printed)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_it_is_pdf_ua_as_far_as_a_checker_tells(printed: bytes, tmp_path: Path) -> None:
    from pdfua import validate

    (tmp_path / "a.pdf").write_bytes(printed)
    report = validate(str(tmp_path / "a.pdf"))
    assert report.findings == () and sum(not outcome.skipped_reason for outcome in report.outcomes) > 10


def test_equal_chapters_give_equal_bytes(
    folder: Path, publication: Publication, chapters: tuple[Chapter, ...], printed: bytes
) -> None:
    settings = replace(make_render_settings(folder), address="https://voorbeeld.nl/")
    assert pdf.write(publication, chapters, settings) == printed


def test_it_is_tagged_named_and_dutch(publication: Publication, printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as opened:
        root = opened.Root
        assert str(root.Lang).startswith("nl") and bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle) and str(opened.docinfo.Title) == publication.title
        assert "/CreationDate" not in opened.docinfo
        assert root.Outlines.Count != 0, "there are bookmarks"


def test_headings_and_tables_are_structures(tags: list[tuple[str, pikepdf.Dictionary]], page: HtmlElement) -> None:
    kinds = Counter(kind for kind, _ in tags)
    levels = [int(kind[1]) for kind, _ in tags if re.fullmatch(r"H\d", kind)]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    assert kinds["Table"] == len(page.xpath("//table")) and kinds["BlockQuote"] == len(page.xpath("//blockquote"))
    assert kinds["TH"] == len(page.xpath("//thead//th")) and kinds["TOC"] and kinds["Caption"]


def test_drawings_have_an_alternative(tags: list[tuple[str, pikepdf.Dictionary]], page: HtmlElement) -> None:
    alternatives = [str(node.get("/Alt", "")) for kind, node in tags if kind == "Figure"]
    assert alternatives == [each.text for each in page.xpath("//*[local-name()='svg']/*[local-name()='desc']")]


def test_every_quote_is_literally_there(chapters: tuple[Chapter, ...], printed: bytes) -> None:
    said = _run_together(_text(printed))
    quotes = [block.text.text for block in blocks_of(chapters) if isinstance(block, Quote)]
    assert quotes and [quote for quote in quotes if _run_together(quote) not in said] == []


def _run_together(text: str) -> str:
    """Return a text without spaces, and without hyphens, which lines may end in."""
    return re.sub(r"[\s\ufffe\u00ad-]", "", text)


def test_no_text_is_markup_or_stops_the_typesetting(folder: Path, publication: Publication) -> None:
    row = publication.rows["bewijs"][0]
    quotes = [dict(row, citaat=text, citaat_id=str(turn), formulering_id=None) for turn, text in enumerate(HOSTILE)]
    changed = replace(publication, rows={**publication.rows, "bewijs": quotes})
    said = _run_together(_text(pdf.write(changed, read_chapters(changed), make_render_settings(folder))))
    assert all(_run_together(text) in said for text in HOSTILE[:3])


def test_every_number_is_one_of_the_page_which_is_traced(
    printed: bytes, page: HtmlElement, chapters: tuple[Chapter, ...]
) -> None:
    """The page and the PDF hold the same numbers, but for the ticks of axes and what each writer numbers itself."""
    pages = [each.get_textpage().get_text_range() for each in pypdfium2.PdfDocument(printed)]
    start = next(at for at, text in enumerate(pages) if re.search(r"^1 In het kort\s*$", text, re.MULTILINE))
    said = Counter(numbers("\n".join(pages[start:])))
    said -= Counter(str(number) for number in range(start + 1, len(pages) + 1)) + Counter(_numbered(chapters))
    body = page.find("body")
    traced = Counter(_found(body, "data-herkomst"))
    assert said - traced - Counter(_found(body, "data-schaal")) == Counter()
    assert traced - said == Counter()


def _found(body: HtmlElement, mark: str) -> Iterator[str]:
    """Yield the numbers in what has a mark, but for those in what says again: contents and alternatives."""
    for text, node in texts(body):
        is_again = str(node.tag).endswith("desc") or any(
            each.tag in ("nav", "details") for each in node.iterancestors()
        )
        if nearest(node, mark) is not None and not is_again:
            yield from numbers(text)


def _numbered(chapters: tuple[Chapter, ...]) -> Iterator[str]:
    """Yield the numbers that the writer gives to headings, items of lists, tables and figures."""
    for place, chapter in enumerate((each for each in chapters if not each.is_annex), 1):
        yield str(place)
        headings = [block for part in chapter.parts for block in part.blocks if isinstance(block, Heading)]
        yield from (f"{place}.{turn}" for turn in range(1, 1 + sum(heading.level == 2 for heading in headings)))
    for block in blocks_of(chapters):
        if isinstance(block, Items) and block.is_ordered:
            yield from (str(turn) for turn in range(1, len(block.items) + 1))
    for label in Numbers.of(chapters).labels.values():
        yield from numbers(label)
