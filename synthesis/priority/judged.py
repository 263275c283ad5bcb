"""What judgements of codings say of passages: whether each says anything relevant, in the order of reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.anchoring import anchor
from corpus.judgements import AGREED, DISAGREED, OTHER, Judgement
from corpus.records import Issue, Passage
from synthesis.coding.codebook import NONE

SAMPLE = "steekproef"
"""Rounds whose name begins so are random samples from what had not been read."""


@dataclass(frozen=True)
class Read:
    """A passage that was read; `is_relevant` is None where nobody could say."""

    passage_id: str
    is_relevant: bool | None
    round: str
    """The round in which it was first judged."""

    @property
    def is_sampled(self) -> bool:
        """Tell whether it was read because chance chose it."""
        return self.round.casefold().startswith(SAMPLE)


def read_passages(judgements: Sequence[Judgement], passages: Iterable[Passage]) -> tuple[list[Read], list[Issue]]:
    """Return the passages that judgements are about, in the order of reading, and issues on those about none."""
    anchored = anchor(judgements, passages)
    return [_read(passage_id, own) for passage_id, own in _in_order(anchored.by_passage, judgements)], anchored.issues()


def _in_order(
    by_passage: Mapping[str, tuple[Judgement, ...]], judgements: Sequence[Judgement]
) -> list[tuple[str, tuple[Judgement, ...]]]:
    order = {judgement.subject: number for number, judgement in enumerate(judgements)}
    return sorted(by_passage.items(), key=lambda item: order[item[1][0].subject])


def _read(passage_id: str, judgements: Sequence[Judgement]) -> Read:
    by_person: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        by_person[judgement.pseudonym].append(judgement)
    words = [word for own in by_person.values() if (word := _word_of(own)) is not None]
    is_relevant = 2 * sum(words) >= len(words) if words else None
    return Read(passage_id, is_relevant, judgements[0].round)


def _word_of(judgements: Sequence[Judgement]) -> bool | None:
    """Return whether one person finds a passage relevant: where any judgement says so."""
    votes = [vote for judgement in judgements if (vote := vote_of(judgement)) is not None]
    return any(votes) if votes else None


def vote_of(judgement: Judgement) -> bool | None:
    """Return whether a judgement says that its passage is relevant; None where it does not tell.

    Who refuses a soort without naming another has found nothing relevant, as far as this judgement goes; who refuses a
    code of another dimension has only said that it is about something else.
    """
    is_none = judgement.code == NONE
    if judgement.verdict == AGREED:
        return not is_none
    if judgement.verdict == OTHER:
        return judgement.other_code != NONE
    if judgement.verdict == DISAGREED and (is_none or judgement.dimension == "soort"):
        return is_none
    return None
