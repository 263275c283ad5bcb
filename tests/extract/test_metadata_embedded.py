"""What files hold about themselves."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
import typst

from corpus.sniff import DOCX, HTML, ODT, PDF
from extract.metadata.embedded import read_embedded
from extract.metadata.reading import Embedded

PAGE = """<html><head><title>Nieuws | Gemeente Lindervoort</title>
<meta property="og:site_name" content="Gemeente Lindervoort">
<meta name="DCTERMS.issued" content="2019-06-18">
<script type="application/ld+json">{"@graph": [{"headline": "Nieuws", "publisher": {"name": "Lindervoort"}}]}</script>
<script type="application/ld+json">{half</script></head>
<body><h1>Nieuws uit <em>de</em> wijk</h1><time datetime="2019-06-18">18 juni</time>’</body></html>"""


def test_tags_of_a_web_page() -> None:
    embedded = read_embedded(PAGE.encode(), HTML)
    assert {(tag.name, tag.value) for tag in embedded.tags} == {
        ("site", "Gemeente Lindervoort"),
        ("published", "2019-06-18"),
        ("title", "Nieuws"),
        ("publisher", "Lindervoort"),
        ("window", "Nieuws | Gemeente Lindervoort"),
        ("h1", "Nieuws uit de wijk"),
        ("time", "2019-06-18"),
    }


def test_information_and_type_of_a_pdf() -> None:
    source = b"""#set document(title: "Nabij", author: "Gemeente Lindervoort")
#set text(size: 10pt)
#text(size: 30pt)[Werken aan\\ teams]

#lorem(60)"""
    embedded = read_embedded(typst.compile(source), PDF)
    assert [tag.value for tag in embedded.values("title", "author")] == ["Nabij", "Gemeente Lindervoort"]
    large = [line for line in embedded.lines if line.size > 1.5 * embedded.body_size]
    assert [line.text for line in large] == ["Werken aan", "teams"]
    assert large[0].top < large[1].top < 0.3


def test_properties_of_office_files() -> None:
    word, saved = docx.Document(), io.BytesIO()
    word.core_properties.title, word.core_properties.author = "Gesprek", "Gemeente Lindervoort"
    word.save(saved)
    tags = read_embedded(saved.getvalue(), DOCX).values("title", "author")
    assert [tag.value for tag in tags] == ["Gesprek", "Gemeente Lindervoort"]
    meta = io.BytesIO()
    with zipfile.ZipFile(meta, "w") as archive:
        archive.writestr("meta.xml", '<o:m xmlns:o="o" xmlns:d="d"><d:title>Verslag</d:title></o:m>')
    assert [tag.value for tag in read_embedded(meta.getvalue(), ODT).tags] == ["Verslag"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 half", b"PK\x03\x04 half", b"<", b"\x00\xff" * 9])
@pytest.mark.parametrize("media_type", [PDF, HTML, DOCX, "application/octet-stream"])
def test_a_broken_file_holds_nothing(content: bytes, media_type: str) -> None:
    assert read_embedded(content, media_type) == Embedded()
