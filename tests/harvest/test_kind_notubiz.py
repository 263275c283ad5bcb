from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

import pytest

from corpus.issues import Surprise
from corpus.records import Issue
from corpus.sections import SourceSettings
from harvest.kinds import Context
from harvest.kinds.notubiz import KIND
from harvest.steps import Answer, Ask, Listed, Mention, Step
from tests.harvest.driving import drive
from tests.harvest.universe import notubiz
from tests.harvest.universe.server import serving

T = TypeVar("T")
BASE = "https://api.notubiz.example"
YEAR = {"from": "2019-01-01", "until": "2019-12-31"}


def settings(**values: Any) -> SourceSettings:
    return SourceSettings.model_validate({"kind": "notubiz", "name": "bron", "url": BASE, "set": "99", **values})


def read(step: str, content: object, **values: Any) -> list[Step]:
    ask = Ask(url=f"{BASE}/events?page=1", step=step, is_document=False)
    answer = Answer(ask=ask, final_url=ask.url, content=json.dumps(content).encode(), media_type="text/plain")
    return list(KIND.read(answer, settings(**values)))


def harvest(root: str, **values: Any) -> list[Step | Surprise]:
    return drive("notubiz", url=root, **{"set": notubiz.ORGANISATION, **YEAR, **values})


def documents(steps: list[Any], root: str) -> dict[str, Listed]:
    return {step.url.removeprefix(root): step.listed for step in steps if isinstance(step, Ask) and step.is_document}


def of(steps: list[Any], kind: type[T]) -> list[T]:
    return [step for step in steps if isinstance(step, kind)]


def test_meetings_give_the_documents_of_their_whole_agenda() -> None:
    with serving(notubiz.routes()) as server:
        steps = harvest(server.root, publisher="Raad van Veldrade")
    listed = documents(steps, server.root)
    assert sorted(listed) == [
        *("document/1/1", "document/10/1", "document/11/1", "document/2/1", "document/3/1"),
        *("document/4/1", "document/7/1", "document/8/1", "document/9/1"),
    ]
    assert listed["document/2/1"] == Listed(
        title="Evaluatie wijkteams", date="2019-03-20", publisher="Raad van Veldrade", type="Rapport", identifier="2"
    )
    assert listed["document/4/1"].date == "2019-03-05", "its own, in a nested agenda item"
    assert listed["document/7/1"].title == "stuk_7.pdf", "its address had its scheme twice"
    assert listed["document/3/1"].title == "Zonder adres", "its number gives its address"
    pages = {ask.found_on for ask in of(steps, Ask) if ask.url.endswith("document/2/1")}
    assert pages == {"https://veldrade.raadsinformatie.example/vergadering/502/Raad"}
    assert {ask.changed_on for ask in of(steps, Ask) if ask.is_document} == {"2019-03-01"}


def test_what_is_confidential_is_counted_but_not_asked() -> None:
    with serving(notubiz.routes()) as server:
        steps = harvest(server.root)
    assert {(mention.url.removeprefix(server.root), mention.problem) for mention in of(steps, Mention)} == {
        ("document/5/1", "is confidential"),
        ("document/6/1", "is confidential"),
        (
            "https://veldrade.raadsinformatie.example/vergadering/502/Raad (Alleen op papier)",
            "the meeting gives no address of it",
        ),
    }
    assert not [path for path in server.asked if "/503" in path or path.startswith(("/document/5", "/document/6"))]


def test_one_bad_meeting_or_document_does_not_cost_the_others() -> None:
    with serving(notubiz.routes()) as server:
        steps = harvest(server.root)
    assert [issue.problem for issue in of(steps, Issue)] == [
        "this meeting is not public",
        "gives a document without address and title",
    ]
    assert not of(steps, Surprise)


def test_three_months_are_asked_at_a_time_and_each_page_of_them() -> None:
    with serving(notubiz.routes()) as server:
        harvest(server.root, **{"from": "2019-02-10"})
    asked = [path for path in server.asked if path.startswith("/events?")]
    fixed = "format=json&version=1.17.0"
    days = ("2019-02-10", "2019-04-30", "2019-05-01", "2019-07-31", "2019-08-01", "2019-10-31")
    first = f"date_from={days[0]}%2000%3A00%3A00&date_to={days[1]}%2023%3A59%3A59"
    assert asked[0] == f"/events?organisation_id=99&{first}&page=1&{fixed}"
    assert [path.split("date_from=")[1][:10] for path in asked if "page=1" in path] == [*days[::2], "2019-11-01"]
    assert [path for path in asked if "page=2" in path] == [f"/events?organisation_id=99&{first}&{fixed}&page=2"]
    assert "date_to=2019-12-31" in asked[3]


def test_without_both_days_all_is_asked_at_once() -> None:
    (ask,) = KIND.begin(settings(**{"from": "2015-01-01"}), Context(Path()))
    assert isinstance(ask, Ask)
    assert "date_from=2015-01-01%2000" in ask.url
    assert "date_to=2099-12-31%2023" in ask.url


def test_patterns_hold_against_titles_and_addresses() -> None:
    with serving(notubiz.routes()) as server:
        steps = harvest(server.root, allow=("[Ee]valuatie", "^/document/8/"), deny=("nooit",))
    assert sorted(documents(steps, server.root)) == ["document/2/1", "document/8/1"]
    assert not of(steps, Mention)


def test_a_later_visit_hears_of_a_new_version() -> None:
    with serving(notubiz.routes()) as server:
        before = documents(harvest(server.root), server.root)
    with serving(notubiz.routes(changed=True)) as server:
        steps = harvest(server.root)
    after = documents(steps, server.root)
    assert before.keys() ^ after.keys() == {"document/2/1", "document/2/2"}
    assert before["document/2/1"].identifier == after["document/2/2"].identifier
    assert all(ask.is_listing for ask in of(steps, Ask) if ask.step)


@pytest.mark.parametrize(
    ("step", "content", "problem"),
    [
        ("events", {"message": "Zonder parameters niets."}, "without a list of events, and says: Zonder parameters"),
        ("events", [1], "something else than an object"),
        ("events", {"events": [notubiz.event(1, "")]}, "does not say whether there are more"),
        ("events", {"events": [], "pagination": {"has_more_pages": True}}, "more meetings, but gives none"),
        ("meeting", {"message": "An uncaught error has occurred"}, "without a meeting, and says: An uncaught"),
        ("item", {"item": None}, "without an entry of a register"),
    ],
)
def test_what_is_no_answer_of_the_api_is_a_surprise(step: str, content: object, problem: str) -> None:
    with pytest.raises(Surprise, match=problem):
        read(step, content)


def test_a_list_that_gives_the_same_page_again_ends() -> None:
    page = {"pagination": {"has_more_pages": True}, "events": [notubiz.event(503, "2019-01-01", "members")]}
    with serving({"/events": notubiz.as_json(page)}) as server:
        steps = harvest(server.root, until="2019-02-01")
    assert ["has given before" in problem.problem for problem in of(steps, Surprise)] == [True]
    assert len(server.asked) == 2


def test_one_bad_event_does_not_cost_the_others() -> None:
    loose = {"id": 7, "type": "meeting", "permission_group": "public"}
    steps = read("events", {"events": ["?", {"type": "meeting"}, loose], "pagination": {"has_more_pages": False}})
    assert [issue.problem for issue in of(steps, Issue)] == ["event 1 cannot be read", "event 2 cannot be read"]
    assert [ask.url for ask in of(steps, Ask)] == [f"{BASE}/events/meetings/7?format=json&version=1.17.0"]


def test_the_host_of_a_meeting_tells_the_gemeente() -> None:
    url = "https://gemeentebestuur-haarlem.notubiz.nl/vergadering/1"
    (ask,) = read("meeting", {"meeting": {"url": url, "documents": notubiz.document(f"{BASE}/", 1)}})
    assert isinstance(ask, Ask)
    assert ask.listed.gemeente == "GM0392"
    assert ask.listed.date == "2026-11-22", "the day of publication, where nothing else gives one"


def test_a_recorded_meeting_gives_all_its_documents_and_its_update(shared: Path) -> None:
    folder = shared / "recorded" / "notubiz"
    titles = []
    for name in ("notubiz_meeting_amsterdam.json", "notubiz_meeting_amsterdam_update1.json"):
        meeting = json.loads((folder / name).read_text(encoding="utf-8"))
        parts = [meeting, *meeting["agenda_items"]]
        urls = {document["url"] for part in parts for document in part["documents"]}
        asks = of(read("meeting", meeting), Ask)
        assert {ask.url for ask in asks} == urls
        assert {ask.listed.date for ask in asks} == {"2018-02-08"}
        titles.append([ask.listed.title for ask in asks])
    assert [after for before, after in zip(*titles, strict=True) if before != after] == [
        "Uitslagenlijst FIN 2018 02 08 [GEWIJZIGD]"
    ]


def test_settings_that_cannot_be_used() -> None:
    def keys(**values: Any) -> list[Any]:
        return [fault.key for fault in KIND.faults(settings(**values))]

    assert keys() == []
    assert keys(set="veldrade", deny=("[",)) == [("deny", 0), ("set",)]
    assert keys(url="notubiz", **{"from": "2020-01-02", "until": "2020-01-01"}) == [("url",), ("from",)]
