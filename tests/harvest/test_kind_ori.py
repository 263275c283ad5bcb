from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

import pytest

from corpus.issues import Surprise
from corpus.records import Issue
from corpus.sections import SourceSettings
from harvest.kinds import Context
from harvest.kinds.ori import KIND
from harvest.steps import Answer, Ask, Bookmark, Gone, Listed, Mention, Step
from tests.harvest.driving import drive
from tests.harvest.universe import ori
from tests.harvest.universe.server import Reply, Request, serving

T = TypeVar("T")
BASE = "https://besluiten.example"


def settings(**values: Any) -> SourceSettings:
    return SourceSettings.model_validate({"kind": "ori", "name": "bron", "url": BASE, **values})


def read(
    content: object, headers: dict[str, str] | None = None, bookmark: str | None = None, **values: Any
) -> list[Step]:
    """Read an answer to the first ask of a source with these settings."""
    asked = settings(**values)
    (ask,) = KIND.begin(asked, Context(Path(), bookmark))
    assert isinstance(ask, Ask)
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    answer = Answer(ask=ask, final_url=ask.url, content=body, media_type="text/plain", headers=headers or {})
    return list(KIND.read(answer, asked))


def documents(steps: list[Step | Surprise], root: str) -> dict[str, Listed]:
    return {step.url.removeprefix(root): step.listed for step in steps if isinstance(step, Ask) and step.is_document}


def of(steps: list[Any], kind: type[T]) -> list[T]:
    return [step for step in steps if isinstance(step, kind)]


def test_a_search_gives_the_documents_of_all_its_pages() -> None:
    with serving(ori.routes()) as server:
        steps = drive("ori", url=server.root, query="wijkteam evaluatie", publisher="Raad")
    assert documents(steps, server.root) == {
        "files/1.pdf": Listed(
            title="Evaluatie wijkteams",
            date="2019-03-20",
            publisher="Raad",
            gemeente="Veldrade",
            identifier="document:notubiz:gemeente:veldrade:1",
        ),
        "files/2.pdf": Listed(
            title="Bijlage bij de evaluatie",
            date="2019-03-20",
            publisher="Raad",
            gemeente="Veldrade",
            identifier="document:notubiz:gemeente:veldrade:2",
        ),
        "files/4.pdf": Listed(
            title="Toegang tot jeugdhulp",
            date="2021-01-14",
            publisher="Raad",
            gemeente="Veldrade",
            identifier="document:notubiz:gemeente:veldrade:4",
        ),
        "files/5.pdf": Listed(
            title="Waterplan",
            date="2020-05-05",
            publisher="Raad",
            identifier="document:notubiz:waterschap:duinrade:5",
        ),
    }
    assert server.asked[0] == (
        "/api/search?query=wijkteam%20evaluatie&entityType=Document&sort=date_desc&offset=0&limit=100"
    )


def test_a_document_without_an_address_is_counted_by_its_record() -> None:
    with serving(ori.routes()) as server:
        steps = drive("ori", url=server.root, query="memo")
    (mention,) = of(steps, Mention)
    assert mention.url == f"{server.root}api/entities/document%3Anotubiz%3Agemeente%3Aveldrade%3A3"
    assert mention.listed.title == "Besloten memo"
    assert mention.listed.date == "2019-06-02", "half past one at night in the Netherlands"


def test_a_search_asks_for_one_organisation_and_for_the_days_that_are_wanted() -> None:
    with serving(ori.routes()) as server:
        values: dict[str, Any] = {
            "query": "x",
            "set": "veldrade",
            "from": "2019-01-01",
            "until": "2019-12-31",
            "deny": ("^Bijlage",),
        }
        steps = drive("ori", url=server.root, **values)
    assert list(documents(steps, server.root)) == ["files/1.pdf"]
    assert "organization=veldrade&" in server.asked[0]
    assert "dateFrom=2019-01-01&dateTo=2019-12-31" in server.asked[0]


@pytest.mark.parametrize("allow", ["jeugdhulp", r"^/files/4\.pdf$"])
def test_patterns_hold_against_titles_and_addresses(allow: str) -> None:
    with serving(ori.routes()) as server:
        steps = drive("ori", url=server.root, query="x", allow=(allow,))
    assert list(documents(steps, server.root)) == ["files/4.pdf"]


def test_one_bad_result_does_not_cost_the_others() -> None:
    good = {"entityId": "document:a:gemeente:veldrade:1", "title": "Goed", "downloadUrl": f"{BASE}/1.pdf"}
    steps = read({"results": ["geen", good, {"title": "Zonder"}], "hasMore": False}, query="x")
    assert [ask.url for ask in of(steps, Ask)] == [f"{BASE}/1.pdf"]
    assert [issue.problem for issue in of(steps, Issue)] == ["result 1 has no entityId", "result 3 has no entityId"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ({"results": [], "hasMore": True}, "says that there is more, but gives nothing"),
        ({"error": "Zoeken mislukt.", "request_id": "1"}, "results of a search, and says: Zoeken mislukt"),
        ("niets", "results of a search"),
        (b"<html>", "something else than JSON"),
    ],
)
def test_what_is_no_result_is_a_surprise(content: object, problem: str) -> None:
    with pytest.raises(Surprise, match=problem):
        read(content, query="x")


def test_a_search_that_gives_the_same_page_again_ends() -> None:
    page = {"results": [{"entityId": "document:a:gemeente:veldrade:1", "title": "Weer"}], "hasMore": True}
    with serving({"/api/search": ori.as_json(page)}) as server:
        steps = drive("ori", url=server.root, query="x")
    (problem,) = of(steps, Surprise)
    assert "has given before" in problem.problem
    assert len([path for path in server.asked if path.startswith("/api/search")]) == 2


def test_a_first_export_gives_all_documents_and_the_cursor_of_its_first_page() -> None:
    with serving(ori.routes()) as server:
        steps = drive("ori", url=server.root, set="veldrade")
    listed = documents(steps, server.root)
    assert list(listed) == ["files/1.pdf", "files/2.pdf", "files/4.pdf"]
    assert listed["files/2.pdf"].type == "Bijlage"
    assert listed["files/2.pdf"].gemeente == "veldrade"
    assert [mention.listed.title for mention in of(steps, Mention)] == ["Besloten memo"]
    assert of(steps, Bookmark) == [Bookmark(value=str(ori.SNAPSHOT_END))]
    assert server.asked[0] == "/api/export/snapshot?source=veldrade&limit=500"
    assert {ask.changed_on for ask in of(steps, Ask) if ask.is_document and ask.url.endswith("1.pdf")} == {"2026-02-03"}


def test_a_key_of_the_register_becomes_its_code() -> None:
    paper = ori.Paper(1, "Titel", "2020-01-01", body="gemeente:den_helder")
    (ask, _) = read(ori.line(1, paper, f"{BASE}/"), {"x-has-more": "false", "x-changes-cursor": "2"}, set="den_helder")
    assert isinstance(ask, Ask)
    assert ask.listed.gemeente == "GM0400"


def test_a_later_export_gives_the_changes_only() -> None:
    with serving(ori.routes()) as server:
        steps = drive("ori", url=server.root, set="veldrade", bookmark=str(ori.SNAPSHOT_END))
    assert list(documents(steps, server.root)) == ["files/6.pdf", "files/4.pdf"]
    assert documents(steps, server.root)["files/6.pdf"].date == "2022-09-01"
    assert of(steps, Gone) == [Gone(identifier=ori.PAPERS[0].identifier)]
    assert of(steps, Bookmark) == [Bookmark(value=str(ori.CHANGES_END))]
    assert server.asked[0] == "/api/export/changes?source=veldrade&cursor=40&limit=500"


def test_where_nothing_has_changed_the_bookmark_stays() -> None:
    steps = read(b"", {"x-has-more": "false", "x-next-cursor": "7"}, bookmark="7", set="veldrade")
    assert steps == [Bookmark(value="7")]


@pytest.mark.parametrize(("bookmark", "left"), [(None, []), ("40", [Bookmark(value="40")])])
def test_a_broken_line_is_not_lost(bookmark: str | None, left: list[Bookmark]) -> None:
    with serving(ori.routes(broken=['{"seq": 3, "op": "ups', '{"op": "merge", "entity_id": "document:1"}'])) as server:
        steps = drive("ori", url=server.root, set="veldrade", bookmark=bookmark)
    assert "files/4.pdf" in documents(steps, server.root)
    assert "line 3 cannot be read as a record" in [issue.problem for issue in of(steps, Issue)]
    assert of(steps, Bookmark) == left, "the next visit begins where this one began"


ONE = ori.line(1, ori.PAPERS[0], f"{BASE}/")


@pytest.mark.parametrize(
    ("content", "headers", "problem"),
    [
        ({"error": "Ongeldige cursor."}, {}, "than records, and says: Ongeldige cursor"),
        (b"<html><body>Onderhoud</body></html>", {}, "something else than the records of an export"),
        (ONE, {}, "does not say whether there is more"),
        (ONE, {"x-has-more": "true", "x-next-cursor": "7"}, "goes on at the same place"),
        (ONE, {"x-has-more": "true"}, "goes on at the same place"),
    ],
)
def test_an_export_that_cannot_go_on_is_a_surprise(content: object, headers: dict[str, str], problem: str) -> None:
    with pytest.raises(Surprise, match=problem):
        read(content, headers, bookmark="7", set="veldrade")


def test_an_export_that_goes_round_ends() -> None:
    meeting = {"seq": 1, "op": "upsert", "entity_id": "meeting:1", "entity_type": "Meeting"}

    def snapshot(request: Request) -> Reply:
        following = "b" if request.query.get("cursor", "a") == "a" else "a"
        headers = {"X-Has-More": "true", "X-Changes-Cursor": "1", "X-Next-Cursor": following}
        return Reply(ori.ndjson([meeting]), headers=headers)

    with serving({"/api/export/snapshot": snapshot}) as server:
        steps = drive("ori", url=server.root, set="veldrade")
    assert "has given before" in of(steps, Surprise)[0].problem
    assert not of(steps, Bookmark)


def test_an_organisation_that_was_not_exported_yet_is_told_of() -> None:
    steps = read(b"", {"x-has-more": "false", "x-changes-cursor": "0"}, set="veldrade")
    assert [issue.problem for issue in of(steps, Issue)] == ["its export holds nothing of 'veldrade' yet"]
    assert of(steps, Bookmark) == [Bookmark(value="0")]


def test_an_older_index_gives_the_papers_of_its_events() -> None:
    with serving(ori.routes()) as server:
        steps = drive("ori", url=f"{server.root}{ori.INDEX[1:]}?q=oud", query="sociaal team")
    event = Listed(title="Raadsvoorstel evaluatie", date="2017-12-14", gemeente="Duinrade")
    assert documents(steps, server.root) == {
        "files/4.pdf": event,
        "files/5.pdf": Listed(title="7: Evaluatie sociaal team", date="2017-12-14", gemeente="Duinrade"),
        "files/6.pdf": Listed(title="Memo wachttijden", date="2020-02-01", gemeente="duinrade", identifier="771"),
    }
    assert [mention.listed.title for mention in of(steps, Mention)] == ["Alleen op papier"]
    assert [path for path in server.asked if "_search" in path] == [
        f"{ori.INDEX}?size=100&from=0&q=sociaal%20team",
        f"{ori.INDEX}?size=100&from=2&q=sociaal%20team",
    ]


@pytest.mark.parametrize(
    ("hits", "problem"),
    [
        ({"total": 5, "hits": []}, "gives 0 of the 5 hits"),
        ({"hits": []}, "does not say how many hits"),
        ({"total": {"value": 10_000, "relation": "gte"}, "hits": [{"_id": "1", "_source": {}}] * 9_990}, "first 9990"),
        ({"total": 1}, "without a list of hits"),
    ],
)
def test_an_index_that_does_not_give_all_is_a_surprise(hits: object, problem: str) -> None:
    with pytest.raises(Surprise, match=problem):
        read({"hits": hits}, url=f"{BASE}/ori_x_1/_search")


def test_recorded_records_of_the_older_api_give_all_their_papers(shared: Path) -> None:
    records = json.loads((shared / "recorded" / "ori" / "agenda_items.json").read_text(encoding="utf-8"))
    urls = {source["url"] for record in records for source in record.get("sources", [])}
    answer = {"hits": {"total": len(records), "hits": [{"_source": record} for record in records]}}
    for content in (records, answer):
        asks = of(read(content, url=f"{BASE}/_search"), Ask)
        assert {ask.url for ask in asks} == urls
        assert {(ask.listed.gemeente, ask.listed.date) for ask in asks} == {("Nieuwkoop", "2017-12-14")}
        assert all(ask.listed.title for ask in asks)


def test_settings_that_cannot_be_used() -> None:
    def keys(**values: Any) -> list[Any]:
        return [fault.key for fault in KIND.faults(settings(**values))]

    assert keys() == [("set",)]
    assert keys(url="besluiten", query="x") == [("url",)]
    assert keys(set="veldrade", allow=("(",)) == [("allow", 0)]
    assert keys(set="veldrade", **{"from": "2020-01-02", "until": "2020-01-01"}) == [("from",)]
    assert keys(url=f"{BASE}/ori_x/_search") == []
