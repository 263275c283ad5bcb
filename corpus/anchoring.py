"""Ties judgements to the passages of the corpus as it is now: by document, place and quote.

A corpus is rebuilt, and then its texts may have changed: another reader of PDFs parts lines and pages otherwise. Each
judgement gets one of three statuses: its quote is there still, what looks like it is there and is to be judged anew, or
it is nowhere. None is ever dropped.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.alike import Stretch, alike_in, folded, stretch_of, words_of
from corpus.judgements import Judgement
from corpus.records import Issue, Passage

EXACT, AGAIN, ORPHANED = STATUSES = ("exact", "her-beoordelen", "verweesd")
"""The quote is in a passage; something like it is; nothing like it is."""
_SAME, _MOVED, _FOLDED = "letterlijk op dezelfde plaats", "letterlijk, op een andere plaats", "op tekens na letterlijk"
_PARTED = "het citaat staat niet meer in één passage"
_CHANGED, _GONE, _NOWHERE = "de tekst is veranderd", "het document is er niet meer", "de tekst is er niet meer"
_FEWEST_PARTED = 3
"""A quote is looked for across passages only where it has more letters than this."""


@dataclass(frozen=True)
class Anchor:
    """Where a judgement belongs; without a passage where it is orphaned."""

    judgement: Judgement
    status: str
    """One of STATUSES."""
    reason: str
    """Why (Dutch)."""
    passage_id: str = ""
    page: int = 0
    start: int = 0
    """First character of the quote in the text of the page as it is now."""
    end: int = 0


@dataclass(frozen=True)
class Anchored:
    """Judgements with where they belong, in the order in which they came."""

    anchors: tuple[Anchor, ...]

    @cached_property
    def by_passage(self) -> Mapping[str, tuple[Judgement, ...]]:
        """Judgements by the id of the passage that holds their quote, or something like it."""
        found: dict[str, tuple[Judgement, ...]] = {}
        for each in self.anchors:
            if each.passage_id:
                found[each.passage_id] = (*found.get(each.passage_id, ()), each.judgement)
        return found

    @property
    def exact(self) -> tuple[Anchor, ...]:
        """Those whose quote is in a passage: only these have an effect on what is published."""
        return tuple(each for each in self.anchors if each.status == EXACT)

    @property
    def adrift(self) -> tuple[Judgement, ...]:
        """Judgements of which nothing is found any longer."""
        return tuple(each.judgement for each in self.anchors if each.status == ORPHANED)

    @property
    def counts(self) -> dict[str, int]:
        """The number of judgements by status."""
        counted = Counter(each.status for each in self.anchors)
        return {status: counted[status] for status in STATUSES}

    def issues(self) -> list[Issue]:
        """Return a warning for each document with judgements that are adrift."""
        counts = Counter(judgement.document_id for judgement in self.adrift)
        return [
            Issue(
                severity="warning",
                subject=f"judgements of document {document_id[:12]}",
                problem=f"the quotes of {count} judgements are in no passage of the corpus any longer",
                remedy="They are kept and have no effect; judge the new text, or put the document back",
            )
            for document_id, count in sorted(counts.items())
        ]


def anchor(judgements: Sequence[Judgement], passages: Iterable[Passage], *, only_exact: bool = False) -> Anchored:
    """Return where each of the judgements belongs, in the order in which they come.

    Exact is a quote that stands in one passage of its document, on whatever page, where white space, hyphenation,
    ligatures and forms of quotation marks and dashes make no difference; of several places the one where it stood, or
    else the nearest. To be judged anew is a quote that runs over several passages or looks like what is in one; with
    `only_exact` such are not looked for, which takes much less time, and left out.
    """
    wanted = {judgement.document_id for judgement in judgements}
    known: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.document_id in wanted and passage.text.strip():
            known[passage.document_id].append(passage)
    texts = {document_id: _Text(own) for document_id, own in known.items()}
    places: dict[tuple[object, ...], Anchor | None] = {}
    anchors = []
    for judgement in judgements:
        # All that were asked the same have the same place, which is looked for once.
        key = (judgement.document_id, judgement.page, judgement.start, judgement.end, judgement.quote)
        if key not in places:
            places[key] = _anchored(judgement, texts.get(judgement.document_id), only_exact)
        if found := places[key]:
            anchors.append(replace(found, judgement=judgement))
    return Anchored(tuple(anchors))


def _anchored(judgement: Judgement, text: _Text | None, only_exact: bool) -> Anchor | None:
    found = (text.literal(judgement) or text.folded(judgement)) if text else None
    if found or only_exact:
        return found
    found = (text.parted(judgement) or text.alike(judgement)) if text else None
    return found or Anchor(judgement, ORPHANED, _NOWHERE if text else _GONE)


class _Text:
    """The passages of a document, made ready to look for quotes in."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = sorted(passages, key=lambda passage: (passage.page, passage.start))

    @cached_property
    def _folded(self) -> list[str]:
        return [folded(passage.text) for passage in self.passages]

    @cached_property
    def _words(self) -> list[frozenset[str]]:
        return [words_of(passage.text) for passage in self.passages]

    def literal(self, judgement: Judgement) -> Anchor | None:
        """Return the place of a quote as it is; None where it is in no passage."""
        quote, places = judgement.quote, []
        if not quote.strip():
            return None
        for passage in self.passages:
            at = passage.text.find(quote)
            while at >= 0:
                places.append((passage, Stretch(at, at + len(quote))))
                at = passage.text.find(quote, at + 1)
        if not places:
            return None
        nearest = min(places, key=lambda place: _distance(judgement, *place))
        is_there = (nearest[0].page, nearest[0].start + nearest[1].start) == (judgement.page, judgement.start)
        return _anchor(judgement, EXACT, _SAME if is_there else _MOVED, *nearest)

    def folded(self, judgement: Judgement) -> Anchor | None:
        """Return the place of a quote where only such signs differ as say nothing; None where it is in no passage."""
        quote = folded(judgement.quote)
        held = [number for number, text in enumerate(self._folded) if quote and quote in text]
        places = [(self.passages[number], stretch_of(quote, self.passages[number].text)) for number in held]
        if not places:
            return None
        nearest = min(places, key=lambda place: _distance(judgement, *place))
        return _anchor(judgement, EXACT, _FOLDED, *nearest)

    def parted(self, judgement: Judgement) -> Anchor | None:
        """Return the place of the longest part of a quote that runs over several passages; None where it does not."""
        quote, whole = folded(judgement.quote), "".join(self._folded)
        at = whole.find(quote) if len(quote) > _FEWEST_PARTED else -1
        if at < 0:
            return None
        begin, parts = 0, []
        for passage, text in zip(self.passages, self._folded, strict=True):
            first, last = max(at, begin) - begin, min(at + len(quote), begin + len(text)) - begin
            if first < last:
                parts.append((last - first, passage, text[first:last]))
            begin += len(text)
        _, passage, part = max(parts, key=lambda item: item[0])
        return _anchor(judgement, AGAIN, _PARTED, passage, stretch_of(part, passage.text))

    def alike(self, judgement: Judgement) -> Anchor | None:
        """Return the place that looks most like a quote; None where nothing does."""
        best: tuple[float, Passage, Stretch] | None = None
        wanted = words_of(judgement.quote)
        # The likeliest come first: what is less alike than the best so far is soon passed over.
        ranked = sorted(range(len(self.passages)), key=lambda number: -len(wanted & self._words[number]))
        for passage in (self.passages[number] for number in ranked):
            floor = best[0] if best else 0.0
            if (found := alike_in(judgement.quote, passage.text, above=floor)) and (not best or found[0] > floor):
                best = (found[0], passage, found[1])
        if best is None:
            return None
        told = f"{_CHANGED} (overeenkomst {best[0]:.2f})".replace(".", ",")
        return _anchor(judgement, AGAIN, told, best[1], best[2])


def _anchor(judgement: Judgement, status: str, reason: str, passage: Passage, stretch: Stretch) -> Anchor:
    start, end = passage.start + stretch.start, passage.start + stretch.end
    return Anchor(judgement, status, reason, passage.id, passage.page, start, end)


def _distance(judgement: Judgement, passage: Passage, stretch: Stretch) -> tuple[int, int, int, int]:
    pages, start = abs(passage.page - judgement.page), passage.start + stretch.start
    return (pages, abs(start - judgement.start), passage.page, start)
