from __future__ import annotations

import pytest

from corpus.sniff import sniff
from harvest.forms.landing import documents_on
from harvest.steps import Answer, Ask, Held, Listed, Mention, Step
from tests.harvest.universe.server import pdf

PAGE = "https://www.example.nl/publicaties/1"
LISTED = Listed(title="Evaluatie sociale teams", date="2021")


def read(content: str | bytes, final_url: str = PAGE) -> list[Step]:
    body = content.encode() if isinstance(content, str) else content
    ask = Ask(url="https://doi.example/10.1", step="page", is_document=False, listed=LISTED)
    return list(documents_on(Answer(ask=ask, final_url=final_url, content=body, media_type=sniff(body)), LISTED))


def urls(content: str) -> list[str]:
    return [step.url for step in read(content) if isinstance(step, Ask)]


def test_the_address_in_the_head_comes_first() -> None:
    page = """<html><head><meta name="Citation_PDF_URL" content="/a.pdf"></head><a href="/bijlage.pdf">Bijlage</a>"""
    assert read(page) == [Ask(url="https://www.example.nl/a.pdf", listed=LISTED, found_on=PAGE)]


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("rapport.pdf", "https://www.example.nl/publicaties/rapport.pdf"),
        ("/download/Rapport%20team.DOCX?v=2#page=3", "https://www.example.nl/download/Rapport%20team.DOCX?v=2"),
        ("https://files.example.nl/r.pdf", "https://files.example.nl/r.pdf"),
    ],
)
def test_a_link_to_a_document_is_followed(href: str, url: str) -> None:
    assert urls(f"<html><body><a href='{href}'>Download</a>") == [url]


def test_a_link_with_broken_attributes_is_followed() -> None:
    assert urls("<html><body><a href=/r.pdf a%=1 {x}>Rapport</a>") == ["https://www.example.nl/r.pdf"]


def test_a_link_that_says_to_be_a_pdf_is_followed() -> None:
    page = "<html><head><link rel=alternate type='application/pdf' href='/files/12'></head>"
    assert urls(page) == ["https://www.example.nl/files/12"]


@pytest.mark.parametrize(
    "html",
    [
        "<a href='https://anders.example/r.pdf'>Elders</a>",
        "<a href='/over-ons.html'>Over ons</a>",
        "<a href='mailto:griffie@veldrade.example'>Griffie</a>",
        "<a href='http://[kapot/r.pdf'>Kapot</a>",
        "<footer><a href='/privacy.pdf'>Privacy</a></footer>",
    ],
)
def test_other_links_are_not_followed(html: str) -> None:
    assert read(f"<html><body>{html}") == [
        Mention(url="https://doi.example/10.1", problem="its page offers no document", listed=LISTED)
    ]


def test_several_documents_have_the_titles_of_their_links_where_these_say_something() -> None:
    page = "<html><body><a href=r.pdf>Download</a><a href=b.pdf> Interviews met\n inwoners </a><a href=r.pdf>nog</a>"
    titles = [step.listed.title for step in read(page) if isinstance(step, Ask)]
    assert titles == ["Evaluatie sociale teams", "Interviews met inwoners"]


def test_an_address_may_give_the_document_itself() -> None:
    assert read(pdf("x"), PAGE + ".pdf") == [Held(name=PAGE + ".pdf", content=pdf("x"), listed=LISTED)]


@pytest.mark.parametrize("content", ["", "{}", "<html></html>"])
def test_a_page_without_anything_is_mentioned(content: str) -> None:
    (step,) = read(content)
    assert isinstance(step, Mention)
