"""One visit to a source: its kind is asked for steps, its addresses are asked for answers, until there are no more.

It goes level by level: what the answers of one level lead to is asked at the next. Of several ways to one address the
first counts, by the address that led there; so a visit finds the same, however its downloads interleave. Answers that
are remembered from this visit, or are fresh enough, are not asked for again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urldefrag

from corpus.issues import Surprise
from corpus.raw import keep, raw_path
from corpus.records import Document, Issue
from corpus.sections import SourceSettings
from corpus.sniff import sniff
from harvest.asking import Asked, Asker
from harvest.kinds import Kind
from harvest.steps import Answer, Ask, Bookmark, Gone, Held, Listed, Mention, Step

_OK = 200
Rank = tuple[str, int, int]
"""Where a step came from: the address that led to it, how often that was asked, and its place there."""


@dataclass(frozen=True)
class Given:
    """A document whose bytes were at hand, kept by now."""

    name: str
    document: Document
    listed: Listed


@dataclass
class Outcome:
    """What a visit brought."""

    asked: list[Asked] = field(default_factory=list)
    given: list[Given] = field(default_factory=list)
    mentioned: list[Mention] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    bookmark: str | None = None
    is_complete: bool = True
    """Was everything heard that the source lists? Only then what was not heard of is gone."""

    @property
    def met(self) -> Iterator[str]:
        """Yield the addresses that answered."""
        return (asked.ask.url for asked in self.asked if asked.answer)

    @property
    def is_clean(self) -> bool:
        """Tell whether all was heard, over the network, and no address failed."""
        is_whole = self.is_complete and not self.given
        return is_whole and not any(asked.failure and not asked.failure.is_refused for asked in self.asked)


class _Found(NamedTuple):
    rank: Rank
    ask: Ask


class Engine:
    """The engine of one visit."""

    def __init__(
        self,
        settings: SourceSettings,
        kind: Kind,
        asker: Asker,
        tell: Callable[[int, int], None],
    ) -> None:
        """Keep what the visit needs; `tell` hears how many addresses are done, and how many are known."""
        self.settings, self.kind, self.asker, self.tell = settings, kind, asker, tell
        self.outcome = Outcome()
        self.entrances: frozenset[str] = frozenset()
        """The addresses where the visit began."""
        self._seen: set[tuple[str, int]] = set()
        self._next: dict[tuple[str, int], _Found] = {}

    def run(self, first: Iterable[Step]) -> Outcome:
        """Return what a visit brings that begins with these steps; a surprise among them is raised."""
        for place, step in enumerate(first):
            self._sort(step, ("", 0, place))
        self.entrances = frozenset(key[0] for key in self._next)
        while self._next:
            level = [self._next[key].ask for key in sorted(self._next)]
            self._seen |= self._next.keys()
            self._next = {}
            for asked in self.asker.ask(level):
                self.outcome.asked.append(asked)
                self.tell(len(self.outcome.asked), len(self._seen) + len(self._next))
                self._follow(asked)
        return self.outcome

    def _follow(self, asked: Asked) -> None:
        """Take the steps that an answer leads to, where its kind reads it."""
        ask, answer = asked.ask, asked.answer
        if not ask.step:
            return
        is_refused = asked.failure is not None and asked.failure.is_refused
        if (not answer and not is_refused) or (ask.is_listing and (not answer or answer.status != _OK)):
            self.outcome.is_complete = False
        if not answer or answer.status != _OK:
            return
        content = raw_path(answer.sha256).read_bytes()
        read = Answer(
            ask=ask, final_url=answer.final_url, content=content, media_type=answer.media_type, headers=answer.headers
        )
        self._take(self.kind.read(read, self.settings), (ask.url, ask.nth))

    def _take(self, steps: Iterable[Step], origin: tuple[str, int]) -> None:
        """Sort steps by what they are; a surprise ends them, and what came before it stays."""
        try:
            for place, step in enumerate(steps):
                self._sort(step, (*origin, place))
        except Surprise as problem:
            self.outcome.issues.append(problem.as_issue())
            self.outcome.is_complete = False

    def _sort(self, step: Step, rank: Rank) -> None:
        outcome = self.outcome
        match step:
            case Ask():
                self._plan(step, rank)
            case Held():
                outcome.given.append(Given(step.name, keep(step.content, sniff(step.content)), step.listed))
            case Mention():
                outcome.mentioned.append(step)
            case Gone():
                outcome.gone.append(step)
            case Bookmark():
                outcome.bookmark = step.value
            case Issue():
                outcome.issues.append(step)

    def _plan(self, ask: Ask, rank: Rank) -> None:
        ask = replace(ask, url=urldefrag(ask.url).url)
        key = (ask.url, ask.nth)
        if key in self._seen:
            return
        planned = self._next.get(key)
        if planned is None or rank < planned.rank:
            self._next[key] = _Found(rank, ask)
