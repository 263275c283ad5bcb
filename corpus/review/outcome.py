"""What the judgements of one coding come to: who researchers and klankbordgroep are, and who outranks whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.judgements import AGREED, DISAGREED, OTHER, UNSURE, Judgement
from corpus.review.entries import KLANKBORDGROEP, ONDERZOEKER

DISPUTED, UNDECIDED = "betwist", "onbeslist"
OUTCOMES = (AGREED, DISAGREED, OTHER, DISPUTED, UNDECIDED)
"""What judgements can come to; with the last two the machine's word stays as it is."""


@dataclass(frozen=True)
class Outcome:
    """What the judgements of one coding come to."""

    outcome: str
    """One of OUTCOMES."""
    decided_by: str
    """Who tipped the scales: klankbordgroep or onderzoeker; empty where nothing is decided."""
    code: str
    """The code that it is to have: with `anders` another one, or the same with another direction."""
    direction: str
    """The direction that it is to have; empty where judgements say nothing of it."""
    agreed_count: int
    disagreed_count: int
    other_count: int
    unsure_count: int


def outcome_of(judgements: Iterable[Judgement]) -> Outcome:
    """Return what judgements of one coding come to, of each person the last; raise ValueError where there is none.

    The last researcher who said something outranks all others. Without one, what more than half of those of the
    klankbordgroep want who said something: this code and direction, or the same other one. Where there is no such
    thing, the coding is refused if more than half refuse it as it is. Who is unsure says nothing.
    """
    last = {each.pseudonym: each for each in sorted(judgements, key=lambda each: each.judged_at)}
    held = sorted(last.values(), key=lambda each: each.judged_at)
    if not held:
        raise ValueError("there are no judgements")
    said = [each for each in held if each.verdict != UNSURE]
    if by_researcher := [each for each in said if each.role == ONDERZOEKER]:
        return _outcome(by_researcher[-1].verdict, ONDERZOEKER, by_researcher[-1], held)
    return _by_most(said, held) if said else _outcome(UNDECIDED, "", held[-1], held)


def _by_most(said: list[Judgement], held: list[Judgement]) -> Outcome:
    wanting = Counter(_wanted(each) for each in said if each.verdict in (AGREED, OTHER))
    wanted, count = max(sorted(wanting.items()), key=lambda item: item[1], default=(("", ""), 0))
    if 2 * count > len(said):
        # Who agrees with what others made of it, agrees: the coding as it was shown is another since.
        own = [each for each in said if each.verdict in (AGREED, OTHER) and _wanted(each) == wanted]
        chosen = min(own, key=lambda each: each.verdict != AGREED)
        return _outcome(chosen.verdict, KLANKBORDGROEP, chosen, held)
    agreed_count = sum(each.verdict == AGREED for each in said)
    if 2 * agreed_count < len(said):
        return _outcome(DISAGREED, KLANKBORDGROEP, held[-1], held)
    return _outcome(DISPUTED, "", held[-1], held)


def _wanted(judgement: Judgement) -> tuple[str, str]:
    """Return the code and direction that a judgement wants."""
    if judgement.verdict != OTHER:
        return judgement.code, judgement.direction
    return judgement.other_code or judgement.code, judgement.other_direction or judgement.direction


def _outcome(outcome: str, decided_by: str, chosen: Judgement, held: Iterable[Judgement]) -> Outcome:
    counts = Counter(each.verdict for each in held)
    code, direction = _wanted(chosen)
    return Outcome(
        outcome=outcome,
        decided_by=decided_by,
        code=code,
        direction=direction,
        agreed_count=counts[AGREED],
        disagreed_count=counts[DISAGREED],
        other_count=counts[OTHER],
        unsure_count=counts[UNSURE],
    )
