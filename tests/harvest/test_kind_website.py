from __future__ import annotations

import gzip
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from corpus.issues import Surprise
from corpus.records import Issue
from corpus.sections import SourceSettings
from harvest.kinds import Fault
from harvest.kinds.website import faults
from harvest.steps import Ask, Listed, Step
from tests.harvest.driving import drive
from tests.harvest.universe.server import Reply, Route, Server, document, html, serving

WWW = "http://www.example.org"
FILES = "http://bestanden.example.org"
OTHER = "http://www.example.com"
ABOUT = """<meta property="article:published_time" content="2021-03-12T09:00:00+01:00">
    <meta property="og:site_name" content="Gemeente Veldrade"><meta name="author" content="Anna de Boer">"""
PUBLICATION = Listed(
    title="Evaluatie wijkteams", date="2021-03-12", publisher="Gemeente Veldrade", authors="Anna de Boer"
)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Yield a server that answers for every host: a proxy, whose routes are addresses in full."""
    with serving({}) as server:
        monkeypatch.setenv("http_proxy", server.root)
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.setattr(urllib.request, "_opener", None)
        yield server


def crawl(web: Server, routes: dict[str, Route], url: str = f"{WWW}/", **values: Any) -> list[Step | Surprise]:
    web.routes = {url if "://" in url else WWW + url: route for url, route in routes.items()}
    return drive("website", url=url, **values)


def asks(steps: list[Step | Surprise]) -> dict[str, Ask]:
    """Return the first ask of each address, without the start address."""
    found: dict[str, Ask] = {}
    for step in steps[1:]:
        if isinstance(step, Ask):
            found.setdefault(step.url.removeprefix(WWW), step)
    return found


def titles(steps: list[Step | Surprise]) -> dict[str, str | None]:
    return {url: ask.listed.title for url, ask in asks(steps).items()}


def sitemap(*locations: str, index: bool = False, lastmod: str = "") -> Reply:
    root, item = ("sitemapindex", "sitemap") if index else ("urlset", "url")
    changed = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    inner = "".join(f"<{item}><loc>{each}</loc>{changed}</{item}>" for each in locations)
    return Reply(f"<?xml version='1.0'?><{root}>{inner}</{root}>".encode(), media_type="application/xml")


def packed(reply: Reply) -> Reply:
    return Reply(gzip.compress(reply.body), media_type="application/gzip")


def test_a_packed_index_of_sitemaps_leads_to_pages_and_their_downloads(web: Server) -> None:
    routes: dict[str, Route] = {
        "/sitemap.xml.gz": packed(sitemap(f"{WWW}/deel.xml.gz", f"{OTHER}/deel.xml", index=True)),
        "/deel.xml.gz": packed(sitemap(f"{WWW}/a", "/los.pdf", f"{OTHER}/b", f"{WWW}/prive/c", lastmod="2021-03-04")),
        "/a": html(("/a.pdf", "Evaluatie A"), ("/b", "Verder")),
        "/b": html(("/te-diep.pdf", "Te diep")),
    }
    steps = crawl(web, routes, f"{WWW}/sitemap.xml.gz", allow=(r"\.pdf$",), deny=("^/prive/",))
    found = asks(steps)
    assert {url: (ask.is_listing, ask.is_document, ask.changed_on) for url, ask in found.items()} == {
        "/deel.xml.gz": (True, False, None),
        "/a": (False, False, "2021-03-04"),
        "/los.pdf": (False, True, "2021-03-04"),
        "/a.pdf": (False, True, None),
    }
    assert (found["/a.pdf"].listed.title, found["/a.pdf"].found_on) == ("Evaluatie A", f"{WWW}/a")
    assert web.asked == [f"{WWW}{path}" for path in ("/sitemap.xml.gz", *found)]


def test_indexes_that_name_each_other_end(web: Server) -> None:
    routes: dict[str, Route] = {"/1.xml": sitemap("/2.xml", index=True), "/2.xml": sitemap("/1.xml", index=True)}
    crawl(web, routes, f"{WWW}/1.xml")
    assert web.asked == [f"{WWW}/1.xml", f"{WWW}/2.xml"]


def test_a_feed_says_what_its_entries_are(web: Server) -> None:
    item = """<title>Evaluatie wijkteams</title><link>/bericht</link><enclosure url="/a.pdf"/>
        <pubDate>Fri, 12 Mar 2021 00:00:00 +0100</pubDate>"""
    feed = f"<rss version='2.0'><channel><title>Nieuws</title><item>{item}</item></channel></rss>"
    routes: dict[str, Route] = {"/rss": Reply(feed.encode()), "/bericht": html(("/b.pdf", "Bijlage"))}
    found = asks(crawl(web, routes, f"{WWW}/rss"))
    told = Listed(title="Evaluatie wijkteams", date="2021-03-12", publisher="Nieuws")
    assert (found["/bericht"].listed, found["/a.pdf"].listed) == (told, told)
    assert list(found) == ["/bericht", "/a.pdf", "/b.pdf"]


def test_a_feed_may_be_found_on_a_page(web: Server) -> None:
    feed = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='/a.pdf'/></entry></feed>"
    assert "/a.pdf" in asks(crawl(web, {"/": html(("/atom", "Volg ons")), "/atom": Reply(feed)}, depth=1))


@pytest.mark.parametrize("text", ["Download (PDF, 2 MB)", "rapport.pdf", ""])
def test_the_downloads_of_a_publication_have_what_its_page_says(web: Server, text: str) -> None:
    page = html(
        (f"{FILES}/rapport.pdf", text),
        ("/bijlage.docx", "Interviews met inwoners"),
        ("/contact", "Contact"),
        *((f"/menu/{n}", "Menu") for n in range(9)),
        head=ABOUT,
        text="<h1>Evaluatie wijkteams</h1>",
    )
    found = asks(crawl(web, {"/": page}, depth=1))
    assert found[f"{FILES}/rapport.pdf"].listed == PUBLICATION
    assert found["/bijlage.docx"].listed == Listed(
        title="Interviews met inwoners", date="2021-03-12", publisher="Gemeente Veldrade", authors="Anna de Boer"
    )
    assert found["/contact"].listed == Listed(title="Contact")
    assert [found[url].step for url in (f"{FILES}/rapport.pdf", "/contact")] == ["", "page"]


@pytest.mark.parametrize(("count", "date"), [(5, "2021-03-12"), (6, None)])
def test_a_page_with_many_downloads_is_no_publication(web: Server, count: int, date: str | None) -> None:
    links = [(f"/{n}.pdf", f"Evaluatie {n}e wijk") for n in range(count)]
    elsewhere = [(f"{OTHER}/{n}.pdf", "Elders") for n in range(9)]
    page = html(*links, *elsewhere, head=ABOUT, text="<h1>Alle evaluaties</h1>")
    found = asks(crawl(web, {"/": page}))
    assert {ask.listed.date for ask in found.values()} == {date}
    assert titles([Ask(url=""), *found.values()]) == dict(links)


def test_downloads_that_are_not_wanted_do_not_make_a_page_a_list(web: Server) -> None:
    links = [(f"/folder/{n}.pdf", "Folder") for n in range(9)]
    page = html(*links, ("/rapport/a.pdf", "Download"), head=ABOUT, text="<h1>Evaluatie wijkteams</h1>")
    found = asks(crawl(web, {"/": page}, allow=("^/rapport/",)))
    assert found["/rapport/a.pdf"].listed == PUBLICATION
    assert (found["/folder/1.pdf"].is_document, found["/folder/1.pdf"].listed) == (False, Listed())


def test_the_publisher_of_the_settings_goes_first(web: Server) -> None:
    page = html(("/a.pdf", "A van B"), ("/b", "Bericht"), head=ABOUT)
    found = asks(crawl(web, {"/": page}, publisher="Uitgever"))
    assert {ask.listed.publisher for ask in found.values()} == {"Uitgever"}


def test_links_to_other_sites_are_not_followed(web: Server) -> None:
    page = html(
        ("http://example.org/zonder-www", "Ja"),
        (f"{FILES}/a.pdf", "Ja"),
        (f"{FILES}/pagina", "Nee"),
        (f"{OTHER}/a.pdf", "Nee"),
        (f"{OTHER}/?terug={WWW}/", "Nee"),
        ("http://www.example.org.example.com/a.pdf", "Nee"),
    )
    assert list(asks(crawl(web, {"/": page}))) == ["http://example.org/zonder-www", f"{FILES}/a.pdf"]


def test_allow_and_deny_are_held_against_path_and_query(web: Server) -> None:
    page = html(
        ("/stukken/a.pdf", "Wordt bewaard"),
        ("/stukken/concept-b.pdf", "Wordt niet gevraagd"),
        ("/stukken", "Pagina die bewaard wordt"),
        ("/lijst?p=2", "Pagina die verder leidt"),
        ("/lijst?sorteer=op&p=2", "Wordt niet gevraagd"),
        (f"{FILES}/prive/stukken/c.pdf", "Wordt niet gevraagd"),
    )
    found = asks(crawl(web, {"/": page}, allow=("^/stukken",), deny=("concept", r"\?sorteer=", "^/prive/")))
    assert {url: ask.is_document for url, ask in found.items()} == {
        "/stukken/a.pdf": True,
        "/stukken": True,
        "/lijst?p=2": False,
    }


@pytest.mark.parametrize(("allow", "is_document"), [((), False), (("^/$",), True), (("^/a",), False)])
def test_the_start_is_kept_where_it_is_allowed_by_name(web: Server, allow: tuple[str, ...], is_document: bool) -> None:
    start = crawl(web, {"/": html(("/a", "A"))}, allow=allow)[0]
    assert isinstance(start, Ask)
    assert (start.is_document, start.is_listing) == (is_document, True)


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_the_crawl_is_as_deep_as_it_is_told(web: Server, depth: int) -> None:
    routes: dict[str, Route] = {f"/{n or ''}": html((f"/{n + 1}", f"Diepte {n + 1}"), ("/", "Top")) for n in range(5)}
    crawl(web, routes, depth=depth)
    assert web.asked == [f"{WWW}/", *(f"{WWW}/{n}" for n in range(1, depth + 1))]


def test_a_listing_of_hundreds_is_read_to_its_end(web: Server) -> None:
    links = [(f"rapport-{n:03}.pdf#pagina=2", f"Evaluatie nummer {n:03}") for n in range(300)]
    page = html(*links, *links, ("?p=2", "Volgende"))
    more = html(*((f"rapport-{n}.pdf", f"Evaluatie nummer {n}") for n in range(300, 400)))
    steps = crawl(web, {"/lijst/": page, "/lijst/?p=2": more}, f"{WWW}/lijst/", depth=2)
    found = titles(steps)
    assert len(found) == len(steps) - 1 == 401
    assert (found["/lijst/rapport-299.pdf"], found["/lijst/rapport-399.pdf"]) == (
        "Evaluatie nummer 299",
        "Evaluatie nummer 399",
    )


@pytest.mark.parametrize("reply", [html(("a.pdf", "Evaluatie A")), sitemap("a.pdf")])
def test_addresses_are_taken_from_where_a_page_was_moved_to(web: Server, reply: Reply) -> None:
    routes: dict[str, Route] = {
        "/": Reply(status=301, headers={"Location": f"{WWW}/nieuw/start"}),
        "/nieuw/start": reply,
    }
    (ask,) = asks(crawl(web, routes)).values()
    assert (ask.url, ask.found_on) == (f"{WWW}/nieuw/a.pdf", f"{WWW}/nieuw/start")


def test_a_document_where_a_page_was_expected_leads_nowhere(web: Server) -> None:
    steps = crawl(web, {"/": html(("/download/7", "Evaluatie")), "/download/7": document("<a href=/b.pdf>")})
    assert titles(steps) == {"/download/7": "Evaluatie"}


def test_a_page_that_speaks_of_feeds_is_a_page(web: Server) -> None:
    page = html(("/a.pdf", "Evaluatie A"), text="&lt;rss>", head="<!-- <feed> --><script>'<urlset>'</script>")
    assert titles(crawl(web, {"/": page})) == {"/a.pdf": "Evaluatie A"}


@pytest.mark.parametrize("content", [b"", b'{"message": "geen toegang"}', b"\x1f\x8bkapot", b"jaar,aantal\n"])
def test_a_start_that_leads_nowhere_is_a_surprise(web: Server, content: bytes) -> None:
    (_, surprise) = crawl(web, {"/": Reply(content)})
    assert isinstance(surprise, Surprise)
    assert (surprise.subject, surprise.problem) == (f"{WWW}/", "this is no page, sitemap or feed")


def test_other_files_that_pages_lead_to_are_no_surprise(web: Server) -> None:
    data = gzip.compress(b"jaar,aantal\n")
    steps = crawl(web, {"/": html(("/cijfers.csv.gz", "Cijfers")), "/cijfers.csv.gz": Reply(data)})
    assert titles(steps) == {"/cijfers.csv.gz": "Cijfers"}
    assert not [step for step in steps if isinstance(step, Surprise)]


def test_a_broken_sitemap_is_told_and_used(web: Server) -> None:
    broken = Reply(sitemap("/a.pdf", "/b.pdf").body.replace(b"</urlset>", b""))
    steps = crawl(web, {"/sitemap.xml": broken}, f"{WWW}/sitemap.xml")
    assert [step.subject for step in steps if isinstance(step, Issue)] == [f"{WWW}/sitemap.xml"]
    assert list(asks(steps)) == ["/a.pdf", "/b.pdf"]


def test_settings_that_cannot_be_used_are_told() -> None:
    values = {"url": "https://example.org", "serve": "site", "allow": ("(", "a"), "deny": ("[",)}
    found = list(faults(SourceSettings.model_validate({"kind": "website", "name": "bron", **values})))
    assert all(isinstance(fault, Fault) for fault in found)
    assert [fault.key for fault in found] == [("url",), ("allow", 0), ("deny", 0)]
