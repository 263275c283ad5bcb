"""Whatever texts the news holds, the feed can be read and the messages say it as it is."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import feedparser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from reports.news.digest import as_html, as_markdown
from reports.news.feed import Site, as_atom
from reports.news.making import files
from reports.news.months import months
from reports.references.items import whole_title
from tests.reports.news.cases import published
from tests.reports.references.cases import reference

ANY = settings(
    max_examples=40, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)  # fmt: skip
SIGNS = ["<b>", "&amp;", "*", "_", "[x](y)", "`", "# ", "- ", "1. ", "]]>", "é", "𝔄", "|", "~", "\\", "“", "!", "<!--"]
TITLES = st.lists(
    st.one_of(st.sampled_from(SIGNS), st.text(alphabet="ab Z9.", min_size=1, max_size=5)), min_size=1
).map(lambda parts: "".join(parts).strip() or "Titel")
SITES = st.sampled_from([Site("proef", "Wat <werkt>?", ""), Site("proef", "Wat", "https://kennis.voorbeeld.nl/")])


def _news(title: str) -> Any:
    rows = [reference("ab" * 32, titel=title, uitgever="Vis", verschenen_op="2020-02-03")]
    return published(referenties=rows)


def _shown(text: str) -> str:
    """Return a text as it is shown: white space and the marks that only divide do not count."""
    return re.sub(r"\s", "", text)


@ANY
@given(TITLES, SITES)
def test_the_feed_is_well_formed_and_holds_the_title(title: str, site: Site) -> None:
    read = feedparser.parse(as_atom(months(_news(title).rows, []), site), sanitize_html=False)
    assert not read.bozo
    (entry,) = read.entries
    assert entry.updated == "2020-02-03T00:00:00+00:00" and entry.id
    assert _shown(entry.title) == _shown(whole_title(title, None))


@ANY
@given(st.text(max_size=12), SITES)
def test_signs_that_xml_cannot_hold_break_no_feed(title: str, site: Site) -> None:
    read = feedparser.parse(as_atom(months(_news(f"A{title}").rows, []), site))
    assert not read.bozo and len(read.entries) == 1


@ANY
@given(TITLES, SITES)
def test_the_page_shows_the_title_as_text(title: str, site: Site) -> None:
    (month,) = months(_news(title).rows, [])
    page: Any = html.fromstring(as_html(month, site).decode())
    assert _shown(whole_title(title, None)) in _shown(page.text_content())
    assert not page.xpath("//main//b") and len(page.xpath("//main//li")) == 1


@ANY
@given(TITLES, SITES)
def test_markdown_shows_the_title_as_text(title: str, site: Site) -> None:
    (month,) = months(_news(title).rows, [])
    page: Any = html.fromstring(f"<div>{MarkdownIt().render(as_markdown(month, site).decode())}</div>")
    assert _shown(whole_title(title, None)) in _shown(page.text_content())
    assert len(page.xpath("//li")) == 1 and len(page.xpath("//h1 | //h2")) == 2
    assert len(page.xpath("//a")) == bool(site.address)


def test_a_document_without_a_title_is_called_so() -> None:
    for title in ("", ".", "\x00"):
        (entry,) = feedparser.parse(as_atom(months(_news(title).rows, []), Site("proef", "Wat", ""))).entries
        assert entry.title == "Zonder titel"


def test_equal_publications_give_equal_files() -> None:
    given_settings = SimpleNamespace(study="proef", address="https://kennis.voorbeeld.nl")
    assert list(files(_news("A"), given_settings)) == list(files(_news("A"), given_settings))
