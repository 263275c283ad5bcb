"""The public pages that show quotes, gaps, and what review came to."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from sqlite_utils import Database

from reports.shown import spread
from tests.reports.test_site import ask


def _page(folder: Path, path: str) -> Any:
    (answer,) = ask(folder, path)
    assert answer.status_code == 200, (path, answer.text)
    return html.fromstring(answer.text)


def _text(page: Any) -> str:
    return " ".join(page.text_content().split())


@pytest.fixture(scope="module")
def judged(folder: Path) -> dict[str, Any]:
    """Return the published quote that was judged."""
    (row,) = Database(folder / "publiek.db").query("SELECT * FROM citaten WHERE oordeel IS NOT NULL")
    return dict(row)


def test_the_front_page_tells_the_version_and_what_changed_since(folder: Path) -> None:
    db = Database(folder / "publiek.db")
    version = next(db.query("SELECT versie FROM vastgesteld ORDER BY nummer DESC"))["versie"]
    changes = [row["element"] for row in db["veranderingen"].rows]
    text = _text(_page(folder, "/"))
    assert f"De laatst vastgestelde versie is {version}" in text
    assert f"Wat is er veranderd sinds versie {version}?" in text
    assert changes and all(name in text for name in changes)
    assert "Wat is er met het commentaar van de klankbordgroep gedaan?" in text


def test_every_page_names_the_version(folder: Path) -> None:
    version = next(Database(folder / "publiek.db").query("SELECT versie FROM vastgesteld ORDER BY nummer DESC"))
    for path in ("/elementen", "/documenten", "/kennishiaten"):
        assert version["versie"] in _text(_page(folder, path).find(".//footer"))


def test_a_quote_is_shown_with_its_source_codes_judgements_and_what_is_alike(
    folder: Path, judged: dict[str, Any]
) -> None:
    page = _page(folder, f"/citaat/{judged['citaat_id']}")
    text = _text(page)
    assert page.findtext(".//blockquote") == judged["citaat"]
    assert judged["titel"] in text and f"blz. {judged['bladzijde']}" in text.replace("\xa0", " ")
    cells = [cell.text_content() for cell in page.xpath("//section//td | //table//tr[1]/td")]
    assert cells[:4] == ["3", "1", "0", "0"]
    others = [link for link in page.xpath("//a/@href") if link.startswith("/citaat/")]
    assert others and judged["citaat_id"] not in "".join(others)
    levels = [int(item.tag[1]) for item in page.iter("h1", "h2", "h3")]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))


def test_pages_with_quotes_lead_to_each_quote_and_tell_what_was_judged(folder: Path, judged: dict[str, Any]) -> None:
    for path in ("/element/outreachend", f"/document/{judged['document_id']}"):
        page = _page(folder, path)
        assert f"/citaat/{judged['citaat_id']}" in page.xpath("//a/@href")
        assert f"Beoordeeld: {judged['oordeel']}" in _text(page)


@pytest.mark.parametrize("path", ["/citaat/000000000000-1-0-9", "/citaat/x", "/citaat/1-1-1-x"])
def test_a_quote_that_is_not_there_is_refused(folder: Path, path: str) -> None:
    (answer,) = ask(folder, path)
    assert answer.status_code == 404


def test_the_gap_map_says_its_evidence_in_words(folder: Path) -> None:
    rows = list(Database(folder / "publiek.db")["kennishiaten"].rows)
    main = rows[0]["codeboek"]
    page = _page(folder, "/kennishiaten")
    cells = page.xpath("//td[contains(@class, 'gap')]")
    assert len(cells) == sum(row["codeboek"] == main for row in rows)
    words = {"Veel bewijs": "veel", "Enig bewijs": "enig", "Weinig bewijs": "weinig", "Geen bewijs": "geen"}
    shown = sorted(next(word for word in words.values() if word in _text(cell)) for cell in cells)
    assert shown == sorted(words[row["bewijs"]] for row in rows if row["codeboek"] == main)


def test_the_gap_map_of_a_codebook_that_is_not_there_is_that_of_the_first(folder: Path) -> None:
    pages = [_text(_page(folder, path)) for path in ("/kennishiaten", "/kennishiaten?codeboek=%3Cb%3E")]
    assert pages[0] == pages[1]


@pytest.fixture
def large(folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the published study with 250 documents more, and as many quotes of one element."""
    shutil.copytree(folder, tmp_path / "groot")
    db = Database(tmp_path / "groot" / "publiek.db")
    (document,) = db["overzicht_evaluaties"].rows_where(limit=1)
    (quote,) = db["bewijs"].rows_where("element_code = 'outreachend'", limit=1)
    names = [f"{number:064x}" for number in range(250)]
    with db.atomic():
        db.execute("PRAGMA foreign_keys = OFF")
        db.table("overzicht_evaluaties").insert_all(
            document | {"document_id": name, "titel": f"Groot {number}", "gemeenten": None}
            for number, name in enumerate(names)
        )
        db.table("bewijs").insert_all(
            quote | {"document_id": names[number // 5], "sterkte": number % 3, "citaat": f"Citaat {number}"}
            for number in range(250)
        )
    db.close()
    return tmp_path / "groot"


def test_documents_come_a_page_at_a_time_each_once(large: Path) -> None:
    titles, path = [], "/documenten?q=groot"
    while path:
        page = _page(large, path)
        titles += [cell.text_content() for cell in page.xpath("//tbody//th")]
        path = next(iter(page.xpath("//a[@rel='next']/@href")), "")
    assert len(titles) == len(set(titles)) == 250


@pytest.mark.parametrize("query", ["?q=%25", "?q=xyzzy", "?bladzijde=9", "?bladzijde=0", "?bladzijde=-1&q='", "?q=%00"])
def test_documents_are_asked_for_in_any_way(folder: Path, query: str) -> None:
    (answer,) = ask(folder, f"/documenten{query}")
    assert answer.status_code == 200


def test_an_element_shows_the_strongest_quote_of_each_document_first(large: Path) -> None:
    rows = Database(large / "publiek.db").query(
        "SELECT * FROM bewijs WHERE element_code = 'outreachend' AND richting = 'helpt' ORDER BY sterkte DESC, rowid"
    )
    expected = [row["citaat"] for row in spread(rows, 25)]
    page = _page(large, "/element/outreachend")
    assert [found.text_content() for found in page.xpath("//section[@aria-labelledby='helpt']//blockquote")] == expected
    assert "Alle 251 citaten in de tabel" in _text(page)
