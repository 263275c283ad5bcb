from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import pytest

from corpus.issues import Surprise
from corpus.records import Issue
from corpus.sections import SourceSettings
from harvest.kinds.ibabs import KIND
from harvest.steps import Answer, Ask, Listed, Mention, Step
from tests.harvest.driving import drive
from tests.harvest.universe import ibabs
from tests.harvest.universe.server import serving

T = TypeVar("T")
SITE = "https://gemeenteraad.denhelder.nl"


def settings(**values: Any) -> SourceSettings:
    return SourceSettings.model_validate({"kind": "ibabs", "name": "bron", "url": f"{SITE}/Vergaderingen/", **values})


def read(content: bytes, step: str = "meeting", path: str = "/", carried: str = "0", **values: Any) -> list[Step]:
    ask = Ask(url=f"{SITE}{path}", step=step, is_document=False, carried=carried)
    answer = Answer(ask=ask, final_url=ask.url, content=content, media_type="text/html")
    return list(KIND.read(answer, settings(**values)))


def harvest(root: str, path: str = "Vergaderingen", **values: Any) -> list[Step | Surprise]:
    return drive("ibabs", url=f"{root}{path}", **values)


def documents(steps: list[Any], root: str) -> dict[str, Listed]:
    return {step.url.removeprefix(root): step.listed for step in steps if isinstance(step, Ask) and step.is_document}


def of(steps: list[Any], kind: type[T]) -> list[T]:
    return [step for step in steps if isinstance(step, kind)]


def test_an_overview_leads_to_the_documents_of_all_meetings() -> None:
    with serving(ibabs.routes()) as server:
        steps = harvest(server.root)
    listed = documents(steps, server.root)
    assert sorted(listed) == sorted(path[1:] for path in ibabs.FILES)
    assert listed["Documenten/Evaluatie.pdf"] == Listed(
        title="Evaluatie sociaal team.pdf", date="2019-03-20", gemeente="Veldrade", type="raadsvoorstel"
    )
    assert listed["Documenten/Motie.pdf"].type == "motie"
    assert listed[f"{ibabs.FULL[1:]}Oproep%20raad.pdf"].type == "agenda"
    assert listed["Documenten/Oud-stuk.pdf"].date == "2015-06-29", "stands in the row of an archived meeting"
    found_on = {ask.found_on for ask in of(steps, Ask) if ask.url.endswith("Evaluatie.pdf")}
    assert found_on == {f"{server.root}{ibabs.FULL[1:]}"}


def test_every_meeting_and_list_is_asked_once_and_nothing_beside() -> None:
    with serving(ibabs.routes()) as server:
        harvest(server.root)
    lists = [path.rpartition("=")[2] for path in server.asked if path.startswith(ibabs.LISTS)]
    assert sorted(lists) == ["12", "13", "31", "32", "33"], "only of agenda items that have documents"
    assert len(server.asked) == len(set(server.asked))
    assert not [path for path in server.asked if "print" in path or "mp3" in path or "Actueel" in path]


def test_a_faulty_meeting_does_not_cost_what_is_good() -> None:
    with serving(ibabs.routes()) as server:
        steps = harvest(server.root, ibabs.FAULTY[1:])
    assert list(documents(steps, server.root)) == ["Documenten/Zorgplan.pdf"]
    assert [(mention.listed.title, mention.listed.type) for mention in of(steps, Mention)] == [
        ("Kapot adres", None),
        ("Brief van een bewoner", "brief"),
    ]
    assert [issue.problem for issue in of(steps, Issue)] == [
        "the documents of agenda item 'Zonder nummer' cannot be asked for",
        "names no documents, though its agenda says that there are",
    ]
    assert [problem.problem for problem in of(steps, Surprise)] == [
        "is no list of the documents of an agenda item",
    ]


def test_a_confidential_document_is_counted_but_not_asked() -> None:
    with serving(ibabs.routes()) as server:
        steps = harvest(server.root, ibabs.FULL[1:])
    (mention,) = of(steps, Mention)
    assert (mention.url, mention.problem) == (f"{server.root}Documenten/Geheim.pdf", "is confidential")
    assert "/Documenten/Geheim.pdf" not in server.asked


def test_documents_of_a_meeting_that_is_asked_without_its_slash_count_from_the_meeting() -> None:
    page = ibabs.meeting(ibabs.ARCHIVED, "", "", [ibabs.item("Lijst.pdf", "Lijst")]).replace("og:url", "og:other")
    (ask,) = read(page.encode(), path=ibabs.ARCHIVED.rstrip("/"))
    assert isinstance(ask, Ask)
    assert ask.url == f"{SITE}{ibabs.ARCHIVED}Lijst.pdf"
    assert ask.listed.date == "2015-06-29", "as the address says"


def test_only_the_meetings_of_a_period_are_asked() -> None:
    with serving(ibabs.routes()) as server:
        steps = harvest(server.root, **{"from": "2019-01-01", "until": "2019-12-31"})
    assert sorted(documents(steps, server.root)) == [
        "Documenten/Evaluatie.pdf",
        "Documenten/Motie.pdf",
        f"{ibabs.FULL[1:]}Oproep%20raad.pdf",
    ]
    assert not [path for path in server.asked if any(year in path for year in ("/2001", "/2015", "/2020"))]


def test_a_meeting_of_another_period_that_is_a_start_address_gives_nothing() -> None:
    with serving(ibabs.routes()) as server:
        steps = harvest(server.root, ibabs.FAULTY[1:], until="2019-12-31")
    assert len(steps) == 1


def test_depth_says_how_far_overviews_are_followed() -> None:
    with serving(ibabs.routes()) as server:
        steps = harvest(server.root, depth=0)
    assert list(documents(steps, server.root)) == ["Documenten/Zorgplan.pdf"]


def test_patterns_hold_against_titles_and_addresses() -> None:
    with serving(ibabs.routes()) as server:
        steps = harvest(server.root, allow=("sociaal team", "^/Documenten/M"), deny=("Geheim",))
    assert sorted(documents(steps, server.root)) == ["Documenten/Evaluatie.pdf", "Documenten/Motie.pdf"]
    assert not of(steps, Mention)


@pytest.mark.parametrize(
    ("step", "content", "problem"),
    [
        ("page", b"<html><body><h1>Welkom</h1><a href='/x'>x</a></body></html>", "neither the page of a meeting nor"),
        ("meeting", ibabs.page("Niet gevonden", "").encode(), "is no page of a meeting"),
        ("meeting", b"%PDF-1.4", "is no page of a meeting"),
        ("meeting", b"", "is no page of a meeting"),
    ],
)
def test_what_is_no_meeting_is_a_surprise(step: str, content: bytes, problem: str) -> None:
    with pytest.raises(Surprise, match=problem):
        read(content, step)


MEETING_PAGES = {
    "den_helder_meeting.html": ("2015-08-31", ["Oproep vergadering gemeenteraad.pdf"], 9),
    "den_helder_faulty_meeting.html": ("2015-10-05", [], 3),
    "den_helder_archived_meeting.html": (
        "2015-06-29",
        ["Besluitenlijst raadsvergadering 29 juni 2015.pdf", "Oproep vergadering gemeenteraad.pdf"],
        13,
    ),
}


@pytest.mark.parametrize("name", sorted(MEETING_PAGES))
def test_recorded_meetings_give_their_documents_and_lists(shared: Path, name: str) -> None:
    day, titles, lists = MEETING_PAGES[name]
    steps = of(read((shared / "recorded" / "ibabs_den_helder" / name).read_bytes()), Ask)
    own = [step for step in steps if step.is_document]
    assert [step.listed.title for step in own] == titles
    assert {(step.listed.date, step.listed.gemeente) for step in own} <= {(day, "Den Helder")}
    assert len([step for step in steps if step.step == "documents"]) == lists
    assert len(steps) == len(own) + lists


def test_recorded_documents_of_an_agenda_item_are_listed_once(shared: Path) -> None:
    content = (shared / "recorded" / "ibabs_den_helder" / "den_helder_meeting_item_documents.html").read_bytes()
    (ask,) = read(content, "documents", carried=f'["{SITE}/x/", "2015-08-31", "Den Helder"]')
    assert isinstance(ask, Ask)
    assert ask.url == f"{SITE}/Documenten/Raadsbesluit-bekrachtiging-geheimhouding-Exploitatie-Zeestad.pdf"
    assert ask.listed.date == "2015-08-31"


def test_a_recorded_page_for_printing_is_no_meeting(shared: Path) -> None:
    content = (shared / "recorded" / "ibabs_den_helder" / "den_helder_meeting_print.html").read_bytes()
    with pytest.raises(Surprise, match="is no page of a meeting"):
        read(content)


def test_the_host_tells_the_gemeente_where_the_page_does_not() -> None:
    page = ibabs.meeting("", "1 mei 2019", "", [ibabs.item("/a.pdf", "A")]).replace("Gemeente Veldrade", "Home")
    (ask,) = read(page.encode())
    assert isinstance(ask, Ask)
    assert ask.listed.gemeente == "GM0400"


def test_settings_that_cannot_be_used() -> None:
    def keys(**values: Any) -> list[Any]:
        return [fault.key for fault in KIND.faults(settings(**values))]

    assert keys() == []
    assert keys(urls=("raad",), allow=("*",)) == [("urls", 0), ("allow", 0)]
