"""A website: pages that link to documents, within its own host."""

from __future__ import annotations

import importlib.metadata
import re
import socket
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from urllib.parse import urlsplit
from urllib.request import getproxies

from corpus.issues import Surprise
from corpus.record import Record
from corpus.records import Find, Issue, Source
from corpus.study import SourceSettings
from harvest.crawl import Answer, Order, crawl
from harvest.files import contents
from harvest.kinds import Fault
from harvest.serve import stand_in
from harvest.settings import HarvestSettings

KEYS = (("url", "urls"),)


def faults(settings: SourceSettings) -> Iterator[Fault]:
    """Yield addresses that are no addresses, patterns that are no patterns, and a stand-in for an https site."""
    if settings.url:
        yield from _address_faults(("url",), settings.url, settings)
    for nth, address in enumerate(settings.urls):
        yield from _address_faults(("urls", nth), address, settings)
    for name in ("allow", "deny"):
        for nth, pattern in enumerate(getattr(settings, name)):
            yield from _pattern_faults((name, nth), pattern)


def _address_faults(key: tuple[str | int, ...], address: str, settings: SourceSettings) -> Iterator[Fault]:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        yield Fault(key, f"{address!r} is no address of a website", "Write it in full, as https://www.example.nl/")
    elif settings.serve and parts.scheme != "http":
        yield Fault(key, "a site that is served from a folder has no certificate", "Begin its address with http://")


def _pattern_faults(key: tuple[str | int, ...], pattern: str) -> Iterator[Fault]:
    try:
        re.compile(pattern)
    except re.error as error:
        yield Fault(key, f"{pattern!r} is no regular expression: {error}", "Mend it, with \\ before . ? + ( ) [ ]")


def probe(settings: SourceSettings, context: HarvestSettings) -> object:
    """Return what the folder that stands in for a site holds; None for a live site, which only a harvest tells."""
    return contents(context.base / settings.serve) if settings.serve else None


def find(source: Source, settings: SourceSettings, context: HarvestSettings) -> Iterator[Record]:
    """Yield a find for each answer of the site, the documents, and an issue for what was missed.

    Raises Surprise when none of the start addresses answers.
    """
    folder = context.base / settings.serve if settings.serve else None
    if folder and not folder.is_dir():
        raise _surprise(settings, f"the folder that stands in for it is not there: {settings.serve}", "Check 'serve'")
    if not folder:
        _check_names(settings)
    with stand_in(folder) if folder else nullcontext() as proxy:
        answers = crawl(_order(settings, context, proxy))
    _check_entrances(settings, [answer for answer in answers if answer.depth == 0])
    for answer in answers:
        yield from _records(source, settings, answer)


def _order(settings: SourceSettings, context: HarvestSettings, proxy: str | None) -> Order:
    version = importlib.metadata.version("kennissynthese")
    return Order(
        addresses=settings.addresses,
        allow=settings.allow,
        deny=settings.deny,
        depth=settings.depth,
        delay_s=settings.delay_s,
        user_agent=f"kennissynthese/{version} (+{context.contact})",
        proxy=proxy,
    )


def _check_names(settings: SourceSettings) -> None:
    """Raise Surprise when no host of the source has a known name, which shows sooner than a crawler starts."""
    hosts = [(urlsplit(address).hostname or "", urlsplit(address).port) for address in settings.addresses]
    if getproxies() or any(_is_known(host, port) for host, port in hosts):
        return
    raise _surprise(settings, "cannot be reached: its name is not known on the network", _REMEDY)


def _is_known(host: str, port: int | None) -> bool:
    try:
        socket.getaddrinfo(host, port)
    except (OSError, UnicodeError):
        return False
    return True


_REMEDY = "Check the address and the network connection, then run again"


def _check_entrances(settings: SourceSettings, entrances: Sequence[Answer]) -> None:
    """Raise Surprise when no start address gave a page."""
    if any(answer.status == 200 for answer in entrances):
        return
    first = entrances[0]
    if first.problem:
        raise _surprise(settings, f"cannot be reached: {first.problem}", _REMEDY)
    raise _surprise(settings, f"answers with status {first.status}", "Look at the address in a browser and mend it")


def _surprise(settings: SourceSettings, problem: str, remedy: str) -> Surprise:
    return Surprise(f"{settings.name} ({', '.join(settings.addresses)})", problem, remedy)


def _records(source: Source, settings: SourceSettings, answer: Answer) -> Iterator[Record]:
    if answer.problem:
        yield _issue(settings, answer, answer.problem)
        return
    if answer.document:
        yield answer.document
    elif answer.is_wanted and answer.status != 200:
        yield _issue(settings, answer, f"answers with status {answer.status}")
    yield Find(
        source_id=source.id,
        source=source.name,
        url=answer.url,
        final_url=answer.final_url or answer.url,
        found_on=answer.found_on,
        status=answer.status,
        media_type=answer.media_type,
        title_listed=answer.link_text,
        publisher_listed=settings.publisher,
        document_id=answer.document.id if answer.document else None,
    )


def _issue(settings: SourceSettings, answer: Answer, problem: str) -> Issue:
    remedy = "If the study needs what is there, ask the owner of the site for it"
    return Issue(severity="warning", subject=f"{settings.name}: {answer.url}", problem=problem, remedy=remedy)
