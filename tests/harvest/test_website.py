from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from corpus.issues import Surprise
from corpus.raw import DATA_VARIABLE, raw_path
from corpus.record import Record
from corpus.records import Document
from harvest.crawling.fetching import ORDER_JSON, Order
from tests.harvest.harvesting import CONTACT, finds, harvest, issues
from tests.harvest.universe.server import Reply, Request, Route, Server, document, html, in_turn, pdf, serving

ROBOTS = Reply(b"User-agent: *\nDisallow: /gesloten/\n", media_type="text/plain")


def pages(elsewhere: str = "http://localhost:1/Elders.pdf") -> dict[str, Route]:
    entrance = html(
        ("/rapporten/a.pdf", ""),
        ("/rapporten/a.pdf", "Rapport  A\n over <b>wijkteams</b>"),
        ("/rapporten/kopie.pdf", "Kopie"),
        ("/rapporten/weg.pdf", "Weg"),
        ("/rapporten/wankel.pdf", "Wankel"),
        ("/rapporten/oud.pdf", "Verhuisd"),
        ("/rapporten/naar-elders.pdf", "Naar elders"),
        ("/download?rapport=7", "Met een verkeerd mediatype"),
        ("/gesloten/intern.pdf", "Intern"),
        ("/niet/dit.pdf", "Niet"),
        ("/foto.png", "Foto"),
        ("mailto:team@example.org", "Mail"),
        (elsewhere, "Elders"),
        ("/lijst.html#top", "Lijst"),
        ("/b-lijst.html", "Nog een lijst"),
    )
    return {
        "/robots.txt": ROBOTS,
        "/": entrance,
        "/rapporten/a.pdf": document("a"),
        "/rapporten/kopie.pdf": document("a"),
        "/rapporten/wankel.pdf": in_turn(Reply(b"vol", status=503), document("wankel")),
        "/rapporten/oud.pdf": Reply(status=301, headers={"Location": "/rapporten/nieuw.pdf"}),
        "/rapporten/nieuw.pdf": document("nieuw"),
        "/rapporten/naar-elders.pdf": Reply(status=302, headers={"Location": elsewhere}),
        "/download": document("zeven", media_type="text/html"),
        "/lijst.html": html(("/rapporten/twee.pdf", "Via de lijst"), ("/rapporten/a.pdf", "Elders heet het zo")),
        "/b-lijst.html": html(("/rapporten/twee.pdf", "Via de andere lijst"), ("/diep.html", "Dieper")),
        "/rapporten/twee.pdf": document("twee"),
        "/diep.html": html(("/rapporten/te-diep.pdf", "Te diep")),
        "/rapporten/te-diep.pdf": document("te diep"),
    }


def slowly(route: Route) -> Route:
    def answer(request: Request) -> Reply:
        time.sleep(0.3)
        return route(request) if callable(route) else route

    return answer


class Visit(NamedTuple):
    site: Server
    records: list[Record]


def crawl(site: Server, **values: Any) -> list[Record]:
    settings: dict[str, Any] = {
        "delay_s": 0.0,
        "depth": 2,
        "allow": ("/rapporten/", r"\?rapport="),
        "deny": ("^/niet/",),
    }
    return harvest(Path(), "website", url=site.root, **(settings | values))


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    with pytest.MonkeyPatch.context() as patch, serving(pages()) as site:
        patch.setenv(DATA_VARIABLE, str(tmp_path_factory.mktemp("data")))
        yield Visit(site, crawl(site, publisher="Uitgever"))


def test_a_document_is_kept_with_the_link_that_led_to_it(visit: Visit) -> None:
    find = finds(visit.records)[f"{visit.site.root}rapporten/a.pdf"]
    assert (find.title_listed, find.found_on) == ("Rapport A over wijkteams", visit.site.root)
    assert (find.status, find.media_type, find.publisher_listed) == (200, "application/pdf", "Uitgever")
    assert find.document_id == hashlib.sha256(pdf("a")).hexdigest()


def test_raw_bytes_are_kept_once_for_two_addresses(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    found = finds(visit.records)
    assert (
        found[f"{visit.site.root}rapporten/a.pdf"].document_id
        == found[f"{visit.site.root}rapporten/kopie.pdf"].document_id
    )
    assert len({record.id for record in visit.records if isinstance(record, Document)}) == 5


def test_robots_txt_and_denied_addresses_are_left_alone(visit: Visit) -> None:
    assert "/robots.txt" in visit.site.asked
    assert not [path for path in visit.site.asked if path.startswith(("/gesloten/", "/niet/", "/foto"))]
    assert issues(visit.records)[f"bron: {visit.site.root}gesloten/intern.pdf"] == "forbidden by robots.txt"


def test_the_crawler_says_who_it_is(visit: Visit) -> None:
    (agent,) = visit.site.agents
    assert re.fullmatch(rf"kennissynthese/[\d.]+\w* \(\+{CONTACT}\)", agent)


def test_a_dead_link_is_a_find_and_an_issue(visit: Visit) -> None:
    address = f"{visit.site.root}rapporten/weg.pdf"
    assert (finds(visit.records)[address].status, finds(visit.records)[address].document_id) == (404, None)
    assert issues(visit.records)[f"bron: {address}"] == "answers with status 404"


def test_a_busy_site_is_asked_again(visit: Visit) -> None:
    assert finds(visit.records)[f"{visit.site.root}rapporten/wankel.pdf"].status == 200
    assert visit.site.asked.count("/rapporten/wankel.pdf") == 2


def test_a_redirect_within_the_site_is_followed_and_noted(visit: Visit) -> None:
    find = finds(visit.records)[f"{visit.site.root}rapporten/oud.pdf"]
    assert find.final_url == f"{visit.site.root}rapporten/nieuw.pdf"
    assert find.document_id == hashlib.sha256(pdf("nieuw")).hexdigest()


def test_other_sites_are_not_asked(visit: Visit) -> None:
    assert not [address for address in finds(visit.records) if "localhost" in address]
    problem = issues(visit.records)[f"bron: {visit.site.root}rapporten/naar-elders.pdf"]
    assert problem == "leads to another site: http://localhost:1/Elders.pdf"


def test_the_bytes_outdo_the_media_type_of_the_site(visit: Visit) -> None:
    find = finds(visit.records)[f"{visit.site.root}download?rapport=7"]
    (document,) = (record for record in visit.records if record.id == find.document_id)
    assert find.media_type == "text/html"
    assert "/uit-een-pdf.html" not in visit.site.asked
    assert isinstance(document, Document)
    assert document.media_type == "application/pdf"


def test_pages_are_entrances_unless_they_are_allowed(visit: Visit) -> None:
    found = finds(visit.records)
    assert not {f"{visit.site.root}{path}" for path in ("", "lijst.html", "diep.html")} & found.keys()


def test_the_crawl_stops_at_its_depth(visit: Visit) -> None:
    assert "/b-lijst.html" in visit.site.asked
    assert not {"/diep.html", "/rapporten/te-diep.pdf"} & set(visit.site.asked)


def test_the_first_page_by_address_is_where_a_document_was_found(visit: Visit) -> None:
    find = finds(visit.records)[f"{visit.site.root}rapporten/twee.pdf"]
    assert (find.found_on, find.title_listed) == (f"{visit.site.root}b-lijst.html", "Via de andere lijst")


def test_the_order_of_downloads_changes_nothing(visit: Visit) -> None:
    for path in ("/b-lijst.html", "/rapporten/a.pdf"):
        visit.site.routes[path] = slowly(visit.site.routes[path])
    again = crawl(visit.site, publisher="Uitgever")
    assert [record.content() for record in again] == [record.content() for record in visit.records]


def test_without_patterns_all_but_the_entrance_is_kept() -> None:
    with serving({"/": html(("/team.html", "Team")), "/team.html": html(text="Het wijkteam")}) as site:
        records = crawl(site, allow=(), deny=(), depth=1)
        document_id = finds(records)[f"{site.root}team.html"].document_id
        assert document_id
        assert b"Het wijkteam" in raw_path(document_id).read_bytes()
        assert site.root not in finds(records)


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        (
            {"/robots.txt": Reply(status=500)},
            "cannot be reached: its robots.txt cannot be fetched, so nothing there may be asked (status 500)",
        ),
        ({"/robots.txt": Reply(b"User-agent: *\nDisallow: /\n")}, "cannot be reached: forbidden by robots.txt"),
        ({}, "answers with status 404"),
    ],
)
def test_a_site_that_gives_nothing_is_a_surprise(answers: dict[str, Route], problem: str) -> None:
    with serving(answers) as site, pytest.raises(Surprise) as surprise:
        crawl(site)
    assert (surprise.value.subject, surprise.value.problem) == (f"bron ({site.root})", problem)


def test_a_site_without_documents_is_a_surprise() -> None:
    with serving({"/": html(("/contact.html", "Contact"))}) as site:
        assert issues(crawl(site)) == {f"bron ({site.root})": "holds no documents"}


def test_a_site_that_refuses_the_connection_is_a_surprise() -> None:
    with serving({}) as site:
        pass
    with pytest.raises(Surprise, match="it refuses the connection"):
        crawl(site)


def test_a_site_without_a_secure_connection_is_a_surprise() -> None:
    with serving({}) as site, pytest.raises(Surprise, match="no secure connection can be made"):
        harvest(Path(), "website", url=site.root.replace("http:", "https:"), delay_s=0.0)


def test_an_unknown_name_is_told_at_once() -> None:
    began = time.perf_counter()
    with pytest.raises(Surprise, match="its name is not known on the network"):
        harvest(Path(), "website", url="https://www.site.invalid/")
    assert time.perf_counter() - began < 1.5


def test_a_folder_stands_in_for_a_site(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    (folder / "rapporten").mkdir(parents=True)
    (folder / "index.html").write_bytes(
        html(("rapporten/a.pdf", "A"), ("dicht/b.pdf", "B"), ("rapporten/", "Alle")).body
    )
    (folder / "rapporten" / "a.pdf").write_bytes(pdf("a"))
    (folder / "robots.txt").write_text("User-agent: *\nDisallow: /dicht/\n")
    settings = {"url": "http://voorbeeld.example/", "serve": "site", "delay_s": 0.0, "depth": 1, "allow_hosts": ()}
    records = harvest(tmp_path, "website", **settings)
    assert {address: find.status for address, find in finds(records).items()} == {
        "http://voorbeeld.example/dicht/b.pdf": None,
        "http://voorbeeld.example/rapporten/": 404,
        "http://voorbeeld.example/rapporten/a.pdf": 200,
    }
    assert issues(records)["bron: http://voorbeeld.example/dicht/b.pdf"] == "forbidden by robots.txt"


def test_a_stand_in_that_is_not_there_is_a_surprise(tmp_path: Path) -> None:
    with pytest.raises(Surprise, match="is not there: site"):
        harvest(tmp_path, "website", url="http://voorbeeld.example/", serve="site")


def test_the_crawler_stops_when_nobody_waits_for_it(data: Path) -> None:
    order = Order(delay_s=60.0, user_agent="test")
    with subprocess.Popen([sys.executable, "-m", "harvest.crawling.process"], stdin=subprocess.PIPE) as process:
        assert process.stdin
        process.stdin.write(ORDER_JSON.dump_json(order) + b"\n")
        process.stdin.close()
        assert process.wait(timeout=20) == 0
