from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from corpus.issues import Surprise, Unchanged, Unreadable, name_of_input
from corpus.record import Record
from corpus.records import Document, Find, Issue, Page, Passage, Source, Topic
from corpus.stage import Inputs, Outcome, Stage, run_stages
from corpus.store import Store
from corpus.study import Study, load_study


@dataclass(frozen=True)
class Words:
    suffix: str = ""


def _harvest(inputs: Inputs, settings: Words) -> Iterator[Record]:
    source = inputs.one(Source)
    for name in source.settings.split():
        document = Document(id=name * 64, media_type="text/plain", byte_count=1)
        yield document
        yield Find(source_id=source.id, source=source.name, url=name, final_url=name, document_id=document.id)


def _extract(inputs: Inputs, settings: Words) -> Iterator[Record]:
    document = inputs.one(Document)
    if document.id.startswith("u"):
        raise Unreadable(f"{name_of_input(document.id)}, page 3", "it is torn", "Mend it")
    if document.id.startswith("k"):
        os.kill(os.getpid(), signal.SIGKILL)
    if document.id.startswith("b"):
        raise ZeroDivisionError("a bug")
    text = document.id[:5] + settings.suffix
    yield Page(document_id=document.id, number=1, text=text, method="test")
    yield Passage(document_id=document.id, page=1, start=0, end=len(text), text=text)


def _topics(inputs: Inputs, settings: Words) -> Iterator[Record]:
    yield Topic(
        label=" ".join(passage.text for passage in inputs[Passage]), terms=(), passage_count=len(inputs[Passage])
    )


SUFFIX = Words()


def _settings(study: Study) -> Words:
    return SUFFIX


def _stage(name: str, **how: object) -> Stage:
    return Stage(name=name, package="test", settings=_settings, version=1, **how)  # type: ignore[arg-type]


HARVEST = _stage("harvest", reads=(Source,), writes=(Find, Document), shared=(Document,), run=_harvest)
EXTRACT = _stage("extract", reads=(Document,), writes=(Page, Passage), run=_extract, parallel=True)
TOPICS = _stage("topics", reads=(Passage,), writes=(Topic,), run=_topics, whole=True)
CHAIN = [HARVEST, EXTRACT, TOPICS]


def _run(store: Store, names: str, *, workers: int = 1, again: bool = False) -> dict[str, Outcome]:
    known = list(store.read(Source))
    wanted = Source(name="bron", kind="test", settings=names)
    store.remove(Source, [source.id for source in known if source.id != wanted.id])
    store.add([wanted])
    outcomes = run_stages(store, load_study("voorbeeld"), CHAIN, chain=CHAIN, workers=workers, again=again)
    return {outcome.stage: outcome for outcome in outcomes}


def _done(outcomes: dict[str, Outcome]) -> list[int]:
    return [outcome.done_count for outcome in outcomes.values()]


def test_a_second_run_does_nothing() -> None:
    with Store(None) as store:
        assert _done(_run(store, "p q r")) == [1, 3, 1]
        before = list(store.dump())
        assert _done(_run(store, "p q r")) == [0, 0, 0]
        assert list(store.dump()) == before


def test_one_more_document_is_the_only_one_that_is_done() -> None:
    with Store(None) as store:
        _run(store, "p q r")
        assert _done(_run(store, "p q r s")) == [1, 1, 1]
        assert _done(_run(store, "p q")) == [1, 0, 1]
        assert [topic.passage_count for topic in store.read(Topic)] == [2]


def test_a_document_that_comes_back_gets_all_its_outputs_again() -> None:
    with Store(None) as store:
        _run(store, "p q")
        before = list(store.dump())
        _run(store, "p")
        _run(store, "p q")
        assert list(store.dump()) == before


def test_changed_settings_make_inputs_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(None) as store:
        _run(store, "p q")
        monkeypatch.setattr(f"{__name__}.SUFFIX", Words("!"))
        assert _done(_run(store, "p q")) == [1, 2, 1]
        assert [page.text for page in store.read(Page)] == ["ppppp!", "qqqqq!"]


def test_a_kill_between_two_stages_leaves_nothing_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(None) as store, Store(None) as clean:
        _run(store, "p q")
        changed = Source(name="bron", kind="test", settings="p")
        store.remove(Source, [source.id for source in store.read(Source)])
        store.add([changed])
        run_stages(store, load_study("voorbeeld"), [HARVEST], chain=CHAIN, workers=1)
        _run(store, "p q")
        _run(clean, "p q")
        assert list(store.dump()) == list(clean.dump())


@pytest.mark.parametrize("workers", [1, 2])
def test_an_unreadable_input_costs_itself_alone(workers: int) -> None:
    with Store(None) as store:
        outcome = _run(store, "p q r s t u", workers=workers)["extract"]
        assert (outcome.done_count, outcome.unreadable_count, outcome.is_ok) == (6, 1, False)
        (issue,) = store.read(Issue)
        assert (issue.stage, issue.problem, issue.severity) == ("extract", "it is torn", "unreadable")
        assert issue.subject == "u, page 3"
        assert store.count(Page) == 5
        assert _done(_run(store, "p q r s t u")) == [0, 0, 0]


def test_an_input_that_kills_its_process_costs_itself_alone() -> None:
    with Store(None) as store:
        outcome = _run(store, "p q r k s t", workers=2)["extract"]
        assert outcome.unreadable_count == 1
        assert store.count(Page) == 5
        (issue,) = store.read(Issue)
        assert "died" in issue.problem


def test_workers_make_no_difference() -> None:
    with Store(None) as alone, Store(None) as together:
        _run(alone, "p q r s t", workers=1)
        _run(together, "p q r s t", workers=2)
        assert list(alone.dump()) == list(together.dump())


def test_a_bug_names_its_stage_and_input() -> None:
    with Store(None) as store, pytest.raises(ZeroDivisionError) as caught:
        _run(store, "b")
    assert any("_extract" in note and "bbb" in note for note in caught.value.__notes__)


def test_a_failing_source_keeps_its_earlier_documents_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(inputs: Inputs, settings: Words) -> Iterator[Record]:
        raise Surprise("bron", "the site is away", "Try again later")
        yield

    with Store(None) as store:
        _run(store, "p q")
        broken = _stage("harvest", reads=(Source,), writes=(Find, Document), shared=(Document,), run=fail)
        chain = [broken, EXTRACT, TOPICS]
        for _ in range(2):
            harvest, *_ = run_stages(store, load_study("voorbeeld"), chain, chain=chain, workers=1, again=True)
            assert (harvest.failed_count, harvest.is_ok) == (1, False)
            assert store.count(Document) == 2
        assert [issue.problem for issue in store.read(Issue)] == ["the site is away"]
        assert _run(store, "p q")["harvest"].is_ok
        assert store.count(Issue) == 0


def test_what_is_kept_beside_the_corpus_is_made_again_when_it_is_gone(tmp_path: Path) -> None:
    kept = tmp_path / "kept"

    def write(inputs: Inputs, settings: Words) -> Iterator[Record]:
        kept.write_text("x")
        yield Topic(label="x", terms=(), passage_count=0)

    stage = _stage(
        "write",
        reads=(Passage,),
        writes=(Topic,),
        run=write,
        whole=True,
        is_intact=lambda rows, _: kept.is_file() or not rows,
    )
    with Store(None) as store:
        study = load_study("voorbeeld")
        for expected in (1, 0):
            assert run_stages(store, study, [stage], chain=[stage], workers=1)[0].done_count == expected
        kept.unlink()
        assert run_stages(store, study, [stage], chain=[stage], workers=1)[0].done_count == 1


def _one_stage(run: object, **how: object) -> Stage:
    return _stage("harvest", reads=(Source,), writes=(Find, Document), shared=(Document,), run=run, **how)


def _run_one(store: Store, stage: Stage) -> Outcome:
    store.add([Source(name="bron", kind="test", settings="a")])
    (outcome,) = run_stages(store, load_study("voorbeeld"), [stage], chain=[stage], workers=1, again=True)
    return outcome


def test_a_source_that_fails_in_part_keeps_what_it_gave_and_is_tried_again() -> None:
    def harvest(inputs: Inputs, settings: Words) -> Iterator[Record]:
        yield from _harvest(inputs, settings)
        yield Issue(severity="surprise", subject="bron: lijst", problem="broke off", remedy="Run it again")

    with Store(None) as store:
        assert not _run_one(store, _one_stage(harvest)).is_ok
        assert store.count(Find) == 1
        assert [issue.problem for issue in store.read(Issue)] == ["broke off"]
        outcomes = run_stages(store, load_study("voorbeeld"), [HARVEST], chain=[HARVEST], workers=1)
        assert outcomes[0].done_count == 1


def test_an_unchanged_input_keeps_its_outputs_and_only_its_clocks_go_on() -> None:
    later = "2999-01-01T00:00:00+00:00"

    def unchanged(inputs: Inputs, settings: Words) -> Iterator[Record]:
        if not inputs.is_done:
            yield from _harvest(inputs, settings)
            return
        raise Unchanged(
            [replace(find, last_seen_at=later) for find in _harvest(inputs, settings) if type(find) is Find]
        )

    with Store(None) as store:
        assert _run_one(store, _one_stage(unchanged)).is_ok
        first = next(iter(store.read(Find)))
        assert _run_one(store, _one_stage(unchanged)).is_ok
        assert list(store.read(Find)) == [replace(first, last_seen_at=later)]


def test_an_input_is_settled_once_its_outcome_is_kept() -> None:
    seen: list[int] = []

    with Store(None) as store:
        _run_one(store, _one_stage(_harvest, settle=lambda source_id, settings: seen.append(store.count(Find))))
    assert seen == [1]


def test_what_changes_the_settings_during_a_run_is_for_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    def harvest(inputs: Inputs, settings: Words) -> Iterator[Record]:
        monkeypatch.setattr(f"{__name__}.SUFFIX", Words("laat"))
        yield from _harvest(inputs, settings)

    chain, study = [replace(HARVEST, run=harvest), EXTRACT], load_study("voorbeeld")
    with Store(None) as store:
        store.add([Source(name="bron", kind="test", settings="p")])
        run_stages(store, study, chain, chain=chain, workers=1)
        assert [page.text for page in store.read(Page)] == ["ppppp"]
        run_stages(store, study, chain, chain=chain, workers=1)
        assert [page.text for page in store.read(Page)] == ["ppppplaat"]
