"""The versions that the review site shows: of whole corpora only, with what was published of the same run."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from corpus.chain import corpus_path
from corpus.issues import Refused
from corpus.lock import held, running
from corpus.raw import study_folder
from corpus.records import Fact, Run
from corpus.review.ledger import Ledger
from corpus.store import Store
from corpus.study import Study, load_study
from reports.publishing.publish import publish
from reports.review import app
from reports.review.desk import Desk
from reports.review.versions import SNAPSHOT, ReviewVersions, make, wanted
from tests.reports.conftest import as_inputs, make_settings
from tests.reports.review.whole_cases import CODED, review_records

PUBLISHED = [{"stage": "publish", "failed_count": 0}]


def run(study: Study, number: int, counts: list[dict[str, Any]] = PUBLISHED, **what: bool) -> None:
    """Do what a run of the chain does: change the corpus, publish, and note it, under the lock."""
    records = [
        replace(each, id="", value=f"Titel {number}")
        if isinstance(each, Fact) and each.document_id == CODED and each.field == "title" and each.is_chosen
        else each
        for each in review_records()
        if not isinstance(each, Run)
    ]
    with running(study_folder(study.name)), Store(corpus_path(study)) as store:
        store.db.execute("PRAGMA foreign_keys = OFF")
        store.db.execute(f"DELETE FROM {Fact.table}")
        store.add(records)
        if what.get("is_published_anew") or not (study_folder(study.name) / "publiek.db").is_file():
            list(publish(as_inputs(records), make_settings(study_folder(study.name))))
        if what.get("is_killed"):
            raise KeyboardInterrupt
        times = {"started_at": f"2026-01-0{number}", "finished_at": f"2026-01-0{number}"}
        store.add([Run(**times, version="1", study=study.name, settings_hash="", counts=json.dumps(counts))])


@pytest.fixture
def study(data: Path) -> Study:
    return load_study("voorbeeld")


def test_without_a_whole_corpus_there_is_nothing_to_show(study: Study) -> None:
    with pytest.raises(Refused, match="no whole corpus"):
        ReviewVersions(study).renew(None)


def test_a_version_is_made_once_and_is_there_still_when_the_site_opens_again(study: Study) -> None:
    run(study, 1)
    made: list[Path] = []

    def make_once(path: str, target: Path) -> Path:
        made.append(target)
        return make(path, target)

    first = ReviewVersions(study, make_once).renew(None)
    versions = ReviewVersions(study, make_once)
    assert versions.renew(None) == first == made[0] and len(made) == 1
    assert versions.renew(first) is None
    assert first and (first / SNAPSHOT).is_file() and (first / "publiek.db").is_file()
    assert (first / "tabellen" / "citaten.csv").is_file()


def test_a_run_that_changed_nothing_makes_no_new_version(study: Study) -> None:
    idle = {"stage": "publish", "failed_count": 0, "done_count": 0}
    run(study, 1, [idle | {"done_count": 1}])
    versions = ReviewVersions(study)
    first = versions.renew(None)
    run(study, 2, [{"stage": "harvest", "done_count": 1}, idle])
    assert versions.renew(first) is None
    run(study, 3, [idle | {"done_count": 1}])
    assert versions.renew(first) not in (None, first)


def test_a_run_that_was_cut_short_or_did_not_publish_is_not_shown(study: Study) -> None:
    run(study, 1)
    versions = ReviewVersions(study)
    first = versions.renew(None)
    with running(study_folder(study.name)):
        assert wanted(study) is None and versions.renew(first) is None
    with pytest.raises(KeyboardInterrupt):
        run(study, 2, is_killed=True)
    assert versions.renew(first) is None and ReviewVersions(study).renew(None) == first
    for counts in ([{"stage": "extract", "failed_count": 0}], [{"stage": "publish", "failed_count": 1}]):
        run(study, 2, counts)
        assert versions.renew(first) is None
    run(study, 3)
    second = versions.renew(first)
    assert second and second != first
    versions.retire(first)  # type: ignore[arg-type]
    assert not first.exists() and second.is_dir()  # type: ignore[union-attr]


def test_the_site_goes_over_to_a_new_corpus_with_what_was_published_of_it(study: Study, desk: Desk) -> None:
    run(study, 1)
    switch = app.review_switch(desk)

    async def title() -> set[str]:
        """Return the title in the snapshot and in the public database of the version that is shown."""
        databases = switch.datasette.databases
        snapshot = await databases["corpus"].execute("SELECT title FROM documents WHERE id = ?", [CODED])
        public = await databases["publiek"].execute("SELECT titel FROM documenten WHERE document_id = ?", [CODED])
        return {snapshot.first()[0], public.first()[0]}

    async def act() -> list[set[str]]:
        transport = httpx.ASGITransport(app=switch)
        async with switch, httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            seen = [await title()]
            await asyncio.to_thread(run, study, 2, is_published_anew=True)
            seen.append(await title())
            assert await switch.look()
            assert (await client.get("/")).status_code == 303
            return [*seen, await title()]

    assert asyncio.run(act()) == [{"Titel 1"}, {"Titel 1"}, {"Titel 2"}]
    assert len(list((study_folder(study.name) / "snapshots").iterdir())) == 1


def test_a_copy_of_what_people_say_is_made_each_day_that_the_site_is_open(desk: Desk) -> None:
    async def serve_a_while() -> None:
        copying = asyncio.create_task(app._back_up_daily(desk.ledger.path))
        while not list(desk.ledger.path.parent.glob("reservekopie/accounts-*.db")):
            assert not copying.done()
            await asyncio.sleep(0.02)
        copying.cancel()

    asyncio.run(asyncio.wait_for(serve_a_while(), 20))
    (copy,) = desk.ledger.path.parent.glob("reservekopie/review-????-??-??.db")
    with Ledger(copy) as ledger:
        assert list(ledger.faults()) == []


def test_the_site_of_a_study_is_opened_once(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.lock._PATIENCE_S", 0.05)
    with held(study_folder(study.name) / "review.lock", "", ""), pytest.raises(Refused, match="open already"):
        app.serve(study, port=0)


def test_the_site_is_made_apart_and_ends_in_order(data: Path) -> None:
    (data.parent / "proef.toml").write_text('title = "Proef"\ndescription = ""\ncontact = ""\n', encoding="utf-8")
    study = load_study(str(data.parent / "proef.toml"))
    run(study, 1)
    program = [sys.executable, "-m", "corpus.cli", "review", "serve", "--study", str(study._path), "--port", "0"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        found = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
        assert found
        answer = httpx.get(found[0], follow_redirects=True, timeout=30)
        assert answer.status_code == 200 and "wachtwoord" in answer.text.lower()
        server.send_signal(signal.SIGTERM)
        assert server.wait(30) == 0
    left = {path.name for path in study_folder(study.name).iterdir()}
    assert {"snapshots", "review.db", "reservekopie"} <= left and "review.db-wal" not in left
