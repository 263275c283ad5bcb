from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sniff import HTML
from harvest.forms.pages import Link, Page
from harvest.steps import Answer, Ask, Listed

URL = "https://www.veldrade.example/onderzoek/2021/wijkteams.html"
FOLDER = "https://www.veldrade.example/onderzoek/2021/"
ROOT = "https://www.veldrade.example/"


def page(content: str | bytes, content_type: str = "", url: str = URL) -> Page:
    body = content.encode() if isinstance(content, str) else content
    headers = {"content-type": content_type} if content_type else {}
    return Page(Answer(ask=Ask(url=url, step="page"), final_url=url, content=body, media_type=HTML, headers=headers))


def links(content: str | bytes, content_type: str = "") -> list[tuple[str, str | None]]:
    return [(link.url, link.text) for link in page(content, content_type).links()]


def urls(content: str | bytes) -> list[str]:
    return [url for url, _ in links(content)]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("bijlage", f"{FOLDER}bijlage"),
        ("../2020/", f"{ROOT}onderzoek/2020/"),
        ("/jeugd?jaar=2021&amp;p=2", f"{ROOT}jeugd?jaar=2021&p=2"),
        ("?p=2", f"{URL}?p=2"),
        ("//elders.example/a", "https://elders.example/a"),
        ("HTTPS://Www.Veldrade.Example/A", f"{ROOT}A"),
        (" \n /jeugd\t ", f"{ROOT}jeugd"),
        ("/jeugd#conclusie", f"{ROOT}jeugd"),
        ("/één rapport.pdf", f"{ROOT}%C3%A9%C3%A9n%20rapport.pdf"),
        ("/%C3%A9%C3%A9n%20rapport.pdf", f"{ROOT}%C3%A9%C3%A9n%20rapport.pdf"),
    ],
)
def test_addresses_are_told_in_full(href: str, url: str) -> None:
    assert urls(f'<a href="{href}">x</a>') == [url]


@pytest.mark.parametrize(
    "href",
    [
        *("", "#", "#top", " #top", "mailto:a@veldrade.example", "JavaScript:void(0)", "tel:0612345678", "data:,x"),
        *(
            "http://[kapot/a.pdf",
            "http://veldrade.example:99999/a.pdf",
        ),
    ],
)
def test_what_is_no_address_of_the_web_is_no_link(href: str) -> None:
    assert urls(f'<a href="{href}">x</a><a>y</a><area href=/z>') == [f"{ROOT}z"]


@pytest.mark.parametrize(
    "href", ["/foto.png", "/foto.JPG?w=2", "/alles.zip", "/stijl.css", "/cijfers.xlsx", "/f%2Epng"]
)
def test_images_and_archives_are_no_links(href: str) -> None:
    assert urls(f"<a href={href}>x</a>") == []


@pytest.mark.parametrize("name", ["a.pdf", "A.PDF", "a.docx", "a.doc", "a.odt", "a.rtf", "a.pptx", "a%2Epdf", "a.pdf/"])
def test_documents_are_downloads(name: str) -> None:
    (link,) = page(f"<a href=/{name}>x</a>").links()
    assert link.is_download


@pytest.mark.parametrize(
    "name", ["", "a", "a.html", "a.aspx", "a.txt", ".pdf", "a?bestand=b.pdf", "a.pdf.html", "v1.pdf/a"]
)
def test_pages_are_links_but_no_downloads(name: str) -> None:
    (link,) = page(f"<a href=/{name}>x</a>").links()
    assert not link.is_download


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("https://elders.example/map/", "https://elders.example/map/a.pdf"),
        ("/map/", f"{ROOT}map/a.pdf"),
        ("http://[kapot/", f"{FOLDER}a.pdf"),
        ("javascript:void(0)", f"{FOLDER}a.pdf"),
        ("", f"{FOLDER}a.pdf"),
    ],
)
def test_the_page_names_the_base_of_its_addresses(base: str, url: str) -> None:
    assert urls(f'<head><base href="{base}"><base href="/te-laat/"></head><a href=a.pdf>A</a>') == [url]


def test_an_address_is_one_link_with_its_first_text() -> None:
    content = """
        <a href=/b>B</a> <a href=/a><img src=a.png></a> <a href=/a#deel> Een
        <b>mooi</b><!-- geen --> rapport </a> <a href=/a>Later</a> <a href=/c>&nbsp;</a>"""
    assert links(content) == [(f"{ROOT}b", "B"), (f"{ROOT}a", "Een mooi rapport"), (f"{ROOT}c", None)]


def test_a_long_text_is_cut() -> None:
    assert links(f"<a href=/a>{'x' * 400}</a>") == [(f"{ROOT}a", "x" * 300)]


@pytest.mark.parametrize(
    ("encoding", "content_type", "head"),
    [
        ("iso-8859-1", "text/html; charset=iso-8859-1", ""),
        ("windows-1252", "text/html", "<meta charset=windows-1252>"),
        ("iso-8859-15", "", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-15">'),
        ("utf-8", "", "<meta charset=utf-8>"),
        ("utf-8", "", ""),
        ("windows-1252", "", ""),
        ("utf-8-sig", "text/html; charset=iso-8859-1", ""),
        ("utf-16", "", ""),
    ],
)
def test_the_encoding_is_that_of_the_header_the_page_or_the_bytes(encoding: str, content_type: str, head: str) -> None:
    content = f"<html><head>{head}</head><a href='/één'>Één</a></html>".encode(encoding)
    assert links(content, content_type) == [(f"{ROOT}%C3%A9%C3%A9n", "Één")]


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_xhtml_with_an_xml_declaration_is_a_page(encoding: str) -> None:
    content = (
        f'<?xml version="1.0" encoding="{encoding}"?><html xmlns="http://www.w3.org/1999/xhtml"><a href="/a">É</a>'
    )
    assert links(content.encode(encoding)) == [(f"{ROOT}a", "É")]


@pytest.mark.parametrize(
    "content",
    [
        "<a href=/a>A<a href=/b>B</table></a><p",
        "<a href='/a' x=\"1'>A</a><a href='/b>B</a>\"><a href=/b>",
        "<div>" * 1500 + "<a href=/a>A</a>" + "</div>" * 1500 + "<a href=/b>B</a>",
        "\x00<a href=/a>A\x00</a>\x01<a href=/b>",
    ],
    ids=["open", "quotes", "deep", "controls"],
)
def test_broken_pages_are_read(content: str) -> None:
    assert urls(content)[0] == f"{ROOT}a"
    assert urls(content)[-1] == f"{ROOT}b"


@pytest.mark.parametrize("content", [b"", b" \n", b"<!-- leeg -->", b"<?xml version='1.0'?>", b"<!doctype html>"])
def test_empty_pages_say_nothing(content: bytes) -> None:
    assert (urls(content), page(content).about()) == ([], Listed())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["<", "a", " href=", "'", '"', "http://", "[", "//", ">", "\0", "<base", "</", "é", "&"]))
)
def test_no_bytes_bring_a_page_down(parts: list[str]) -> None:
    assert all(url.startswith("http") for url in urls("".join(parts)))


@pytest.mark.parametrize(
    "text",
    [
        *(
            None,
            "Download",
            "Download (PDF, 2 MB)",
            "Lees het volledige rapport (pdf; 1.234 kB)",
            "Bijlage 1",
            "»",
            "2021",
        ),
        *("evaluatie-wijkteams.pdf", "Evaluatie-wijkteams.PDF (2 MB)", "Downloadbare bestanden", "Bekijk pagina's"),
        "pagina " * 40 + "!",
    ],
)
def test_a_text_that_tells_what_a_click_does_is_no_title(text: str | None) -> None:
    assert Link(f"{ROOT}Evaluatie-wijkteams.PDF", text).title is None


@pytest.mark.parametrize(
    "text", ["Evaluatie wijkteams 2021", "Rapport Hekwerk", "Download de Evaluatie wijkteams", "Bijlage B"]
)
def test_any_other_text_can_be_a_title(text: str) -> None:
    assert Link(f"{ROOT}rapport.pdf", text).title == text
    assert Link(f"{ROOT}rapport", text).title == text


REPORT = {
    "@context": "https://schema.org",
    "@type": "Article",
    "headline": "Evaluatie van de wijkteams",
    "datePublished": "2021-03-12T09:00:00+01:00",
    "publisher": {"@type": "Organization", "name": "Gemeente Veldrade"},
    "author": [{"@type": "Person", "name": "Anna de Boer"}, {"@type": "Person", "name": "Bas van Dijk"}],
}
META = """
    <meta property="og:title" content="Evaluatie van de wijkteams">
    <meta property="article:published_time" content="2021-03-12T09:00:00+01:00">
    <meta property="og:site_name" content="Gemeente Veldrade"><meta name="author" content="Anna de Boer">"""


def about(head: str, body: str, url: str = URL) -> Listed:
    content = f"<!doctype html><html lang=nl><head>{head}</head><body>{body}<footer>© 2019</footer></body></html>"
    return page(content, url=url).about()


def test_a_page_tells_of_itself_in_json_ld() -> None:
    assert about(f"<script type='application/ld+json'>{json.dumps(REPORT)}</script>", "<p>Tekst</p>") == Listed(
        title="Evaluatie van de wijkteams",
        date="2021-03-12",
        publisher="Gemeente Veldrade",
        authors="Anna de Boer; Bas van Dijk",
    )


def test_a_page_tells_of_itself_in_its_head() -> None:
    assert about(META, "<p>Tekst</p>") == Listed(
        title="Evaluatie van de wijkteams", date="2021-03-12", publisher="Gemeente Veldrade", authors="Anna de Boer"
    )


@pytest.mark.parametrize("name", ["DC.date", "DCTERMS.issued", "DCTERMS.created"])
def test_a_page_tells_its_day_in_dublin_core(name: str) -> None:
    assert about(f"<meta name={name} content=2021-03-12>", "<p>Tekst</p>").date == "2021-03-12"


def test_the_visible_heading_is_the_title() -> None:
    body = "<h1><img src=logo.png></h1><h1>De <i>wijkteams</i>\n geëvalueerd</h1><h1>Nieuws</h1>"
    assert about(META, body).title == "De wijkteams geëvalueerd"


def test_a_page_that_tells_nothing_is_given_nothing() -> None:
    body = "<p>Op 3 juni 2020 kwamen de wijkteams bijeen.</p>"
    assert about("", body) == Listed()
    assert about("<title>Wijkteams</title>", body) == Listed(title="Wijkteams")


@pytest.mark.parametrize(
    "url", ["https://www.veldrade.example:8080/a", "http://veldrade.example/a", "http://127.0.0.1:80/a"]
)
def test_a_host_is_no_publisher(url: str) -> None:
    assert about("", "<p>Tekst</p>", url).publisher is None
