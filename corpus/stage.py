"""The contract of a stage, and the runner that keeps the corpus in step with it.

A stage is a pure function from one input to records. The runner finds the inputs that are stale (their content, the
stage's version or its settings have changed), calls the stage, and replaces the outputs of each input in one
transaction. So a second run with nothing changed does nothing, and a kill loses at most the record in hand.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from tqdm import tqdm
from tqdm.contrib.logging import logging_redirect_tqdm

from corpus.issues import Surprise, Unchanged, Unreadable, name_of_input
from corpus.limits import Limits
from corpus.record import Record, content_hash
from corpus.records import Issue, StageState
from corpus.store import ALL, Part, Store
from corpus.study import Study
from corpus.workers import Load, Result, each_in_pool, each_in_turn

log = logging.getLogger(__name__)
R = TypeVar("R", bound=Record)

UNREADABLE_SHARE = 0.05
"""A stage that cannot read more than this share of its inputs fails the run."""
_LOGGED_ISSUES = 2
_POOL_FROM = 4
"""Fewer stale inputs than this are done in turn, where that is safe: a process pool takes longer to start."""


class Inputs(Mapping[type[Record], tuple[Record, ...]]):
    """The records that a stage gets for one input: the input itself and what hangs on it, by table."""

    def __init__(self, records: Mapping[type[Record], Sequence[Record]], *, is_done: bool = False) -> None:
        """Keep the records of each table, in the table's order; `is_done` tells that the outputs are in the corpus."""
        self.is_done = is_done
        self._records = {table: tuple(rows) for table, rows in records.items()}

    def __getitem__(self, table: type[R]) -> tuple[R, ...]:
        """Return the records of a table, in the table's order."""
        return self._records[table]  # type: ignore[return-value]

    def __iter__(self) -> Iterator[type[Record]]:
        """Yield the tables."""
        return iter(self._records)

    def __len__(self) -> int:
        """Return the number of tables."""
        return len(self._records)

    def one(self, table: type[R]) -> R:
        """Return the only record of a table."""
        (record,) = self[table]
        return record


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A step of the chain: what it reads and writes, and the function that does it.

    The first table of `reads` is the input, of the others the rows that point to it; a `whole` stage takes all rows of
    all tables at once. `settings` picks from a study what the stage depends on, as a frozen dataclass, whose
    fields with the metadata `hashed=False` may differ without making inputs stale; `probe` returns what an input
    depends on outside the corpus, such as the files of a folder. Raise `version` when `run` yields other records than
    it did for the same input.
    """

    name: str
    package: str
    reads: tuple[type[Record], ...]
    writes: tuple[type[Record], ...]
    run: Callable[[Inputs, Any], Iterator[Record]]
    settings: Callable[[Study], Any]
    version: int
    whole: bool = False
    parallel: bool = False
    limits: Limits | None = None
    """What one input of a parallel stage may cost; with limits, each is always done in a process apart."""
    shared: tuple[type[Record], ...] = ()
    """Tables among `writes` whose rows several inputs may hold together."""
    probe: Callable[[Any, Any], object] | None = None
    prepare: Callable[[Any], object] | None = None
    """Called once with the settings before stale inputs are done, for what all workers share."""
    is_intact: Callable[[Sequence[Any], Any], bool] | None = None
    """Given its outputs and settings, whether what the stage keeps beside the corpus is still there."""
    settle: Callable[[str, Any], None] | None = None
    """Called with the id of an input and the settings, once what became of the input is in the corpus."""
    finish: Callable[[Any], None] | None = None
    """Called once with the settings after the last stale input is done."""
    parts: Mapping[type[Record], Part] = field(default_factory=dict)
    """Of tables that several stages fill for the same input: which rows are this stage's."""

    @property
    def key(self) -> str | None:
        """The column that names this stage's input in the tables that it reads and writes; None for a whole stage."""
        return None if self.whole else f"{self.reads[0].table[:-1]}_id"

    @property
    def owned(self) -> dict[type[Record], str | None]:
        """The tables whose rows belong to one input, with the column that names it."""
        return {table: self.key for table in self.writes if table not in self.shared} | {Issue: "input_id"}


@dataclass(frozen=True)
class Outcome:
    """What became of one stage in a run: counts of inputs, and seconds."""

    stage: str
    input_count: int
    done_count: int
    unreadable_count: int
    failed_count: int
    seconds: float

    @property
    def is_ok(self) -> bool:
        """Tell whether no source failed and few enough inputs were unreadable."""
        return not self.failed_count and self.unreadable_count <= UNREADABLE_SHARE * self.input_count


def run_stages(
    store: Store, study: Study, stages: Sequence[Stage], *, chain: Sequence[Stage], workers: int, again: bool = False
) -> list[Outcome]:
    """Bring the outputs of some stages of the chain up to date, in order, and return what became of each.

    With `again`, inputs are done even where nothing changed: a source is visited once more.
    """
    # All at one moment: what people enter in the review database during a run is for the next one.
    settings = [stage.settings(study) for stage in stages]
    return [_run_stage(store, stage, own, chain, workers, again) for stage, own in zip(stages, settings, strict=True)]


def _run_stage(store: Store, stage: Stage, settings: Any, chain: Sequence[Stage], workers: int, again: bool) -> Outcome:
    began = time.perf_counter()
    prints = dict(_fingerprints(store, stage, settings))
    known = store.states(stage.name)
    again = again or not _is_intact(store, stage, settings)
    stale = [input_id for input_id, fingerprint in prints.items() if again or known.get(input_id) != fingerprint]
    # Inputs of later stages that a whole stage changes nothing for, are not to be done again: fingerprints tell them.
    downstream = tuple(later.name for later in _downstream(stage, chain) if later.whole or not stage.whole)
    if stale and stage.prepare:
        stage.prepare(settings)
    loads = ((input_id, _load(store, stage, input_id, known.get(input_id) == prints[input_id])) for input_id in stale)
    results = _results(stage, loads, settings, min(workers, len(stale)), len(stale))
    failed = 0
    bar = tqdm(total=len(stale), desc=stage.name, unit="", disable=None if stale else True)
    with bar, logging_redirect_tqdm():
        for input_id, result in results:
            failed += not _keep(store, stage, input_id, prints[input_id], result, downstream)
            if stage.settle:
                stage.settle(input_id, settings)
            bar.update()
    if stale and stage.finish:
        stage.finish(settings)
    unreadable = _unreadable_count(store, stage)
    return Outcome(stage.name, len(prints), len(stale), unreadable, failed, time.perf_counter() - began)


def _results(
    stage: Stage, loads: Iterable[Load], settings: Any, workers: int, count: int
) -> Iterator[tuple[str, Result]]:
    is_worth_it = workers > 1 and count >= _POOL_FROM
    if stage.parallel and count and (stage.limits or is_worth_it):
        return each_in_pool(stage.run, loads, settings, workers, limits=stage.limits)
    return each_in_turn(stage.run, loads, settings)


def _keep(
    store: Store, stage: Stage, input_id: str, fingerprint: str, result: Result, downstream: Iterable[str]
) -> bool:
    """Put one result in the corpus; tell whether the input did not fail.

    Where a source is a surprise in part, what it gave is kept, and it is done again in the next run.
    """
    if isinstance(result, Surprise):
        log.error("%s", result)
        issue = replace(result.as_issue(), id="", stage=stage.name, input_id=input_id)
        store.report(stage.name, input_id, [issue])
        return False
    if isinstance(result, Unchanged):
        store.touch(result.seen)
        return True
    outputs = [result.as_issue()] if isinstance(result, Unreadable) else result
    signed = [_signed(record, stage.name, input_id, store) for record in outputs]
    _log([record for record in signed if isinstance(record, Issue)])
    is_whole = not any(isinstance(record, Issue) and record.severity == Surprise.severity for record in signed)
    state = StageState(stage=stage.name, input_id=input_id, fingerprint=fingerprint if is_whole else "")
    store.replace(signed, owned=stage.owned, state=state, downstream=downstream, parts=stage.parts)
    return is_whole


def _signed(record: Record, stage: str, input_id: str, store: Store) -> Record:
    """Return an issue with its stage, its input and the address of its document; other records as they are."""
    if not isinstance(record, Issue):
        return record
    name = name_of_input(input_id)
    subject = record.subject.replace(name, store.address_of(input_id) or name)
    return replace(record, id="", stage=stage, input_id=input_id, subject=subject)


def _log(issues: Sequence[Issue]) -> None:
    """Log the first issues of an input, and how many more there are: a scanned book has one on each page."""
    for issue in issues[:_LOGGED_ISSUES]:
        level = logging.WARNING if issue.severity == "warning" else logging.ERROR
        log.log(level, "%s: %s. %s.", issue.subject, issue.problem, issue.remedy)
    if more := issues[_LOGGED_ISSUES:]:
        log.warning("… and %d more like it, up to %s.", len(more), more[-1].subject)


def _unreadable_count(store: Store, stage: Stage) -> int:
    return len({issue.input_id for issue in store.read(Issue, stage=stage.name, severity="unreadable")})


def _fingerprints(store: Store, stage: Stage, settings: Any) -> Iterator[tuple[str, str]]:
    """Yield each input of a stage with the hash of all it depends on."""
    base = [stage.version, _hashed(settings)]
    if stage.whole:
        everything = {table.table: store.ids(table).get(ALL, []) for table in stage.reads}
        yield ALL, content_hash([*base, everything])
        return
    children = {table.table: store.ids(table, stage.key) for table in stage.reads[1:]}
    for unit in store.read(stage.reads[0]):
        own = {name: grouped.get(unit.id, []) for name, grouped in children.items()}
        outside = stage.probe(unit, settings) if stage.probe else None
        yield unit.id, content_hash([*base, unit.content(), own, outside])


def _hashed(settings: Any) -> dict[str, Any]:
    return {item.name: getattr(settings, item.name) for item in fields(settings) if item.metadata.get("hashed", True)}


def _is_intact(store: Store, stage: Stage, settings: Any) -> bool:
    if not stage.is_intact:
        return True
    return all(stage.is_intact(list(store.read(table)), settings) for table in stage.writes)


def _load(store: Store, stage: Stage, input_id: str, is_done: bool) -> Inputs:
    if stage.whole:
        return Inputs({table: list(store.read(table)) for table in stage.reads}, is_done=is_done)
    unit, *rest = stage.reads
    children = {table: list(store.read(table, **{str(stage.key): input_id})) for table in rest}
    return Inputs({unit: list(store.read(unit, id=input_id)), **children}, is_done=is_done)


def _downstream(stage: Stage, chain: Sequence[Stage]) -> list[Stage]:
    """Return the later stages that read, directly or through others, what a stage writes."""
    touched, found = set(stage.writes), []
    for later in chain[chain.index(stage) + 1 :]:
        if touched & set(later.reads):
            found.append(later)
            touched |= set(later.writes)
    return found
