"""Asking for answers: those that are remembered and fresh are not asked for again, the others are remembered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from corpus.raw import raw_path
from harvest.crawling.fetching import Fetched, Fetcher, Wanted
from harvest.memory import Memory, OpenVisit, Remembered
from harvest.steps import Ask

_UNCHANGED = 304
_OK = 200


@dataclass(frozen=True)
class Asked:
    """What came of an ask: what is remembered of its answer, or why there was none."""

    ask: Ask
    answer: Remembered | None = None
    failure: Fetched | None = None


class Asker:
    """Asks the addresses of one source within one visit."""

    def __init__(self, source_id: str, memory: Memory, fetcher: Fetcher, visit: OpenVisit) -> None:
        """Keep what is needed to ask."""
        self.source_id, self.memory, self.fetcher, self.visit = source_id, memory, fetcher, visit

    def ask(self, asks: Sequence[Ask]) -> Iterator[Asked]:
        """Yield what came of each ask: first what is remembered, then what is fetched, as it comes."""
        wanted: dict[str, tuple[Ask, Remembered | None]] = {}
        for ask in asks:
            known = self.memory.recall(self.source_id, ask.url)
            if known and self._is_current(known, ask):
                yield Asked(ask, known)
            else:
                wanted[ask.url] = (ask, known)
        requests = (
            Wanted(url=url, conditions=_conditions(known), accept=ask.accept) for url, (ask, known) in wanted.items()
        )
        for fetched in self.fetcher.fetch(requests):
            ask, known = wanted[fetched.url]
            yield self._remembered(ask, known, fetched)

    def _is_current(self, known: Remembered, ask: Ask) -> bool:
        """Tell whether an answer need not be asked for again: it is of this visit, or fresh."""
        if known.answered_at >= self.visit.began_at:
            return known.nth >= ask.nth and _is_there(known)
        if ask.is_listing or known.status != _OK or not _is_there(known):
            return False
        limit = datetime.fromisoformat(self.visit.began_at) - timedelta(seconds=self.fetcher.order.limits.revisit_s)
        is_older = bool(ask.changed_on) and str(ask.changed_on) < known.answered_at[: len("2000-01-01")]
        return is_older or datetime.fromisoformat(known.answered_at) > limit

    def _remembered(self, ask: Ask, known: Remembered | None, fetched: Fetched) -> Asked:
        """Return what came of a request; a final answer is remembered before anything is made of it."""
        now = _now()
        if fetched.wait_until:
            self.memory.wait_for(host_of(ask.url), fetched.wait_until)
        if fetched.status == _UNCHANGED and known:
            answer = replace(known, answered_at=now, nth=ask.nth)
        elif fetched.problem or not _is_final(fetched.status):
            return Asked(ask, failure=fetched)
        else:
            answer = Remembered(
                url=ask.url,
                nth=ask.nth,
                final_url=fetched.final_url,
                status=fetched.status,
                headers=dict(fetched.headers),
                media_type=fetched.media_type,
                sha256=fetched.sha256,
                byte_count=fetched.byte_count,
                answered_at=now,
                is_listing=ask.is_listing,
                accept=ask.accept,
                met_at=known.met_at if known else None,
            )
        self.memory.remember(self.source_id, answer)
        return Asked(ask, answer)

    def finds_all_unchanged(self) -> bool:
        """Tell whether all that the last visit met is as it was: first what lists is asked, then what is not fresh."""
        way = list(self.memory.way(self.source_id, self.visit.last_began_at))
        lists = [answer for answer in way if answer.is_listing]
        others = [answer for answer in way if not answer.is_listing]
        return bool(lists) and self._are_unchanged(lists) and self._are_unchanged(others)

    def _are_unchanged(self, answers: Sequence[Remembered]) -> bool:
        asks = {each.url: _ask_again(each) for each in answers}
        before = {each.url: each for each in answers if not self._is_current(each, asks[each.url])}
        asked = list(self.ask([asks[url] for url in before]))
        return all(each.answer and _is_same(each.answer, before[each.ask.url]) for each in asked)


def _ask_again(known: Remembered) -> Ask:
    return Ask(url=known.url, is_listing=known.is_listing, accept=known.accept, nth=known.nth)


def _is_same(answer: Remembered, before: Remembered) -> bool:
    return (answer.status, answer.sha256) == (before.status, before.sha256)


def _conditions(known: Remembered | None) -> dict[str, str]:
    """Return the headers by which a remembered answer is not sent again where it is unchanged (RFC 9110, 13.1)."""
    if not known or known.status != _OK or not _is_there(known):
        return {}
    names = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
    return {name: known.headers[header] for name, header in names.items() if header in known.headers}


def _is_there(known: Remembered) -> bool:
    """Tell whether the bytes of an answer are still kept."""
    return known.status != _OK or raw_path(known.sha256).is_file()


def _is_final(status: int) -> bool:
    """Tell whether a status says something about the address, rather than about the moment."""
    return status < 500 and status not in (408, 425, 429)


def host_of(url: str) -> str:
    """Return the host and port of an address."""
    return url.split("/")[2] if url.count("/") > 1 else url


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
