"""The stage that tells of review: how far people agree, what was done with remarks, versions, and what has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Self

from corpus.judgements import Judgement, judgements_hash, read_every
from corpus.record import Record, content_hash
from corpus.records import AgendaScore, Balance, Change, Comment, Conclusion, Element, Release
from corpus.review.agreement import agreements
from corpus.review.entries import JUDGEMENT, Priority, Reply
from corpus.review.entries import Release as Released
from corpus.review.findings import Finding, told
from corpus.review.ledger import Entry
from corpus.review.prioritising import held, scores
from corpus.review.reading import open_rounds, read_entries, read_remarks, read_statements
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.ledger.balance import OVERALL

_CODEBOOK = "codebook"


@dataclass(frozen=True)
class TellSettings:
    """What was said in review; what is told of it depends on nothing else but the elements as they are now."""

    judgements_hash: str
    comments: tuple[Comment, ...]
    releases: tuple[Release, ...]
    agenda: tuple[AgendaScore, ...]
    """What the scores for the kennisagenda come to."""
    findings: tuple[tuple[Finding, ...], ...]
    """What was found when each version was frozen."""
    judgements: tuple[Judgement, ...] = field(metadata={"hashed": False})
    """All that were made, in order, those that were replaced by others too; but not in rounds that are open."""

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused where its judgements or its review database are wrong."""
        unseen = open_rounds(study)
        judgements = tuple(each for each in read_every(study) if each.round not in unseen)
        released = read_statements(study, Released)
        return cls(
            judgements_hash=judgements_hash(judgements),
            comments=tuple(comments_of(study, unseen)),
            releases=tuple(_release(entry, said) for entry, said in released),
            agenda=tuple(scores(held(read_statements(study, Priority), unseen))),
            findings=tuple(tuple(map(_finding, said.findings)) for _, said in released),
            judgements=judgements,
        )


def tell_of_review(inputs: Inputs, settings: TellSettings) -> Iterator[Record]:
    """Yield agreement, comments, versions, and the elements on which another is found than in the version before."""
    yield from agreements(settings.judgements)
    yield from settings.comments
    yield from settings.releases
    yield from settings.agenda
    if settings.releases:
        for release, (then, now) in zip(
            settings.releases, pairwise([*settings.findings, findings_of(inputs)]), strict=True
        ):
            yield from changes(release.name, then, now)


def comments_of(study: Study, unseen: Collection[str]) -> Iterator[Comment]:
    """Yield each remark that has a reply, with the last one; but for those of rounds that are not to be seen yet."""
    replies = {said.judgement: (entry, said) for entry, said in read_statements(study, Reply)}
    words = read_remarks(study) if replies else {}
    for entry in read_entries(study, JUDGEMENT) if replies else ():
        if entry.uuid in replies and entry.values["round"] not in unseen:
            yield _comment(entry, *replies[entry.uuid], words)


def _comment(entry: Entry, reply: Entry, said: Reply, words: Mapping[str, str]) -> Comment:
    own = entry.values
    values: dict[str, Any] = {name: own[name] for name in ("round", "document_id", "page", "dimension", "code")}
    values |= {
        "verdict": own["verdict"],
        "text": words.get(entry.remark_hash) if said.is_public else None,
        "outcome": said.outcome,
        "reason": words.get(reply.remark_hash, ""),
    }
    # Two people may say the same of one coding: their remarks are two, by the entries that they are of.
    return Comment(id=content_hash([Comment.table, entry.uuid, values]), **values)


def _release(entry: Entry, said: Released) -> Release:
    return Release(
        number=said.number,
        name=said.name,
        round=said.round,
        frozen_at=entry.made_at,
        corpus_hash=said.corpus_hash,
        codebook=said.codebook,
        judgement_count=said.judgement_count,
        head=said.head,
    )


def _finding(row: Iterable[Any]) -> Finding:
    code, label, verdict, *counts = row
    only_for, only_against, mixed = (int(count) for count in counts)
    return Finding(str(code), str(label), str(verdict), only_for, only_against, mixed)


def findings_of(inputs: Inputs) -> list[Finding]:
    """Return what is found now on each element of the codebook that has published evidence."""
    verdicts = {conclusion.element_id: conclusion.verdict for conclusion in inputs[Conclusion]}
    overall = {balance.element_id: balance for balance in inputs[Balance] if balance.dimension == OVERALL}
    return [
        Finding(element.code, element.label, verdicts[element.id], *_counts(overall[element.id]))
        for element in inputs[Element]
        if element.origin == _CODEBOOK and element.id in verdicts
    ]


def _counts(balance: Balance) -> tuple[int, int, int]:
    return balance.for_count, balance.against_count, balance.mixed_count


def changes(release: str, then: Iterable[Finding], now: Iterable[Finding]) -> Iterator[Change]:
    """Yield each element on which another is found than in a version, by code."""
    old, new = ({finding[0]: finding for finding in findings} for findings in (then, now))
    for code in sorted(old.keys() | new.keys()):
        was, found = (told(findings[code]) if code in findings else "" for findings in (old, new))
        if was != found:
            label = (new.get(code) or old[code])[1]
            yield Change(release=release, element_code=code, element=label, was=was, now=found)
