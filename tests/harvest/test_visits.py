"""What a harvest remembers: nothing is asked twice in a visit, nothing that was found is lost."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from corpus.issues import Unchanged
from corpus.record import Record
from corpus.records import Find, Response, Source, Visit
from corpus.stage import Inputs
from harvest.crawling.fetching import Limits
from harvest.settings import HarvestSettings
from harvest.source import harvest_source, settle_source
from tests.harvest.harvesting import CONTACT, FAST, documents, finds, harvest, inputs, issues
from tests.harvest.universe.server import Reply, Server, document, html, in_turn, pdf, serving

FAST_ONCE = Limits(timeout_s=3, revisit_s=0, attempts=1)


def crawl(site: Server, limits: Limits = FAST, **values: Any) -> list[Record]:
    settings = {"delay_s": 0.0, "depth": 2, "allow": (r"\.pdf$",)}
    return harvest(Path(), "website", limits, url=site.root, **(settings | values))


def site_of(*names: str, **headers: str) -> dict[str, Any]:
    pages = {f"/{name}.pdf": document(name, **headers) for name in names}
    return {"/": html(*((f"/{name}.pdf", f"Rapport {name}") for name in names)), **pages}


def states(records: list[Record], site: Server) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for record in records:
        if isinstance(record, Find):
            found.setdefault(record.url.removeprefix(site.root), []).append(record.state)
    return {url: sorted(states) for url, states in sorted(found.items())}


def test_every_answer_is_a_row_with_what_matters_of_it() -> None:
    with serving(site_of("a", ETag='"1"', Last_Modified="Mon, 02 Mar 2026 10:00:00 GMT")) as site:
        rows = {row.url: row for row in crawl(site) if isinstance(row, Response)}
        answer = rows[f"{site.root}a.pdf"]
    assert set(rows) == {site.root, f"{site.root}a.pdf"}
    assert (answer.status, answer.etag, answer.last_modified) == (200, '"1"', "Mon, 02 Mar 2026 10:00:00 GMT")
    assert (answer.media_type, answer.byte_count, answer.final_url) == ("application/pdf", len(pdf("a")), answer.url)
    assert answer.sha256 == hashlib.sha256(pdf("a")).hexdigest()
    assert answer.answered_at


def test_a_document_that_vanished_stays_with_the_day_it_was_last_seen() -> None:
    with serving(site_of("a", "b")) as site:
        first = finds(crawl(site))[f"{site.root}b.pdf"]
        site.routes = site_of("a")
        second = crawl(site)
        gone = finds(second)[f"{site.root}b.pdf"]
        visit = next(record for record in second if isinstance(record, Visit))
        assert (gone.state, gone.document_id) == ("gone", first.document_id)
        assert gone.first_seen_at == gone.last_seen_at == first.last_seen_at
        assert gone.last_seen_at < visit.visited_at  # type: ignore[operator]
        assert gone.document_id in documents(second)


def test_a_document_that_comes_back_is_present_again_since_its_first_day() -> None:
    with serving(site_of("a", "b")) as site:
        first = finds(crawl(site))[f"{site.root}b.pdf"]
        site.routes = site_of("a")
        crawl(site)
        site.routes = site_of("a", "b")
        again = finds(crawl(site))[f"{site.root}b.pdf"]
    assert (again.state, again.first_seen_at) == ("present", first.first_seen_at)


def test_a_document_that_changed_is_a_new_version_linked_to_the_old() -> None:
    with serving(site_of("a")) as site:
        old = finds(crawl(site))[f"{site.root}a.pdf"]
        site.routes["/a.pdf"] = document("a, herzien")
        records = [record for record in crawl(site) if isinstance(record, Find)]
        versions = {record.state: record for record in records}
        assert set(versions) == {"changed", "present"}
        assert versions["changed"].document_id == old.document_id
        assert versions["present"].replaces_id == old.document_id
        assert states(crawl(site), site) == {"a.pdf": ["changed", "present"]}


def test_a_page_that_says_the_same_in_other_code_is_no_new_version() -> None:
    pages = in_turn(
        html(text="<p>Het wijkteam</p><script>1</script>"), html(text="<p>Het  wijkteam</p><script>2</script>")
    )
    with serving({"/": html(("/team.html", "Team")), "/team.html": pages}) as site:
        first = finds(crawl(site, allow=("team",)))[f"{site.root}team.html"]
        second = finds(crawl(site, allow=("team",)))[f"{site.root}team.html"]
    assert (second.document_id, second.replaces_id) == (first.document_id, None)


def test_a_site_that_fails_for_a_while_loses_nothing() -> None:
    with serving(site_of("a", "b")) as site:
        crawl(site)
        site.routes["/b.pdf"] = Reply(status=500)
        records = crawl(site, FAST_ONCE)
        assert states(records, site) == {"a.pdf": ["present"], "b.pdf": ["present"]}
        assert issues(records) == {f"bron: {site.root}b.pdf": "answers with status 500"}


def test_without_all_pages_nothing_is_called_gone() -> None:
    routes = site_of("a") | {"/": html(("/een.html", ""), ("/twee.html", "")), "/een.html": html(("/a.pdf", "A"))}
    with serving(routes | {"/twee.html": html(("/b.pdf", "B")), "/b.pdf": document("b")}) as site:
        crawl(site)
        site.routes["/twee.html"] = Reply(status=500)
        assert states(crawl(site, FAST_ONCE), site) == {"a.pdf": ["present"], "b.pdf": ["present"]}
        site.routes["/twee.html"] = html()
        assert states(crawl(site, FAST_ONCE), site) == {"a.pdf": ["present"], "b.pdf": ["gone"]}


def test_what_is_denied_now_leaves_the_corpus() -> None:
    with serving(site_of("a", "b")) as site:
        crawl(site)
        assert states(crawl(site, deny=("/b",)), site) == {"a.pdf": ["present"]}


def test_an_unchanged_document_is_not_sent_again() -> None:
    def conditional(request: Any) -> Reply:
        fresh = request.headers["If-None-Match"] == '"1"'
        return Reply(status=304) if fresh else document("a", ETag='"1"')

    with serving({"/": html(("/a.pdf", "A")), "/a.pdf": conditional}) as site:
        first = crawl(site)
        site.sent.clear()
        second = crawl(site)
        assert site.sent["/a.pdf"] == 0
        assert [record.content() for record in second] == [record.content() for record in first]


def test_within_a_day_only_lists_are_asked_again() -> None:
    with serving(site_of("a", "b")) as site:
        crawl(site, Limits())
        site.asked.clear()
        records = crawl(site, Limits())
        assert site.asked == ["/robots.txt", "/"]
        assert states(records, site) == {"a.pdf": ["present"], "b.pdf": ["present"]}


def settled(site: Server, *, is_done: bool, settle: bool = True) -> list[Record]:
    own = inputs("website", url=site.root, delay_s=0.0, allow=(r"\.pdf$",))
    settings = HarvestSettings(contact=CONTACT, base=Path(), study="test")
    try:
        return list(harvest_source(Inputs({Source: own[Source]}, is_done=is_done), settings))
    finally:
        if settle:
            settle_source(own.one(Source).id, settings)


def test_a_source_where_nothing_changed_is_not_gone_through_again() -> None:
    with serving(site_of("a", "b")) as site:
        settled(site, is_done=False)
        with pytest.raises(Unchanged) as unchanged:
            settled(site, is_done=True)
        assert [type(record) for record in unchanged.value.seen] == [Visit]
        site.routes = site_of("a", "b", "c")
        assert len(documents(settled(site, is_done=True))) == 3


def test_a_source_whose_outputs_are_not_in_the_corpus_is_gone_through() -> None:
    with serving(site_of("a", "b")) as site:
        settled(site, is_done=False)
        assert len(documents(settled(site, is_done=False))) == 2


def test_a_visit_that_was_not_brought_to_its_end_asks_nothing_twice() -> None:
    with serving(site_of("a", "b")) as site:
        first = settled(site, is_done=False, settle=False)
        site.asked.clear()
        assert settled(site, is_done=False) == first
        assert site.asked == []


def test_a_listing_says_when_a_document_changed() -> None:
    def sitemap(day: str) -> Reply:
        return Reply(
            f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>'
            f"<loc>{site.root}a.pdf</loc><lastmod>{day}</lastmod></url></urlset>".encode(),
            media_type="application/xml",
        )

    with serving({"/a.pdf": document("a")}) as site:
        site.routes["/"] = sitemap("2020-01-01")
        crawl(site)
        site.asked.clear()
        crawl(site)
        assert "/a.pdf" not in site.asked
        site.routes["/"] = sitemap("2999-01-01T10:00:00+01:00")
        crawl(site)
        assert "/a.pdf" in site.asked


def test_a_row_taken_out_of_a_list_leaves_the_corpus_and_a_document_gone_from_the_web_does_not(tmp_path: Path) -> None:
    with serving(site_of("a", "b", "c")) as site:
        path = tmp_path / "lijst.csv"
        rows = [f"{site.root}{name}.pdf" for name in ("a", "b", "c")]
        path.write_text("\n".join(["url", *rows]))
        harvest(tmp_path, "list", path="lijst.csv", delay_s=0.0)
        path.write_text("\n".join(["url", rows[0], rows[2]]))
        site.routes.pop("/a.pdf")
        records = harvest(tmp_path, "list", path="lijst.csv", delay_s=0.0)
        assert states(records, site) == {"a.pdf": ["gone"], "c.pdf": ["present"]}


def test_a_file_that_is_taken_away_or_replaced_leaves_the_corpus(tmp_path: Path) -> None:
    folder = tmp_path / "rapporten"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.pdf").write_bytes(pdf(name))
    first = finds(harvest(folder, "folder", path="."))
    (folder / "a.pdf").unlink()
    (folder / "b.pdf").write_bytes(pdf("b, zonder namen"))
    second = harvest(folder, "folder", path=".")
    assert [find.state for find in finds(second).values()] == ["present", "present"]
    assert documents(second) & {find.document_id for find in first.values()} == {first["c.pdf"].document_id}
    assert finds(second)["b.pdf"].replaces_id is None


def test_a_corpus_that_is_built_again_has_what_a_source_gave_also_when_that_is_away() -> None:
    with serving(site_of("a", "b")) as site:
        first = crawl(site)
        site.routes = {"/": Reply(status=500)}
        again = crawl(site, FAST_ONCE)
    assert documents(again) == documents(first)
    assert [find.content() for find in again if isinstance(find, Find)] == [
        find.content() for find in first if isinstance(find, Find)
    ]
    assert list(issues(again).values()) == ["answers with status 500"]
