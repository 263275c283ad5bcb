"""Rounds and versions, as a researcher makes them: opened, changed, closed once, and frozen whole."""

from __future__ import annotations

import asyncio
import hashlib
import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from corpus.judgements import read_lines
from corpus.raw import study_folder
from corpus.review.entries import ONDERZOEKER, Release, Round
from corpus.review.ledger import Author
from reports.review import release as release_module
from reports.review.board import Board
from reports.review.release import FILES, version_faults, versions_folder
from tests.reports.review.review_cases import Browser, Site, fields, make_site, text_of

ROUND = {"name": "Tweede", "closes_on": "2099-01-31", "judges": "2", "dimension-element": "1"}
SURE = {"sure": "1"}


@pytest.fixture
def site(tmp_path: Path, folder: Path) -> Iterator[Site]:
    made = make_site(tmp_path, folder)
    yield made
    made.desk.close()


def _kinds(site: Site) -> list[str]:
    return [entry.kind for entry in site.desk.ledger.entries()]


async def _sent(browser: Browser, page: str, action: str, form: dict[str, str]) -> Any:
    """Return the answer to a form on a page, filled in."""
    return await browser.post(action, fields(await browser.get(page), action) | form)


def _close(site: Site, form: dict[str, str] = SURE) -> Any:
    return site.run(lambda uil: _sent(uil, "/ronde/1", "/ronde/1/sluiten", form), "uil")


def _versions() -> list[Path]:
    return sorted((study_folder("voorbeeld") / "versies").iterdir())


def test_a_round_is_opened_where_none_is_open(site: Site) -> None:
    async def act(uil: Browser) -> list[Any]:
        token = {"token": "u"}
        refused = await uil.post("/rondes", ROUND | token)
        await _sent(uil, "/ronde/1", "/ronde/1/sluiten", SURE)
        form = fields(await uil.get("/rondes"), "/rondes") | ROUND
        return [refused, await uil.post("/rondes", form), await uil.post("/rondes", form), await uil.get("/rondes")]

    refused, opened, again, listed = site.run(act, "uil")
    assert refused.status_code == 409
    assert "nog een ronde open" in text_of(refused)
    assert (opened.status_code, opened.headers["location"]) == (303, "/ronde/2?opgeslagen=ja")
    assert again.status_code == 303
    assert _kinds(site) == ["round", "round_closed", "release", "round"]
    assert site.desk.board.rounds[2] == Round(
        number=2, name="Tweede", closes_on="2099-01-31", dimensions=("element",), judges=2
    )
    assert "Ronde 2: Tweede" in text_of(listed)


def test_a_form_that_is_wrong_is_told_so_and_kept(site: Site) -> None:
    wrong = [
        ("name", "", "Geef de ronde een naam"),
        ("name", "x" * 81, "Geef de ronde een naam"),
        ("closes_on", "2020-01-01", "nog niet voorbij"),
        ("closes_on", "31-01-2099", "nog niet voorbij"),
        ("closes_on", "20990131", "nog niet voorbij"),
        ("judges", "0", "van 1 tot en met 20"),
        ("judges", "9999999999", "van 1 tot en met 20"),
        ("dimension-element", "", "minstens één soort code"),
    ]

    async def act(uil: Browser) -> list[Any]:
        forms = [ROUND | {field: value, "dimension-onzin": "1"} for field, value, _ in wrong]
        return [await _sent(uil, "/ronde/1", "/ronde/1", form) for form in forms]

    for answer, (field, _, told) in zip(site.run(act, "uil"), wrong, strict=True):
        assert answer.status_code == 400
        assert told in text_of(answer)
        assert 'value="Tweede"' in answer.text or field == "name"
    assert _kinds(site) == ["round"]


def test_a_round_gets_another_day_by_a_new_entry(site: Site) -> None:
    answer = site.run(lambda uil: _sent(uil, "/ronde/1", "/ronde/1", ROUND | {"dimension-soort": "1"}), "uil")
    assert answer.status_code == 303
    assert _kinds(site) == ["round", "round"]
    said = site.desk.board.rounds[1]
    assert (said.closes_on, said.dimensions) == ("2099-01-31", ("element", "soort"))
    assert Board(site.desk.ledger).rounds == site.desk.board.rounds


def test_closing_asks_to_be_sure(site: Site) -> None:
    answer = _close(site, {})
    assert answer.status_code == 400
    assert "Zet eerst een vinkje" in text_of(answer)
    assert _kinds(site) == ["round"]


def test_closing_freezes_a_version_that_rests_on_what_was_said(site: Site) -> None:
    async def judge(browser: Browser) -> Any:
        return await browser.judge(await browser.next(), "akkoord", remark="Geheime woorden")

    assert site.run(judge, "merel").status_code == 303
    assert site.run(judge, "vink").status_code == 303
    assert _close(site).status_code == 303
    entries = list(site.desk.ledger.entries())
    said = entries[-1].statement
    assert isinstance(said, Release)
    assert (said.number, said.round, said.judgement_count, said.head) == (1, 1, 2, entries[-2].hash)
    assert said.codebook == "proef 1"
    assert said.findings
    assert {len(row) for row in said.findings} == {6}
    assert {str(row[2]) for row in said.findings} <= {"te_weinig_bewijs", "overwegend_helpt", "gemengd"}
    (folder,) = _versions()
    assert folder.name == said.name
    assert said.name.startswith("voorbeeld-v1-")
    assert {path.name for path in folder.iterdir()} == set(FILES)
    manifest = json.loads((folder / "manifest.json").read_text())
    assert (manifest["corpus_hash"], manifest["head"], manifest["member_count"]) == (said.corpus_hash, said.head, 2)
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES[:-1]}
    assert manifest["sha256"] == digests
    _check_public(folder / "publiek.db", site.publiek)
    assert sorted(each.pseudonym for each in read_lines(folder / "judgements.jsonl")) == ["merel", "vink"]
    assert not any(b"Geheime woorden" in path.read_bytes() for path in folder.iterdir())
    assert not list(site.desk.ledger.faults())


def _check_public(frozen: Path, shown: Path) -> None:
    """Check that a version holds what was public, but for the words of remarks."""
    ours, theirs = Database(frozen), Database(shown)
    for table in theirs.table_names():
        rows = [dict(row) for row in theirs[table].rows]
        if table == "commentaar":
            assert any(row["opmerking"] for row in rows)
            rows = [row | {"opmerking": None} for row in rows]
        assert list(ours[table].rows) == rows
    assert b"Dit geldt ook voor de nacht" in shown.read_bytes()
    assert b"Dit geldt ook voor de nacht" not in frozen.read_bytes()


def test_closing_twice_or_by_two_at_once_is_done_once(site: Site) -> None:
    async def act(uil: Browser) -> list[Any]:
        page = await uil.get("/ronde/1")
        form = fields(page, "/sluiten") | SURE
        other = fields(await uil.get("/ronde/1"), "/sluiten") | SURE
        return list(await asyncio.gather(*(uil.post("/ronde/1/sluiten", each) for each in (form, form, other))))

    assert {answer.status_code for answer in site.run(act, "uil")} == {303}
    assert _kinds(site) == ["round", "round_closed", "release"]
    assert len(_versions()) == 1
    assert Board(site.desk.ledger).seq == site.desk.board.seq == 3


def test_a_round_that_was_closed_without_a_version_gets_one(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: Any) -> None:
        raise OSError("de schijf is vol")

    with monkeypatch.context() as broken:
        broken.setattr(release_module, "write_whole", stop)
        assert _close(site).status_code == 500
    assert _kinds(site) == ["round", "round_closed"]
    assert not _versions()
    assert site.desk.board.closed == {1}
    page = site.get("/ronde/1", member="uil")[0]
    assert "Versie alsnog vaststellen" in text_of(page)
    assert _close(site).status_code == 303
    assert _kinds(site) == ["round", "round_closed", "release"]
    assert len(_versions()) == 1


def test_versions_that_were_tampered_with_are_found(site: Site) -> None:
    _close(site)
    (folder,) = _versions()
    assert _faults(site) == []
    (folder / "judgements.jsonl").write_text("{}")
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"head": "x"}))
    assert [fault.partition(": ")[2] for fault in _faults(site)] == [
        "manifest.json says something else than was entered",
        "judgements.jsonl was changed",
    ]
    (folder / "manifest.json").write_text("[]")
    assert [fault.partition(": ")[2] for fault in _faults(site)] == ["manifest.json cannot be read"]
    (folder / "codebook.json").unlink()
    assert "codebook.json is not in" in _faults(site)[0]


def test_a_version_that_has_a_folder_but_no_entry_is_made_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: Any) -> None:
        raise OSError("de stroom is uitgevallen")

    with monkeypatch.context() as broken:
        broken.setattr(uuid, "uuid5", stop)
        assert _close(site).status_code == 500
    assert (len(_versions()), _kinds(site)) == (1, ["round", "round_closed"])
    assert _close(site).status_code == 303
    assert (len(_versions()), _kinds(site)) == (1, ["round", "round_closed", "release"])
    assert _faults(site) == []


def _faults(site: Site) -> list[str]:
    return list(version_faults(site.desk.ledger, versions_folder("voorbeeld")))


def test_a_closed_round_does_not_change(site: Site) -> None:
    _close(site)
    answer = site.run(lambda uil: uil.post("/ronde/1", ROUND), "uil")
    assert answer.status_code == 409
    assert site.desk.board.rounds[1].name == "Eerste"


def test_versions_are_shown_with_what_changed_and_their_files(site: Site) -> None:
    _close(site)
    first = list(site.desk.ledger.entries())[-1].statement
    assert isinstance(first, Release)
    code, label, *_ = first.findings[0]
    changed = (code, label, "gemengd", 9, 9, 9)
    later = Release.of(first.as_payload() | {"number": 2, "name": "voorbeeld-v2-x", "round": 2, "findings": [changed]})
    site.desk.board.take(site.desk.ledger.append(later, Author("uil", ONDERZOEKER), uuid="tweede"))
    listed, one, two, file = site.get("/versies", "/versie/1", "/versie/2", "/versie/1/manifest.json", member="uil")
    assert first.name in text_of(listed)
    assert "de bestanden van deze versie staan niet" not in text_of(one).lower()
    assert "Gemengd (9 voor, 9 tegen, 9 beide)" in text_of(two)
    assert "De bestanden van deze versie staan niet" in text_of(two)
    assert file.json()["name"] == first.name
    assert file.headers["content-disposition"].startswith("attachment")
    missing = ("/versie/9", "/versie/99999999999", "/versie/1/review.db", "/versie/1/corpus.db", "/versie/2/publiek.db")
    assert {answer.status_code for answer in site.get(*missing, member="uil")} == {404}
    assert site.get("/versie/1", member="merel")[0].status_code == 200
    assert site.get("/versie/1/judgements.jsonl", member="merel")[0].status_code == 403


def test_rounds_are_for_researchers(site: Site) -> None:
    assert {answer.status_code for answer in site.get("/rondes", "/ronde/1", member="merel")} == {403}
    assert {answer.status_code for answer in site.get("/ronde/7", "/ronde/99999999999", member="uil")} == {404}


def test_a_page_without_rounds_says_so(tmp_path: Path, folder: Path) -> None:
    made = make_site(tmp_path, folder, is_open=False)
    listed, versions = made.get("/rondes", "/versies", member="uil")
    made.desk.close()
    assert "Er is nog geen ronde geweest" in text_of(listed)
    assert "nog geen versie vastgesteld" in text_of(versions)
