"""The publish stage in the chain: when it is done again, and what it depends on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from corpus.issues import Refused
from corpus.record import Record
from corpus.records import TABLES, Fact
from corpus.stage import run_stages
from corpus.store import Store
from corpus.study import Study, load_study
from reports import settings as settings_module
from reports.publishing.load import ALLOWED
from reports.settings import PublishSettings, read_gemeenten
from reports.stages import STAGES


@pytest.fixture
def study() -> Study:
    return load_study("voorbeeld")


def _filled(records: list[Record]) -> Store:
    store = Store(None)
    for table in TABLES:
        store.add(record for record in records if isinstance(record, table))
    return store


def _done(store: Store, study: Study) -> tuple[int, ...]:
    """Return how often publish and report were done."""
    outcomes = run_stages(store, study, STAGES[-2:], chain=STAGES, workers=1)
    assert all(outcome.is_ok for outcome in outcomes)
    return tuple(outcome.done_count for outcome in outcomes)


def test_publishing_is_done_again_only_when_something_changed(records: list[Record], study: Study) -> None:
    with _filled(records) as store:
        assert [_done(store, study), _done(store, study)] == [(1, 1), (0, 0)]
        (PublishSettings.of(study).folder / "kennissynthese.html").unlink()
        assert [_done(store, study), _done(store, study)] == [(0, 1), (0, 0)]
        (PublishSettings.of(study).folder / "tabellen" / "citaten.csv").unlink()
        assert _done(store, study) == (1, 0), "equal tables give equal documents"
        chosen = next(fact for fact in records if isinstance(fact, Fact) and fact.field == "year" and fact.is_chosen)
        store.remove(Fact, [chosen.id])
        assert [_done(store, study), _done(store, study)] == [(1, 1), (0, 0)]


def test_a_changed_table_changes_the_settings(study: Study, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = PublishSettings.of(study).shape
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "nieuw.sql").write_text("-- titel: Nieuw", encoding="utf-8")
    monkeypatch.setattr(settings_module, "HERE", tmp_path)
    assert PublishSettings.of(study).shape != before


def test_gemeenten_get_their_latest_name(tmp_path: Path) -> None:
    path = tmp_path / "gemeenten.csv"
    path.write_text(
        "code,name,begin_on,end_on,province_code,province_name\n"
        "GM9101,Nieuwemeer,2019-01-01,,99,Fictief\nGM9101,Oudemeer,1970-01-01,2019-01-01,99,Fictief\n",
        encoding="utf-8",
    )
    assert read_gemeenten(path) == (("GM9101", "Nieuwemeer", "Fictief"),)


@pytest.mark.parametrize("text", [None, "code,name\nGM1,A\n"])
def test_a_list_of_gemeenten_that_is_not_one_is_refused(tmp_path: Path, text: Any) -> None:
    path = tmp_path / "gemeenten.csv"
    if text:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match="this list of gemeenten"):
        read_gemeenten(path)


def test_what_tables_may_draw_on_is_read() -> None:
    (publishing,) = (stage for stage in STAGES if stage.name == "publish")
    assert set(ALLOWED) <= {*publishing.reads}
