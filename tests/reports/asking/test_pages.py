"""The pages of the vraagbaak and the kennisagenda on the public site."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from reports.publishing.words import FORMS
from reports.site.serve import site
from tests.reports.conftest import SECRET

NOTHING = "Hierover staat niets in het corpus."


def ask(folder: Path, *paths: str) -> list[Any]:
    async def asking() -> list[Any]:
        datasette = site(folder)
        await datasette.invoke_startup()
        return [await datasette.client.get(path) for path in paths]

    return asyncio.run(asking())


def text_of(answer: Any) -> str:
    page: Any = html.fromstring(answer.text)
    return " ".join(page.get_element_by_id("inhoud").text_content().split())


def test_a_question_is_answered_with_literal_quotes_and_their_source(folder: Path) -> None:
    (answer,) = ask(folder, "/vraag?q=Is de caseload te hoog?")
    quotes = html.fromstring(answer.text).xpath("//blockquote/text()")
    assert any("De caseload is te hoog" in quote for quote in quotes)
    db = sqlite3.connect(folder / "publiek.db")
    assert set(quotes) <= {row[0] for row in db.execute("SELECT citaat FROM citaten")}
    assert "Tussenstand sociaal team" in text_of(answer) and NOTHING not in text_of(answer)


@pytest.mark.parametrize("question", ["Hoe werkt fotosynthese?", "Wat doet Utrecht aan mandaat?"])
def test_where_there_is_nothing_that_is_said(folder: Path, question: str) -> None:
    page, data = ask(folder, f"/vraag?q={question}", f"/vraag.json?q={question}")
    assert NOTHING in text_of(page) and "<blockquote" not in page.text
    assert json.loads(data.text) == {"vraag": question, "antwoorden": [], "melding": NOTHING}


def test_who_names_no_subject_is_asked_for_one(folder: Path) -> None:
    page, data = ask(folder, "/vraag?q=Wat helpt?", "/vraag.json?q=Wat helpt?")
    assert "Noem het onderwerp" in text_of(page) and NOTHING not in text_of(page)
    assert "Noem het onderwerp" in json.loads(data.text)["melding"]


def test_the_data_are_those_of_the_page(folder: Path) -> None:
    page, data = ask(folder, "/vraag?q=mandaat", "/vraag.json?q=mandaat")
    shown = html.fromstring(page.text).xpath("//blockquote/text()")
    assert [row["citaat"] for row in json.loads(data.text)["antwoorden"]] == shown
    assert all(0 < row["dekking"] <= 1 for row in json.loads(data.text)["antwoorden"])


def test_the_page_takes_any_text_and_shows_it_as_text(folder: Path) -> None:
    hostile = (
        '"><script>alert(1)</script>',
        "%00",
        "%ff",
        "x" * 3000,
        "a OR NEAR(",
        "'--",
        "%F0%9F%98%80",
        "{{ 7*7 }}",
    )
    for answer in ask(folder, *(f"/vraag?q={text}" for text in hostile)):
        assert answer.status_code == 200 and "<script>alert" not in answer.text and "49" not in text_of(answer)
    for answer in ask(folder, *(f"/vraag.json?q={text}" for text in hostile)):
        assert answer.status_code == 200 and answer.headers["content-type"].startswith("application/json")


def test_without_a_question_there_are_examples_that_lead_somewhere(folder: Path) -> None:
    (answer,) = ask(folder, "/vraag")
    links = html.fromstring(answer.text).xpath("//main//li/a/@href")
    assert len(links) == 3
    assert all(each.status_code == 200 for each in ask(folder, *links))


def test_a_publication_of_before_says_that_there_is_no_vraagbaak(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "publiek.db").write_bytes((folder / "publiek.db").read_bytes())
    db = sqlite3.connect(tmp_path / "publiek.db")
    db.execute(f"DROP TABLE {FORMS}")
    db.commit()
    db.close()
    page, data = ask(tmp_path, "/vraag?q=mandaat", "/vraag.json?q=mandaat")
    assert "nog niet gemaakt" in text_of(page) and data.status_code == 200


def test_the_forms_are_not_shown_as_a_table_and_hold_no_secret(folder: Path) -> None:
    for answer in ask(folder, f"/publiek/{FORMS}", f"/publiek/{FORMS}.json", f"/publiek/{FORMS}.csv"):
        assert answer.status_code in (403, 404)
    db = sqlite3.connect(folder / "publiek.db")
    assert SECRET not in {row[0] for row in db.execute(f"SELECT woord FROM {FORMS}")}


def test_the_kennisagenda_is_a_page(folder: Path) -> None:
    (answer,) = ask(folder, "/kennisagenda")
    told = text_of(answer)
    assert "Routekaart" in told and "Outreachend werken" in told and SECRET not in answer.text
    assert told.index("Outreachend werken") < told.index("Hoe lang blijft een team betrokken?")


def test_the_kennisagenda_leads_to_what_it_rests_on(folder: Path) -> None:
    (answer,) = ask(folder, "/kennisagenda")
    links = [link for link in html.fromstring(answer.text).xpath("//main//a/@href") if link.startswith("/herkomst/")]
    assert links and all(each.status_code == 200 for each in ask(folder, *links))
