"""Web pages: main text, headings, lists and tables, in the encoding that the bytes have."""

from __future__ import annotations

import hashlib

import pytest

from corpus.record import Record
from corpus.records import Block, Issue, Page
from extract.html import decode
from extract.read import read_content

ARTICLE = "Het sociaal team werkt sinds 2020 met vaste contactpersonen in elke wijk. Inwoners zijn daar tevreden over. "
PAGE = f"""<!doctype html><html lang="nl"><head><title>Evaluatie</title></head><body>
<nav><a href="/">Home</a> <a href="/contact">Contact opnemen</a></nav>
<main><h1>Evaluatie van de toegang</h1><p>{ARTICLE * 3}</p><h2>Wat werkt</h2>
<ul><li>Een vaste contactpersoon per huishouden</li><li>Wekelijks overleg met de huisarts</li></ul><p>{ARTICLE * 2}</p>
<table><tr><th>Jaar</th><th>Aantal</th></tr><tr><td>2020</td><td>12</td></tr></table></main>
<footer>Alle rechten voorbehouden</footer></body></html>"""


def read(content: bytes) -> list[Record]:
    return list(read_content(hashlib.sha256(content).hexdigest(), content))


def blocks(records: list[Record]) -> list[tuple[str, str]]:
    (page,) = (record for record in records if isinstance(record, Page))
    return [(record.role, page.text[record.start : record.end]) for record in records if isinstance(record, Block)]


def test_main_text_keeps_its_roles_and_navigation_goes() -> None:
    found = blocks(read(PAGE.encode()))
    assert found[0] == ("heading", "Evaluatie van de toegang")
    assert ("heading", "Wat werkt") in found
    assert ("list_item", "Wekelijks overleg met de huisarts") in found
    assert ("table", "Jaar | Aantal\n2020 | 12") in found
    assert not any("Contact opnemen" in text or "voorbehouden" in text for _, text in found)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>cliënt</p>".encode(), "cliënt"),
        (b'<meta charset="utf-8"><p>cli\xebnt</p>', "cliënt"),
        (b"<meta charset=iso-8859-15><p>\xa4 5</p>", "€ 5"),
        (b"<p>\x93cli\xebnt\x94</p>", "“cliënt”"),
        ("<p>cliënt</p>".encode("utf-16"), "cliënt"),
    ],
)
def test_encodings(content: bytes, text: str) -> None:
    assert text in decode(content)


def problems(records: list[Record]) -> list[str]:
    return [record.problem for record in records if isinstance(record, Issue)]


def test_a_page_without_main_text_gives_all_text_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extract.html.trafilatura.extract", lambda *_, **__: None)
    records = read(PAGE.encode())
    assert ("heading", "Wat werkt") in blocks(records)
    assert not any("Contact opnemen" in text for _, text in blocks(records))
    assert problems(records) == ["no main text was found, so all text of the page was taken"]


def test_a_page_that_a_script_fills_has_no_text() -> None:
    assert problems(read(b"<html><body><script>go()</script></body></html>")) == ["the page has no text"]
