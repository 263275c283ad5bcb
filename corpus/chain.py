"""The chain of a study: its stages, its corpus with its sources, and a run with its counts."""

from __future__ import annotations

import importlib
import importlib.metadata
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.issues import Refused
from corpus.lock import running
from corpus.raw import study_folder
from corpus.records import TABLES, Issue, Progress, Run, Source
from corpus.sections import SourceSettings
from corpus.stage import Outcome, Stage, run_stages
from corpus.store import ALL, Store
from corpus.study import Study, load_study

PACKAGES = ("harvest", "extract", "synthesis", "reports")


def stages(packages: Sequence[str] = PACKAGES) -> list[Stage]:
    """Return the stages of some packages, in the order of the chain."""
    wanted = [package for package in PACKAGES if package in packages]
    return [stage for package in wanted for stage in importlib.import_module(f"{package}.stages").STAGES]


def corpus_path(study: Study) -> Path:
    """Return where the corpus of a study is."""
    return study_folder(study.name) / "corpus.db"


def open_corpus(study: Study, folders: Sequence[Path]) -> Store:
    """Return the corpus of a study with its sources in it: those of the study file, and the folders added to it.

    A folder stays a source once it is added. Raises Refused when a folder is not there.
    """
    added = [_folder_source(folder) for folder in folders]
    store = Store(corpus_path(study))
    wanted = [_source(settings) for settings in study.sources]
    kept = {source.id for source in wanted} | {source.id for source in store.read(Source, is_added=True)}
    store.remove(Source, sorted(set(store.ids(Source).get(ALL, [])) - kept))
    store.add([*wanted, *added])
    return store


def _source(settings: SourceSettings, *, is_added: bool = False) -> Source:
    values = json.dumps(settings.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False, sort_keys=True)
    return Source(name=settings.name, kind=settings.kind, settings=values, is_added=is_added)


def _folder_source(folder: Path) -> Source:
    if not folder.is_dir():
        raise Refused(str(folder), "there is no such folder", "Check the name after --folder")
    path = folder.resolve()
    return _source(SourceSettings(kind="folder", name=path.name, path=str(path)), is_added=True)


def bring_up_to_date(
    study_name: str, folders: Sequence[Path], workers: int, *, packages: Sequence[str] = PACKAGES, again: bool = False
) -> Iterator[str]:
    """Run the stages of some packages, and yield what to tell the user; the last line is the exit status.

    The status is 1 when a source failed or more than a twentieth of the inputs of a stage is unreadable.
    """
    started = datetime.now(UTC)
    study = load_study(study_name)
    # Only what comes after a stage is touched by it, and what comes before takes seconds to import.
    every = stages(PACKAGES[min(map(PACKAGES.index, packages)) :])
    wanted = [stage for stage in every if stage.package in packages]
    for stage in wanted:
        stage.settings(study)  # A wrong key is refused before anything is done.
    with running(study_folder(study.name)), open_corpus(study, folders) as store:
        outcomes = run_stages(store, study, wanted, chain=every, workers=workers, again=again)
        counts = [vars(outcome) for outcome in outcomes]
        store.add([_run_row(study, started, counts)])
    yield sentence(counts)
    yield from (_failure(outcome) for outcome in outcomes if not outcome.is_ok)
    yield f"Look in {study_folder(study.name)}."
    yield f"Open it with `kennissynthese serve --study {study_name}`; problems: `kennissynthese issues …`."
    yield str(int(not all(outcome.is_ok for outcome in outcomes)))


def _run_row(study: Study, started: datetime, counts: list[dict[str, Any]]) -> Run:
    return Run(
        started_at=started.isoformat(timespec="microseconds"),
        finished_at=datetime.now(UTC).isoformat(timespec="microseconds"),
        version=importlib.metadata.version("kennissynthese"),
        study=study.name,
        settings_hash=study.settings_hash,
        counts=json.dumps(counts),
    )


def sentence(counts: list[dict[str, Any]]) -> str:
    """Return one sentence of counts: for each stage how many inputs were done, of how many, in how many seconds."""
    parts = [
        f"{each['stage']} {each['done_count']} of {each['input_count']} in {each['seconds']:.1f} s" for each in counts
    ]
    return f"Done: {', '.join(parts)}."


def _failure(outcome: Outcome) -> str:
    if outcome.failed_count:
        return (
            f"Failed: {outcome.failed_count} of {outcome.input_count} inputs of {outcome.stage}; see the lines above."
        )
    return f"Failed: {outcome.stage} could not read {outcome.unreadable_count} of {outcome.input_count} inputs."


def status_lines(store: Store) -> Iterator[str]:
    """Yield the number of rows of each table, how far the reading is, and the last three runs."""
    yield from (f"{table.table:16} {store.count(table):8}" for table in TABLES)
    yield from (reading_sentence(progress) for progress in store.read(Progress))
    for run in list(store.read(Run))[-3:]:
        yield f"run of {run.started_at[:19]} UTC. {sentence(json.loads(run.counts))}"


def reading_sentence(progress: Progress) -> str:
    """Return how far the reading is, what is likely unread, and whether it may stop."""
    basis = {"steekproef": "a random sample", "leesvolgorde": "their order"}.get(progress.method, "the codings")
    advice = "Reading may stop" if progress.may_stop else "Read on"
    return (
        f"reading: {progress.judged_count} of {progress.passage_count} passages judged,"
        f" {progress.relevant_count} relevant; by {basis} some {progress.unread_expected:.0f} relevant ones are unread"
        f" (95 % interval {progress.unread_low}-{progress.unread_high}), a recall of {progress.recall:.2f}"
        f" ({progress.recall_low:.2f}-{progress.recall_high:.2f}). {advice}:"
        f" p = {progress.missed_probability:.2f} that less than {progress.target:.0%} was found."
    )


def issue_lines(store: Store) -> Iterator[str]:
    """Yield each problem with its stage, place and remedy, and at the end their number."""
    found = list(store.read(Issue))
    for issue in found:
        yield f"{issue.stage} · {issue.severity} · {issue.subject}: {issue.problem}. {issue.remedy}."
    yield f"{len(found)} issues"
