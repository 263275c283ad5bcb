"""What is new: by month, as a feed, as messages and on the site."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import feedparser
import pytest
from lxml import html

from reports.news.digest import as_html, as_markdown
from reports.news.feed import Site, as_atom
from reports.news.making import files
from reports.news.months import Month, evidence_of, months
from reports.publication import Publication
from tests.reports.news.cases import news, published
from tests.reports.test_site import ask

SITE = Site("proef", "Wat werkt?", "https://kennis.voorbeeld.nl")


@pytest.fixture
def found() -> tuple[Month, ...]:
    return months(news().rows, evidence_of(news()))


def test_news_comes_by_month_and_the_last_first(found: tuple[Month, ...]) -> None:
    assert [month.title for month in found] == ["april 2026", "februari 2026", "december 2025", "maart 2019"]
    april, february, _, march = found
    assert [new.when for new in april.added] == ["gezien op 30 april 2026"]
    assert [frozen.name for frozen in february.frozen] == ["proef-v1"]
    assert [new.when for new in march.appeared] == ["verschenen op 9 maart 2019", "verschenen in maart 2019"]
    assert march.appeared[1].about == ("Tijd", "Maatwerk")


def test_changed_findings_come_by_kind_in_the_month_of_the_last_document(found: tuple[Month, ...]) -> None:
    assert [(item.element, item.kinds) for item in found[0].changed] == [
        ("Weg", ("vervallen",)), ("Tijd", ("omgekeerd", "nieuw tegengesproken")), ("Maatwerk", ("sterker",)),
    ]  # fmt: skip
    assert [(item.element, item.kinds, item.version) for item in found[1].changed] == [
        ("Tijd", ("sterker",), "proef-v0")
    ]
    assert found[0].changed[2].line == (
        "Maatwerk: was gemengd (2 voor, 2 tegen, 0 beide), nu overwegend helpt (5 voor, 2 tegen, 0 beide)."
    )


def test_without_versions_and_later_documents_nothing_has_changed() -> None:
    rows = {**news(study_versions=False).rows, "nieuw": []}
    assert [(month.code, len(month.changed), len(month.added)) for month in months(rows, [])] == [("2019-03", 0, 0)]


def test_the_feed_is_read_by_a_reader(found: tuple[Month, ...]) -> None:
    read = feedparser.parse(as_atom(found, SITE))
    assert not read.bozo and read.version == "atom10"
    assert read.feed.id == "tag:kennis.voorbeeld.nl,2026:proef/nieuws"
    assert read.feed.updated == read.entries[0].updated == "2026-04-30T00:00:00+00:00"
    assert [entry.updated for entry in read.entries] == sorted((entry.updated for entry in read.entries), reverse=True)
    assert len({entry.id for entry in read.entries}) == len(read.entries) == 9
    by_title = {entry.title: entry for entry in read.entries}
    assert by_title["Eerste <1>: Een *lijst*"].link == "https://kennis.voorbeeld.nl/document/a1"
    assert by_title["Derde"].updated == "2026-04-30T00:00:00+00:00"
    assert "5 voor" in by_title["Maatwerk: sterker"].content[0].value
    assert by_title["Vastgestelde versie proef-v1"].updated == "2026-02-03T10:11:12+00:00"


def test_ids_stay_the_same_with_and_without_a_site(found: tuple[Month, ...]) -> None:
    bare = Site("proef", "Wat werkt?", "")
    assert as_atom(found, bare) == as_atom(found, bare)
    ids = [entry.id for entry in feedparser.parse(as_atom(found, bare)).entries]
    assert all(name.startswith("urn:uuid:") for name in ids) and len(set(ids)) == len(ids)
    older = [entry.id for entry in feedparser.parse(as_atom(found[3:], bare)).entries]
    assert set(older) < set(ids)


def test_a_feed_of_nothing_is_a_feed() -> None:
    read = feedparser.parse(as_atom((), SITE))
    assert not read.bozo and not read.entries and read.feed.updated.startswith("1970")


def test_a_message_tells_all_of_its_month(found: tuple[Month, ...]) -> None:
    page: Any = html.fromstring(as_html(found[0], SITE).decode())
    assert page.get("lang") == "nl"
    assert [heading.text_content() for heading in page.iter("h2")] == [
        "Veranderde bevindingen", "Nieuw in de kennissynthese",
    ]  # fmt: skip
    assert "Omgekeerd, nieuw tegengesproken. Tijd: was" in " ".join(page.text_content().split())
    assert page.xpath("//li/@data-herkomst")[0] == "veranderingen/weg/was"
    march: Any = html.fromstring(as_html(found[3], SITE).decode())
    assert "Eerste <1>: Een *lijst*" in march.text_content()


def test_a_text_means_nothing_to_markdown(found: tuple[Month, ...]) -> None:
    text = as_markdown(found[3], SITE).decode()
    assert r"[Eerste \<1\>: Een \*lijst\*](https://kennis.voorbeeld.nl/document/a1)" in text
    assert text.startswith("# Wat is nieuw in maart 2019\n")


def test_numbers_of_a_message_stand_in_its_rows(found: tuple[Month, ...]) -> None:
    publication = news()
    for month in found:
        page: Any = html.fromstring(as_html(month, SITE).decode())
        for item in page.xpath("//li[@data-herkomst]"):
            table, name, _ = item.get("data-herkomst").split("/")
            rows = publication.rows[table]
            key = publication.tables[table].key[0]
            (row,) = [row for row in rows if str(row[key]) == unquote(name).partition("|")[0]]
            told = " ".join(str(value) for value in row.values())
            digits = "".join(sign if sign.isdigit() else " " for sign in item.text_content()).split()
            assert all(token in told for token in digits), item.text_content()


def test_files_are_the_feed_and_two_forms_of_each_month() -> None:
    settings = SimpleNamespace(study="proef", address="")
    names = [file.name for file in files(news(), settings)]
    assert names == ["nieuws/atom.xml", *(
        f"nieuws/{month}.{form}" for month in ("2026-04", "2026-02", "2025-12", "2019-03") for form in ("html", "md")
    )]  # fmt: skip
    assert [file.name for file in files(published(), settings)] == ["nieuws/atom.xml"]
    assert list(files(news(), settings)) == list(files(news(), settings))


def test_the_page_and_the_feed_are_on_the_site(folder: Path) -> None:
    page, feed, none = ask(folder, "/nieuws", "/nieuws/atom.xml", "/nieuws?maand=1999-01")
    assert (page.status_code, feed.status_code, none.status_code) == (200, 200, 404)
    assert feed.headers["content-type"] == "application/atom+xml; charset=utf-8"
    shown: Any = html.fromstring(page.text)
    assert shown.xpath("//link[@type='application/atom+xml']/@href") == ["/nieuws/atom.xml"]
    rows = Publication.read(folder / "publiek.db").rows
    dated = [row["titel"] for row in rows["referenties"] if (row["verschenen_op"] or "").count("-")]
    dated += [row["titel"] for row in rows["nieuw"]]
    assert len(dated) == 2 and all(title in shown.text_content() for title in dated)
    assert "Nieuw. Outreachend werken: werd te weinig bewijs (1 voor, 0 tegen, 0 beide)." in shown.text_content()
    entries = {entry.title: entry.category for entry in feedparser.parse(feed.content).entries}
    assert {title for title, category in entries.items() if category == "document"} == set(dated)
    assert {"versie", "bevinding"} <= set(entries.values())
    addresses = sorted(set(shown.xpath("//main//a/@href")))
    answers = ask(folder, *addresses)
    assert [address for address, answer in zip(addresses, answers, strict=True) if answer.status_code != 200] == []
