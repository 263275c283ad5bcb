from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.issues import Surprise
from corpus.records import Issue
from corpus.sections import SourceSettings
from harvest.kinds import Context
from harvest.kinds.woogle import probe
from harvest.steps import Ask, Held, Listed, Mention, Step
from tests.harvest.driving import drive
from tests.harvest.universe.server import Reply, pdf, serving
from tests.harvest.universe.woogle import given, reply, routes, sent

Steps = list[Step | Surprise]


def documents(steps: Steps) -> list[str]:
    return [step.url.rsplit("/", 1)[1] for step in steps if isinstance(step, Ask) and step.is_document]


def mentions(steps: Steps) -> dict[str, str]:
    return {step.url: step.problem for step in steps if isinstance(step, Mention)}


def visited(value: Any) -> Steps:
    """Return the steps of a source that answers with this value."""
    with serving({"/": reply(value)}) as server:
        return drive("woogle", url=server.root)


def test_the_dossiers_of_a_publisher_lead_to_their_files() -> None:
    with serving(routes()) as server:
        steps = drive("woogle", url=f"{server.root}infobox?pid=nl.gm9901.2i")
        archive = f"{server.root}stukken.zip"
        page = f"{server.root}dossier/1"
    assert documents(steps) == ["besluit.pdf", "nl.gm9901.2i.2021.1.doc.2", "stukken.zip"]
    assert mentions(steps) == {"nl.gm9901.2i.2021.2": "its dossier names no files"}
    (held,) = (step for step in steps if isinstance(step, Held))
    assert (held.name, held.content) == (f"{archive}/map/rapport.pdf", pdf("uit de zip"))
    decision = steps[1]
    assert isinstance(decision, Ask)
    assert decision.found_on == page
    assert decision.listed == Listed(
        title="Besluit",
        date="2021-05-12",
        publisher="Gemeente Veldrade",
        gemeente="GM9901",
        type="besluit",
        identifier="nl.gm9901.2i.2021.1",
    )


def test_dossiers_as_they_are_sent_lead_to_their_files() -> None:
    with serving(routes()) as server:
        steps = drive("woogle", urls=(f"{server.root}dossiers.json",), publisher="Uitgever")
    assert documents(steps) == ["verzoek.pdf", "besluit-2.pdf", "rapport.pdf", "oud.pdf"]
    listed = {step.url.rsplit("/", 1)[1]: step.listed for step in steps if isinstance(step, Ask)}
    assert listed["verzoek.pdf"].date == "2022-01-02"
    assert listed["besluit-2.pdf"] == Listed(
        title="Verzoek over jeugdteams", date="2022-03-04", publisher="Uitgever", gemeente="GM9902", type="besluit"
    )
    assert (listed["rapport.pdf"].type, listed["rapport.pdf"].date) == ("rapport", "2021-11-30")
    assert listed["oud.pdf"].date == "2019"


def test_a_file_without_address_is_mentioned_without_names_of_people() -> None:
    with serving(routes()) as server:
        steps = drive("woogle", url=f"{server.root}dossiers.json")
    assert mentions(steps) == {
        "Verzoek over jeugdteams, documenten 4": "its dossier says that it is not on the web",
        "Verzoek over jeugdteams, documenten 5": "its dossier gives no address",
    }
    assert "inwoner" not in str(steps)


@pytest.mark.parametrize(
    "value",
    [
        {"dc_title": "Een", "foi_files": {}},
        [{"dc_title": "Een"}],
        {"infobox": {"dc_title": "Een", "foi_files": None}},
        {"infobox": {"foi_dossiers": [{"dc_title": "Een", "foi_files": "?"}]}},
    ],
)
def test_dossiers_are_known_in_each_form(value: Any) -> None:
    assert mentions(visited(value)) == {"Een": "its dossier names no files"}


def test_a_dossier_in_another_form_leaves_the_others() -> None:
    steps = visited(["kapot", {"dc_title": "Een"}])
    assert [step.problem for step in steps if isinstance(step, Issue)] == [
        "its dossier 1 is in a form that is not known"
    ]
    assert list(mentions(steps)) == ["Een"]


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        ({"success": False}, "answers with JSON that holds no dossiers in a form that is known"),
        ("tekst", "answers with JSON that holds no dossiers in a form that is known"),
        (
            {"infobox": {"foi_totalDossiers": "7", "foi_dossiers": [{"dc_title": "Een"}]}},
            "has 7 dossiers, of which it gives 1",
        ),
    ],
)
def test_an_answer_that_is_not_whole_is_a_surprise(value: Any, problem: str) -> None:
    last = visited(value)[-1]
    assert isinstance(last, Surprise)
    assert last.problem == problem


def test_an_answer_that_is_no_json_is_a_surprise() -> None:
    with serving({"/": Reply(b"<html>")}) as server:
        assert isinstance(drive("woogle", url=server.root)[-1], Surprise)


def test_a_zip_file_that_is_a_page_after_all_holds_nothing() -> None:
    with serving({**routes(), "/stukken.zip": Reply(b"<html>inloggen</html>")}) as server:
        steps = drive("woogle", url=f"{server.root}infobox")
    assert not [step for step in steps if isinstance(step, Held)]


def test_dossiers_in_files_are_read(tmp_path: Path) -> None:
    with serving(routes()) as server:
        (tmp_path / "a.json").write_text(json.dumps(sent(server.root)), encoding="utf-8-sig")
        (tmp_path / "toelichting.txt").write_text("x")
        steps = drive("woogle", tmp_path, path=".")
        assert drive("woogle", tmp_path, path="a.json") == steps
    assert documents(steps) == ["verzoek.pdf", "besluit-2.pdf", "rapport.pdf", "oud.pdf"]


def test_what_woogle_keeps_itself_is_asked_at_woogle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.harvest.driving._answer", lambda ask: None)
    (tmp_path / "a.json").write_text(json.dumps(given("http://127.0.0.1:1/")))
    urls = [step.url for step in drive("woogle", tmp_path, path="a.json") if isinstance(step, Ask)]
    assert "https://pid.wooverheid.nl/nl.gm9901.2i.2021.1.doc.2" in urls


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.json", "{", "cannot be read as JSON"),
        ("a.json", "3", "holds no dossiers in a form that is known"),
        ("a.txt", "{}", "there is no such file, or folder with .json files"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_surprise(tmp_path: Path, name: str, content: str, problem: str) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / name).write_text(content)
    with pytest.raises(Surprise, match=problem):
        drive("woogle", tmp_path, path="map")


def test_the_probe_sees_files_but_no_web(tmp_path: Path) -> None:
    context = Context(tmp_path)
    (tmp_path / "a.json").write_text("[]")
    assert probe(SourceSettings(kind="woogle", name="b", path="."), context)
    assert probe(SourceSettings(kind="woogle", name="b", path=".", url="https://a.nl/"), context) is None


def test_real_dossiers_are_read(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.harvest.driving._answer", lambda ask: None)
    steps = drive("woogle", shared, path="recorded/woogle")
    asks = [step for step in steps if isinstance(step, Ask)]
    assert len(asks) == 5
    assert {ask.listed.type for ask in asks} == {"verzoek", "besluit", "inventaris", "documenten"}
    assert all(ask.listed.date and ask.listed.title for ask in asks)
    assert list(mentions(steps).values()) == ["its dossier gives no address"]
    assert "WAARDE" not in str(steps)
