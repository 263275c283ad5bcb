from __future__ import annotations

import gzip
import tracemalloc

import pytest

from corpus.issues import Surprise
from corpus.records import Issue
from corpus.sniff import TEXT
from harvest.forms.site_lists import Entry, entries, list_kind
from harvest.steps import Answer, Ask, Listed

URL = "https://www.veldrade.example/lijst"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def answer(content: str | bytes) -> Answer:
    body = content.encode() if isinstance(content, str) else content
    return Answer(ask=Ask(url=URL, step="page"), final_url=URL, content=body, media_type=TEXT)


def read(content: str | bytes) -> list[Entry]:
    return [entry for entry in entries(answer(content)) if isinstance(entry, Entry)]


def warnings(content: str | bytes) -> list[str]:
    return [issue.problem for issue in entries(answer(content)) if isinstance(issue, Issue)]


def sitemap(*items: str, attributes: str = f'xmlns="{NAMESPACE}"') -> str:
    urls = "".join(f"<url>{item}</url>" for item in items)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {attributes}>{urls}</urlset>'


def rss(*items: str, head: str = "<title>Nieuws van\n Veldrade</title>") -> str:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{inner}</channel></rss>'


def atom(*items: str) -> str:
    inner = "".join(f"<entry>{item}</entry>" for item in items)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Onderzoek</title>{inner}</feed>'


RSS_1 = """<?xml version="1.0" encoding="iso-8859-1"?>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="/"><title>Veldradé</title></channel>
    <item rdf:about="/a"><title>Eén</title><link>/a.pdf</link><dc:date>2021-03</dc:date><dc:creator>Anna</dc:creator>
    </item></rdf:RDF>"""
INDEX = f'<sitemapindex xmlns="{NAMESPACE}"><sitemap><loc>/deel-1.xml</loc></sitemap></sitemapindex>'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (sitemap(), "sitemap"),
        (f"\n\n{sitemap()}", "sitemap"),
        (f"<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?><!-- <html> -->{INDEX}", "sitemap"),
        (sitemap(attributes=f'xmlns:s="{NAMESPACE}"').replace("<", "<s:").replace("<s:?", "<?"), "sitemap"),
        (sitemap().replace("UTF-8", "UTF-16").encode("utf-16"), "sitemap"),
        (sitemap().encode("utf-8-sig"), "sitemap"),
        (gzip.compress(sitemap().encode(), mtime=0), "sitemap"),
        (rss(), "feed"),
        (rss().replace("rss", "RSS"), "feed"),
        (f"<!DOCTYPE rss [<!ENTITY eacute '&#233;'>]>{rss()}", "feed"),
        (atom(), "feed"),
        (gzip.compress(atom().encode(), mtime=0), "feed"),
        (RSS_1, "feed"),
        (rss("<description><![CDATA[<html><body>x</body></html>]]></description>"), "feed"),
    ],
)
def test_a_list_is_known_by_its_root(content: str | bytes, kind: str) -> None:
    assert list_kind(answer(content)) == kind


@pytest.mark.parametrize(
    "content",
    [
        "<!doctype html><html><body><pre><rss version='2.0'> and <feed> and <urlset></pre>",
        "<html><head><!-- <rss> --><script>var kop = '<feed xmlns=x>'</script></head>",
        "<!-- <feed> --><rssfeed>",
        "Een <feed> is een lijst",
        "<feedback><feed/></feedback>",
        "<opml><rss/></opml>",
        "%PDF-1.4 <urlset>",
        "<!-- " * 3000 + "<rss>",
        "<!-- --> " * 600 + "<rss>",
        gzip.compress(b"jaar,aantal\n2021,3\n", mtime=0),
        b"\x1f\x8b\x08",
        b"\x1f\x8bkapot",
        b"\xff\xfe\x00",
        "",
    ],
    ids=range(14),
)
def test_other_things_are_no_lists(content: str | bytes) -> None:
    assert list_kind(answer(content)) is None


def test_a_sitemap_lists_addresses() -> None:
    content = sitemap("<loc>\n https://www.veldrade.example/a?x=1&amp;y=2 </loc>", "<loc><![CDATA[/b.pdf]]></loc>")
    assert read(content) == [Entry("https://www.veldrade.example/a?x=1&y=2"), Entry("/b.pdf")]
    assert read(gzip.compress(content.encode())) == read(content)
    assert read(f"\n\n{content}") == read(content)
    assert warnings(content) == warnings(f"\n\n{content}") == []


def test_an_index_lists_lists() -> None:
    assert read(INDEX) == [Entry("/deel-1.xml", is_list=True)]


@pytest.mark.parametrize(
    ("lastmod", "day"),
    [
        ("2021-03-04", "2021-03-04"),
        (" 2021-03-04\n", "2021-03-04"),
        ("2021-03-04T10:20Z", "2021-03-04"),
        ("2021-03-04T10:20:30+01:00", "2021-03-04"),
        ("2021-03-04T10:20:30.45+01:00", "2021-03-04"),
        ("2021-03-04T23:30:00Z", "2021-03-05"),
        ("2021-03-04T23:30:00-05:00", "2021-03-05"),
        ("2021-03", None),
        ("2021", None),
        ("04-03-2021", None),
        ("0000-00-00", None),
        ("", None),
    ],
)
def test_the_day_of_the_last_change_is_told_where_it_is_one(lastmod: str, day: str | None) -> None:
    assert read(sitemap(f"<loc>/a</loc><lastmod>{lastmod}</lastmod>")) == [Entry("/a", changed_on=day)]


def test_extensions_of_a_sitemap_change_nothing() -> None:
    attributes = f'xmlns="{NAMESPACE}" xmlns:image="urn:image" xmlns:news="urn:news" xmlns:xhtml="urn:xhtml"'
    image = "<image:image><image:loc>/foto.jpg</image:loc></image:image>"
    news = "<news:news><news:title>A</news:title><news:publication_date>2020-01-01</news:publication_date></news:news>"
    other = '<xhtml:link rel="alternate" hreflang="en" href="/en/a"/>'
    assert read(sitemap(f"{image}<loc>/a</loc>{news}{other}", attributes=attributes)) == [Entry("/a")]


def test_an_entry_without_an_address_is_none() -> None:
    assert read(sitemap("<lastmod>2021-03-04</lastmod>", "<loc>/a</loc>")) == [Entry("/a")]


@pytest.mark.parametrize(
    "content",
    [
        sitemap("<loc>/a</loc>")[:-12],
        sitemap("<loc>/a</loc>", "<loc>/b?x=1&y=2</loc>"),
        sitemap("<loc>/a</loc>", "\x01"),
        gzip.compress(sitemap("<loc>/a</loc>", *(f"<loc>/{n}</loc>" for n in range(4_000))).encode())[:-2000],
    ],
    ids=["cut", "ampersand", "control", "packed and cut"],
)
def test_a_broken_sitemap_is_read_with_a_warning(content: str | bytes) -> None:
    assert read(content)[0] == Entry("/a")
    (warning,) = warnings(content)
    assert warning.startswith("this sitemap is broken")


@pytest.mark.parametrize("content", ["<urlset", "<sitemapindex><sitemap>", "<rss", "<feed <<", "<rdf:RDF>"])
def test_a_list_of_which_nothing_can_be_read_is_a_surprise(content: str) -> None:
    with pytest.raises(Surprise, match="cannot be read") as surprise:
        read(content)
    assert surprise.value.subject == URL


def test_a_list_may_be_empty() -> None:
    assert [read(content) for content in (sitemap(), rss(), atom())] == [[], [], []]


def test_a_list_that_swells_is_a_surprise_before_it_fills_memory() -> None:
    chunk = gzip.compress(b" " * 10_000_000)
    bomb = gzip.compress(b"<urlset>") + chunk * 100
    tracemalloc.start()
    with pytest.raises(Surprise, match="cannot be unpacked"):
        read(bomb)
    assert tracemalloc.get_traced_memory()[1] < 120_000_000
    tracemalloc.stop()


def test_entities_do_not_swell() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">{entities}]>'
    with pytest.raises(Surprise, match="entity amplification"):
        read(bomb + sitemap("<loc>/a&e9;</loc>").partition("?>")[2])
    assert len(read(bomb + rss("<title>&e9;</title><link>/a</link>").partition("?>")[2])[0].listed.title or "") < 100


def test_rss_lists_what_it_says_of_each() -> None:
    item = """<title>Evaluatie\n wijkteams</title><link>/a</link><pubDate>Thu, 04 Mar 2021 00:00:00 +0100</pubDate>
        <author>anna@example.org (Anna de Boer)</author>"""
    told = Listed(
        title="Evaluatie wijkteams", date="2021-03-04", publisher="Nieuws van Veldrade", authors="Anna de Boer"
    )
    assert read(rss(item)) == [Entry("/a", told)]


def test_atom_lists_what_it_says_of_each() -> None:
    item = """<title type="html">Evaluatie</title><link href="/a"/><link rel="enclosure" href="/a.pdf"/>
        <updated>2021-03-09T10:00:00Z</updated><published>2021-03-04T23:30:00Z</published>
        <author><name>Anna</name></author><author><name>Bas</name></author>"""
    told = Listed(title="Evaluatie", date="2021-03-05", publisher="Onderzoek", authors="Anna; Bas")
    assert read(atom(item)) == [Entry("/a", told), Entry("/a.pdf", told)]


def test_rss_1_lists_what_it_says_of_each() -> None:
    told = Listed(title="Eén", date="2021-03", publisher="Veldradé", authors="Anna")
    assert read(RSS_1.encode("iso-8859-1")) == [Entry("/a.pdf", told)]


@pytest.mark.parametrize(
    ("item", "addresses"),
    [
        ("<title>Zonder</title>", []),
        ("<link></link>", []),
        ("<guid>https://veldrade.example/a</guid>", ["https://veldrade.example/a"]),
        ('<guid isPermaLink="false">7</guid>', []),
        ('<enclosure url="/a.pdf" type="application/pdf" length="1"/>', ["/a.pdf"]),
        ('<link>/a.pdf</link><enclosure url="/a.pdf"/><enclosure url="/b.pdf"/><enclosure/>', ["/a.pdf", "/b.pdf"]),
    ],
)
def test_a_feed_names_links_and_enclosures(item: str, addresses: list[str]) -> None:
    assert [entry.address for entry in read(rss(item))] == addresses


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("<updated>2021-03-04T10:00:00+01:00</updated>", "2021-03-04"),
        ("<published>2021-03-04</published><updated>2022-01-01</updated>", "2021-03-04"),
        ("<published>2021</published>", "2021"),
        ("<published>gisteren</published>", None),
        ("", None),
    ],
)
def test_an_entry_of_a_feed_has_the_day_that_it_tells(date: str, day: str | None) -> None:
    (entry,) = read(atom(f'<link href="/a"/>{date}'))
    assert entry.listed == Listed(date=day, publisher="Onderzoek")


@pytest.mark.parametrize(
    "content",
    [rss("<title>A & B</title><link>/a</link>"), rss("<title>A & B</title><link>/a</link>").partition("</item>")[0]],
)
def test_a_broken_feed_is_read_as_far_as_it_goes(content: str) -> None:
    (entry,) = read(content)
    assert (entry.address, entry.listed.title) == ("/a", "A & B")
