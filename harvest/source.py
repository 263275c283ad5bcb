"""One source: visited by its kind, its findings held against what it gave before and what the study expects of it."""

from __future__ import annotations

import importlib.metadata
import socket
from collections.abc import Container, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit
from urllib.request import getproxies

from tqdm import tqdm

from corpus.issues import Surprise, Unchanged
from corpus.record import Record, content_hash
from corpus.records import Document, Issue, Response, Source, Visit
from corpus.sections import SourceSettings
from corpus.stage import Inputs
from harvest.addresses import site_of
from harvest.asking import Asker, host_of
from harvest.crawling.fetching import Fetcher, Order
from harvest.crawling.serve import stand_in
from harvest.engine import Engine, Outcome
from harvest.findings import Findings
from harvest.kinds import Context, Kind, kind_names, load_kind
from harvest.memory import Holding, Memory, OpenVisit
from harvest.settings import HarvestSettings

_CHECK = "Check the address and the network connection, then run again"


def probe_source(source: Source, settings: HarvestSettings) -> object:
    """Return what a source holds as far as that is seen without a harvest; None where it is not."""
    if source.kind not in kind_names():
        return None
    wanted = SourceSettings.model_validate_json(source.settings)
    return load_kind(source.kind).probe(wanted, Context(settings.base))


def settle_source(source_id: str, settings: HarvestSettings) -> None:
    """Bring the visit to a source to its end: what comes next is another visit."""
    with Memory(settings.study) as memory:
        memory.settle(source_id)


def harvest_source(inputs: Inputs, settings: HarvestSettings) -> Iterator[Record]:
    """Yield the visit, answers, documents, finds and issues of one source.

    Raises Surprise when the source cannot be reached; an issue that is a surprise tells that a part of it failed.
    Raises Unchanged when all is as the last visit left it, in the corpus too.
    """
    source = inputs.one(Source)
    if source.kind not in kind_names():
        problem = f"there is no kind of source '{source.kind}'"
        raise Surprise(source.name, problem, f"Known: {', '.join(kind_names())}")
    wanted = SourceSettings.model_validate_json(source.settings)
    with Memory(settings.study) as memory:
        try:
            yield from _harvest(source, wanted, memory, settings, is_done=inputs.is_done)
        except Surprise as problem:
            remembered = memory.holdings(source.id)
            if inputs.is_done or not remembered:
                raise
            yield from _from_memory(source.id, wanted, memory, remembered)
            yield problem.as_issue()


def _harvest(
    source: Source, wanted: SourceSettings, memory: Memory, settings: HarvestSettings, *, is_done: bool
) -> Iterator[Record]:
    """Yield what a visit brings; raise Surprise before anything is yielded, and Unchanged likewise."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    _check_patience(wanted, memory, now)
    visit = memory.begin(source.id, now)
    under = content_hash([importlib.metadata.version("kennissynthese"), source.content()])
    may_be_unchanged = is_done and visit.clean_under == under
    outcome = _visit(source.id, wanted, memory, visit, settings, may_be_unchanged=may_be_unchanged)
    if not outcome:
        memory.seen_again(visit, source.id)
        raise Unchanged([_visit_record(source.id, wanted, memory, visit.began_at)])
    findings = Findings(wanted, outcome, memory.holdings(source.id), visit, load_kind(wanted.kind).keeps_gone)
    memory.hold(source.id, findings.holdings)
    memory.note_way(visit, source.id, outcome.met, under if outcome.is_clean else None)
    if outcome.bookmark and outcome.is_clean:
        memory.bookmark(source.id, outcome.bookmark)
    yield from _records(source.id, findings, memory, visit.began_at)
    yield from findings.issues()
    yield from _hold_against(wanted, findings.count())


def _from_memory(
    source_id: str, wanted: SourceSettings, memory: Memory, remembered: Sequence[Holding]
) -> Iterator[Record]:
    """Yield what a source gave before, for a corpus that lacks it while the source cannot be reached."""
    visit = OpenVisit(max(holding.last_seen_at for holding in remembered), None)
    findings = Findings(wanted, Outcome(is_complete=False), remembered, visit, keeps_gone=True)
    yield from _records(source_id, findings, memory, visit.began_at)


def _visit(
    source_id: str,
    wanted: SourceSettings,
    memory: Memory,
    visit: OpenVisit,
    settings: HarvestSettings,
    *,
    may_be_unchanged: bool,
) -> Outcome | None:
    """Return what a visit brings; None when it may be unchanged, and is.

    Raises Surprise when none of the addresses where it begins gives anything.
    """
    if not wanted.serve:
        _check_names(wanted)
    kind = load_kind(wanted.kind)
    bar = tqdm(desc=wanted.name, unit="", leave=False, disable=None)

    def tell(done: int, known: int) -> None:
        bar.total = known
        bar.update(done - bar.n)

    with bar, _proxy(wanted, settings) as proxy, Fetcher(_order(wanted, kind, settings, proxy)) as fetcher:
        asker = Asker(source_id, memory, fetcher, visit)
        engine = Engine(wanted, kind, asker, tell)
        try:
            if may_be_unchanged and asker.finds_all_unchanged():
                return None
            outcome = engine.run(kind.begin(wanted, Context(settings.base, visit.bookmark)))
        except Surprise as problem:
            raise Surprise(f"{wanted.name}: {problem.subject}", problem.problem, problem.remedy) from None
    _check_entrances(wanted, outcome, engine.entrances)
    return outcome


def _proxy(wanted: SourceSettings, settings: HarvestSettings) -> AbstractContextManager[str | None]:
    return stand_in(settings.base / wanted.serve) if wanted.serve else nullcontext()


def _order(wanted: SourceSettings, kind: Kind, settings: HarvestSettings, proxy: str | None) -> Order:
    version = importlib.metadata.version("kennissynthese")
    limits = replace(settings.limits, revisit_s=0) if wanted.serve else settings.limits
    return Order(
        user_agent=f"kennissynthese/{version} (+{settings.contact})",
        delay_s=wanted.delay_s,
        allow_hosts=wanted.allow_hosts,
        sites=tuple(sorted({site_of(url) for url in wanted.addresses})) if kind.stays_on_site else (),
        deny=wanted.deny if kind.stays_on_site else (),
        proxy=proxy,
        limits=limits,
    )


def _check_patience(wanted: SourceSettings, memory: Memory, now: str) -> None:
    """Raise Surprise when a host of the source has asked not to be visited yet."""
    until = memory.allowed_from((host_of(url) for url in wanted.addresses), now)
    if until:
        raise _surprise(wanted, f"asks not to be visited before {until} (UTC)", "Run it again after that")


def _check_names(wanted: SourceSettings) -> None:
    """Raise Surprise when no host of the source has a known name, which shows sooner than a crawler starts."""
    hosts = [(urlsplit(address).hostname or "", urlsplit(address).port) for address in wanted.addresses]
    if hosts and not getproxies() and not any(_is_known(host, port) for host, port in hosts):
        raise _surprise(wanted, "cannot be reached: its name is not known on the network", _CHECK)


def _is_known(host: str, port: int | None) -> bool:
    try:
        socket.getaddrinfo(host, port)
    except (OSError, UnicodeError):
        return False
    return True


def _check_entrances(wanted: SourceSettings, outcome: Outcome, entrances: Container[str]) -> None:
    """Raise Surprise when there were addresses to begin with and none of them gave anything."""
    first = sorted((asked for asked in outcome.asked if asked.ask.url in entrances), key=lambda asked: asked.ask.url)
    if not first or outcome.given or any(asked.answer and asked.answer.status == HTTPStatus.OK for asked in first):
        return
    failure, answer = first[0].failure, first[0].answer
    if failure and failure.problem:
        raise _surprise(wanted, f"cannot be reached: {failure.problem}", failure.remedy or _CHECK, first[0].ask.url)
    status = failure.status if failure else answer.status if answer else 0
    remedy = "Look at the address in a browser and mend it"
    raise _surprise(wanted, f"answers with status {status}", remedy, first[0].ask.url)


def _surprise(wanted: SourceSettings, problem: str, remedy: str, url: str | None = None) -> Surprise:
    place = url or wanted.path or ", ".join(wanted.addresses)
    return Surprise(f"{wanted.name} ({place})" if place else wanted.name, problem, remedy)


def _records(source_id: str, findings: Findings, memory: Memory, visited_at: str) -> Iterator[Record]:
    """Yield the visit, the answers, and the documents with their finds."""
    yield _visit_record(source_id, findings.settings, memory, visited_at)
    for answer in memory.answers(source_id):
        yield Response(
            source_id=source_id,
            url=answer.url,
            final_url=answer.final_url,
            status=answer.status,
            media_type=answer.headers.get("content-type"),
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
            sha256=answer.sha256,
            byte_count=answer.byte_count,
            answered_at=answer.answered_at,
        )
    for holding in findings.holdings:
        yield Document(id=holding.document_id, media_type=holding.media_type, byte_count=holding.byte_count)
    yield from findings.finds(source_id)


def _visit_record(source_id: str, wanted: SourceSettings, memory: Memory, visited_at: str) -> Visit:
    allowed_from = memory.allowed_from((host_of(url) for url in wanted.addresses), visited_at)
    return Visit(source_id=source_id, visited_at=visited_at, allowed_from=allowed_from)


def _hold_against(wanted: SourceSettings, count: int) -> Iterator[Issue]:
    """Yield what is wrong with the number of documents, by what the study expects of the source."""
    fewest, most = wanted.expects or (1, count)
    if fewest <= count <= most:
        return
    subject = f"{wanted.name} ({wanted.path or ', '.join(wanted.addresses) or wanted.query})"
    problem = (
        f"found {count} documents where {fewest} to {most} were expected" if wanted.expects else "holds no documents"
    )
    few = "See which are gone or whether the source has changed, then mend its settings in the study"
    many = "See whether they all belong to the study, and set 'expects' anew"
    severity, remedy = ("surprise", few) if count < fewest else ("warning", many)
    yield Issue(severity=severity, subject=subject, problem=problem, remedy=remedy)
