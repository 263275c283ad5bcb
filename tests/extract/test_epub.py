"""EPUB: the parts of the spine in order, with notes tied to where they are referred to."""

from __future__ import annotations

import pytest

from corpus.issues import Unreadable
from corpus.sniff import EPUB
from tests.extract.office_cases import marked, packed, parts_of, sheets_of

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
PAGE = (
    '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>x</title></head><body{kind}>{body}</body></html>'
)


def page(body: str, kind: str = "") -> str:
    return PAGE.format(body=body, kind=f' epub:type="{kind}"' if kind else "")


def book(*pages: str, spine: str = "", extra: dict[str, str] | None = None) -> bytes:
    """A book of these pages, in the order of `spine`, else in theirs; the second item is the navigation."""
    items = "".join(
        f'<item id="i{n}" href="p%20{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(pages))
    )
    order = "".join(f'<itemref idref="{each}"/>' for each in (spine.split() or [f"i{n}" for n in range(len(pages))]))
    nav = '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    members: dict[str, str | bytes] = {
        "mimetype": EPUB,
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": f"<package><manifest>{items}{nav}</manifest><spine>{order}</spine></package>",
        "OEBPS/nav.xhtml": page("<nav><ol><li>Inhoud</li></ol></nav>"),
    }
    return packed(members | {f"OEBPS/p {n}.xhtml": text for n, text in enumerate(pages)} | (extra or {}))


def test_parts_come_in_the_order_of_the_spine_without_cover_and_contents() -> None:
    content = book(
        page("<h1>Twee</h1><p>Tweede.</p>"), page("<h1>Een</h1><p>Eerste&nbsp;&eacute;n.</p>"),
        page("<img/>", "cover"), page("<ol><li>Een</li></ol>", "toc"), spine="i2 nav i3 i1 i0",
    )  # fmt: skip
    sheets = sheets_of(content)
    assert [sheet.number for sheet in sheets] == [3, 4]
    assert [[(p.role, p.text) for p in sheet.pieces] for sheet in sheets] == [
        [("heading", "Een"), ("paragraph", "Eerste én.")],
        [("heading", "Twee"), ("paragraph", "Tweede.")],
    ]


def test_a_title_page_has_the_title() -> None:
    sheets = sheets_of(book(page("<h1>Evaluatie</h1>", "titlepage"), page("<h1>Inleiding</h1>")))
    assert [piece.role for sheet in sheets for piece in sheet.pieces] == ["title", "heading"]


def test_notes_are_taken_out_of_the_text_and_tied_by_their_marks() -> None:
    body = (
        '<p>Het team<a epub:type="noteref" href="#n1">1</a> werkt<a epub:type="noteref" href="#n2">*</a>.</p>'
        '<aside epub:type="footnote" id="n1"><p>1. Sinds 2020. <a href="#r1" epub:type="backlink">↩</a></p></aside>'
        '<aside epub:type="footnote" id="n2"><p>Zie bijlage.</p></aside><p>Verder.</p>'
    )
    (sheet,) = sheets_of(book(page(body)))
    assert [marked(piece) for piece in sheet.pieces] == [
        "Het team[1] werkt[*].",
        "Verder.",
        "Sinds 2020.",
        "Zie bijlage.",
    ]
    assert [(piece.role, piece.mark) for piece in sheet.pieces[2:]] == [("footnote", "1"), ("footnote", "*")]


def test_raised_links_to_notes_in_another_part_are_notes_of_the_part_that_refers() -> None:
    raised = '<sup><a id="r1" href="p%201.xhtml#n1">[1]</a></sup>'
    text = f'<p>Het team{raised} werkt. Zie <a href="p%201.xhtml#n1">noten</a>. En weer{raised}.</p>'
    notes = '<h1>Noten</h1><ol><li id="n1"><a href="p%200.xhtml#r1">1</a> Sinds 2020.</li></ol>'
    first, second = sheets_of(book(page(text), page(notes)))
    assert [marked(piece) for piece in first.pieces] == ["Het team[1] werkt. Zie noten. En weer[1].", "Sinds 2020."]
    assert [piece.text for piece in second.pieces] == ["Noten"]


def test_empty_elements_in_the_form_of_xml_swallow_nothing() -> None:
    (sheet,) = sheets_of(book(page('<p><a id="x"/>Eerst.</p><p><span epub:type="pagebreak" id="p2">2</span>Dan.</p>')))
    assert [piece.text for piece in sheet.pieces] == ["Eerst.", "Dan."]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (packed({"mimetype": EPUB}), "container"),
        (book(page("<p>x</p>"), spine="geen"), "list of parts"),
        (
            book(page("<p>x</p>"), extra={"META-INF/encryption.xml": '<e><EncryptionMethod Algorithm="aes"/></e>'}),
            "password",
        ),
    ],
)
def test_what_is_damaged_or_locked_is_unreadable(content: bytes, problem: str) -> None:
    with pytest.raises(Unreadable, match=problem):
        parts_of(content)
