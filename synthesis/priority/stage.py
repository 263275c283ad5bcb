"""The stage that says what is best read first, and how much that is relevant is still unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from scipy.special import expit

from corpus.judgements import Judgement, judgements_hash, read_judgements
from corpus.record import Record
from corpus.records import Coding, Embedding, Passage, Priority, Progress, Screening
from corpus.stage import Inputs
from corpus.study import Study
from synthesis.priority.judged import Read, read_passages
from synthesis.priority.model import log_odds_of, ranked
from synthesis.priority.pool import Numbers, Pool
from synthesis.priority.stopping import DOUBT, Unread, missed_probability, recall, unread_by_order, unread_by_sample

_DIGITS = 4
_TOO_SHORT = "te kort om iets te stellen"
_BY_CODING = "volgens de codering"


@dataclass(frozen=True)
class PrioritySettings:
    """What the order of reading depends on: what was judged, and the share of what is relevant that is wanted."""

    judgements_hash: str
    recall_target: float
    judgements: tuple[Judgement, ...] = field(metadata={"hashed": False})

    @classmethod
    def of(cls, study: Study) -> Self:
        """Return the settings of a study; raise Refused where its judgements cannot be read."""
        judgements = read_judgements(study)
        return cls(judgements_hash(judgements), study.synthesis.recall_target, judgements)


def find_priorities(inputs: Inputs, settings: PrioritySettings) -> Iterator[Record]:
    """Yield the place of each passage in the order of reading, how far the reading is, and issues on judgements."""
    pool = Pool.of(inputs[Passage], inputs[Screening], inputs[Embedding], inputs[Coding])
    read, issues = read_passages(settings.judgements, inputs[Passage])
    yield from issues
    if not len(pool):
        return
    known = set(pool.passage_ids)
    read = [each for each in read if each.passage_id in known]
    odds = log_odds_of(pool, read)
    yield from _priorities(pool, odds, read)
    yield progress_of(pool, odds, read, settings.recall_target)


def _priorities(pool: Pool, odds: Numbers, read: Sequence[Read]) -> Iterator[Priority]:
    words = {each.passage_id: each.is_relevant for each in read}
    scores, before = expit(odds), expit(pool.prior)
    is_renewed = any(word is not None for word in words.values())
    for rank, number in enumerate(ranked(pool, odds, words.keys()), 1):
        passage_id = pool.passage_ids[number]
        if passage_id in words:
            reason = f"beoordeeld: {_word(words[passage_id])}"
        elif pool.rows[number] < 0:
            reason = _TOO_SHORT
        else:
            coded = f"{_BY_CODING} {before[number]:.2f}"
            reason = f"{coded}, met {len(words)} beoordelingen {scores[number]:.2f}" if is_renewed else coded
        yield Priority(
            passage_id=passage_id,
            document_id=pool.document_ids[number],
            rank=rank,
            score=round(float(scores[number]), _DIGITS),
            is_judged=passage_id in words,
            reason=reason.replace(".", ","),
        )


def _word(is_relevant: bool | None) -> str:
    return {True: "relevant", False: "niet relevant", None: "weet niet"}[is_relevant]


def progress_of(pool: Pool, odds: Numbers, read: Sequence[Read], target: float) -> Progress:
    """Return how far the reading of a pool is; a random sample, where there is one, outranks the order of reading."""
    relevant = [bool(each.is_relevant) for each in read]
    found, known = sum(relevant), {each.passage_id for each in read}
    is_unread = np.fromiter((each not in known for each in pool.passage_ids), dtype=bool, count=len(pool))
    predicted = float(expit(odds[is_unread]).sum())
    sample = _last_sample(read)
    method, unread = "voorspelling", Unread(predicted, 0, len(pool))
    if sample:
        method, unread = "steekproef", _unread_by(sample, read, len(pool))
    elif read:
        method, unread = "leesvolgorde", unread_by_order(relevant, len(pool), predicted)
    missed = missed_probability(relevant, len(pool), target)
    return Progress(
        passage_count=len(pool),
        judged_count=len(read),
        relevant_count=found,
        unread_expected=round(unread.expected, 1),
        unread_low=unread.low,
        unread_high=unread.high,
        recall=round(recall(found, unread.expected), _DIGITS),
        recall_low=round(recall(found, unread.high), _DIGITS),
        recall_high=round(recall(found, unread.low), _DIGITS),
        target=target,
        missed_probability=round(missed, _DIGITS),
        may_stop=missed < DOUBT,
        method=method,
        sample_count=len(sample),
    )


def _last_sample(read: Sequence[Read]) -> list[Read]:
    """Return the passages of the last random sample, in the order of reading."""
    rounds = [each.round for each in read if each.is_sampled]
    return [each for each in read if rounds and each.round == rounds[-1]]


def _unread_by(sample: Sequence[Read], read: Sequence[Read], total: int) -> Unread:
    """Return what is unread by a sample from all that had not been read when its first passage was."""
    earlier = read.index(sample[0])
    hits = sum(bool(each.is_relevant) for each in sample)
    since = sum(bool(each.is_relevant) for each in read[earlier:])
    return unread_by_sample(hits, len(sample), total - earlier, since)
